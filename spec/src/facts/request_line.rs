//! The line that begins a REST method: `PUT api/contacts/{id}`, or the method and the address on two lines.

use crate::dialect::Dialect;
use crate::document::Block;
use crate::files::Span;

/// A request line.
#[derive(Clone, Debug)]
pub(crate) struct RequestLine {
    /// The HTTP method.
    pub(crate) verb: String,
    /// The path, beginning with `/`, without the query.
    pub(crate) path: String,
    /// The parameters that its query names in braces.
    pub(crate) query: Vec<String>,
    /// Scheme and host, where the line has them.
    pub(crate) server: Option<String>,
    /// What stands behind it on the same line.
    pub(crate) rest: String,
    /// Where it stands.
    pub(crate) span: Span,
}

impl RequestLine {
    /// Whether a path is this one with values in place of its parameters.
    pub(crate) fn shows(&self, path: &str) -> bool {
        let (mut own, mut other) = (self.path.split('/'), path.split('/'));
        loop {
            match (own.next(), other.next()) {
                (None, None) => return true,
                (Some(own), Some(other)) if own == other || (own.starts_with('{') && own.ends_with('}')) => {}
                _ => return false,
            }
        }
    }
}

/// The request line that the blocks begin with, and how many blocks it takes.
pub(crate) fn at(dialect: &Dialect, blocks: &[Block]) -> Option<(RequestLine, usize)> {
    if dialect.request_lines.is_empty() {
        return None;
    }
    let first = blocks.first()?.line()?;
    let one = first.folded();
    if one.len() > 2048 {
        return None;
    }
    let two = blocks.get(1).and_then(Block::line).map(|second| (format!("{one} {}", second.folded()), second));
    for pattern in &dialect.request_lines {
        let (found, used) = match (pattern.matches(&one), &two) {
            (Some(found), _) => (found, 1),
            (None, Some((two, _))) if is_verb(&one) => (pattern.matches(two)?, 2),
            _ => continue,
        };
        let take = |name: &str| found.name(name).map(|text| text.as_str());
        let (server, path) = match (take("url"), take("path")) {
            (Some(url), _) => split_url(url),
            (None, Some(path)) => (None, path.to_owned()),
            _ => continue,
        };
        let (path, query) = path.split_once('?').unwrap_or((&path, ""));
        let query = query.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0.to_owned())).collect();
        let path = format!("/{}", path.trim_matches('/'));
        let verb = take("verb")?.to_owned();
        let rest = take("rest").unwrap_or_default().to_owned();
        return Some((RequestLine { verb, path, query, server, rest, span: first.first_span() }, used));
    }
    None
}

fn is_verb(line: &str) -> bool {
    (3..=7).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn split_url(url: &str) -> (Option<String>, String) {
    let host = url.find("://").map_or(0, |at| at + 3);
    let path = url[host..].find('/').map_or(url.len(), |at| host + at);
    (Some(url[..path].to_owned()), url[path..].to_owned())
}
