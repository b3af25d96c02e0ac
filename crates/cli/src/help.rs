//! Help texts in both languages.
//!
//! The English texts stand at the arguments ([`crate::args`]); the Japanese ones here, by command and argument.

use clap::{Arg, ArgAction, ColorChoice, Command, CommandFactory};

use crate::args::{Cli, Lang};
use crate::{limits, terminal};

/// Japanese texts: command (empty for the program itself), argument (empty for the command's own text), text.
const JAPANESE: &[(&str, &str, &str)] = &[
    ("", "", "行政計画の文書を、検査済みの記録（レコード）に変換します。"),
    ("", "lang", "メッセージとヘルプの言語。ja または en。省略すると環境の言語"),
    ("extract", "", "計画の文書を読み、記録を書き出します"),
    ("extract", "inputs", "ファイル、フォルダー、'plans/*.txt' のような型、または標準入力を表す -"),
    ("extract", "output", "記録を書き出すフォルダー。前回の出力は置き換わります。省略すると output"),
    ("extract", "vocabulary", "見出しの語を追加するファイル（TOML）。何度でも指定できます"),
    ("extract", "encoding", "文字コード（utf-8、shift_jis、euc-jp など）。省略すると自動で判別します"),
    (
        "extract",
        "max_bytes",
        "読み込むファイルの大きさの上限（バイト）。K、M、G を付けられます。省略すると 64M",
    ),
    ("extract", "password", "PDF を開くパスワード"),
    (
        "extract",
        "limit",
        "PDF の中身の量か、1 つの文書にかける秒数の上限。名前=値 の形で、何度でも指定できます",
    ),
    ("extract", "threads", "同時に処理する文書の数。省略するとプロセッサーの数"),
    ("extract", "ocr", "スキャンされたページの文字を tesseract（別に入れておく）で認識します"),
    ("extract", "corrections", "人が直した訂正のファイル（keikaku review で作る）。何度でも指定できます"),
    (
        "extract",
        "fail_on",
        "この重さ以上で、まだ人が答えていない確認事項があれば、終了コード 1 で終わります。error、warning、info のどれか",
    ),
    ("extract", "quiet", "エラーのほかは何も表示しません"),
    ("extract", "json", "結果の要約を JSON で標準出力に書きます"),
    ("explain", "", "項目の各欄がなぜその値になったかを示します"),
    ("explain", "item", "項目の ID、ID の先頭の数文字、キー、または番号"),
    ("explain", "output", "keikaku extract の出力があるフォルダー。省略すると output"),
    ("review", "", "記録を、元のページと並べてブラウザーで確かめ、直します"),
    ("review", "folder", "keikaku extract の出力があるフォルダー。省略すると output"),
    ("review", "corrections", "訂正を書き足すファイル。省略するとフォルダーの中の corrections.jsonl"),
    ("review", "name", "訂正に残す名前。省略すると利用者名"),
    ("review", "port", "画面を出すポート。省略すると空いているもの"),
    ("review", "listen", "画面を出すアドレス。省略すると 127.0.0.1（この機械だけ）"),
    ("review", "password", "PDF を開くパスワード"),
    ("normalize", "", "表の列などの行を読み、その意味を 1 行ずつ JSON で書きます"),
    ("normalize", "kind", "行の中身。text、quantity、date、department、publisher のどれか"),
    (
        "normalize",
        "files",
        "1 行に 1 つずつ書いたファイル（UTF-8）、または標準入力を表す -。省略すると標準入力",
    ),
    ("normalize", "fiscal_year", "date で、年のない月がどの年度のものか（2026 など）"),
    (
        "normalize",
        "heading",
        "quantity と date で、行を取り出した列の見出し（事業費（千円）、令和8年度の取組 など）",
    ),
    ("text", "", "文書の文字を、読む順に表示します"),
    ("text", "file", "文書（PDF またはテキスト）、または標準入力を表す -"),
    ("text", "pages", "表示するページ。3、1-3、1-3,7- など。省略するとすべて"),
    (
        "text",
        "format",
        "形式。txt（行ごと。セルはタブ、ページは改ページ文字で区切る）か json（文字の並び 1 つに 1 行）。省略すると txt",
    ),
    ("text", "password", "PDF を開くパスワード"),
    ("text", "limit", "PDF の中身の量か、1 つの文書にかける秒数の上限。名前=値 の形で、何度でも指定できます"),
    ("text", "encoding", "テキストの文字コード（utf-8、shift_jis、euc-jp など）。省略すると自動で判別します"),
    ("text", "max_bytes", "読み込むファイルの大きさの上限（バイト）。K、M、G を付けられます。省略すると 64M"),
    ("text", "ocr", "スキャンされたページの文字を tesseract（別に入れておく）で認識します"),
    ("inspect", "", "ページを、読み取った文字・罫線・表・列の意味を重ねて描きます"),
    ("inspect", "file", "文書（PDF）、または標準入力を表す -"),
    ("inspect", "page", "描くページ（1 から）。省略すると最初のページ"),
    ("inspect", "output", "書き出すファイル。名前は .svg（文字やセルを指すと中身が出る）か .png で終える"),
    ("inspect", "password", "PDF を開くパスワード"),
    (
        "inspect",
        "limit",
        "PDF の中身の量か、1 つの文書にかける秒数の上限。名前=値 の形で、何度でも指定できます",
    ),
    (
        "inspect",
        "max_bytes",
        "読み込むファイルの大きさの上限（バイト）。K、M、G を付けられます。省略すると 64M",
    ),
    ("tables", "", "文書の表を、意味を読まずに取り出します（どの言語でも）"),
    ("tables", "files", "文書（PDF またはテキスト）、または標準入力を表す -"),
    ("tables", "pages", "調べるページ。3、1-3、1-3,7- など。省略するとすべて"),
    ("tables", "format", "形式。json、csv、html、xlsx のどれか。省略すると json"),
    ("tables", "output", "書き出すファイル。省略すると標準出力"),
    ("tables", "password", "PDF を開くパスワード"),
    (
        "tables",
        "limit",
        "PDF の中身の量か、1 つの文書にかける秒数の上限。名前=値 の形で、何度でも指定できます",
    ),
    (
        "tables",
        "max_bytes",
        "読み込むファイルの大きさの上限（バイト）。K、M、G を付けられます。省略すると 64M",
    ),
    ("report", "", "出力の品質を 1 枚の HTML にまとめます（読む・印刷する）"),
    ("report", "folder", "keikaku extract の出力があるフォルダー。省略すると output"),
    ("report", "output", "書き出すファイル。省略するとそのフォルダーの report.html"),
    ("report", "password", "PDF を開くパスワード"),
    ("link", "", "同じ団体の版や文書のあいだで、同じ施策と指標を見つけて結び付けます"),
    ("link", "folders", "keikaku extract の出力があるフォルダー。中の文書 1 つを 1 つの版として扱います"),
    (
        "link",
        "output",
        "結び付きを書き出すファイル（JSON Lines）。確認事項は隣に書きます（links.jsonl なら links.findings.jsonl）。省略すると標準出力",
    ),
    ("series", "", "指標ごとに、各年度の値とその出典を書きます"),
    ("series", "folders", "keikaku extract の出力があるフォルダー。中の文書 1 つを 1 つの版として扱います"),
    (
        "series",
        "output",
        "書き出すファイル。名前が .jsonl で終われば JSON Lines、ほかは CSV。確認事項は隣に書きます。省略すると標準出力に CSV",
    ),
    ("diff", "", "2 つの版のあいだで変わったことを示します"),
    ("diff", "old", "旧版。keikaku extract の出力があるフォルダー、その中の 1 つの文書なら フォルダー#文書"),
    ("diff", "new", "新版。書き方は旧版と同じ"),
    ("diff", "format", "形式。text、json、markdown、html のどれか。省略すると text"),
    ("diff", "output", "書き出すファイル。省略すると標準出力"),
    ("findings", "", "確認事項の意味と対処を表示します"),
    ("findings", "codes", "確認事項のコード（row-shifted など）。省略するとすべての一覧"),
    ("findings", "format", "形式。txt、md（両方の言語ですべて）、json（1 件に 1 行）。省略すると txt"),
    ("release", "", "keikaku extract の出力から、公開できるオープンデータのフォルダーを作ります"),
    ("release", "input", "keikaku extract の出力があるフォルダー。省略すると output"),
    ("release", "output", "作るフォルダー。まだ何もない場所を指定します"),
    ("release", "data_version", "データの版（1.0.0 など）。省略すると、変更に見合う版"),
    ("release", "license", "データのライセンスの識別子（CC-BY-4.0、CC0-1.0、PDL-1.0 など）"),
    ("release", "previous", "前の版のフォルダー。何が変わったかを書き、版がそれに見合うかを確かめます"),
    ("release", "title", "データの題名。省略すると団体名から作ります"),
    ("release", "name", "プログラム用のデータの名前。英小文字、数字、-、_"),
    ("release", "issued", "公開日（YYYY-MM-DD）。省略すると、文書が公表された最後の日"),
    ("release", "url", "フォルダーを置くアドレス（データカタログ用）"),
    ("release", "cp932", "CSV を CP932（Shift_JIS）でも書き、表せない文字を報告します"),
    ("release", "allow_lower_version", "変更に見合わない低い版でも作ります"),
    ("release", "allow_errors", "確認事項にエラーがあっても作ります"),
    ("release", "quiet", "エラーのほかは何も表示しません"),
    ("lint", "", "表が「機械判読可能なデータの表記方法の統一ルール」に合うかを調べます"),
    ("lint", "files", "表のファイル（CSV、TSV、XLSX）"),
    ("lint", "format", "形式。text か json。省略すると text"),
    ("lint", "max_bytes", "読み込むファイルの大きさの上限（バイト）。K、M、G を付けられます。省略すると 64M"),
    ("schema", "", "記録の JSON Schema を表示します"),
    (
        "schema",
        "name",
        "記録の種類。document、item、table、finding、ledger、link、series、difference のどれか。省略するとすべて",
    ),
    ("schema", "output", "スキーマを 1 ファイルずつ書き出すフォルダー"),
    ("completions", "", "シェルの補完スクリプトを表示します"),
    ("completions", "shell", "シェルの種類。bash、elvish、fish、powershell、zsh のどれか"),
    ("man", "", "マニュアルを表示するか、フォルダーにすべて書き出します"),
    ("man", "output", "コマンドごとのマニュアルを書き出すフォルダー"),
];

