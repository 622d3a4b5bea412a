//! Where methods are called that are documented by their names: the documents show the address of one of them, or a template.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::draft::Noted;
use crate::document::{Block, Document};

static ADDRESS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"https?://[^\s/"'`]+(/(?:[^\s"'`?<>]|<[^<>\s]*>)*)"#).ok());

/// The request line of methods with these names.
pub(super) fn request(documents: &[Document], names: &[String]) -> Noted {
    let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let all = addresses(documents);
    let mut shown: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    for path in &all {
        let mut parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        if parts.pop().is_some_and(|last| names.contains(last)) {
            *shown.entry(parts).or_default() += 1;
        }
    }
    let Some((ahead, count)) = shown.into_iter().max_by_key(|(_, count)| *count) else {
        return Noted::new("POST /{name}", "unsure: no address of a method is shown; write it here");
    };
    let ahead = template(&all, &ahead).unwrap_or_else(|| ahead.iter().map(ToString::to_string).collect());
    let path = ahead.into_iter().fold(String::new(), |path, part| path + "/" + &part);
    Noted::new(
        format!("POST {path}/{{name}}"),
        format!("{count} addresses end with the name of a method; is the verb right?"),
    )
}

fn addresses(documents: &[Document]) -> Vec<String> {
    let Some(address) = &*ADDRESS else { return Vec::new() };
    let mut all = Vec::new();
    for block in documents.iter().flat_map(|document| &document.blocks) {
        let text = match block {
            Block::Code(code) => code.text.clone(),
            Block::Heading(_, text) | Block::Paragraph(text) | Block::Quote(text) => text.folded(),
            Block::Table(_) | Block::Component(_) => continue,
        };
        all.extend(
            address
                .captures_iter(&text)
                .filter_map(|found| Some(found.get(1)?.as_str().trim_end_matches(['.', ',', ')']).to_owned())),
        );
    }
    all
}

/// The same address with names in place of values, where one is shown.
fn template(all: &[String], ahead: &[&str]) -> Option<Vec<String>> {
    let is_open = |part: &str| part.contains(['<', '{']);
    all.iter().find_map(|path| {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let (_, parts) = parts.split_last()?;
        let fits = parts.len() == ahead.len()
            && parts.iter().any(|part| is_open(part))
            && parts.iter().zip(ahead).all(|(part, shown)| part == shown || is_open(part));
        fits.then(|| parts.iter().map(|part| part.replace('<', "{").replace('>', "}")).collect())
    })
}
