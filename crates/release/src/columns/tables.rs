//! The tables.

use super::choices::{
    ANSWER, DIRECTION, INDICATOR_KIND, LINE_KIND, PROGRESS_KIND, RELATION, ROLE, SEVERITY, STATUS,
    TIME_BASIS, VALUE_KIND,
};
use super::{Choice, Column, Kind, Link, Table};

/// Every table, those that others link to first.
pub const TABLES: &[Table] = &[
    DOCUMENTS,
    ITEMS,
    HEADINGS,
    DEPARTMENTS,
    INDICATORS,
    OBSERVATIONS,
    EVALUATIONS,
    PROGRESS,
    PROGRESS_LINES,
    EVENTS,
    RELATED,
    OTHERS,
    FINDINGS,
    SOURCES,
    CONFIDENCES,
    DOUBTS,
];

const fn column(
    name: &'static str,
    kind: Kind,
    (ja, en): (&'static str, &'static str),
    (about_ja, about_en): (&'static str, &'static str),
) -> Column {
    Column { name, ja, en, kind, required: false, about_ja, about_en }
}

const fn text(
    name: &'static str,
    titles: (&'static str, &'static str),
    about: (&'static str, &'static str),
) -> Column {
    column(name, Kind::Text, titles, about)
}

const fn integer(
    name: &'static str,
    titles: (&'static str, &'static str),
    about: (&'static str, &'static str),
) -> Column {
    column(name, Kind::Integer, titles, about)
}

const fn choice(
    name: &'static str,
    choices: &'static [Choice],
    titles: (&'static str, &'static str),
    about: (&'static str, &'static str),
) -> Column {
    column(name, Kind::Choice(choices), titles, about)
}

const fn date(
    name: &'static str,
    titles: (&'static str, &'static str),
    about: (&'static str, &'static str),
) -> Column {
    column(name, Kind::Date, titles, about)
}

const fn kana(name: &'static str, titles: (&'static str, &'static str)) -> Column {
    text(
        name,
        titles,
        (
            "全角カタカナの読み。辞書による推定で、読めない語があれば空",
            "Reading in full-width katakana, by dictionary; empty where a word has none",
        ),
    )
}

const DOCUMENT_ID: Column = column(
    "document_id",
    Kind::Code("^[0-9a-f]{12}$"),
    ("文書ID", "Document ID"),
    ("元のファイルの SHA-256 の先頭 12 桁", "First 12 digits of the file's SHA-256"),
);

const ITEM_ID: Column = column(
    "item_id",
    Kind::Code("^[0-9a-f]{12}-[0-9]{4,}$"),
    ("項目ID", "Item ID"),
    ("項目を一意に示す番号", "Tells items apart"),
);

const INDICATOR_ID: Column = column(
    "indicator_id",
    Kind::Code("^[0-9a-f]{12}-[0-9]{4,}-[0-9]+$"),
    ("指標ID", "Indicator ID"),
    ("指標を一意に示す番号（項目IDと項目の中の順番）", "Item ID and place in the item"),
);

const PROGRESS_ID: Column = column(
    "progress_id",
    Kind::Code("^[0-9a-f]{12}-[0-9]{4,}-p[0-9]+$"),
    ("取組状況ID", "Progress ID"),
    ("取組状況を一意に示す番号", "Tells progress records apart"),
);

const ORDINAL: Column =
    integer("ordinal", ("順番", "Ordinal"), ("並びの中の順番（1 から）", "Place in the order, from 1"))
        .required();

const FISCAL_YEAR: Column = integer(
    "fiscal_year",
    ("年度（西暦）", "Fiscal year"),
    ("会計年度が始まる西暦の年。令和8年度は 2026", "Western year in which the fiscal year begins"),
);

const PERIOD_START: Column = date(
    "period_start",
    ("期間開始日", "Period start"),
    (
        "期間の最初の日。2026 年度は 2026-04-01",
        "First day of the period; fiscal year 2026 begins on 2026-04-01",
    ),
);

