//! Documents, and what their files say about themselves.

use super::shared::{
    DOCUMENT_ID, FISCAL_YEAR, ORDINAL, PERIOD_END, PERIOD_START, TO_DOCUMENT, choice, column, date, integer,
    kana, text,
};
use crate::columns::choices::STATUS;
use crate::columns::{Kind, Table};

pub(super) const DOCUMENTS: Table = Table {
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
        text(
            "file_title",
            ("ファイル情報：タイトル", "File information: title"),
            (
                "元のファイルが自分について記す題名。確かめていない",
                "Title that the source file gives itself; not checked",
            ),
        ),
        text(
            "file_author",
            ("ファイル情報：作成者", "File information: author"),
            ("元のファイルが記す作成者。確かめていない", "Author that the source file names; not checked"),
        ),
        text(
            "file_subject",
            ("ファイル情報：サブタイトル", "File information: subject"),
            ("元のファイルが記す主題。確かめていない", "Subject that the source file names; not checked"),
        ),
        text(
            "file_keywords",
            ("ファイル情報：キーワード", "File information: keywords"),
            (
                "元のファイルが記すキーワード。確かめていない",
                "Keywords that the source file names; not checked",
            ),
        ),
        text(
            "file_creator",
            ("ファイル情報：作成ソフト", "File information: creator"),
            ("文書を書いたソフト", "Program with which the document was written"),
        ),
        text(
            "file_producer",
            ("ファイル情報：変換ソフト", "File information: producer"),
            ("元のファイルを作ったソフト", "Program that made the source file"),
        ),
        text(
            "file_created",
            ("ファイル情報：作成日時", "File information: created"),
            (
                "元のファイルが記す作成の日時（ISO 8601、記された細かさのまま）",
                "When the source file says it was made: ISO 8601, as finely as it tells",
            ),
        ),
        text(
            "file_modified",
            ("ファイル情報：更新日時", "File information: modified"),
            (
                "元のファイルが記す更新の日時（ISO 8601、記された細かさのまま）",
                "When the source file says it was last changed: ISO 8601, as finely as it tells",
            ),
        ),
        choice("status", STATUS, ("読み取り状態", "Status"), ("どこまで読めたか", "How reading it went"))
            .required(),
    ],
    key: &["document_id"],
    links: &[],
    in_workbook: true,
};

pub(super) const BOOKMARKS: Table = Table {
    name: "bookmarks",
    ja: "しおり",
    en: "Bookmarks",
    about_ja: "元のファイルのしおり 1 つに 1 行。すぐ後に、その下のしおりが続く",
    about_en: "A row for each bookmark of the source file, followed by those below it",
    columns: &[
        DOCUMENT_ID.required(),
        ORDINAL,
        integer("level", ("階層", "Level"), ("最も外側のしおりが 1", "1 for the outermost bookmark"))
            .required(),
        text("title", ("見出し", "Title"), ("しおりの文", "Title of the bookmark")),
        integer(
            "page",
            ("ページ", "Page"),
            (
                "しおりが指すページ（1 から）。分からなければ空",
                "Page it leads to, from 1; empty where that cannot be told",
            ),
        ),
    ],
    key: &["document_id", "ordinal"],
    links: &[TO_DOCUMENT],
    in_workbook: true,
};

pub(super) const PAGE_LABELS: Table = Table {
    name: "page_labels",
    ja: "ページ番号の表示",
    en: "Page labels",
    about_ja: "元のファイルが表示用の番号を持つページ 1 つに 1 行",
    about_en: "A row for each page to which the source file gives a label",
    columns: &[
        DOCUMENT_ID.required(),
        integer(
            "page",
            ("ページ", "Page"),
            ("元のファイルの何ページ目か（1 から）", "Page of the source file, from 1"),
        )
        .required(),
        text(
            "label",
            ("表示", "Label"),
            (
                "閲覧ソフトがページ番号として示す文字（i、資-3 など）",
                "What readers show as its number, such as i or 資-3",
            ),
        ),
    ],
    key: &["document_id", "page"],
    links: &[TO_DOCUMENT],
    in_workbook: true,
};
