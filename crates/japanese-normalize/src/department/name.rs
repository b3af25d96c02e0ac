//! What a name of a department looks like: its ending and its place among the levels.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Level in an organisation, the top first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// 省, 内閣府: with bodies of their own.
    Ministry,
    /// 本部, 庁, 委員会, 事務局, 組合: with departments of their own.
    Body,
    /// 部
    Department,
    /// 局
    Bureau,
    /// 支所, 区役所, 病院: offices away from the hall, with sections and sometimes departments of their own.
    Office,
    /// グループ with sections below it.
    Group,
    /// 課, 室, 所, センター
    Division,
    /// 係, 班, 担当, グループ
    Section,
}

/// Endings and their levels, longer ones before those that they end in.
const ENDINGS: &[(&str, Level)] = &[
    ("事務局", Level::Body),
    ("委員会", Level::Body),
    ("企業団", Level::Body),
    ("組合", Level::Body),
    ("広域連合", Level::Body),
    ("警察本部", Level::Body),
    ("消防本部", Level::Body),
    ("本部", Level::Body),
    ("本庁", Level::Division),
    ("庁", Level::Body),
    ("省", Level::Ministry),
    ("府省", Level::Ministry),
    ("内閣府", Level::Ministry),
    ("内閣官房", Level::Ministry),
    ("機構", Level::Body),
    ("協議会", Level::Body),
    ("推進会議", Level::Body),
    ("部", Level::Department),
    ("振興局", Level::Bureau),
    ("局", Level::Bureau),
    ("課室", Level::Division),
    ("課", Level::Division),
    ("室", Level::Division),
    ("センター", Level::Division),
    ("事務所", Level::Division),
    ("研究所", Level::Division),
    ("試験場", Level::Division),
    ("研究院", Level::Division),
    ("学院", Level::Division),
    ("病院", Level::Office),
    ("区役所", Level::Office),
    ("市役所", Level::Office),
    ("総合支所", Level::Office),
    ("総合庁舎", Level::Office),
    ("学校", Level::Division),
    ("高校", Level::Division),
    ("大学", Level::Division),
    ("大学校", Level::Division),
    ("図書館", Level::Division),
    ("博物館", Level::Division),
    ("美術館", Level::Division),
    ("文書館", Level::Division),
    ("資料館", Level::Division),
    ("会館", Level::Division),
    ("館", Level::Division),
    ("支所", Level::Office),
    ("所", Level::Division),
    ("署", Level::Division),
    ("隊", Level::Section),
    ("公所", Level::Division),
    ("係", Level::Section),
    ("班", Level::Section),
    ("担当", Level::Section),
    ("グループ", Level::Section),
    ("チーム", Level::Section),
    ("ユニット", Level::Section),
    ("プロジェクトチーム", Level::Section),
    ("ライン", Level::Section),
    ("監", Level::Department),
    ("公室", Level::Department),
    ("直轄組織", Level::Department),
    ("官房", Level::Department),
    ("統括官", Level::Bureau),
    ("参事官", Level::Division),
];

/// Last characters of the endings.
static ENDS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut ends: Vec<char> = ENDINGS.iter().filter_map(|(ending, _)| ending.chars().next_back()).collect();
    ends.sort_unstable();
    ends.dedup();
    ends
});

/// Words that end like a department and are none.
static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/department_words.txt").lines();
    lines.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// Names without the ending of a unit that stand for departments; kept as printed.
const GENERAL: &[&str] = &[
    "関係部局",
    "各部局",
    "全部局",
    "庁内各部局",
    "庁内関係部局",
    "関係各部局",
    "部局",
    "全庁",
    "全庁的",
    "庁内",
    "各所属",
    "全所属",
    "関係所属",
    "所属",
    "関係課",
    "関係各課",
    "関係課室",
    "関係各課室",
    "各課",
    "各課室",
    "全課室",
    "全課",
    "庁内各課",
    "全庁各課",
    "庁内関係課",
    "関係部署",
    "各部署",
    "全部署",
    "市町村",
    "各市町村",
    "市町",
    "各市町",
    "県",
    "国",
    "各部局等",
];

