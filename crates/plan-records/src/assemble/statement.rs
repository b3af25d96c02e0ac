//! Indicators that are sentences: `【指標（KPI）】 …について、67.4%を目標とする。`

use japanese_normalize as japanese;
use japanese_normalize::{Paragraph, Quantity};

use super::indicators::take_unit;
use super::value_pieces::is_base;
use super::values::relation;
use crate::records::{Indicator, IndicatorKind, Observation, ObservationKind, Relation, Role};

/// Tags that say what a sentence is.
const TAGS: [(&str, Option<IndicatorKind>); 9] = [
    ("【指標（KPI）】", Some(IndicatorKind::Kpi)),
    ("【指標(KPI)】", Some(IndicatorKind::Kpi)),
    ("【指標】", Some(IndicatorKind::Kpi)),
    ("【KPI】", Some(IndicatorKind::Kpi)),
    ("【成果指標】", Some(IndicatorKind::Kpi)),
    ("【活動指標】", Some(IndicatorKind::Kpi)),
    ("【目標】", Some(IndicatorKind::Goal)),
    ("【数値目標】", Some(IndicatorKind::Goal)),
    ("【指標・目標】", None),
];

/// What follows a quantity that is aimed at.
const AIMS: [&str; 13] = [
    "を目標",
    "を目指",
    "をめざ",
    "を目途",
    "とする",
    "とし",
    "以上とする",
    "以下とする",
    "にする",
    "を維持",
    "を達成",
    "を確保",
    "まで伸ばす",
];

/// Words that stand between a quantity and its aim.
const BEFORE_AIM: [&str; 8] = ["受講", "支援", "への補助", "の補助", "以上", "以下", "程度", "の商談成立"];

/// Indicators of a cell, and the quantities in it that were not taken for targets.
#[derive(Debug, Clone, Default)]
pub struct Statement {
    /// The indicators.
    pub indicators: Vec<Indicator>,
    /// For each quantity that is no target, the indicator and the printed text.
    pub passed_over: Vec<(usize, String)>,
}

/// Reads a cell that states an indicator or a goal in sentences.
///
/// A cell with circled marks gives one indicator for each, as does one with bullets that each name an indicator;
/// `year` is the one that the head names.
#[must_use]
pub fn read_statement(paragraphs: &[Paragraph], year: Option<i32>) -> Statement {
    let mut text = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("\n");
    let mut kind = None;
    for (tag, tagged) in TAGS {
        if let Some(rest) = text.trim_start().strip_prefix(tag) {
            kind = tagged;
            text = rest.trim_start().to_owned();
            break;
        }
    }
    let mut statement = Statement::default();
    if text.trim().is_empty() || japanese::is_absent(&text) {
        return statement;
    }
    for (whole, body) in statement_parts(&text) {
        let (indicator, passed_over) = indicator(&whole, &body, kind, year);
        let at = statement.indicators.len();
        statement.passed_over.extend(passed_over.into_iter().map(|raw| (at, raw)));
        statement.indicators.push(indicator);
    }
    statement
}