const PERIOD_END: Column = date(
    "period_end",
    ("期間終了日", "Period end"),
    ("期間の最後の日。2026 年度は 2027-03-31", "Last day of the period; fiscal year 2026 ends on 2027-03-31"),
);

const CONFIDENCE: Column = column(
    "confidence",
    Kind::Number,
    ("確からしさ（0～1）", "Confidence (0 to 1)"),
    ("値が印字どおりに読めている確からしさ", "How sure it is that the value is the printed one"),
);

const TO_DOCUMENT: Link = Link { columns: &["document_id"], table: "documents" };
const TO_ITEM: Link = Link { columns: &["item_id"], table: "items" };
const TO_INDICATOR: Link = Link { columns: &["indicator_id"], table: "indicators" };
const TO_PROGRESS: Link = Link { columns: &["progress_id"], table: "progress" };

const DOCUMENTS: Table = Table {
    name: "documents",
    ja: "文書",
    en: "Documents",
    about_ja: "元の計画文書 1 本に 1 行",
    about_en: "A row for each source document",
    columns: &[
        DOCUMENT_ID.required(),
        column(
            "publisher_code",
            Kind::Code("^[0-9]{6}$"),
            ("全国地方公共団体コード", "Local government code"),
            ("検査数字を含む 6 桁。文字列として扱う", "Six digits with check digit, as text"),
        ),
        text(
            "publisher_name",
            ("地方公共団体名", "Publisher"),
            ("公表した団体の名称", "Name of the body that publishes it"),
        ),
        kana("publisher_kana", ("地方公共団体名_カナ", "Publisher, reading")),
        text("title", ("名称", "Title"), ("文書の題名", "Title of the document")),
        kana("title_kana", ("名称_カナ", "Title, reading")),
        FISCAL_YEAR,
        PERIOD_START,
        PERIOD_END,
        date(
            "published_from",
            ("公表日（始）", "Published, from"),
            (
                "公表日。月までしか分からないときはその月の初日",
                "Day of publication, or first day of its month or year",
            ),
        ),
        date(
            "published_to",
            ("公表日（終）", "Published, to"),
            (
                "公表日。月までしか分からないときはその月の末日",
                "Day of publication, or last day of its month or year",
            ),
        ),
        text("file_name", ("ファイル名", "File name"), ("元のファイルの名前", "Name of the source file"))
            .required(),
        text(
            "media_type",
            ("メディアタイプ", "Media type"),
            ("元のファイルの形式", "Format of the source file"),
        ),
        integer("pages", ("ページ数", "Pages"), ("元のファイルのページ数", "Pages of the source file"))
            .required(),
        integer("bytes", ("バイト数", "Bytes"), ("元のファイルの大きさ", "Size of the source file"))
            .required(),
        column(
            "sha256",
            Kind::Code("^[0-9a-f]{64}$"),
            ("SHA-256", "SHA-256"),
            ("元のファイルのハッシュ値", "Digest of the source file"),
        ),
        choice("status", STATUS, ("読み取り状態", "Status"), ("どこまで読めたか", "How reading it went"))
            .required(),
    ],
    key: &["document_id"],
    links: &[],
    in_workbook: true,
};