/// The level of a name by its ending; none where it is no department.
pub(super) fn level(name: &str) -> Option<Level> {
    // 教育局 alone stands beside the departments, 初等中等教育局 below a ministry.
    if is_general(name) || matches!(name, "教育局" | "県教育局" | "府教育局" | "市教育局") {
        return Some(Level::Body);
    }
    // The ending comes first: most texts that are looked at have none.
    let last = name.chars().next_back().filter(|last| ENDS.contains(last))?;
    let (_, level) = *ENDINGS
        .iter()
        .filter(|(ending, _)| ending.ends_with(last) && name.ends_with(ending))
        .max_by_key(|(ending, _)| ending.len())?;
    if is_counted(name) || WORDS.contains(name) || name.chars().count() < 2 || has_verb(name) {
        return None;
    }
    // 東部・西部: the last part decides too.
    if name
        .rsplit('・')
        .next()
        .is_some_and(|last| last != name && WORDS.contains(last) && !last.ends_with('課'))
    {
        return None;
    }
    // 〜の一部, 〜の場所: the last word decides.
    let word =
        name.rsplit(['の', 'る', 'た', 'な', 'い', 'ど', 'を', 'に', 'が', 'は']).next().unwrap_or(name);
    if word != name && (WORDS.contains(word) || word.is_empty()) && !is_kana_name(name) {
        return None;
    }
    if name.ends_with("関係")
        || name.ends_with("部分")
        || name.ends_with("箇所")
        || name.ends_with("か所")
        || name.ends_with("カ所")
        || name.ends_with("各所")
    {
        return None;
    }
    let plain = [
        "都市部",
        "場所",
        "薬局",
        "教室",
        "会議室",
        "客室",
        "寝室",
        "浴室",
        "和室",
        "居室",
        "病室",
        "温室",
        "個室",
        "控室",
        "控え室",
        "待合室",
    ];
    // 都市部 alone is the department of many a city; 大都市部 is none.
    if level != Level::Section
        && name != "都市部"
        && plain.iter().any(|word| name.ends_with(word))
        && !name.contains('課')
    {
        return None;
    }
    Some(level)
}

/// `こどもみらい部`, `ちゃーがんじゅう課`: hiragana before the ending that are a word of their own, and no particle or
/// ending of an adjective.
fn is_kana_name(name: &str) -> bool {
    let Some(stem) = name.strip_suffix(['部', '局', '課', '室', '係', '班']) else { return false };
    let kana = |c: &char| matches!(c, 'ぁ'..='ゖ' | 'ー');
    let run = stem.chars().rev().take_while(kana).count();
    let adjective = ["しい", "ない", "たい", "る", "た"].iter().any(|ending| stem.ends_with(ending));
    run >= 3 && !adjective && (run == stem.chars().count() || stem.ends_with('い'))
}

/// `541事業所`, `第1グループ`: a number and what it counts.
fn is_counted(name: &str) -> bool {
    let Some(digit) = name.rfind(|c: char| c.is_ascii_digit()) else { return false };
    let head =
        name.get(..=digit).unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
    let tail = name.get(digit + 1..).unwrap_or_default();
    // 2050ゼロカーボン推進課
    if head.is_empty() && digit == 3 && name.starts_with("20") && tail.chars().count() > 3 {
        return false;
    }
    // 5R推進課
    if tail.starts_with(|c: char| c.is_ascii_alphabetic()) && tail.ends_with(['課', '室']) {
        return false;
    }
    // 警備第1課 is a name; 第1グループ and 3課 are counted.
    !tail.contains('の') && (head.chars().count() <= 2 || !head.ends_with('第') && tail.chars().count() <= 3)
}

/// Whether a name stands for departments without being one: 関係部局, 全庁.
pub(super) fn is_general(name: &str) -> bool {
    GENERAL.contains(&name)
}

/// Whether a general name speaks of what lies below the department before it: 総務部 各課.
pub(super) fn is_all_below(name: &str) -> bool {
    is_general(name) && name.starts_with(['各', '関']) && name.ends_with(['課', '室', '属'])
}

