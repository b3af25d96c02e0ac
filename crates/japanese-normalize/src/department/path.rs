//! Tokens to paths.

use super::name::{Level, divide, is_all_below, is_general, is_office, is_person, level};
use super::token::{Token, tokens};

/// Deepest bracket that is followed, and most levels of a path.
const DEEPEST: usize = 8;

/// The departments that a text names, each as a path from the top; none where it names none.
///
/// Every path stands once, in the order of the text. Names are in normal form, without 等 behind the last.
///
/// ```
/// use japanese_normalize::departments;
/// assert_eq!(departments("企業庁(技術管理・機電施設課)"), [["企業庁", "技術管理・機電施設課"]]);
/// assert_eq!(
///     departments("総務部 人事課 施設管理課 企画調整部 デジタル変革課"),
///     [["総務部", "人事課"], ["総務部", "施設管理課"], ["企画調整部", "デジタル変革課"]]
/// );
/// assert!(departments("南部の場所").is_empty());
/// ```
pub fn departments(text: &str) -> Vec<Vec<String>> {
    read(text).map_or_else(Vec::new, |tree| tree.paths)
}

/// How much a whole cell looks like departments: 0 for none, 1 where it holds nothing else.
///
/// ```
/// use japanese_normalize::department_likeness;
/// assert_eq!(department_likeness("県土整備部 (河川課・道路管理課)"), 1.0);
/// assert!(department_likeness("被災箇所を早期発見する体制の構築") < 0.1);
/// ```
pub fn department_likeness(text: &str) -> f64 {
    let Some(tree) = read(text) else { return 0.0 };
    let all = tree.named + tree.other;
    if all == 0 || tree.paths.is_empty() {
        return 0.0;
    }
    let likeness = ratio(tree.named, all);
    // A sentence may name departments, but is no department cell.
    let sentence = text.matches(['。', '「', '%', '％']).count();
    if sentence > 0 { likeness / 4.0 } else { likeness }
}

/// What a text that names departments says beside them: other bodies, persons and words that are no department.
///
/// Names in brackets that say what a department was called before, telephone numbers and words such as 主 and 関係
/// say nothing that is missing. Empty where the text names no department at all.
///
/// ```
/// use japanese_normalize::beside_departments;
/// assert_eq!(beside_departments("企画課、観光協会"), ["観光協会"]);
/// assert!(beside_departments("総務部（人事課、行政経営課）ほか").is_empty());
/// ```
pub fn beside_departments(text: &str) -> Vec<String> {
    read(text).filter(|tree| !tree.paths.is_empty()).map_or_else(Vec::new, |tree| tree.beside)
}

fn ratio(part: usize, whole: usize) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    count(part) / count(whole).max(1.0)
}

/// A part of the path that is open at a place of the text.
struct Node {
    name: String,
    level: Level,
    /// Whether anything stands below it.
    parent: bool,
}

#[derive(Default)]
struct Tree {
    stack: Vec<Node>,
    /// Heights of the stack at which brackets opened.
    brackets: Vec<usize>,
    /// Brackets that hold nothing of a department.
    skipped: usize,
    /// The open bracket names the department above the section before it: 人事課(総務部).
    inverted: bool,
    paths: Vec<Vec<String>>,
    /// Names that are no department.
    beside: Vec<String>,
    named: usize,
    other: usize,
}

fn read(text: &str) -> Option<Tree> {
    let mut tree = Tree::default();
    for token in tokens(text)? {
        match token {
            Token::Name { text, separated } => tree.name(&text, separated),
            Token::Open => tree.open(),
            Token::Close => tree.close(),
        }
    }
    tree.pop_to(0);
    Some(tree)
}

impl Tree {
    fn floor(&self) -> usize {
        self.brackets.last().copied().unwrap_or(0)
    }

