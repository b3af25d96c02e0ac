//! The filled fields of an item, in words.

use plan_records::records::{
    Heading, Indicator, Item, Observation, ObservationKind, Progress, ProgressKind, Relation, Role,
};

use crate::args::Lang;

/// A filled field.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Name in the record, such as `indicators.0.observations.1`.
    pub(crate) key: String,
    /// Name for people.
    pub(crate) label: String,
    /// Value for people.
    pub(crate) value: String,
}

/// The filled fields of an item.
pub(crate) fn fields(item: &Item, lang: Lang) -> Vec<Field> {
    let mut list = List { lang, fields: Vec::new() };
    list.text("number", "番号", "Number", item.number.as_deref());
    list.text("title", "施策・取組・事業の名称", "Title", item.title.as_deref());
    let paths: Vec<String> = item.paths.iter().map(|path| join_path(path)).collect();
    list.text("paths", "見出し", "Headings above", Some(&paths.join("\n")));
    list.text("repeated", "再掲", "Repeated", item.repeated.then_some("（再掲）"));
    list.text("summary", "概要", "Summary", item.summary.as_deref());
    list.text("purpose", "目的", "Purpose", item.purpose.as_deref());
    let departments: Vec<String> = item.departments.iter().map(|path| path.join(" > ")).collect();
    list.text("departments", "担当部局", "Departments", Some(&departments.join("\n")));
    for (at, indicator) in item.indicators.iter().enumerate() {
        list.indicator(at, indicator);
    }
    for (at, progress) in item.progress.iter().enumerate() {
        list.progress(at, progress);
    }
    list.text("related_titles", "関連する施策", "Related titles", Some(&item.related_titles.join("\n")));
    for (at, other) in item.others.iter().enumerate() {
        let heading = other.heading.as_deref().unwrap_or("-");
        let (ja, en) = (format!("その他の列「{heading}」"), format!("Other column '{heading}'"));
        list.text(&format!("others.{at}"), &ja, &en, Some(&other.text));
    }
    list.fields
}

struct List {
    lang: Lang,
    fields: Vec<Field>,
}

impl List {
    fn text(&mut self, key: &str, ja: &str, en: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let label = format!("{} ({key})", self.pick(ja, en));
            self.fields.push(Field { key: key.to_owned(), label, value: value.to_owned() });
        }
    }

    fn pick<'w>(&self, ja: &'w str, en: &'w str) -> &'w str {
        match self.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    fn indicator(&mut self, at: usize, indicator: &Indicator) {
        let key = format!("indicators.{at}");
        self.text(&format!("{key}.name"), "指標名", "Indicator", indicator.name.as_deref());
        self.text(
            &format!("{key}.statement"),
            "指標の文",
            "Indicator in words",
            indicator.statement.as_deref(),
        );
        self.text(
            &format!("{key}.description"),
            "指標の説明",
            "Description",
            indicator.description.as_deref(),
        );
        for (at, observation) in indicator.observations.iter().enumerate() {
            let (ja, en) = match observation.role {
                Role::Baseline => ("現状値", "Baseline"),
                Role::Target => ("目標値", "Target"),
                Role::Actual => ("実績値", "Actual"),
            };
            let value = observation_value(observation, self.lang);
            self.text(&format!("{key}.observations.{at}"), ja, en, Some(&value));
        }
        for (at, evaluation) in indicator.evaluations.iter().enumerate() {
            let year = year(evaluation.fiscal_year, self.lang);
            let value = format!("{} {year}", evaluation.grade);
            self.text(&format!("{key}.evaluations.{at}"), "評価", "Grade", Some(value.trim_end()));
        }
    }

    fn progress(&mut self, at: usize, progress: &Progress) {
        let (ja, en) = match progress.kind {
            Some(ProgressKind::Actual) => ("取組実績", "Progress"),
            Some(ProgressKind::Planned) => ("今後の取組", "Planned"),
            None => ("取組", "Progress"),
        };
        let head = [year(progress.fiscal_year, self.lang), progress.label.clone().unwrap_or_default()];
        let head = head.join(" ");
        let value = match head.trim() {
            "" => progress.text.clone(),
            head => format!("{head}\n{}", progress.text),
        };
        self.text(&format!("progress.{at}"), ja, en, Some(&value));
    }
}

fn join_path(path: &[Heading]) -> String {
    let headings: Vec<String> = path
        .iter()
        .map(|heading| {
            let parts: Vec<&str> = heading.number.iter().chain(&heading.title).map(String::as_str).collect();
            parts.join(" ")
        })
        .collect();
    headings.join(" > ")
}

fn year(fiscal_year: Option<i32>, lang: Lang) -> String {
    match (fiscal_year, lang) {
        (None, _) => String::new(),
        (Some(year), Lang::Ja) => format!("{year} 年度"),
        (Some(year), Lang::En) => format!("FY{year}"),
    }
}

/// `2026 年度 3375000 件 以上`, with the label, date and period where they are known.
fn observation_value(observation: &Observation, lang: Lang) -> String {
    let Observation { label, as_of, period, value, unit, .. } = observation;
    let mut parts = vec![label.clone().unwrap_or_default(), year(observation.fiscal_year, lang)];
    parts.push(as_of.clone().unwrap_or_default());
    if let Some(period) = period {
        let end = |end: &Option<String>| end.clone().unwrap_or_default();
        parts.push(format!("{}/{}", end(&period.from), end(&period.to)));
    }
    if observation.approximate {
        parts.push(match lang {
            Lang::Ja => "約".to_owned(),
            Lang::En => "about".to_owned(),
        });
    }
    parts.push(match (observation.kind, value, lang) {
        (ObservationKind::Number, Some(value), _) => value.to_string(),
        (ObservationKind::Unmeasured, _, Lang::Ja) => format!("未測定（{}）", observation.raw),
        (ObservationKind::Unmeasured, _, Lang::En) => format!("not measured ({})", observation.raw),
        _ => observation.raw.clone(),
    });
    parts.push(unit.clone().unwrap_or_default());
    parts.push(relation(observation.relation, lang).to_owned());
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn relation(relation: Option<Relation>, lang: Lang) -> &'static str {
    match (relation, lang) {
        (None | Some(Relation::Equal), _) => "",
        (Some(Relation::AtLeast), Lang::Ja) => "以上",
        (Some(Relation::AtLeast), Lang::En) => "or more",
        (Some(Relation::AtMost), Lang::Ja) => "以下",
        (Some(Relation::AtMost), Lang::En) => "or less",
        (Some(Relation::MoreThan), Lang::Ja) => "超",
        (Some(Relation::MoreThan), Lang::En) => "exceeded",
        (Some(Relation::LessThan), Lang::Ja) => "未満",
        (Some(Relation::LessThan), Lang::En) => "not reached",
    }
}