/// Titles of persons, which stand in brackets behind a section: 学校教育課（指導主事）.
pub(super) fn is_person(name: &str) -> bool {
    ["主事", "主任", "主査", "主幹", "参事", "課長", "部長", "室長", "係長", "次長", "補佐", "職員"]
        .iter()
        .any(|title| name.ends_with(title))
}

/// Particles and endings of sentences that no name of a department has.
fn has_verb(name: &str) -> bool {
    const PARTS: &[&str] = &[
        "を",
        "する",
        "した",
        "して",
        "された",
        "により",
        "による",
        "における",
        "について",
        "に関する",
        "ため",
        "ます",
        "です",
        "である",
        "できる",
        "れる",
        "において",
        "など",
        "に係る",
        "への",
        "からの",
        "。",
        "での",
    ];
    // 障がい and 生きがい have this particle's letter, and so have words in kana alone.
    let particle = name.contains('が') && name.replace("障がい", "").replace("きがい", "").contains('が');
    PARTS.iter().any(|part| name.contains(part)) || particle && !is_kana_name(name)
}

/// Divides a name that holds several levels without a blank: `総務部デジタル推進局`.
///
/// A cut stands behind 部, 局 or 庁 where what follows is a name too.
pub(super) fn divide(name: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some(cut) = cut(rest) {
        let (head, tail) = rest.split_at(cut);
        parts.push(head.to_owned());
        rest = tail;
    }
    parts.push(rest.to_owned());
    parts
}

fn cut(name: &str) -> Option<usize> {
    name.char_indices()
        .filter(|(_, c)| {
            matches!(
                c,
                '部' | '局'
                    | '庁'
                    | '課'
                    | '会'
                    | '団'
                    | '省'
                    | '府'
                    | '房'
                    | '室'
                    | '所'
                    | '院'
                    | '署'
                    | '合'
                    | 'プ'
                    | '監'
            )
        })
        .map(|(at, c)| at + c.len_utf8())
        .find(|cut| {
            let (head, tail) = name.split_at(*cut);
            fits(head, tail)
        })
}

/// Whether both sides of a cut are names, the second below the first.
fn fits(head: &str, tail: &str) -> bool {
    let (Some(above), Some(below)) = (level(head), level(tail)) else { return false };
    if is_general(head) || is_general(tail) || head.chars().count() < 2 {
        return false;
    }
    // 教育委員会事務局, 生産部門課: the second word alone names nothing.
    let bare = [
        "本部",
        "部局",
        "支部",
        "局長",
        "部会",
        "分室",
        "部長室",
        "本庁",
        "支所",
        "分署",
        "支局",
        "分院",
        "分所",
    ];
    if bare.contains(&tail)
        || tail.starts_with("事務局")
        || tail.starts_with("科学省")
        || continues_the_word(tail)
    {
        return false;
    }
    // 政策企画課デジタル戦略室
    if head.ends_with('課') && tail.ends_with('室') && tail.chars().count() > 2 {
        return true;
    }
    // 地域力創造グループ地域政策課, 都市整備局市街地建築部, 区役所区政部
    let group = head.ends_with("グループ") && below == Level::Division;
    let large = below == Level::Department
        && (above == Level::Office
            || head.ends_with('局') && above == Level::Bureau && head.chars().count() > 2);
    let office = (is_office(head) && head != "保健所"
        || matches!(head, "消防署" | "警察署" | "区役所" | "市役所"))
        && below >= Level::Division;
    if matches!(head.chars().next_back(), Some('所' | '署' | 'プ')) {
        return group || large && is_office(head) || office;
    }
    if head == "病院" {
        return false;
    }
    above < below || large
}

/// 部長, 部会, 部門, 部品: the first character belongs to the word before it, unless it begins one that names what a
/// section does.
fn continues_the_word(tail: &str) -> bool {
    const WORDS: &[&str] =
        &["長寿", "長期", "会計", "内部", "内水面", "分権", "分析", "品質", "材料", "門前", "局地"];
    tail.starts_with(['長', '会', '門', '品', '分', '局', '内', '材'])
        && !WORDS.iter().any(|word| tail.starts_with(word))
}