    fn name(&mut self, text: &str, separated: bool) {
        let length = text.chars().count();
        // （旧：建設部）: what it was called before.
        let former = text.starts_with('旧') && self.floor() > 0;
        if former {
            self.other += length;
            return;
        }
        if self.skipped > 0 {
            return self.leave(text, length);
        }
        let Some(level_found) = level(text) else { return self.other_name(text, length) };
        self.named += length;
        if !separated
            && is_all_below(text)
            && self.stack.last().is_some_and(|node| node.level < Level::Division)
        {
            return;
        }
        let parts = if is_general(text) { vec![text.to_owned()] } else { divide(text) };
        for (index, part) in parts.into_iter().enumerate() {
            let mut part_level = level(&part).unwrap_or(level_found);
            // 政策企画課デジタル戦略室: what touches a section stands below it.
            if index > 0 && self.stack.last().is_some_and(|node| node.level == Level::Division) {
                part_level = part_level.max(Level::Section);
            }
            self.place(part, part_level, separated && index == 0);
        }
    }

    /// A name without the ending of a department: kept in a bracket behind one (`雇用経済部(産業イノベーション推進)`).
    fn other_name(&mut self, text: &str, length: usize) {
        let floor = self.floor();
        let in_bracket = !self.brackets.is_empty() && floor > 0;
        let is_name = (4..=24).contains(&length) && text.chars().all(is_name_character) && !is_person(text);
        if in_bracket
            && is_name
            && self.stack.len() == floor
            && !self.stack.last().is_some_and(|node| node.parent)
        {
            self.named += length;
            self.place(text.to_owned(), Level::Division, false);
        } else {
            self.leave(text, length);
        }
    }

    fn leave(&mut self, text: &str, length: usize) {
        self.other += length;
        if says_something(text) {
            self.beside.push(text.to_owned());
        }
    }

    fn place(&mut self, name: String, level: Level, separated: bool) {
        if self.is_above_the_section(level) {
            self.stack.insert(0, Node { name, level, parent: true });
            self.brackets.iter_mut().for_each(|floor| *floor += 1);
            self.inverted = true;
            return;
        }
        let floor = self.floor();
        let level = self.level_here(&name, level);
        // In cities a 局 stands above a 部, and so does a 区役所: 市民局 市民生活部 区政課.
        let below = |node: &Node| {
            matches!(node.level, Level::Bureau | Level::Office) && !node.parent && level == Level::Department
        };
        let alone = self.stack.len() == 1
            || self.stack.len() == 2 && self.stack.first().is_some_and(|node| node.level == Level::Ministry);
        let city = !separated && alone && self.stack.last().is_some_and(below);
        while !city && self.stack.len() > floor && self.stack.last().is_some_and(|node| node.level >= level) {
            self.pop();
        }
        // 警察本部・企画部: names in a row stand beside each other, whatever their endings.
        if separated && self.stack.len() > floor && self.stack.last().is_some_and(|node| !node.parent) {
            self.pop();
        }
        if self.stack.len() >= DEEPEST {
            return;
        }
        if let Some(parent) = self.stack.last_mut() {
            parent.parent = true;
        }
        self.stack.push(Node { name, level, parent: false });
    }

    /// The level of a name among those above it.
    ///
    /// A グループ that stands in no section has sections below it, and so has an office with nothing above it.
    fn level_here(&self, name: &str, level: Level) -> Level {
        if level == Level::Section && name.ends_with("グループ") {
            let in_section = self.stack.iter().any(|node| node.level == Level::Division);
            return if in_section { level } else { Level::Group };
        }
        if level == Level::Division && self.stack.is_empty() && is_office(name) {
            Level::Office
        } else {
            level
        }
    }

    /// Whether a name in the first bracket stands above the section before the bracket, which nothing else does.
    fn is_above_the_section(&self, level: Level) -> bool {
        let [section] = self.stack.as_slice() else { return false };
        // 農林事務所(総務部) has its own department, and 教職員課(総合教育センター) an office below it.
        self.brackets == [1]
            && level < Level::Division
            && section.level == Level::Division
            && !section.parent
            && section.name.ends_with(['課', '室'])
    }