const ITEMS: Table = Table {
    name: "items",
    ja: "項目",
    en: "Plan items",
    about_ja: "計画の項目（施策・取組・事業・指標の行）1 つに 1 行",
    about_en: "A row for each plan item: measure, initiative, project or row of an indicator",
    columns: &[
        ITEM_ID.required(),
        DOCUMENT_ID.required(),
        column(
            "item_key",
            Kind::Code("^[0-9a-f]{16}$"),
            ("項目キー", "Item key"),
            (
                "別の版の同じ項目に付く同じ値（団体・名称・指標名から作る）",
                "The same for the same item in another edition",
            ),
        )
        .required(),
        ORDINAL,
        text("number", ("番号", "Number"), ("印字された番号", "Number as printed")),
        text(
            "title",
            ("名称", "Title"),
            ("施策・取組・事業の名称", "Title of the measure, initiative or project"),
        ),
        kana("title_kana", ("名称_カナ", "Title, reading")),
        column(
            "repeated",
            Kind::Boolean,
            ("再掲", "Repeated"),
            ("ほかの箇所の再掲なら true", "Stands elsewhere too (再掲)"),
        )
        .required(),
        text("summary", ("概要", "Summary"), ("概要・事業内容・取組内容", "What it is")),
        text("purpose", ("目的", "Purpose"), ("目的・目指す姿", "What it is for")),
        integer("page", ("ページ", "Page"), ("元の文書の最初のページ", "First page in the source")),
        integer(
            "page_end",
            ("ページ（終）", "Last page"),
            ("元の文書の最後のページ", "Last page in the source"),
        ),
        integer(
            "source_table",
            ("表番号", "Table"),
            ("元の文書の何番目の表か", "Ordinal of the table in the source"),
        )
        .required(),
    ],
    key: &["item_id"],
    links: &[TO_DOCUMENT],
    in_workbook: true,
};

const HEADINGS: Table = Table {
    name: "item_paths",
    ja: "項目の体系",
    en: "Headings above items",
    about_ja: "項目の上にある見出し 1 つに 1 行。1 つの項目が複数の体系に属することがある",
    about_en: "A row for each heading above an item; an item may have several paths",
    columns: &[
        ITEM_ID.required(),
        integer(
            "path",
            ("体系番号", "Path"),
            ("項目の何番目の体系か（1 から）", "Ordinal of the path, from 1"),
        )
        .required(),
        integer("level", ("階層", "Level"), ("最も外側の見出しが 1", "1 for the outermost heading"))
            .required(),
        text("number", ("見出し番号", "Number"), ("印字された番号", "Number as printed")),
        text("title", ("見出し", "Heading"), ("見出しの文", "Title of the heading")),
    ],
    key: &["item_id", "path", "level"],
    links: &[TO_ITEM],
    in_workbook: true,
};

const DEPARTMENTS: Table = Table {
    name: "departments",
    ja: "担当部局",
    en: "Departments",
    about_ja: "項目の担当部局の名称 1 つに 1 行。部・局・課の順に階層を持つ",
    about_en: "A row for each name in the path of a department that is in charge of an item",
    columns: &[
        ITEM_ID.required(),
        integer(
            "department",
            ("担当番号", "Department"),
            ("項目の何番目の担当か（1 から）", "Ordinal of the department, from 1"),
        )
        .required(),
        integer("level", ("階層", "Level"), ("最も上の組織が 1", "1 for the topmost body")).required(),
        text("name", ("部局名", "Name"), ("部・局・課などの名称", "Name of the bureau, division or section")),
        kana("name_kana", ("部局名_カナ", "Name, reading")),
    ],
    key: &["item_id", "department", "level"],
    links: &[TO_ITEM],
    in_workbook: true,
};

const INDICATORS: Table = Table {
    name: "indicators",
    ja: "指標",
    en: "Indicators",
    about_ja: "指標・KPI・目標項目 1 つに 1 行",
    about_en: "A row for each indicator",
    columns: &[
        INDICATOR_ID.required(),
        ITEM_ID.required(),
        ORDINAL,
        text("name", ("指標名", "Name"), ("指標の名称", "Name of the indicator")),
        kana("name_kana", ("指標名_カナ", "Name, reading")),
        text(
            "statement",
            ("指標の文", "Statement"),
            ("指標が文で書かれているとき、その全文", "The whole text where the indicator is a sentence"),
        ),
        choice("kind", INDICATOR_KIND, ("指標の種別", "Kind"), ("文書での呼び方", "What the text calls it")),
        text(
            "unit_hint",
            ("名称中の単位", "Unit in the name"),
            ("指標名に印字された単位", "Unit printed in the name"),
        ),
        column(
            "cumulative",
            Kind::Boolean,
            ("累計", "Cumulative"),
            ("累計・延べなら true", "Counted over several years"),
        )
        .required(),
        text("description", ("指標の説明", "Description"), ("項目の説明", "Explanation of the indicator")),
        choice(
            "direction",
            DIRECTION,
            ("望ましい向き", "Direction"),
            ("増減のどちらが望ましいか", "Is more better?"),
        ),
    ],
    key: &["indicator_id"],
    links: &[TO_ITEM],
    in_workbook: true,
};

