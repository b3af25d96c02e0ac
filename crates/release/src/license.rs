//! Licences that data are published under.

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct License {
    /// Identifier of SPDX, such as `CC-BY-4.0`, or the user's own name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it can be read; none for a name that is not known here.
    pub url: Option<String>,
    /// Its identifier at CKAN.
    pub ckan: String,
}

/// Identifier, title, address, identifier at CKAN.
const KNOWN: &[(&str, &str, &str, &str)] = &[
    (
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
        "CC-BY-4.0",
    ),
    (
        "CC-BY-SA-4.0",
        "Creative Commons Attribution Share Alike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        "CC-BY-SA-4.0",
    ),
    (
        "CC0-1.0",
        "Creative Commons Zero v1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "CC0-1.0",
    ),
    (
        "CC-BY-2.1-JP",
        "クリエイティブ・コモンズ 表示 2.1 日本",
        "https://creativecommons.org/licenses/by/2.1/jp/",
        "cc-by",
    ),
    (
        "PDL-1.0",
        "公共データ利用規約（第1.0版）",
        "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
        "other-open",
    ),
    (
        "ODbL-1.0",
        "Open Data Commons Open Database License v1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
        "ODbL-1.0",
    ),
];

impl License {
    /// The licence of that identifier, in any case of letters; a name that is not known stays as it is.
    #[must_use]
    pub fn named(id: &str) -> Self {
        let known = KNOWN.iter().find(|(known, ..)| known.eq_ignore_ascii_case(id));
        match known {
            Some((id, title, url, ckan)) => Self {
                id: (*id).to_owned(),
                title: (*title).to_owned(),
                url: Some((*url).to_owned()),
                ckan: (*ckan).to_owned(),
            },
            None => {
                Self { id: id.to_owned(), title: id.to_owned(), url: None, ckan: "notspecified".to_owned() }
            }
        }
    }

    /// Identifiers that are known.
    pub fn known() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().map(|(id, ..)| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_found_in_any_case() {
        let license = License::named("cc-by-4.0");
        assert_eq!(license.id, "CC-BY-4.0");
        assert!(license.url.is_some_and(|url| url.ends_with("/by/4.0/")));
        assert_eq!(License::named("独自").url, None);
    }
}