/// Japanese names of the values in usage lines, by their English names.
const VALUE_NAMES: &[(&str, &str)] = &[
    ("LANG", "言語"),
    ("INPUT", "入力"),
    ("DIR", "フォルダー"),
    ("FILE", "ファイル"),
    ("LABEL", "文字コード"),
    ("N", "数"),
    ("ITEM", "項目"),
    ("NAME", "種類"),
    ("NAME=VALUE", "名前=値"),
    ("SHELL", "シェル"),
    ("KIND", "中身"),
    ("YEAR", "年度"),
    ("PAGES", "ページ"),
    ("CODE", "コード"),
    ("SEVERITY", "重さ"),
    ("FORMAT", "形式"),
    ("PASSWORD", "パスワード"),
    ("OLD", "旧版"),
    ("NEW", "新版"),
    ("WHO", "名前"),
    ("ADDR", "アドレス"),
    ("VERSION", "版"),
    ("LICENSE", "ライセンス"),
    ("TEXT", "文"),
    ("ID", "名前"),
    ("DATE", "日付"),
    ("URL", "アドレス"),
];

/// Japanese usage lines by command.
const USAGE: &[(&str, &str)] = &[
    ("", "keikaku [オプション] <コマンド>"),
    ("extract", "keikaku extract [オプション] <入力>..."),
    ("explain", "keikaku explain [オプション] <項目>"),
    ("review", "keikaku review [オプション] [フォルダー]"),
    ("normalize", "keikaku normalize [オプション] <中身> [ファイル]..."),
    ("text", "keikaku text [オプション] <ファイル>"),
    ("inspect", "keikaku inspect [オプション] --output <ファイル> <ファイル>"),
    ("tables", "keikaku tables [オプション] <ファイル>..."),
    ("report", "keikaku report [オプション] [フォルダー]"),
    ("link", "keikaku link [オプション] <フォルダー>..."),
    ("series", "keikaku series [オプション] <フォルダー>..."),
    ("diff", "keikaku diff [オプション] <旧版> <新版>"),
    ("findings", "keikaku findings [オプション] [コード]..."),
    ("release", "keikaku release [オプション] --output <フォルダー> --license <ライセンス> [フォルダー]"),
    ("lint", "keikaku lint [オプション] <ファイル>..."),
    ("schema", "keikaku schema [オプション] [種類]"),
    ("completions", "keikaku completions [オプション] <シェル>"),
    ("man", "keikaku man [オプション]"),
];