const OBSERVATIONS: Table = Table {
    name: "observations",
    ja: "値",
    en: "Observations",
    about_ja: "指標の値（現状値・目標値・実績値）1 つに 1 行",
    about_en: "A row for each value of an indicator: baseline, target or actual",
    columns: &[
        INDICATOR_ID.required(),
        ORDINAL,
        choice("role", ROLE, ("区分", "Role"), ("何のための値か", "What the value is for")).required(),
        FISCAL_YEAR,
        PERIOD_START,
        PERIOD_END,
        choice(
            "time_basis",
            TIME_BASIS,
            ("期間の根拠", "Basis of the period"),
            ("開始日・終了日を何から得たか", "What start and end were taken from"),
        ),
        text(
            "label",
            ("内訳", "Part"),
            (
                "1 つのセルに複数の値があるとき、何の値か",
                "What part it is of, where a cell holds several values",
            ),
        ),
        choice(
            "kind",
            VALUE_KIND,
            ("値の種類", "Kind of value"),
            ("数値・文字・未測定", "Number, words or not measured"),
        )
        .required(),
        column(
            "value",
            Kind::Decimal,
            ("値", "Value"),
            (
                "正確な十進数。千・万などの位取りは掛けてある。百分率はそのままの数（83.3% は 83.3）",
                "Exact decimal with scale words applied; percent stays percent",
            ),
        ),
        text("unit", ("単位", "Unit"), ("位取りの語を除いた単位", "Unit without scale word")),
        choice("relation", RELATION, ("関係", "Relation"), ("以上・以下など", "At least, at most and so on")),
        column(
            "approximate",
            Kind::Boolean,
            ("概数", "Approximate"),
            ("約・程度などが付くなら true", "Printed as approximate (約)"),
        )
        .required(),
        text("raw", ("原文", "As printed"), ("印字されたままの値", "The printed text")),
        CONFIDENCE,
    ],
    key: &["indicator_id", "ordinal"],
    links: &[TO_INDICATOR],
    in_workbook: true,
};

const EVALUATIONS: Table = Table {
    name: "evaluations",
    ja: "評価",
    en: "Evaluations",
    about_ja: "指標の評価 1 つに 1 行",
    about_en: "A row for each grade of an indicator",
    columns: &[
        INDICATOR_ID.required(),
        ORDINAL,
        FISCAL_YEAR,
        PERIOD_START,
        PERIOD_END,
        text("grade", ("評価", "Grade"), ("印字されたままの評価（A、◎、順調など）", "Grade as printed")),
    ],
    key: &["indicator_id", "ordinal"],
    links: &[TO_INDICATOR],
    in_workbook: true,
};

const PROGRESS: Table = Table {
    name: "progress",
    ja: "取組状況",
    en: "Progress",
    about_ja: "年度ごとの取組実績・予定 1 つに 1 行。本文は「取組内容」",
    about_en: "A row for each year's progress of an item; its text is in progress_lines",
    columns: &[
        PROGRESS_ID.required(),
        ITEM_ID.required(),
        ORDINAL,
        text(
            "label",
            ("列見出し", "Label"),
            ("年度と種別のほかに列見出しが述べること", "What the column's heading says beside year and kind"),
        ),
        FISCAL_YEAR,
        PERIOD_START,
        PERIOD_END,
        choice("kind", PROGRESS_KIND, ("種別", "Kind"), ("実績か予定か", "Done or planned")),
    ],
    key: &["progress_id"],
    links: &[TO_ITEM],
    in_workbook: true,
};

