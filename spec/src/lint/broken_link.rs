//! A link leads nowhere.
//!
//! ## What it does
//!
//! Follows the links from page to page within the documents: to a place on the same page or on another one that was
//! read (a warning), and to a file beside them (a note, for a site may make pages that are no files). Addresses
//! with a scheme or from the root of a site are not followed, nor is what stands in the navigation of an HTML page, nor are
//! addresses within a site that is one page (`#/boats`, `#operation/rent`).
//!
//! ## Why it is bad
//!
//! The reader is sent to the explanation of a rule and does not find it.
//!
//! ## Example
//!
//! ```text
//! [the operators](general.md#operators)     and `general.md` has no such heading
//! ```
//!
//! ## How to fix
//!
//! Correct the target, or give the place its old name: `<a id="operators"></a>`.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::Code;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::document::Links;
use crate::files::{FileId, Files, Span};

/// The endings of pages; what a link to anything else shows is no business of documents.
const PAGES: &[&str] = &["md", "markdown", "mdx", "html", "htm"];

/// Follows all links of a set of documents. `exists` tells whether a path is that of a file or folder; without it only
/// links to what was read are judged.
pub(crate) fn check(links: &[Links], files: &Files, exists: Option<fn(&str) -> bool>, found: &mut Vec<Diagnostic>) {
    let pages: BTreeMap<_, _> = files.iter().take(links.len()).map(|(id, file)| (normal(&file.path), id)).collect();
    let anchors: Vec<_> = links.iter().map(Anchors::new).collect();
    for ((id, file), own) in files.iter().zip(links) {
        for (target, range) in &own.targets {
            let span = Span::new(id, range.clone());
            let Some((path, fragment)) = local(target) else { continue };
            let page = if path.is_empty() { Some(id) } else { page_at(&pages, &file.path, &path) };
            match page {
                Some(page) if !anchors[page.0 as usize].has(&fragment) => {
                    found.push(no_anchor(&fragment, &files.get(page).path, &span));
                }
                None => found.extend(no_page(&file.path, &path, exists, &span)),
                Some(_) => {}
            }
        }
    }
}

/// The path and the fragment of a target within the documents; `None` for any other.
fn local(target: &str) -> Option<(String, String)> {
    let (address, fragment) = target.split_once('#').unwrap_or((target, ""));
    let path = address.split('?').next().unwrap_or_default();
    let scheme = path.split('/').next().unwrap_or_default().contains(':');
    let template = target.contains(['{', '}', '<', '$', '*']);
    if scheme || path.starts_with('/') || template || (path.is_empty() && fragment.is_empty()) {
        return None;
    }
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    Some((decode(path), decode(fragment)))
}

/// The anchors of a page.
struct Anchors<'p> {
    written: &'p BTreeSet<String>,
    /// In small letters; made where the case of a link is another one.
    lower: OnceCell<BTreeSet<String>>,
    /// Whether a place of the page has a slash in its name; found out where a link has one.
    slashes: OnceCell<bool>,
}

impl<'p> Anchors<'p> {
    fn new(page: &'p Links) -> Self {
        Self { written: &page.anchors, lower: OnceCell::new(), slashes: OnceCell::new() }
    }

    /// Whether a fragment leads to a place; the top of a page needs none, and `:~:` leads to a text (WICG scroll to text
    /// fragment). With a slash it is the address of a page in a site that is one page, unless places are named so.
    fn has(&self, fragment: &str) -> bool {
        if fragment.is_empty() || fragment.contains(":~:") || self.written.contains(fragment) {
            return true;
        }
        let slashes = || self.written.iter().any(|anchor| anchor.contains('/'));
        if fragment.contains('/') && !self.slashes.get_or_init(slashes) {
            return true;
        }
        let lower = fragment.to_lowercase();
        let all = || self.written.iter().map(|anchor| anchor.to_lowercase()).collect();
        lower == "top" || self.lower.get_or_init(all).contains(&lower)
    }
}

/// The page that a path leads to from another page, if it was read.
fn page_at(pages: &BTreeMap<String, FileId>, from: &str, path: &str) -> Option<FileId> {
    let base = join(from, path)?;
    let stem = base.strip_suffix(".html").unwrap_or(&base);
    let folder = |index: &str| if base.is_empty() { index.to_owned() } else { format!("{base}/{index}") };
    let candidates = [
        base.clone(),
        format!("{stem}.md"),
        format!("{base}.html"),
        folder("index.html"),
        folder("index.md"),
        folder("README.md"),
    ];
    candidates.iter().find_map(|candidate| pages.get(candidate).copied())
}

fn join(from: &str, path: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole = if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") };
    let above = whole.split('/').try_fold(0_i32, |depth, part| match part {
        "" | "." => Some(depth),
        ".." if depth == 0 => None,
        ".." => Some(depth - 1),
        _ => Some(depth + 1),
    });
    above.map(|_| normal(&whole))
}

/// A path without `.`, `..` and empty parts.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

fn no_anchor(fragment: &str, page: &str, span: &Span) -> Diagnostic {
    let message = format!("there is no place `#{fragment}` in {page}");
    Diagnostic::new(Code::BrokenLink, message, Label::new(span.clone(), "leads nowhere"))
}

fn no_page(from: &str, path: &str, exists: Option<fn(&str) -> bool>, span: &Span) -> Option<Diagnostic> {
    let exists = exists?;
    let last = path.rsplit('/').next().unwrap_or_default();
    let page = last.rsplit_once('.').is_some_and(|(_, ending)| PAGES.contains(&ending.to_lowercase().as_str()));
    let folder = from.rsplit_once('/').map_or(".", |(folder, _)| if folder.is_empty() { "/" } else { folder });
    if !page || exists(&format!("{folder}/{path}")) {
        return None;
    }
    let message = format!("there is no file {path}");
    let mut found = Diagnostic::new(Code::BrokenLink, message, Label::new(span.clone(), "leads nowhere"));
    found.level = Level::Note;
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_from_page_to_page() {
        assert_eq!(join("a/b/c.md", "../d.md").as_deref(), Some("a/d.md"));
        assert_eq!(join("c.md", "./d/").as_deref(), Some("d"));
        assert_eq!(join("c.md", "../d.md"), None);
        assert_eq!(normal("/a/./b//../c"), "/a/c");
    }

    #[test]
    fn only_links_within_the_documents_are_followed() {
        for target in ["https://a.b/c", "mailto:a@b", "/docs/x.md", "#", "", "{base}/x", "//host/x"] {
            assert_eq!(local(target), None, "{target}");
        }
        assert_eq!(local("a%20b.md?x=1#c"), Some(("a b.md".into(), "c".into())));
    }
}
