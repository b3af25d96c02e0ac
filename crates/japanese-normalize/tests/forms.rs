//! Forms that plans print beyond the five texts, each with what it means.

use japanese_normalize::*;

#[test]
fn quantities_of_every_form() {
    let read = |text: &str| {
        let found = quantities(text);
        let parts: Vec<_> = found
            .iter()
            .map(|quantity| {
                let upper = quantity.upper.map(|upper| format!("..{upper}")).unwrap_or_default();
                let per = quantity.per.as_deref().map(|per| format!(" per {per}")).unwrap_or_default();
                let unit = quantity.unit.as_deref().unwrap_or("-");
                let about = if quantity.approximate { "~" } else { "" };
                format!("{}{about}{}{upper} {unit}{per}", quantity.relation.symbol(), quantity.value)
            })
            .collect();
        parts.join(", ")
    };
    for (text, expected) in [
        ("1兆4,140億円", "=1414000000000 円"),
        ("419万4千人", "=4194000 人"),
        ("120千㎥", "=120000 ㎥"),
        ("15万kW", "=150000 kW"),
        ("2割5分3厘", "=25.3 %"),
        ("▲3.5％", "=-3.5 %"),
        ("△1,234千円", "=-1234000 円"),
        ("10～20件", "=10..20 件"),
        ("30件から50件", "=30..50 件"),
        ("686/2,882件", "=686 件, =2882 件"),
        ("307所属/4,261人", "=307 所属, =4261 人"),
        ("費用の4/5を補助", "=0.8 -"),
        ("1/2以上", ">=0.5 -"),
        ("4分の3", "=0.75 -"),
        ("2社に1名ずつ", "=2 社, =1 名 per 社"),
        ("1人1台", "=1 台 per 人"),
        ("10万人当たり3.5人", "=3.5 人 per 10万人"),
        ("年間5億件超", ">500000000 件 per 年"),
        ("週2回", "=2 回 per 週"),
        ("約100人強", "=~100 人"),
        ("100を超える施設", ">100 施設"),
        ("5位以内", "<=5 位"),
        ("全国10位", "=10 位"),
        ("三千五百円", "=3500 円"),
        ("1時間半", "=1.5 時間"),
        ("約半年", "=~0.5 年"),
        ("満足度を4以上にする", ">=4 -"),
        ("R6:120件", "=120 件"),
        ("①7,223,580 回", "=7223580 回"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn numbers_of_names_are_no_quantities() {
    for text in [
        "第2期",
        "3 市町DXの促進",
        "8 人材の育成",
        "8-1 人材",
        "2 課題",
        "第29条",
        "059-224-3028",
        "CO2排出量",
        "DK20パソコン",
        "G7広島",
        "5G",
        "3次元",
        "レベル4",
        "令和8年度",
        "R6.12月末",
        "15:00終了",
        "1人1人に",
        "一人ひとり",
        "十分な",
        "三重県",
        "四日市市",
        "一部",
        "倍増",
        "皆減",
        "全市町村",
        "3 千葉県",
        "三丁目8番1号",
        "3回目",
        "3年生",
        "3行政の DX",
        "未推計",
    ] {
        let found = quantities(text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn times_of_every_form() {
    let show = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    for (text, from, to, fiscal_year) in [
        ("㋿６年１０月", "2024-10", "2024-10", Some(2024)),
        ("2026(令和8)年度", "2026-04-01", "2027-03-31", Some(2026)),
        ("令和7～9年度", "2025-04-01", "2028-03-31", Some(2025)),
        ("令和6・7年度", "2024-04-01", "2026-03-31", Some(2024)),
        ("令和6年度上半期", "2024-04", "2024-09", Some(2024)),
        ("令和6年度第4四半期", "2025-01", "2025-03", Some(2024)),
        ("令和6年1～3月", "2024-01", "2024-03", Some(2023)),
        ("R7.4.1～R8.3.31", "2025-04-01", "2026-03-31", Some(2025)),
        ("R4.10～3", "2022-10", "2023-03", Some(2022)),
        ("H28～R2", "2016-04-01", "2021-03-31", Some(2016)),
        ("2019年4月～令和2年3月", "2019-04", "2020-03", Some(2019)),
        ("令和8年3月末日", "2026-03-31", "2026-03-31", Some(2025)),
        ("平成31年度", "2019-04-01", "2020-03-31", Some(2019)),
        ("二〇一九年十二月三十一日", "2019-12-31", "2019-12-31", Some(2019)),
        ("平30年4月", "2018-04", "2018-04", Some(2018)),
        ("昭和63年", "1988-01-01", "1988-12-31", None),
        ("R3.1～ 令和3年度にかけて", "2021-01", "", Some(2020)),
    ] {
        let found = times(text);
        let time = found.first();
        let read = time.map(|time| (show(time.from), show(time.to), time.fiscal_year));
        assert_eq!(read, Some((from.to_owned(), to.to_owned(), fiscal_year)), "{text}");
    }
}

#[test]
fn doubtful_times_say_so() {
    for (text, problem) in [
        ("R0年度", Problem::YearZero),
        ("H32年度", Problem::AfterEra),
        ("H31.5.1", Problem::AfterEra),
        ("R1.4.30", Problem::BeforeEra),
        ("令和7年4月1日(水)", Problem::Weekday),
        ("令和8(2025)年度", Problem::Calendars),
        ("令和6年2月30日", Problem::NoSuchDay),
        ("8月に実施", Problem::NoYear),
    ] {
        assert_eq!(times(text).first().and_then(|time| time.problem), Some(problem), "{text}");
    }
    for text in ["H31.4.30", "R1.5.1", "平成31年度", "令和元年度"] {
        assert_eq!(times(text).first().and_then(|time| time.problem), None, "{text}");
    }
    for text in [
        "G7",
        "DK20",
        "3D",
        "H2ステーション",
        "昭和50年代",
        "STEAM",
        "講義時間数(H)",
        "第6期",
        "3年間",
        "5年後",
    ] {
        assert!(times(text).is_empty(), "{text}");
    }
}

#[test]
fn headings_name_one_fiscal_year() {
    for (text, expected) in [
        ("目標値 (令和8年度)", Some(2026)),
        ("現状値【令和3】", Some(2021)),
        ("R3実績", Some(2021)),
        ("2026年度", Some(2026)),
        ("H30", Some(2018)),
        ("令和5年度取組実績", Some(2023)),
        ("基準値 令和3(2021)年度", Some(2021)),
        ("2026年の目標値", Some(2026)),
        ("実績値(R5年度末)", Some(2023)),
        ("令和5年度取組実績及び令和6年度の取組", None),
        ("令和7～9年度", None),
        ("担当部局", None),
    ] {
        assert_eq!(fiscal_year(text), expected, "{text}");
    }
}

#[test]
fn departments_of_other_places() {
    for (text, expected) in [
        ("総務部人事課、財政課", "総務部/人事課|総務部/財政課"),
        ("（総務部）人事課", "総務部/人事課"),
        ("市民局 市民生活部 区政課", "市民局/市民生活部/区政課"),
        ("環境局環境部環境政策課", "環境局/環境部/環境政策課"),
        ("県警察本部刑事部捜査第一課", "県警察本部/刑事部/捜査第一課"),
        ("福祉部障がい福祉課　子ども政策課", "福祉部/障がい福祉課|福祉部/子ども政策課"),
        ("南部・東紀州振興局", "南部・東紀州振興局"),
        ("水・大気環境課・廃棄物対策課", "水・大気環境課|廃棄物対策課"),
        ("国土交通省 道路局 企画課", "国土交通省/道路局/企画課"),
        ("企画部、総務部の関係課", "企画部|総務部"),
        ("知事公室 広報課", "知事公室/広報課"),
        ("経営管理部デジタル推進課デジタル企画班", "経営管理部/デジタル推進課/デジタル企画班"),
        ("541事業所", ""),
        ("財政課長", ""),
    ] {
        let paths: Vec<_> = departments(text).iter().map(|path| path.join("/")).collect();
        assert_eq!(paths.join("|"), expected, "{text}");
    }
}

/// Texts that random search has found.
#[test]
fn once_is_enough() {
    for text in [
        "Webplu Y   -  s 代",
        "I  o   T",
        "A I  –  O C R",
        "o\u{344}",
        "a\u{340}",
        "A i – O CRP",
        "ŀD ｰ Y",
        "A ŀD-Y",
        "B  \u{2060}⁃   \u{2060}Q",
        "N  –\u{2060}  A",
    ] {
        let once = normal_form(text);
        assert_eq!(normal_form(&once), once);
        assert_eq!(fold(&fold(text)), fold(text));
    }
}