const PROGRESS_LINES: Table = Table {
    name: "progress_lines",
    ja: "取組内容",
    en: "Lines of progress",
    about_ja: "取組状況の見出し・箇条書き 1 つに 1 行",
    about_en: "A row for each heading or bullet of a progress record",
    columns: &[
        PROGRESS_ID.required(),
        ORDINAL,
        integer(
            "group",
            ("まとまり番号", "Group"),
            ("見出しとその下の箇条書きで 1 つ（1 から）", "A heading and its bullets, from 1"),
        )
        .required(),
        choice("kind", LINE_KIND, ("行の種類", "Kind of line"), ("見出しか内容か", "Heading or bullet"))
            .required(),
        text("text", ("本文", "Text"), ("行の文。行頭の記号は除く", "The line without its mark")).required(),
    ],
    key: &["progress_id", "ordinal"],
    links: &[TO_PROGRESS],
    in_workbook: true,
};

const EVENTS: Table = Table {
    name: "events",
    ja: "できごと",
    en: "Events",
    about_ja: "取組状況のうち日付で始まる行 1 つに 1 行",
    about_en: "A row for each line of progress that begins with a date",
    columns: &[
        PROGRESS_ID.required(),
        ORDINAL,
        date(
            "start",
            ("開始日", "Start"),
            ("最初の日。月までしか分からないときはその月の初日", "First day, or first day of the month"),
        ),
        date(
            "end",
            ("終了日", "End"),
            (
                "最後の日。月までしか分からないときはその月の末日。続いていれば空",
                "Last day, or last day of the month; empty where the period is open",
            ),
        ),
        text("text", ("本文", "Text"), ("日付を除いた文", "The line without the date")),
    ],
    key: &["progress_id", "ordinal"],
    links: &[TO_PROGRESS],
    in_workbook: true,
};

const RELATED: Table = Table {
    name: "related_titles",
    ja: "関連項目",
    en: "Related titles",
    about_ja: "指標の行が【】で示す取組の名称 1 つに 1 行",
    about_en: "A row for each title in 【】 that a row of an indicator refers to",
    columns: &[
        ITEM_ID.required(),
        ORDINAL,
        text("title", ("関連する名称", "Title"), ("【】の中の名称", "Title in 【】")),
    ],
    key: &["item_id", "ordinal"],
    links: &[TO_ITEM],
    in_workbook: true,
};

const OTHERS: Table = Table {
    name: "others",
    ja: "その他の欄",
    en: "Other columns",
    about_ja: "ほかの表に当てはまる欄がない列のセル 1 つに 1 行",
    about_en: "A row for each cell of a column that has no field of its own",
    columns: &[
        ITEM_ID.required(),
        ORDINAL,
        text("heading", ("列見出し", "Heading"), ("元の表の列見出し", "Heading of the column")),
        text("text", ("内容", "Text"), ("セルの文", "Text of the cell")),
    ],
    key: &["item_id", "ordinal"],
    links: &[TO_ITEM],
    in_workbook: true,
};

const FINDINGS: Table = Table {
    name: "findings",
    ja: "確認事項",
    en: "Findings",
    about_ja: "推定・補正・疑わしい箇所 1 件に 1 行",
    about_en: "A row for each thing that was inferred, repaired or is doubtful",
    columns: &[
        ORDINAL,
        DOCUMENT_ID.required(),
        ITEM_ID,
        text("field", ("欄", "Field"), ("items.jsonl の欄の名前", "Name of the field in items.jsonl")),
        choice("severity", SEVERITY, ("重さ", "Severity"), ("どれだけ重いか", "How grave it is")).required(),
        column(
            "code",
            Kind::Code("^[a-z0-9-]+$"),
            ("種類", "Code"),
            ("確認事項の種類", "Stable name of its kind"),
        )
        .required(),
        text(
            "message",
            ("説明", "Message (ja)"),
            ("何が見つかり、何を期待したか", "What was found and expected, in Japanese"),
        )
        .required(),
        text("message_en", ("説明（英語）", "Message (en)"), ("同じことを英語で", "The same in English"))
            .required(),
        choice(
            "answer",
            ANSWER,
            ("回答", "Answer"),
            ("人の判断。まだなければ空", "What a person decided; empty as long as nobody has"),
        ),
        integer("page", ("ページ", "Page"), ("元の文書のページ", "Page of the source")),
        integer("line", ("行", "Line"), ("テキストの行（1 から）", "Line of a text, from 1")),
        integer(
            "character",
            ("文字位置", "Character"),
            ("行の中の文字（1 から）", "Character in the line, from 1"),
        ),
    ],
    key: &["ordinal"],
    links: &[TO_DOCUMENT, TO_ITEM],
    in_workbook: true,
};

