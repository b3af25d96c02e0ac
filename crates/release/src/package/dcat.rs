//! `dcat.jsonld`: the package for catalogues (DCAT-AP) and for search engines (schema.org Dataset).

use serde_json::{Map, Value as Json, json};

use super::datapackage::media_type;
use super::files::Entry;
use super::subject::Subject;

/// Path in the package.
pub(super) const PATH: &str = "dcat.jsonld";

const LANGUAGE_JA: &str = "http://publications.europa.eu/resource/authority/language/JPN";

/// The document, indented.
pub(super) fn document(subject: &Subject, data: &[Entry]) -> String {
    let distributions: Vec<Json> = data.iter().filter_map(|entry| distribution(subject, entry)).collect();
    let mut dataset = Map::new();
    // Without an address the dataset is the folder that this file stands in.
    dataset.insert("@id".into(), subject.url.clone().unwrap_or_else(|| "./".to_owned()).into());
    dataset.insert("@type".into(), json!(["dcat:Dataset", "schema:Dataset"]));
    for (dct, schema, ja, en) in [
        ("dct:title", "schema:name", &subject.title_ja, &subject.title_en),
        ("dct:description", "schema:description", &subject.about_ja, &subject.about_en),
    ] {
        let both = json!([{"@value": ja, "@language": "ja"}, {"@value": en, "@language": "en"}]);
        dataset.insert(dct.into(), both.clone());
        dataset.insert(schema.into(), both);
    }
    dataset.insert("dct:identifier".into(), subject.name.clone().into());
    dataset.insert("dcat:version".into(), subject.version.to_string().into());
    dataset.insert("schema:version".into(), subject.version.to_string().into());
    dataset.insert("dct:language".into(), json!({"@id": LANGUAGE_JA}));
    dataset.insert("schema:inLanguage".into(), "ja".into());
    dataset.insert(
        "dcat:theme".into(),
        json!({"@id": "http://publications.europa.eu/resource/authority/data-theme/GOVE"}),
    );
    let keywords = json!(["行政計画", "施策", "指標", "KPI", "オープンデータ"]);
    dataset.insert("dcat:keyword".into(), keywords.clone());
    dataset.insert("schema:keywords".into(), keywords);
    times(subject, &mut dataset);
    parties(subject, &mut dataset);
    dataset.insert("dcat:distribution".into(), distributions.clone().into());
    dataset.insert("schema:distribution".into(), distributions.into());
    let mut root = Map::new();
    root.insert("@context".into(), context());
    root.extend(dataset);
    format!("{:#}\n", Json::Object(root))
}

fn context() -> Json {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "schema": "https://schema.org/",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

fn times(subject: &Subject, dataset: &mut Map<String, Json>) {
    if let Some(day) = subject.issued {
        let day = json!({"@value": day.to_string(), "@type": "xsd:date"});
        dataset.insert("dct:issued".into(), day.clone());
        dataset.insert("schema:datePublished".into(), day);
    }
    if let Some(span) = subject.covers {
        dataset.insert(
            "dct:temporal".into(),
            json!({
                "@type": "dct:PeriodOfTime",
                "dcat:startDate": {"@value": span.first.to_string(), "@type": "xsd:date"},
                "dcat:endDate": {"@value": span.last.to_string(), "@type": "xsd:date"},
            }),
        );
        dataset.insert("schema:temporalCoverage".into(), format!("{}/{}", span.first, span.last).into());
    }
}

fn parties(subject: &Subject, dataset: &mut Map<String, Json>) {
    let publishers: Vec<Json> = subject
        .publishers
        .iter()
        .map(|(name, code)| {
            let mut agent = Map::new();
            agent.insert("@type".into(), json!(["foaf:Agent", "schema:Organization"]));
            agent.insert("foaf:name".into(), json!({"@value": name, "@language": "ja"}));
            agent.insert("schema:name".into(), json!({"@value": name, "@language": "ja"}));
            if let Some(code) = code {
                agent.insert("dct:identifier".into(), code.clone().into());
            }
            Json::Object(agent)
        })
        .collect();
    if !publishers.is_empty() {
        dataset.insert("dct:publisher".into(), publishers.clone().into());
        dataset.insert("schema:publisher".into(), publishers.into());
    }
    let license = license(subject);
    dataset.insert("dct:license".into(), license.clone());
    dataset.insert("schema:license".into(), license);
}

fn license(subject: &Subject) -> Json {
    match &subject.license.url {
        Some(url) => json!({"@id": url}),
        None => subject.license.id.clone().into(),
    }
}

fn distribution(subject: &Subject, entry: &Entry) -> Option<Json> {
    let media_type = media_type(&entry.path)?;
    let address = subject.address(&entry.path);
    Some(json!({
        "@id": address,
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dct:title": entry.path,
        "schema:name": entry.path,
        "dcat:accessURL": {"@id": subject.url.clone().unwrap_or_else(|| "./".to_owned())},
        "dcat:downloadURL": {"@id": address},
        "schema:contentUrl": {"@id": address},
        "dcat:mediaType": {"@id": format!("https://www.iana.org/assignments/media-types/{media_type}")},
        "schema:encodingFormat": media_type,
        "dcat:byteSize": {"@value": entry.bytes.to_string(), "@type": "xsd:nonNegativeInteger"},
        "schema:contentSize": format!("{} B", entry.bytes),
        "dct:license": license(subject),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": entry.sha256, "@type": "xsd:hexBinary"},
        },
    }))
}