/// The parts of a cell that are indicators of their own, each as printed and without its mark.
fn statement_parts(text: &str) -> Vec<(String, String)> {
    let parts = japanese::split_marks(text);
    let marked: Vec<(String, String)> = parts
        .iter()
        .filter_map(|part| Some((part.mark?, text.get(part.range.clone())?.trim())))
        .map(|(mark, body)| (format!("{mark}{body}"), body.to_owned()))
        .collect();
    if marked.len() > 1 {
        return marked;
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let bullets: Vec<(String, String)> = lines
        .iter()
        .filter_map(|line| line.strip_prefix('・').map(|body| ((*line).to_owned(), body.trim().to_owned())))
        .filter(|(_, body)| name_of(body).is_some())
        .collect();
    if bullets.len() > 1 && bullets.len() == lines.len() {
        return bullets;
    }
    vec![(text.trim().to_owned(), text.trim().to_owned())]
}

fn indicator(
    statement: &str,
    body: &str,
    kind: Option<IndicatorKind>,
    year: Option<i32>,
) -> (Indicator, Vec<String>) {
    let names = names_of(body);
    let mut quantities: Vec<(Quantity, Option<String>)> = Vec::new();
    let several = names.len() > 1;
    for name in &names {
        let of_clause = chosen_quantities(body, name.end);
        let label = |own: Option<String>| own.or_else(|| several.then(|| name.text.clone()));
        quantities.extend(of_clause.into_iter().map(|(quantity, own)| (quantity, label(own))));
    }
    if names.is_empty() {
        quantities = chosen_quantities(body, 0);
    }
    let mut observations: Vec<Observation> = quantities
        .iter()
        .map(|(quantity, label)| number(body, quantity, label.clone(), quantities.len(), year))
        .collect();
    if observations.is_empty() {
        observations.extend(words_aimed_at(body, year));
    }
    let name = names.into_iter().next();
    let cumulative = quantities.iter().any(|(quantity, _)| quantity.cumulative)
        || name.as_ref().is_some_and(|name| says_cumulative(&name.text))
        || quantities.iter().any(|(quantity, _)| {
            bracket_after(body, quantity).is_some_and(|bracket| says_cumulative(&bracket))
        });
    let taken = |quantity: &Quantity| quantities.iter().any(|(other, _)| other.range == quantity.range);
    let passed_over = japanese::quantities(body)
        .iter()
        .filter(|quantity| !taken(quantity))
        .filter_map(|quantity| body.get(quantity.range.clone()).map(str::to_owned))
        .collect();
    // 獲得フォロワー数（件）について、 names the unit in the name.
    let (name, unit_hint) = name.map(|name| take_unit(&name.text)).unzip();
    let indicator = Indicator {
        name,
        statement: Some(statement.to_owned()),
        kind,
        unit_hint: unit_hint.flatten(),
        cumulative,
        description: None,
        direction: None,
        observations,
        evaluations: Vec::new(),
    };
    (indicator, passed_over)
}

/// 累計 or 延べ.
#[must_use]
pub fn says_cumulative(text: &str) -> bool {
    text.contains("累計") || text.contains("延べ") || text.contains("のべ")
}

fn bracket_after(text: &str, quantity: &Quantity) -> Option<String> {
    let rest = text.get(quantity.range.end..)?;
    let open = rest.chars().next().filter(|character| matches!(character, '(' | '（'))?;
    let close = rest.find([')', '）'])?;
    rest.get(open.len_utf8()..close).map(str::to_owned)
}

/// A name before `について、`.
struct Name {
    text: String,
    /// Where the clause after it begins.
    end: usize,
}

/// The name in `…について、67.4%を目標とする。`; the clause after it must hold an aim.
fn name_of(body: &str) -> Option<Name> {
    names_of(body).into_iter().next()
}

/// All names before `について、`, in order.
fn names_of(body: &str) -> Vec<Name> {
    let mark = "について、";
    let mut names = Vec::new();
    for (at, _) in body.match_indices(mark) {
        let before = body.get(..at).unwrap_or_default();
        let start = before.rfind(['。', '\n']).map_or(0, |stop| {
            stop + body.get(stop..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        let text = before.get(start..).unwrap_or_default().trim().trim_start_matches(['・', '○', '※']).trim();
        let end = at + mark.len();
        let clause = sentence_from(body, end);
        let has_value = !japanese::quantities(clause).is_empty()
            || aimed_words(clause).is_some()
            || clause.contains("目標");
        let aims = names.is_empty() || AIMS.iter().any(|aim| clause.contains(aim));
        if !text.is_empty() && has_value && aims && !text.contains(mark) {
            names.push(Name { text: text.to_owned(), end });
        }
    }
    names
}

fn sentence_from(body: &str, start: usize) -> &str {
    let rest = body.get(start..).unwrap_or_default();
    let rest_end = rest.find(['。', '\n']).unwrap_or(rest.len());
    // A bracket after the sentence belongs to it: 増加を目標とする。（目標値：82,000件）
    let after = rest.get(rest_end..).unwrap_or_default().trim_start_matches(['。', '\n', ' ']);
    if after.starts_with("（目標") || after.starts_with("(目標") {
        rest
    } else {
        rest.get(..rest_end).unwrap_or(rest)
    }
}

/// The quantities that are targets, each with its label.
fn chosen_quantities(body: &str, clause_start: usize) -> Vec<(Quantity, Option<String>)> {
    let limit = if clause_start > 0 {
        clause_start + sentence_from(body, clause_start).len()
    } else {
        note_start(body)
    };
    let found: Vec<Quantity> = japanese::quantities(body)
        .into_iter()
        .filter(|quantity| quantity.range.start >= clause_start && quantity.range.end <= limit)
        .collect();
    let explicit: Vec<Quantity> =
        found.iter().filter(|quantity| stands_as_target(body, quantity)).cloned().collect();
    if !explicit.is_empty() {
        return explicit.into_iter().map(|quantity| (quantity, None)).collect();
    }
    let aimed: Vec<usize> = (0..found.len())
        .filter(|at| found.get(*at).is_some_and(|quantity| is_aimed_at(body, quantity)))
        .collect();
    let chosen: Vec<Quantity> = match aimed.last() {
        None => found.into_iter().filter(|quantity| !describes(body, quantity)).collect(),
        Some(last) => {
            let listed = |at: usize| {
                found.get(at).is_some_and(|quantity| {
                    list_label(body, quantity).is_some() && followed_by_comma(body, quantity)
                })
            };
            let first =
                (0..*last).rev().take_while(|at| listed(*at) || aimed.contains(at)).last().unwrap_or(*last);
            found.get(first..=*last).map(<[Quantity]>::to_vec).unwrap_or_default()
        }
    };
    let several = chosen.len() > 1;
    chosen
        .into_iter()
        .map(|quantity| {
            let label = if several { list_label(body, &quantity) } else { None };
            (quantity, label)
        })
        .collect()
}

/// Where the notes begin: `※令和6年3月にサービス提供開始予定。`
fn note_start(body: &str) -> usize {
    body.find('※').unwrap_or(body.len())
}

/// `（目標値：8課）`.
fn stands_as_target(body: &str, quantity: &Quantity) -> bool {
    let before = body
        .get(..quantity.range.start)
        .unwrap_or_default()
        .trim_end()
        .trim_end_matches([':', '：'])
        .trim_end();
    before.ends_with("目標値") || before.ends_with("目標")
}

fn is_aimed_at(body: &str, quantity: &Quantity) -> bool {
    let mut rest = body.get(quantity.range.end..).unwrap_or_default().trim_start();
    if let Some(open) = rest.chars().next().filter(|character| matches!(character, '(' | '（'))
        && let Some(close) = rest.find([')', '）'])
        && close > open.len_utf8()
    {
        rest = rest.get(close..).unwrap_or_default().trim_start_matches([')', '）']);
    }
    for word in BEFORE_AIM {
        if let Some(shorter) = rest.strip_prefix(word) {
            rest = shorter;
            break;
        }
    }
    AIMS.iter().any(|aim| rest.starts_with(aim)) || names_what_is_aimed_at(rest)
}

/// `の参加を目標とする`: a few words that say what is counted stand before the aim.
fn names_what_is_aimed_at(rest: &str) -> bool {
    let end = rest.find(['、', '。', '\n', 'が', 'で', 'に']).unwrap_or(rest.len());
    let clause = rest.get(..end).unwrap_or_default();
    let aim = ["を目標", "を目指", "をめざ", "を達成"].iter().filter_map(|aim| clause.find(aim)).min();
    aim.and_then(|at| clause.get(..at))
        .is_some_and(|words| words.starts_with('の') && words.chars().count() <= 12)
}

/// `年間100件以上の申請がある手続`: the quantity describes the thing that the sentence is about, and nobody aims at it.
fn describes(body: &str, quantity: &Quantity) -> bool {
    let rest = body.get(quantity.range.end..).unwrap_or_default();
    let clause: String =
        rest.chars().take_while(|character| !"、。\n".contains(*character)).take(14).collect();
    let verb = ["がある", "のある", "を有する", "を持つ", "を要する"];
    let noun = |at: usize, verb: &str| clause.len() > at + verb.len();
    clause.starts_with('の') && verb.iter().any(|verb| clause.find(verb).is_some_and(|at| noun(at, verb)))
}

fn followed_by_comma(body: &str, quantity: &Quantity) -> bool {
    body.get(quantity.range.end..).is_some_and(|rest| rest.trim_start().starts_with(['、', '，', ',']))
}

/// The words between the last stop and `を` before a quantity, or 合計: what it is of.
fn list_label(body: &str, quantity: &Quantity) -> Option<String> {
    let before = body.get(..quantity.number_range.start)?.trim_end();
    if quantity.total {
        return Some("合計".to_owned());
    }
    let before = before.strip_suffix('を').or_else(|| before.strip_suffix('は'))?;
    let start = before.rfind(['、', '。', '，', '\n']).map_or(0, |stop| stop + '、'.len_utf8());
    let phrase = before.get(start..)?.trim();
    // Of 市町村長等を対象としたトップマネジメントセミナー the thing counted is what the clause before it describes.
    let noun = ["を対象とした", "に対する", "による", "のための"]
        .iter()
        .filter_map(|link| phrase.rsplit_once(link))
        .map(|(_, noun)| noun)
        .min_by_key(|noun| noun.len());
    let label = noun.unwrap_or(phrase).trim();
    (!label.is_empty() && label.chars().count() <= 40).then(|| label.to_owned())
}

fn number(
    body: &str,
    quantity: &Quantity,
    label: Option<String>,
    of: usize,
    year: Option<i32>,
) -> Observation {
    Observation {
        role: Role::Target,
        fiscal_year: target_year(body, quantity.range.start).or(year),
        as_of: None,
        period: None,
        label: label.filter(|_| of > 1),
        kind: ObservationKind::Number,
        value: Some(quantity.value),
        unit: quantity.unit.clone(),
        relation: Some(relation(quantity.relation)),
        approximate: quantity.approximate,
        raw: body.get(quantity.range.clone()).unwrap_or_default().to_owned(),
    }
}

/// The year that the sentence names for its target: the last before it that is no beginning.
fn target_year(body: &str, before: usize) -> Option<i32> {
    let start = body.get(..before)?.rfind('。').unwrap_or(0);
    let sentence = body.get(start..)?;
    let times = japanese::times(sentence.get(..before - start)?);
    // 2013年度比で, R5実績から: what the target is compared with.
    let base = |time: &japanese::Time| {
        let behind = sentence.get(time.range.end..).unwrap_or_default().trim_start_matches(['の', '度']);
        is_base(sentence, time) || ["実績", "現状"].iter().any(|word| behind.starts_with(word))
    };
    let since = |time: &japanese::Time| matches!(time.modifier, Some(japanese::Modifier::Since));
    times.iter().filter(|time| !since(time) && !base(time)).filter_map(|time| time.fiscal_year).next_back()
}

/// `全国平均以上を目標とする`: a target in words.
fn words_aimed_at(body: &str, year: Option<i32>) -> Option<Observation> {
    let name = name_of(body)?;
    let clause = sentence_from(body, name.end);
    let words = aimed_words(clause)?;
    Some(Observation {
        role: Role::Target,
        fiscal_year: target_year(body, name.end).or(year),
        as_of: None,
        period: None,
        label: None,
        kind: ObservationKind::Text,
        value: None,
        unit: None,
        relation: words_relation(&words),
        approximate: false,
        raw: words,
    })
}

/// The schema keeps relations for numbers.
fn words_relation(_words: &str) -> Option<Relation> {
    None
}

fn aimed_words(clause: &str) -> Option<String> {
    let at = ["を目標とする", "を目指す", "をめざす", "とすることを目標"]
        .iter()
        .filter_map(|aim| clause.find(aim))
        .min()?;
    let words = clause.get(..at)?.trim();
    let short = (2..=30).contains(&words.chars().count()) && !words.contains('、');
    short.then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Indicator> {
        let lines = [japanese::Line { text, breaks: false }];
        read_statement(&japanese::paragraphs(&lines), Some(2023)).indicators
    }

    #[test]
    fn the_name_stands_before_the_mark() {
        let read = read("【目標】 研修を受けた職員の割合について、67.4%を目標とする。");
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].name.as_deref(), Some("研修を受けた職員の割合"));
        assert_eq!(read[0].kind, Some(IndicatorKind::Goal));
        assert_eq!(read[0].observations.len(), 1);
        assert_eq!(read[0].observations[0].fiscal_year, Some(2023));
        assert_eq!(read[0].observations[0].value.map(|value| value.to_string()).as_deref(), Some("67.4"));
    }

    #[test]
    fn a_year_of_comparison_is_not_that_of_the_target() {
        let year = |text: &str| read(text)[0].observations[0].fiscal_year;
        assert_eq!(year("【目標】 排出量について、2013年度比で46%削減することを目標とする。"), Some(2023));
        assert_eq!(year("【目標】 利用件数について、令和3年度実績の120件以上とする。"), Some(2023));
        assert_eq!(year("【目標】 利用件数について、令和8年度に120件以上とする。"), Some(2026));
    }

    #[test]
    fn a_unit_in_the_name_is_taken_off_it() {
        let read = read("【指標（KPI）】 獲得フォロワー数（件）について、5,000件を目標とする。");
        assert_eq!(read[0].name.as_deref(), Some("獲得フォロワー数"));
        assert_eq!(read[0].unit_hint.as_deref(), Some("件"));
    }

    #[test]
    fn the_year_of_the_sentence_goes_before_that_of_the_head() {
        let read = read("【指標（KPI）】 利用件数について、令和8年度までに120件以上とする。");
        assert_eq!(read[0].observations[0].fiscal_year, Some(2026));
        assert_eq!(read[0].observations[0].relation, Some(Relation::AtLeast));
    }

    #[test]
    fn a_quantity_that_describes_a_thing_is_no_target() {
        let read = read("【目標】 年間100件以上の申請がある手続の様式の見直しを終える。");
        assert_eq!(read[0].observations.len(), 0);
    }

    #[test]
    fn a_sentence_without_an_aim_has_no_values() {
        let read = read("【目標】 点検の結果を公開し、安心につなげる。");
        assert_eq!((read[0].name.as_deref(), read[0].observations.len()), (None, 0));
    }
}