const SOURCES: Table = Table {
    name: "sources",
    ja: "根拠のセル",
    en: "Source cells",
    about_ja: "項目の欄の元になったセル 1 つに 1 行。ブックには入れない（行数が多いため）",
    about_en: "A row for each cell that a field was made of; not in the workbook, for its many rows",
    columns: &[
        ITEM_ID.required(),
        text("field", ("欄", "Field"), ("items.jsonl の欄の名前", "Name of the field in items.jsonl"))
            .required(),
        ORDINAL,
        integer("page", ("ページ", "Page"), ("元の文書のページ", "Page of the source")).required(),
        integer("line", ("行", "Line"), ("テキストの行（1 から）", "Line of a text, from 1")),
        integer(
            "character",
            ("文字位置", "Character"),
            ("行の中の文字（1 から）", "Character in the line, from 1"),
        ),
        column(
            "x0",
            Kind::Number,
            ("左（ポイント）", "Left (points)"),
            ("ページの左端から、ポイント", "From the left edge of the page, points"),
        ),
        column(
            "y0",
            Kind::Number,
            ("上（ポイント）", "Top (points)"),
            ("ページの上端から、ポイント", "From the top edge of the page, points"),
        ),
        column(
            "x1",
            Kind::Number,
            ("右（ポイント）", "Right (points)"),
            ("ページの左端から、ポイント", "From the left edge of the page, points"),
        ),
        column(
            "y1",
            Kind::Number,
            ("下（ポイント）", "Bottom (points)"),
            ("ページの上端から、ポイント", "From the top edge of the page, points"),
        ),
        text("raw", ("原文", "As extracted"), ("セルの文", "The text as extracted")),
        text("rule", ("判断の理由", "Rule"), ("値を作った規則", "The rule that made the value of it")),
    ],
    key: &["item_id", "field", "ordinal"],
    links: &[TO_ITEM],
    in_workbook: false,
};

const CONFIDENCES: Table = Table {
    name: "confidences",
    ja: "確からしさ",
    en: "Confidences",
    about_ja: "項目の欄の確からしさ 1 つに 1 行。ブックには入れない（行数が多いため）",
    about_en: "A row for the confidence of each field; not in the workbook, for its many rows",
    columns: &[
        ITEM_ID.required(),
        text("field", ("欄", "Field"), ("items.jsonl の欄の名前", "Name of the field in items.jsonl"))
            .required(),
        CONFIDENCE.required(),
    ],
    key: &["item_id", "field"],
    links: &[TO_ITEM],
    in_workbook: false,
};

const DOUBTS: Table = Table {
    name: "doubts",
    ja: "疑わしい点",
    en: "Doubts",
    about_ja: "欄の確からしさを下げる徴候 1 つに 1 行",
    about_en: "A row for each sign that lowers the confidence of a field",
    columns: &[
        ITEM_ID.required(),
        text("field", ("欄", "Field"), ("items.jsonl の欄の名前", "Name of the field in items.jsonl"))
            .required(),
        ORDINAL,
        text("sign", ("徴候", "Sign"), ("徴候の名前（重い順）", "Name of the sign, gravest first")),
    ],
    key: &["item_id", "field", "ordinal"],
    links: &[TO_ITEM],
    in_workbook: true,
};
