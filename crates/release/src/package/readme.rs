//! `README.md` of the data, in Japanese and English.

use std::fmt::Write as _;

use super::subject::Subject;
use crate::columns::TABLES;

/// Path in the package.
pub(super) const PATH: &str = "README.md";

/// The text. `rows` are those of the tables, in their order.
pub(super) fn document(subject: &Subject, rows: &[u64], cp932: bool) -> String {
    let mut text = format!("# {}\n\n{}。 / {}.\n\n", subject.title_ja, subject.about_ja, subject.about_en);
    facts(&mut text, subject);
    text.push_str(
        "\n## 表 / Tables\n\n| 表 | Table | 行数 / Rows | 1 行は / A row is |\n|---|---|---:|---|\n",
    );
    for (table, rows) in TABLES.iter().zip(rows) {
        // Writing to a string does not fail.
        let _ = writeln!(text, "| {} | `{}` | {rows} | {} |", table.ja, table.name, table.about_ja);
    }
    text.push_str(FILES);
    if cp932 {
        text.push_str(CP932);
    }
    text.push_str(USE);
    text.push_str("\n## 元の文書 / Sources\n\n");
    for title in &subject.documents {
        let _ = writeln!(text, "- {title}");
    }
    text
}

fn facts(text: &mut String, subject: &Subject) {
    let license = match &subject.license.url {
        Some(url) => format!("[{}]({url})", subject.license.title),
        None => subject.license.title.clone(),
    };
    let mut add = |name: &str, value: String| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "- {name}: {value}");
    };
    add("版 / Version", subject.version.to_string());
    if let Some(day) = subject.issued {
        add("公開日 / Issued", day.to_string());
    }
    add("ライセンス / License", license);
    for (name, code) in &subject.publishers {
        let code =
            code.as_ref().map_or_else(String::new, |code| format!("（全国地方公共団体コード {code}）"));
        add("計画の策定団体 / Publisher of the plans", format!("{name}{code}"));
    }
    if let Some(span) = subject.covers {
        add("対象期間 / Covers", format!("{} – {}", span.first, span.last));
    }
}

const FILES: &str = "
## ファイル / Files

| ファイル / File | 中身 / Content |
|---|---|
| `csv/*.csv` | 表ごとの CSV。BOM 付き UTF-8、見出し 1 行 / a CSV file for each table |
| `csv/csv-metadata.json` | CSV on the Web の記述 / CSVW metadata |
| `parquet/*.parquet` | 型付きの表。`items_nested` は 1 項目のすべてを入れ子で持つ / typed tables; `items_nested` has all of an item |
| `jsonl/*.jsonl` | 記録そのもの（改行も保つ）。形は `schemas/` / the records themselves, described in `schemas/` |
| `keikaku.sqlite` | SQLite。全文検索つき / with full-text search |
| `keikaku.xlsx` | 表計算ソフト用。表ごとにシート / a sheet for each table |
| `datapackage.json` | Frictionless Data Package v2 |
| `dcat.jsonld`, `ckan.jsonl` | データカタログ用 / for data catalogues |
| `dictionary.ja.md`, `dictionary.en.md` | データ項目定義書 / data dictionary |
| `notices.jsonl` | 機種依存文字など、公開に当たって見つかったこと / what was noticed when the package was made |
| `CHANGELOG.md` | 版ごとの変更 / changes by version |
| `SHA256SUMS` | `sha256sum --check SHA256SUMS` で確かめられる / checksums |
";

const CP932: &str = "
`csv-cp932/` には同じ表を CP932（Shift_JIS）で入れてあります。表せない文字は 〓 とし、`notices-cp932.jsonl` に場所を書いてあります。
`csv-cp932/` has the same tables in CP932; `notices-cp932.jsonl` tells the characters that it cannot encode.
";

const USE: &str = "
## 使い方 / How to use

値は 1 行に 1 つです。数値の列に単位・桁区切りはなく、単位は別の列にあります。日付は西暦の `YYYY-MM-DD`、年度は 4 月 1 日から翌年 3 月 31 日までです。
コード（全国地方公共団体コードなど）は文字列として読んでください。空のセルは「記載なし」です。
文中の改行は表では半角空白にしてあり、改行のある文は `jsonl/` にあります。

```sql
-- DuckDB
SELECT i.name, o.role, o.fiscal_year, o.value, o.unit
FROM 'parquet/observations.parquet' o JOIN 'parquet/indicators.parquet' i USING (indicator_id);

-- SQLite（3 文字以上の語で全文検索 / full-text search for three characters or more）
SELECT items.title FROM search JOIN search_items ON search_items.id = search.rowid
JOIN items USING (item_id) WHERE search MATCH 'オンライン';
```
";
