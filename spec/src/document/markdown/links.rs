//! Links and headings of Markdown.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::document::html;
use crate::document::links::Links;

/// Collects the links of a text, and the fragments of its headings.
pub(crate) fn collect(text: &str, links: &mut Links) {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut heading: Option<String> = None;
    let mut slugs = Slugs::default();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => links.targets.push((dest_url.into_string(), range)),
            Event::Start(Tag::Heading { id, .. }) => {
                links.anchors.extend(id.map(pulldown_cmark::CowStr::into_string));
                heading = Some(String::new());
            }
            Event::End(TagEnd::Heading(_)) => slugs.add(&heading.take().unwrap_or_default(), links),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            Event::Html(markup) | Event::InlineHtml(markup) => html::links::collect(&markup, range.start, links),
            _ => {}
        }
    }
}

/// The fragments that sites make of headings. They differ from site to site, so a heading has several.
#[derive(Default)]
struct Slugs {
    counts: BTreeMap<String, usize>,
    headings: usize,
}

impl Slugs {
    fn add(&mut self, heading: &str, links: &mut Links) {
        let lower = heading.trim().to_lowercase();
        let kept = lower.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        // GitHub keeps each space, others fold what is no word; some keep no letters but those of ASCII.
        let github: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
        let folded = fold(&lower, char::is_alphanumeric);
        let ascii = fold(&lower, |c| c.is_ascii_alphanumeric());
        for slug in [github, folded, ascii] {
            let count = self.counts.entry(slug.clone()).or_insert(0);
            let numbered = [format!("{slug}-{count}"), format!("{slug}_{count}")];
            *count += 1;
            links.anchors.extend(numbered);
            links.anchors.insert(slug);
        }
        // A heading without a letter of ASCII becomes a number in some.
        self.headings += 1;
        links.anchors.insert(format!("_{}", self.headings));
    }
}

fn fold(text: &str, keep: impl Fn(char) -> bool) -> String {
    let parts = text.split(|c: char| !(keep(c) || c == '_')).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}