/// What follows the options in the help of the program and of `extract`.
const AFTER_JA: &str = "\
例:
  keikaku extract 計画.txt --output output     1 つの文書を処理する
  keikaku extract plans/ --output output       フォルダーの中をまとめて処理する
  keikaku explain 1 --output output            番号 1 の項目の根拠を見る

終了コード: 0 問題なし、1 終わりまで処理したが、読めなかった入力か --fail-on の確認事項がある、2 実行できなかった";

const AFTER_EN: &str = "\
Examples:
  keikaku extract plan.txt --output output     process one document
  keikaku extract plans/ --output output       process all documents of a folder
  keikaku explain 1 --output output            show where item number 1 comes from

Exit status: 0 clean, 1 finished but some input failed or --fail-on found something, 2 could not run";

const TEMPLATE_JA: &str = "{about-with-newline}
使い方: {usage}

{all-args}{after-help}";

/// The command line with its texts in a language.
pub(crate) fn command(lang: Lang) -> Command {
    let command = Cli::command().color(color());
    let command = match lang {
        Lang::En => {
            command.after_help(AFTER_EN).mut_subcommand("extract", |extract| extract.after_help(AFTER_EN))
        }
        Lang::Ja => japanese(command, "")
            .version(env!("CARGO_PKG_VERSION"))
            .after_help(AFTER_JA)
            .mut_subcommand("extract", |extract| extract.after_help(AFTER_JA)),
    };
    command.mut_subcommands(|sub| sub.mut_args(|argument| with_limits(argument, lang)))
}

