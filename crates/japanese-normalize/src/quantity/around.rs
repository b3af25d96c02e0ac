//! The words before and behind a number.

use super::{Change, Relation};
use crate::glyphs::{Gap, Glyphs};

/// What the words around a number say.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) relation: Relation,
    pub(super) approximate: bool,
    pub(super) cumulative: bool,
    pub(super) total: bool,
    pub(super) negative: bool,
    pub(super) change: Option<Change>,
    pub(super) per: Option<&'static str>,
    /// 第: no quantity.
    pub(super) ordinal: bool,
}

#[derive(Clone, Copy)]
enum Before {
    About,
    Cumulative,
    Total,
    AtLeast,
    AtMost,
    Per(&'static str),
    Negative,
    Ordinal,
    /// 金 of 金参拾万円, but not of 料金 or 基金.
    Sum,
    Other,
}

const BEFORE: &[(&str, Before)] = &[
    ("第", Before::Ordinal),
    ("№", Before::Ordinal),
    ("No.", Before::Ordinal),
    ("NO.", Before::Ordinal),
    ("#", Before::Ordinal),
    ("約", Before::About),
    ("およそ", Before::About),
    ("おおよそ", Before::About),
    ("おおむね", Before::About),
    ("概ね", Before::About),
    ("概算", Before::About),
    ("ほぼ", Before::About),
    ("延べ", Before::Cumulative),
    ("のべ", Before::Cumulative),
    ("延", Before::Cumulative),
    ("(累計)", Before::Cumulative),
    ("(延べ)", Before::Cumulative),
    ("累計で", Before::Cumulative),
    ("累計", Before::Cumulative),
    ("累積", Before::Cumulative),
    ("合計で", Before::Total),
    ("合計", Before::Total),
    ("総計", Before::Total),
    ("計", Before::Total),
    ("全", Before::Total),
    ("少なくとも", Before::AtLeast),
    ("最低でも", Before::AtLeast),
    ("最低", Before::AtLeast),
    ("最大", Before::AtMost),
    ("年間換算で", Before::Per("年")),
    ("年間", Before::Per("年")),
    ("毎年度", Before::Per("年")),
    ("毎年", Before::Per("年")),
    ("年平均", Before::Per("年")),
    ("月平均", Before::Per("月")),
    ("月間", Before::Per("月")),
    ("毎月", Before::Per("月")),
    ("毎週", Before::Per("週")),
    ("毎日", Before::Per("日")),
    ("マイナス", Before::Negative),
    ("プラス", Before::Other),
    ("▲", Before::Negative),
    ("△", Before::Negative),
    ("金", Before::Sum),
    ("各", Before::Other),
    ("過去", Before::Other),
    ("定員", Before::Other),
    ("全国", Before::Other),
    ("世界", Before::Other),
    ("国内", Before::Other),
    ("県内", Before::Other),
    ("市内", Before::Other),
    ("管内", Before::Other),
    ("年", Before::Per("年")),
    ("月", Before::Per("月")),
    ("週", Before::Per("週")),
    ("日", Before::Per("日")),
];

/// Reads back from a number that begins at `start`.
pub(super) fn before(glyphs: &Glyphs, start: usize) -> Around {
    let mut around = Around { start, ..Around::default() };
    for _ in 0..6 {
        let at = around.start;
        if glyphs.gap(at) == Gap::Break {
            break;
        }
        let Some((word, begin)) =
            BEFORE.iter().find_map(|(word, what)| Some((*what, glyphs.ends(at, word)?)))
        else {
            break;
        };
        let before = glyphs.before(begin);
        let kanji_before = glyphs.tight(begin) && super::unit::is_kanji(before);
        match word {
            Before::Ordinal => around.ordinal = true,
            Before::About if glyphs.starts(begin, "約") && kanji_before && is_promise(before) => break,
            Before::About => around.approximate = true,
            Before::Cumulative => around.cumulative = true,
            Before::Total if kanji_before && glyphs.at(begin) == '計' => break,
            Before::Total
                if glyphs.at(begin) == '全' && matches!(before, '完' | '安' | '健' | '保' | '万') =>
            {
                break;
            }
            Before::Total => around.total = true,
            Before::AtLeast => around.relation = Relation::AtLeast,
            Before::AtMost => around.relation = Relation::AtMost,
            // 年5回, but not 令和5年3件.
            Before::Per(_) if at == begin + 1 && (!glyphs.tight(at) || is_in_word(glyphs, begin)) => break,
            // 5年間500件 says for how long, and not how often.
            Before::Per(_) if glyphs.tight(begin) && before.is_ascii_digit() => break,
            Before::Per(per) => around.per = Some(per),
            Before::Negative if !glyphs.tight(at) => break,
            Before::Negative => around.negative = true,
            Before::Sum if kanji_before || !glyphs.tight(at) => break,
            Before::Sum | Before::Other => {}
        }
        around.start = begin;
    }
    if start == 1 && around.start == start && glyphs.before(start) == '~' && glyphs.tight(start) {
        // ～100
        (around.relation, around.start) = (Relation::AtMost, 0);
    }
    if glyphs.before(start) == '-' && glyphs.tight(start) && around.start == start {
        let begin = start - 1;
        let touches = glyphs.tight(begin) && !matches!(glyphs.before(begin), '(' | '[' | ':' | '→');
        if !touches {
            (around.negative, around.start) = (true, begin);
        }
    }
    around
}

/// Whether the character at `index` goes on with a word or a number before it.
fn is_in_word(glyphs: &Glyphs, index: usize) -> bool {
    let before = glyphs.before(index);
    glyphs.tight(index) && (super::unit::is_kanji(before) || before.is_ascii_alphanumeric() || before == '元')
}

/// 契約, 予約, 節約, 公約, 規約, 要約, 集約, 条約, 解約, 制約, 確約, 成約: 約 is part of the word.
fn is_promise(c: char) -> bool {
    matches!(
        c,
        '契' | '予' | '節' | '公' | '規' | '要' | '集' | '条' | '解' | '制' | '確' | '成' | '特' | '倹'
    )
}

enum After {
    Bound(Relation),
    About,
    Cumulative,
    Each,
    Change(Change),
}

const AFTER: &[(&str, After)] = &[
    ("以上", After::Bound(Relation::AtLeast)),
    ("以下", After::Bound(Relation::AtMost)),
    ("以内", After::Bound(Relation::AtMost)),
    ("未満", After::Bound(Relation::LessThan)),
    ("を超える", After::Bound(Relation::MoreThan)),
    ("を超え", After::Bound(Relation::MoreThan)),
    ("超える", After::Bound(Relation::MoreThan)),
    ("を上回る", After::Bound(Relation::MoreThan)),
    ("を上回り", After::Bound(Relation::MoreThan)),
    ("を下回る", After::Bound(Relation::LessThan)),
    ("を下回り", After::Bound(Relation::LessThan)),
    ("より多い", After::Bound(Relation::MoreThan)),
    ("より少ない", After::Bound(Relation::LessThan)),
    ("超", After::Bound(Relation::MoreThan)),
    ("(累計)", After::Cumulative),
    ("(延べ)", After::Cumulative),
    ("(のべ)", After::Cumulative),
    ("(累積)", After::Cumulative),
    ("程度", After::About),
    ("前後", After::About),
    ("規模", After::About),
    ("くらい", After::About),
    ("近く", After::About),
    ("ばかり", After::About),
    ("ぐらい", After::About),
    ("ほど", After::About),
    ("弱", After::About),
    ("強", After::About),
    ("余り", After::About),
    ("余", After::About),
    ("ずつ", After::Each),
    ("分", After::Each),
    ("増加", After::Change(Change::Increase)),
    ("の増加", After::Change(Change::Increase)),
    ("増", After::Change(Change::Increase)),
    ("の増", After::Change(Change::Increase)),
    ("減少", After::Change(Change::Decrease)),
    ("の減少", After::Change(Change::Decrease)),
    ("削減", After::Change(Change::Decrease)),
    ("の削減", After::Change(Change::Decrease)),
    ("減", After::Change(Change::Decrease)),
    ("の減", After::Change(Change::Decrease)),
];

/// Reads on behind a unit that ends before `around.end`.
pub(super) fn behind(glyphs: &Glyphs, around: &mut Around, unit: Option<&str>) {
    for _ in 0..4 {
        let at = around.end;
        if glyphs.gap(at) == Gap::Break {
            break;
        }
        let Some((word, end)) = AFTER.iter().find_map(|(word, what)| Some((what, glyphs.after(at, word)?)))
        else {
            break;
        };
        // 増強, 減免, 超過, 強化, 分析: the mark is the beginning of another word.
        let one = end == at + 1;
        let goes_on = glyphs.tight(end) && super::unit::is_kanji(glyphs.at(end));
        match word {
            After::Change(Change::Increase) if goes_on && !glyphs.starts(end, "を目標") => break,
            After::Change(change) => around.change = Some(*change),
            // 500円分 and 3人分 are portions; 80%分 and 3社分 too, but 30分 is the unit itself.
            After::Each if one && (goes_on || unit.is_none()) => break,
            After::Each => {}
            _ if one && goes_on => break,
            // 10人ばかりでなく, 3件ばかりか
            After::About
                if glyphs.before(end) == 'り' && matches!(glyphs.at(end), 'で' | 'か' | 'は' | 'を') =>
            {
                break;
            }
            After::Bound(relation) => around.relation = *relation,
            After::About => around.approximate = true,
            After::Cumulative => around.cumulative = true,
        }
        around.end = end;
    }
    around.cumulative |= is_sum_of_years(glyphs, around.end);
    if glyphs.at(around.end) == '/' && glyphs.tight(around.end) && glyphs.tight(around.end + 1) {
        // 10人程度/年
        let found = ["年", "月", "週", "日"].into_iter().find(|word| glyphs.starts(around.end + 1, word));
        if let Some(word) = found.filter(|_| !super::unit::is_kanji(glyphs.at(around.end + 2))) {
            (around.per, around.end) = (Some(word), around.end + 2);
        }
    }
}

/// `(R3-R7累計)` behind a quantity; the bracket is no part of it, since its times are read elsewhere.
fn is_sum_of_years(glyphs: &Glyphs, index: usize) -> bool {
    let opens = glyphs.at(index) == '(' && glyphs.gap(index) != Gap::Break;
    let close = (index + 1..index + 20).find(|at| matches!(glyphs.at(*at), ')' | '\0' | '('));
    let close = close.filter(|at| opens && glyphs.at(*at) == ')');
    close.is_some_and(|close| {
        ["累計", "累積", "の計", "延べ"].iter().any(|word| glyphs.ends(close, word).is_some())
    })
}