/// Whether an institution has sections below it where nothing stands above it: 津建設事務所 総務課, 保健所 健康課.
pub(super) fn is_office(name: &str) -> bool {
    const ENDINGS: &[&str] =
        &["区役所", "市役所", "支所", "事務所", "保健所", "消防署", "警察署", "病院", "出張所"];
    ENDINGS.iter().any(|ending| name.len() > ending.len() && name.ends_with(ending)) || name == "保健所"
}

/// Words at the end of a name that name nobody: `三重県営業本部担当課`, `…課等`.
pub(super) fn trim_end(name: &str) -> &str {
    const TAILS: &[&str] = &[
        "内各課",
        "内の各課",
        "内関係課",
        "の関係課",
        "の関係各課",
        "の各課",
        "ほか全課",
        "ほか各課",
        "ほか関係課",
        "ほか関係各課",
        "等",
        "ほか",
        "他",
        "など",
        "担当課",
        "担当課室",
        "所管課",
        "関係課",
        "関係各課",
        "各課",
        "共同フロア",
        "フロア",
        "執務室",
        "内",
        "職員",
        "（共管）",
        "各課室",
        "関係課室",
        "を中心に",
        "中心",
    ];
    let mut name = name;
    while let Some(rest) = TAILS.iter().find_map(|tail| name.strip_suffix(tail)) {
        if is_general(name) || level(rest).is_none() {
            break;
        }
        name = rest;
    }
    name
}

/// Words before a name: labels, places, and the name of the prefecture before a 部.
pub(super) fn trim_start(name: &str) -> &str {
    let mut name = name;
    if let Some((label, rest)) = name.split_once([':', '：'])
        && label.chars().count() <= 8
        && label != "旧"
    {
        name = rest;
    }
    if let Some((place, rest)) = name.split_once("階の") {
        let digits = place.trim_end_matches(|c: char| c.is_ascii_digit());
        if digits.len() < place.len() {
            name = rest;
        }
    }
    without_publisher(name)
}

/// `宮城県企画部デジタルみやぎ推進課` without 宮城県; 宮城県情報化政策推進本部 is a name as a whole.
fn without_publisher(name: &str) -> &str {
    let Some((found, publisher)) = crate::publisher::publishers(name).into_iter().next() else { return name };
    if found.start != 0 || publisher.code.is_none() {
        return name;
    }
    let rest = name.get(found.end..).unwrap_or_default();
    let parts = divide(rest);
    let several = parts.len() > 1 && parts.iter().all(|part| level(part).is_some());
    if several { rest } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_departments() {
        for word in [
            "南部",
            "支部",
            "薬局",
            "場所",
            "一部",
            "全部",
            "被災箇所",
            "信頼関係",
            "情報の一部",
            "推進する場所",
        ] {
            assert_eq!(level(word), None, "{word}");
        }
    }

    #[test]
    fn endings_decide() {
        assert_eq!(level("デジタルみやぎ推進課"), Some(Level::Division));
        assert_eq!(level("教育委員会事務局"), Some(Level::Body));
        assert_eq!(level("病院事業庁"), Some(Level::Body));
        assert_eq!(level("四日市港管理組合"), Some(Level::Body));
        assert_eq!(level("デジタルみやぎ"), None);
    }

    #[test]
    fn names_in_kana_and_with_digits_are_departments() {
        for name in
            ["こどもみらい部", "ちゃーがんじゅう課", "ふれあい課", "生きがい推進課", "きずな課", "5R推進課"]
        {
            assert!(level(name).is_some(), "{name}");
        }
        for words in ["新しい部", "できない課", "5課", "子どもが育つ部"] {
            assert_eq!(level(words), None, "{words}");
        }
        assert_eq!(divide("こどもみらい部子育て応援課"), ["こどもみらい部", "子育て応援課"]);
    }

    #[test]
    fn levels_without_a_blank_are_divided() {
        assert_eq!(divide("総務部デジタル推進局"), ["総務部", "デジタル推進局"]);
        assert_eq!(divide("生活安全部サイバー犯罪対策課"), ["生活安全部", "サイバー犯罪対策課"]);
        assert_eq!(divide("教育委員会事務局"), ["教育委員会事務局"]);
        assert_eq!(divide("人事委員会事務局"), ["人事委員会事務局"]);
        assert_eq!(divide("県警本部"), ["県警本部"]);
    }
}