/// The list of the limits is made where they are, so that it cannot differ from them.
fn with_limits(argument: Arg, lang: Lang) -> Arg {
    if argument.get_id() != "limit" {
        return argument;
    }
    let (help, end) = (argument.get_help().map(ToString::to_string).unwrap_or_default(), lang == Lang::Ja);
    let stop = if end { "。" } else { ". " };
    argument.help(format!("{help}{stop}{}", limits::list(lang)))
}

/// The same rule as for all messages.
fn color() -> ColorChoice {
    if terminal::is_coloured() { ColorChoice::Auto } else { ColorChoice::Never }
}

fn japanese(command: Command, name: &'static str) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let usage = USAGE.iter().find(|(of, _)| *of == name).map_or("", |(_, usage)| *usage);
    let mut command = command
        .help_template(TEMPLATE_JA)
        .override_usage(usage)
        .subcommand_help_heading("コマンド")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', "このヘルプを表示します").action(ArgAction::Help))
        .mut_args(|argument| japanese_argument(argument, name));
    if name.is_empty() {
        command = command.arg(flag("version", 'V', "版を表示します").action(ArgAction::Version));
    }
    if let Some(about) = text(name, "") {
        command = command.about(about);
    }
    for name in names {
        let known = JAPANESE.iter().map(|(of, _, _)| *of).find(|of| *of == name).unwrap_or_default();
        command = command.mut_subcommand(name, |sub| japanese(sub, known));
    }
    command
}

fn text(command: &str, argument: &str) -> Option<&'static str> {
    let found = JAPANESE.iter().find(|(of, about, _)| *of == command && *about == argument);
    found.map(|(_, _, text)| *text)
}

fn flag(name: &'static str, short: char, help: &'static str) -> Arg {
    Arg::new(name).short(short).long(name).help(help).help_heading("オプション")
}

/// The texts name the values and defaults themselves: clap names them in English only.
fn japanese_argument(argument: Arg, command: &str) -> Arg {
    let heading = if argument.is_positional() { "引数" } else { "オプション" };
    let value_name = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    let value_name = VALUE_NAMES.iter().find(|(english, _)| Some(*english) == value_name.as_deref());
    let mut argument = argument.help_heading(heading);
    if argument.get_action().takes_values() {
        argument = argument.hide_possible_values(true).hide_default_value(true);
    }
    if let Some(help) = text(command, argument.get_id().as_str()) {
        argument = argument.help(help);
    }
    match value_name {
        Some((_, japanese)) => argument.value_name(japanese),
        None => argument,
    }
}

/// A name that lives as long as the program, as clap wants it; made a handful of times at most.
pub(crate) fn leak(name: String) -> &'static str {
    Box::leak(name.into_boxed_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Command, argument and text of everything that has a help text.
    fn texts(command: &Command) -> Vec<(String, String, String)> {
        let mut found = Vec::new();
        let all =
            std::iter::once(("", command)).chain(command.get_subcommands().map(|sub| (sub.get_name(), sub)));
        for (name, sub) in all {
            let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
            found.push((name.to_owned(), String::new(), about));
            for argument in sub.get_arguments() {
                let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                found.push((name.to_owned(), argument.get_id().to_string(), help));
            }
        }
        found
    }

    #[test]
    fn every_command_and_argument_has_a_text_in_both_languages() {
        let (english, japanese) = (texts(&command(Lang::En)), texts(&command(Lang::Ja)));
        for (of, about, text) in &english {
            assert!(!text.is_empty() && text.is_ascii(), "{of} {about}: {text}");
            let twin = japanese.iter().find(|(o, a, _)| o == of && a == about);
            assert!(twin.is_some_and(|(_, _, text)| !text.is_ascii()), "{of} {about} has no Japanese text");
        }
        for (of, about, _) in JAPANESE {
            assert!(english.iter().any(|(o, a, _)| o == of && a == about), "{of} {about} is no argument");
        }
    }

    #[test]
    fn the_command_line_is_consistent_in_both_languages() {
        command(Lang::En).debug_assert();
        command(Lang::Ja).debug_assert();
    }
}
