//! What was done or is planned.

use super::shared::{
    FISCAL_YEAR, ITEM_ID, ORDINAL, PERIOD_END, PERIOD_START, PROGRESS_ID, TO_ITEM, TO_PROGRESS, choice, date,
    integer, text,
};
use crate::columns::Table;
use crate::columns::choices::{LINE_KIND, PROGRESS_KIND};

pub(super) const PROGRESS: Table = Table {
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

pub(super) const PROGRESS_LINES: Table = Table {
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

pub(super) const EVENTS: Table = Table {
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
