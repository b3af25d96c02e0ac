//! Items, and what stands in rows of its own for each of them.

use super::shared::{DOCUMENT_ID, ITEM_ID, ORDINAL, TO_DOCUMENT, TO_ITEM, column, integer, kana, text};
use crate::columns::{Kind, Table};

pub(super) const ITEMS: Table = Table {
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

pub(super) const HEADINGS: Table = Table {
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

pub(super) const DEPARTMENTS: Table = Table {
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

pub(super) const RELATED: Table = Table {
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

pub(super) const OTHERS: Table = Table {
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