    fn open(&mut self) {
        if self.skipped > 0 || self.brackets.len() >= DEEPEST || (self.stack.is_empty() && self.other > 0) {
            self.skipped += 1;
            return;
        }
        self.brackets.push(self.stack.len());
    }

    fn close(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if let Some(floor) = self.brackets.pop()
            && floor > 0
        {
            // Behind a bracket at the start the path stays open: （総務部）人事課.
            let inverted = std::mem::take(&mut self.inverted);
            self.pop_to(if inverted { 0 } else { floor });
        }
    }

    fn pop_to(&mut self, height: usize) {
        while self.stack.len() > height {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if self.stack.last().is_some_and(|node| !node.parent) {
            let path: Vec<_> = self.stack.iter().map(|node| node.name.clone()).collect();
            if !self.paths.contains(&path) {
                self.paths.push(path);
            }
        }
        self.stack.pop();
    }
}

/// Words beside departments that name no other body.
const ROLES: &[&str] = &[
    "主管",
    "主務",
    "主担当",
    "副担当",
    "担当",
    "関係",
    "関連",
    "連携",
    "協力",
    "支援",
    "所管",
    "実施",
    "公財",
    "公社",
    "一財",
    "一社",
    "社福",
    "その他",
    "など",
    "ほか",
];

/// Whether a text beside departments names something, and is no role, mark or number: 主担当, TEL 059-224-2000.
fn says_something(text: &str) -> bool {
    let is_japanese = |c: &char| matches!(c, '\u{3041}'..='\u{30fc}' | '\u{4e00}'..='\u{9fff}');
    text.chars().filter(is_japanese).count() >= 2
        && !ROLES.contains(&text)
        && !["電話", "内線"].iter().any(|word| text.starts_with(word))
}

fn is_name_character(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fc}' | '\u{4e00}'..='\u{9fff}' | '々') || c.is_ascii_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(text: &str) -> Vec<String> {
        departments(text).into_iter().map(|path| path.join("/")).collect()
    }

    #[test]
    fn dots_inside_names_stay() {
        assert_eq!(
            flat("医療保健部 (健康推進課) 子ども・福祉部(子どもの育ち支援課、家庭福祉・施設整備課)"),
            [
                "医療保健部/健康推進課",
                "子ども・福祉部/子どもの育ち支援課",
                "子ども・福祉部/家庭福祉・施設整備課"
            ]
        );
        assert_eq!(flat("警察本部・企画部"), ["警察本部", "企画部"]);
        assert_eq!(
            flat("教育委員会事務局(生徒指導課・研修企画・支援課)"),
            ["教育委員会事務局/生徒指導課", "教育委員会事務局/研修企画・支援課"]
        );
    }

    #[test]
    fn levels_nest() {
        assert_eq!(
            flat("総務部デジタル推進局(デジタル戦略企画課)"),
            ["総務部/デジタル推進局/デジタル戦略企画課"]
        );
        assert_eq!(
            flat("企画調整部 避難地域復興局 避難地域復興課"),
            ["企画調整部/避難地域復興局/避難地域復興課"]
        );
        assert_eq!(flat("教職員課(総合教育センター)"), ["教職員課/総合教育センター"]);
    }

    #[test]
    fn a_department_in_brackets_stands_above_its_section() {
        assert_eq!(flat("人事課(総務部)、税務課（財務部）"), ["総務部/人事課", "財務部/税務課"]);
        assert_eq!(flat("農林事務所(総務部)"), ["農林事務所/総務部"]);
    }

    #[test]
    fn general_names_are_kept() {
        assert_eq!(flat("関係部局"), ["関係部局"]);
        assert_eq!(flat("全庁"), ["全庁"]);
        assert_eq!(flat("各所属"), ["各所属"]);
    }

    #[test]
    fn repeated_paths_stand_once() {
        assert_eq!(
            flat("県警本部(生活安全企画課・サイバー犯罪対策課)\n県警本部(生活安全企画課・交通企画課)"),
            ["県警本部/生活安全企画課", "県警本部/サイバー犯罪対策課", "県警本部/交通企画課"]
        );
    }
}
