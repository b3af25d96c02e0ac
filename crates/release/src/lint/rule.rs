//! The rules, each with a stable code.

/// A rule: a point of 統一ルール, or one that follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// 1-1 ファイル形式.
    FileFormat,
    /// Encoding of a CSV file.
    Encoding,
    /// 1-2 1セル1データ.
    OneDatum,
    /// 1-3 数値データは数値属性とし、文字列を含まない.
    NumberAsText,
    /// 1-4 セルの結合をしない.
    MergedCells,
    /// 1-5 スペースや改行等で体裁を整えない.
    LayoutBlanks,
    /// 1-6 項目名等を省略しない.
    OmittedName,
    /// 1-7 数式を使用している場合は、数値データに修正する.
    Formula,
    /// 1-8 オブジェクトを使用しない.
    DrawnObject,
    /// 1-9 データの単位を記載する.
    UnitMissing,
    /// 1-10 機種依存文字を使用しない.
    MachineDependent,
    /// 1-11 西暦表記又は和暦に西暦の併記.
    WarekiAlone,
    /// 1-12 地域コード又は地域名称.
    AreaCode,
    /// 1-13 数値データの同一列内の特殊記号.
    MixedMissing,
    /// 2-1 データが分断されていない.
    SplitTable,
    /// 2-2 1シートに複数の表を掲載しない.
    SeveralTables,
    /// A head of one row.
    HeadRows,
    /// Headings that tell columns apart.
    RepeatedHeading,
    /// Rows of one length.
    RaggedRow,
    /// Nothing above the table, below it or left of it.
    BlankEdge,
    /// Nothing that is not seen.
    Hidden,
}

impl Rule {
    /// All of them, in the order of the table in `docs/lint.md`.
    pub const ALL: [Self; 21] = [
        Self::FileFormat,
        Self::Encoding,
        Self::OneDatum,
        Self::NumberAsText,
        Self::MergedCells,
        Self::LayoutBlanks,
        Self::OmittedName,
        Self::Formula,
        Self::DrawnObject,
        Self::UnitMissing,
        Self::MachineDependent,
        Self::WarekiAlone,
        Self::AreaCode,
        Self::MixedMissing,
        Self::SplitTable,
        Self::SeveralTables,
        Self::HeadRows,
        Self::RepeatedHeading,
        Self::RaggedRow,
        Self::BlankEdge,
        Self::Hidden,
    ];

    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.words().0
    }

    /// Point of 統一ルール; none where the rule follows from several.
    #[must_use]
    pub fn point(self) -> Option<&'static str> {
        Some(self.words().1).filter(|point| !point.is_empty())
    }

    /// What to do, in Japanese.
    #[must_use]
    pub fn remedy_ja(self) -> &'static str {
        self.words().2
    }

    /// What to do, in English.
    #[must_use]
    pub fn remedy_en(self) -> &'static str {
        self.words().3
    }

    /// Code, point, remedies.
    fn words(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::FileFormat => ("file-format", "1-1", "CSV か XLSX で保存する", "save it as CSV or XLSX"),
            Self::Encoding => {
                ("encoding", "", "UTF-8（BOM 付き）で保存する", "save it as UTF-8 with byte order mark")
            }
            Self::OneDatum => (
                "one-datum-per-cell",
                "1-2",
                "値ごとに行か列を分ける",
                "give each value a row or column of its own",
            ),
            Self::NumberAsText => (
                "number-as-text",
                "1-3",
                "数字だけの数値にし、単位・記号・注は別の列に書く",
                "write the number alone; unit, marks and notes go to other columns",
            ),
            Self::MergedCells => (
                "merged-cells",
                "1-4",
                "結合を解き、すべてのセルに値を書く",
                "unmerge them and fill each cell",
            ),
            Self::LayoutBlanks => (
                "layout-blanks",
                "1-5",
                "体裁のための空白や改行を除く",
                "remove blanks and line breaks that are only for looks",
            ),
            Self::OmittedName => ("omitted-name", "1-6", "省略せずに書く", "write it out"),
            Self::Formula => ("formula", "1-7", "数式を値に置き換える", "replace the formula by its value"),
            Self::DrawnObject => (
                "drawn-object",
                "1-8",
                "図・テキストボックスなどを除き、必要な内容はセルに書く",
                "remove drawings; what they tell goes into cells",
            ),
            Self::UnitMissing => (
                "unit-missing",
                "1-9",
                "見出しか「単位」の列に単位を書く",
                "state the unit in the heading or in a column of units",
            ),
            Self::MachineDependent => (
                "machine-dependent-character",
                "1-10",
                "どの機械にもある文字で書く",
                "write it with characters that every machine has",
            ),
            Self::WarekiAlone => {
                ("wareki-alone", "1-11", "西暦で書くか、西暦を併記する", "write western years, or both")
            }
            Self::AreaCode => {
                ("area-code-missing", "1-12", "地域コードの列を加える", "add a column of area codes")
            }
            Self::MixedMissing => (
                "mixed-missing-values",
                "1-13",
                "値がないことの書き方を 1 つにそろえる",
                "write missing values in one way",
            ),
            Self::SplitTable => (
                "split-table",
                "2-1",
                "空の行・列を除いて 1 つの表にする",
                "remove the empty rows and columns inside",
            ),
            Self::SeveralTables => (
                "several-tables",
                "2-2",
                "1 シート（1 ファイル）に 1 つの表とする",
                "one table a sheet or file",
            ),
            Self::HeadRows => (
                "head-of-several-rows",
                "",
                "見出しを 1 行目の 1 行だけにする",
                "one row of headings, the first",
            ),
            Self::RepeatedHeading => {
                ("repeated-heading", "", "列ごとに違う見出しにする", "give each column its own heading")
            }
            Self::RaggedRow => {
                ("ragged-row", "", "どの行も同じ列数にする", "give each row the same number of cells")
            }
            Self::BlankEdge => (
                "blank-edge",
                "",
                "表を 1 行目・1 列目から始め、外に何も書かない",
                "begin in the first row and column; nothing outside the table",
            ),
            Self::Hidden => ("hidden", "", "表示するか、除く", "show it or remove it"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_stable_names_and_stand_once() {
        let codes: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.code()).collect();
        assert_eq!(codes.len(), Rule::ALL.len());
        assert!(codes.iter().all(|code| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')));
    }

    #[test]
    fn the_documentation_lists_every_rule() {
        let text = include_str!("../../../../docs/lint.md");
        for rule in Rule::ALL {
            assert!(text.contains(&format!("| `{}` |", rule.code())), "docs/lint.md lacks {}", rule.code());
        }
    }
}
