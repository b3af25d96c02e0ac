//! `keikaku link`.

use editions::links::{LinkKind, LinkRelation};
use editions::{Links, link as link_editions};

use super::{findings_line, json_lines, read, write, write_findings};
use crate::args::{Lang, LinkArgs};
use crate::exit::Exit;
use crate::messages::Message;
use crate::terminal;

/// Links the items and indicators of outputs.
pub(crate) fn link(args: &LinkArgs, lang: Lang) -> Result<Exit, Message> {
    let editions = read::each(&args.folders)?;
    let links = link_editions(&editions);
    write(args.output.as_deref(), &json_lines(&links.links)?)?;
    let findings = write_findings(args.output.as_deref(), &links.findings)?;
    terminal::message(summary(editions.len(), &links).in_lang(lang));
    terminal::message(findings_line(&links.findings, findings.as_deref()).in_lang(lang));
    Ok(Exit::Clean)
}

fn summary(documents: usize, links: &Links) -> Message {
    let count = |wanted: &dyn Fn(LinkKind, LinkRelation) -> bool| {
        links.links.iter().filter(|link| wanted(link.kind, link.relation)).count()
    };
    let items = count(&|kind, relation| kind == LinkKind::Item && relation == LinkRelation::Same);
    let indicators = count(&|kind, relation| kind == LinkKind::Indicator && relation == LinkRelation::Same);
    let divided = count(&|_, relation| matches!(relation, LinkRelation::Split | LinkRelation::Merge));
    let departments = count(&|kind, _| kind == LinkKind::Department);
    Message::new(
        format!(
            "文書 {documents} 件: 施策 {items} 件、指標 {indicators} 件を結び付けました（分割・統合 {divided} 件、部署の改称 {departments} 件）"
        ),
        format!(
            "{documents} documents: {items} items and {indicators} indicators linked ({divided} splits and merges, {departments} renamed departments)"
        ),
    )
}
