//! Which language the user reads.

use std::ffi::OsString;

use crate::args::Lang;

/// The language of the environment: the first set of `LC_ALL`, `LC_MESSAGES`, `LANG` decides.
pub(crate) fn of_environment(variable: impl Fn(&str) -> Option<OsString>) -> Lang {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()))
        .unwrap_or_default();
    let value = value.to_string_lossy().to_ascii_lowercase();
    if value == "ja" || value.starts_with("ja_") || value.starts_with("ja-") || value.starts_with("ja.") {
        Lang::Ja
    } else {
        Lang::En
    }
}

/// The language that the command line asks for, before it is parsed: help and errors need it first.
pub(crate) fn of_arguments(arguments: &[OsString]) -> Option<Lang> {
    let mut arguments = arguments.iter().map(|argument| argument.to_string_lossy());
    let mut found = None;
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--lang") {
            _ if argument == "--" => break,
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('=').map(|value| value.to_owned().into()),
            None => None,
        };
        match value.as_deref() {
            Some("ja") => found = Some(Lang::Ja),
            Some("en") => found = Some(Lang::En),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(pairs: &'static [(&str, &str)]) -> Lang {
        of_environment(|name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into()))
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        assert_eq!(environment(&[("LANG", "ja_JP.UTF-8")]), Lang::Ja);
        assert_eq!(environment(&[("LC_ALL", "C"), ("LANG", "ja_JP.UTF-8")]), Lang::En);
        assert_eq!(environment(&[("LC_ALL", ""), ("LC_MESSAGES", "ja"), ("LANG", "en_US")]), Lang::Ja);
        assert_eq!(environment(&[("LANG", "jam_JM")]), Lang::En);
        assert_eq!(environment(&[]), Lang::En);
    }

    #[test]
    fn the_command_line_is_asked_before_it_is_parsed() {
        let of = |line: &str| of_arguments(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of("keikaku extract --lang ja x"), Some(Lang::Ja));
        assert_eq!(of("keikaku --lang=en --nonsense"), Some(Lang::En));
        assert_eq!(of("keikaku extract -- --lang ja"), None);
        assert_eq!(of("keikaku --lang"), None);
    }
}
