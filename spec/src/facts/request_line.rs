//! The line that begins a REST method: `PUT api/contacts/{id}`, in a heading, a paragraph or a code block, or the method
//! and the address on two lines; or a curl command that shows the method at work.

use std::borrow::Cow;

use super::path_template;
use crate::dialect::{Dialect, Pattern};
use crate::document::{Block, Code, Text, Wording};
use crate::files::Span;
use crate::ir::Http;

/// How long a request line may be.
const MAX_LINE: usize = 2048;

/// A request line.
#[derive(Clone, Debug)]
pub(crate) struct RequestLine {
    /// The HTTP method.
    pub(crate) verb: String,
    /// The path, beginning with `/`, without the query and without a `/` at its end.
    pub(crate) path: String,
    /// Whether the path ends with `/`. It is the same method without, for pages are careless about it; a server is not.
    pub(crate) slash: bool,
    /// The parameters that its query names.
    pub(crate) query: Vec<String>,
    /// Scheme and host, where the line has them.
    pub(crate) server: Option<String>,
    /// What stands behind it on the same line.
    pub(crate) rest: String,
    /// The title, where the line has one.
    pub(crate) title: String,
    /// Where it stands.
    pub(crate) span: Span,
    /// The same line without the optional parts of its path.
    pub(crate) shorter: Vec<RequestLine>,
    /// Further request lines behind it in the same block of code.
    pub(crate) more: Vec<RequestLine>,
}

impl RequestLine {
    /// Takes a line apart into its HTTP method and the path or URL.
    pub(crate) fn new(verb: &str, address: &str, span: Span) -> Self {
        let mut all = path_template::with_optional(address).into_iter();
        let first = all.next().unwrap_or_default();
        let shorter = all.map(|address| Self::of_one(verb, &address, span.clone())).collect();
        Self { shorter, ..Self::of_one(verb, &first, span) }
    }

    /// The line of a path without optional parts.
    fn of_one(verb: &str, address: &str, span: Span) -> Self {
        let (server, address) = split_url(address);
        let (path, query) = split_query(&address);
        let slash = path.trim_end().ends_with('/');
        let path = path_template::normal(&path);
        let (rest, title, shorter, more) = Default::default();
        Self {
            verb: verb.to_ascii_uppercase(),
            slash: slash && path != "/",
            path,
            query,
            server,
            rest,
            title,
            span,
            shorter,
            more,
        }
    }

    /// What is requested, the path as the page writes it.
    pub(crate) fn http(&self) -> Http {
        let end = if self.slash { "/" } else { "" };
        Http { verb: self.verb.clone(), path: format!("{}{end}", self.path) }
    }

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

    /// Whether what a path has in place of this one's parameters looks like words rather than like values, as `me` and `preferred`
    /// do and `42` does not.
    pub(crate) fn shows_words(&self, path: &str) -> bool {
        let mut values = self.path.split('/').zip(path.split('/')).filter(|(own, other)| own != other);
        let is_word = |value: &str| value.chars().all(|c| c.is_lowercase() || matches!(c, '-' | '_'));
        values.all(|(_, other)| is_word(other))
    }

    /// Whether a path is this one with values in place of its parameters, behind what the paths of all methods may begin with.
    pub(crate) fn shows_below(&self, path: &str) -> bool {
        let is_name = |segment: &str| segment.starts_with(char::is_alphabetic);
        let mut rest = path;
        for _ in 0..=MAX_BASE {
            if self.shows(rest) {
                return true;
            }
            let ahead = rest.strip_prefix('/').and_then(|inner| inner.split_once('/'));
            let Some((_, behind)) = ahead.filter(|(first, _)| is_name(first)) else { return false };
            rest = &rest[rest.len() - behind.len() - 1..];
        }
        false
    }
}

/// How many segments the paths of all methods may begin with, which the pages leave out.
const MAX_BASE: usize = 3;

/// The request line that the blocks begin with, and how many blocks it takes. `verb` is the HTTP method that the heading over them
/// tells, for a line that holds the address alone.
pub(crate) fn at(dialect: &Dialect, blocks: &[Block], verb: Option<&str>) -> Option<(RequestLine, usize)> {
    if dialect.request_lines.is_empty() {
        return None;
    }
    let verb = verb.or(dialect.verb.as_deref());
    let first = match blocks.first()? {
        Block::Code(code) => return in_code(dialect, code, verb).map(|line| (line, 1)),
        Block::Component(component) => &component.text,
        block => block.line()?,
    };
    let wording = Wording::new(first);
    let one = wording.folded();
    if one.len() > MAX_LINE {
        return None;
    }
    let two = blocks.get(1).and_then(Block::line).map(|second| format!("{one} {}", second.folded()));
    for pattern in &dialect.request_lines {
        if let Some(line) = take(pattern, pattern.text(&wording), verb, first.first_span()) {
            return Some((line, 1));
        }
        if let Some(two) = two.as_deref().filter(|_| is_verb(one))
            && let Some(line) = take(pattern, two, verb, first.first_span())
        {
            return Some((line, 2));
        }
    }
    if let Cow::Owned(named) = with_host(one) {
        let read = |pattern| take(pattern, &named, verb, first.first_span());
        if let Some(line) = dialect.request_lines.iter().find_map(read) {
            return Some((line, 1));
        }
    }
    in_lines(dialect, first, verb).map(|line| (line, 1))
}

/// How many words may stand in the place of a host.
const MAX_HOST_WORDS: usize = 4;

/// A text with `{host}` in place of the words that stand where a host is due, as in `https://your domain/boats`.
pub(super) fn with_host(text: &str) -> Cow<'_, str> {
    let found = text.split_once("://").and_then(|(ahead, rest)| Some((ahead, rest.split_once('/')?)));
    match found {
        Some((ahead, (host, path))) if is_words(host) => Cow::Owned(format!("{ahead}://{{host}}/{path}")),
        _ => Cow::Borrowed(text),
    }
}

/// Whether a text is a few words, which are no name of a host.
fn is_words(text: &str) -> bool {
    let letters = |word: &str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let mut words = text.split_whitespace();
    (2..=MAX_HOST_WORDS).contains(&words.clone().count()) && words.all(letters)
}

/// The request lines of a text all of whose lines are such, and there are several.
fn in_lines(dialect: &Dialect, text: &Text, verb: Option<&str>) -> Option<RequestLine> {
    let lines = if text.holds('\n') { text.lines() } else { Vec::new() };
    if !(2..=MAX_LINES).contains(&lines.len()) {
        return None;
    }
    let read = |line: &Text| {
        let wording = Wording::new(line);
        dialect.request_lines.iter().find_map(|pattern| take(pattern, pattern.text(&wording), verb, line.first_span()))
    };
    let mut found = lines.iter().map(read).collect::<Option<Vec<_>>>()?.into_iter();
    let line = found.next()?;
    Some(RequestLine { more: found.collect(), ..line })
}

fn take(pattern: &Pattern, text: &str, verb: Option<&str>, span: Span) -> Option<RequestLine> {
    let found = pattern.matches(text)?;
    let get = |name: &str| found.name(name).map(|text| text.as_str());
    let line = RequestLine::new(get("verb").or(verb)?, get("url").or_else(|| get("path"))?, span);
    let owned = |name: &str| get(name).unwrap_or_default().to_owned();
    Some(RequestLine { rest: owned("rest"), title: owned("title"), ..line })
}

/// The request line that a code block begins with. Where nothing but request lines stands in the block, they come with the first.
pub(crate) fn in_code(dialect: &Dialect, code: &Code, verb: Option<&str>) -> Option<RequestLine> {
    let mut offset = 0;
    let lines = code.text.split_inclusive('\n').map(|whole| {
        let at = offset + whole.len() - whole.trim_start().len();
        offset += whole.len();
        (at, whole.trim())
    });
    let mut lines = lines.filter(|(_, line)| !line.is_empty() && line.len() <= MAX_LINE);
    let first = lines.next()?;
    let read = |(at, line): (usize, &str)| {
        let at = code.places.of(at);
        let span = Span::new(code.span.file, at..at + line.len());
        let line = line.split_once(" HTTP/").map_or(line, |(line, _)| line);
        dialect.request_lines.iter().find_map(|pattern| take(pattern, line, verb, span.clone()))
    };
    let line = read(first)?;
    let more = lines.take(MAX_LINES).map_while(read).collect();
    Some(RequestLine { more, ..line })
}

/// How many request lines one block may hold.
const MAX_LINES: usize = 64;

/// The request line of a curl command: the HTTP method that it names, otherwise POST where it sends data, otherwise GET.
pub(crate) fn in_curl(dialect: &Dialect, code: &Code) -> Option<RequestLine> {
    if !dialect.curl || code.text.len() > MAX_LINE * 8 {
        return None;
    }
    let (verb, url) = of_curl(code.text.trim_start().trim_start_matches(['$', ' ']))?;
    Some(RequestLine::new(&verb, &url, code.span.clone()))
}

/// The HTTP method and the address of a curl command.
fn of_curl(text: &str) -> Option<(String, String)> {
    let mut words = shlex::Shlex::new(text.strip_prefix("curl ")?);
    let (mut verb, mut url, mut data, mut in_query) = (None, None, false, false);
    while let Some(word) = words.next() {
        match word.as_str() {
            "-X" | "--request" => verb = words.next(),
            "-G" | "--get" => in_query = true,
            "-d" | "-F" | "--data" | "--form" | "--json" | "--data-raw" | "--data-binary" | "--data-urlencode" => {
                data = true;
                words.next();
            }
            "-H" | "--header" | "-u" | "--user" | "-o" | "--output" | "-A" | "--user-agent" | "-e" | "--referer" => {
                words.next();
            }
            _ if url.is_none() && word.contains("://") => url = Some(word),
            _ => {
                if let Some(named) = word.strip_prefix("-X").filter(|named| is_verb(named)) {
                    verb = Some(named.to_owned());
                }
            }
        }
    }
    let (url, otherwise) = (url?, if data && !in_query { "POST" } else { "GET" });
    let verb = verb.as_deref().filter(|verb| is_verb(verb)).unwrap_or(otherwise);
    Some((verb.to_owned(), url))
}

/// Whether a text looks like the line that begins a method, to somebody who knows no dialect: an HTTP method (RFC 9110,
/// section 9.3) and a path right behind it, with little around them.
pub(crate) fn resembles(text: &str) -> bool {
    if text.len() > MAX_RESEMBLING {
        return false;
    }
    let Some(at) = VERBS.iter().filter_map(|verb| find_word(text, verb)).min() else { return false };
    let behind =
        text[at..].trim_start_matches(|c: char| c.is_ascii_uppercase()).trim_start_matches(['`', '"', '*', '\'']);
    let mut words = behind.split_whitespace().map(|word| word.trim_matches(['`', '"', '*', '\'']));
    let is_path = |word: &str| word.starts_with('/') || word.starts_with("http://") || word.starts_with("https://");
    words.next().is_some_and(is_path) && words.count() < 3
}

const VERBS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// How long a line may be that looks like a request line.
const MAX_RESEMBLING: usize = 200;

fn find_word(text: &str, word: &str) -> Option<usize> {
    let bounds = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '/'));
    let fits = |at: &usize| {
        let behind = text[at + word.len()..].trim_start_matches(['`', '"', '*', '\'']);
        // `GET/boats` where the page sets the two side by side; `GET/POST` are two HTTP methods.
        let is_path = || behind.starts_with('/') && !VERBS.iter().any(|verb| behind[1..].starts_with(verb));
        bounds(text[..*at].chars().next_back()) && (behind.starts_with(char::is_whitespace) || is_path())
    };
    text.match_indices(word).map(|(at, _)| at).find(fits)
}

fn is_verb(line: &str) -> bool {
    (3..=7).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn split_url(address: &str) -> (Option<String>, String) {
    let Some(host) = address.find("://").map(|at| at + 3) else { return (None, address.to_owned()) };
    let path = address[host..].find('/').map_or(address.len(), |at| host + at);
    // A host that the tool which renders the pages fills in is no host.
    let server = Some(address[..path].to_owned()).filter(|server| !server.contains(['{', '<', '$']));
    (server, address[path..].to_owned())
}

/// The path, and the names in the query: those in braces, those ahead of `=`, and those of `{?a,b}` (RFC 6570).
fn split_query(address: &str) -> (String, Vec<String>) {
    // `{id?}` is a parameter that may be left out.
    let at = address.match_indices('?').map(|(at, _)| at).find(|at| !address[at + 1..].starts_with('}'));
    let Some(at) = at else { return (address.to_owned(), Vec::new()) };
    let (path, query) = (&address[..at], &address[at + 1..]);
    let name = |part: &str| match part.split_once('{') {
        Some((_, inner)) => inner.split('}').next().map(str::to_owned),
        None => part.split_once('=').map(|(name, _)| name.to_owned()),
    };
    match (path.strip_suffix('{'), query.strip_suffix('}')) {
        (Some(path), Some(names)) => (path.to_owned(), names.split(',').map(str::to_owned).collect()),
        _ => (path.to_owned(), query.split('&').filter_map(name).filter(|name| !name.is_empty()).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(address: &str) -> (String, String) {
        let line = RequestLine::new("get", address, Span::default());
        (line.path, line.query.join(" "))
    }

    #[test]
    fn the_query_names_parameters() {
        for (address, path, query) in [
            ("https://h.example/v1/{name}:cancel", "/v1/{name}:cancel", ""),
            ("/users{?page,limit}", "/users", "page limit"),
            ("/users?state={state}&limit=10", "/users", "state limit"),
            ("/users/{id?}/keys?limit=10", "/users/{id}/keys", "limit"),
            ("v1/users/", "/v1/users", ""),
        ] {
            assert_eq!(line(address), (path.to_owned(), query.to_owned()), "{address}");
        }
    }

    #[test]
    fn a_slash_at_the_end_is_requested_as_it_is_written() {
        let path = |address| RequestLine::new("GET", address, Span::default()).http().path;
        for (address, expected) in [
            ("/users/", "/users/"),
            ("/users/:id/?a=1", "/users/{id}/"),
            ("/users[/]", "/users"),
            ("https://h.example/", "/"),
            ("/users", "/users"),
        ] {
            assert_eq!(path(address), expected, "{address}");
        }
    }

    #[test]
    fn what_a_curl_command_sends_is_no_part_of_its_address() {
        for (text, verb, url) in [
            ("curl https://h.example/a", "GET", "https://h.example/a"),
            ("curl -d '{\"cb\": \"https://x.example/y\"}' https://h.example/a", "POST", "https://h.example/a"),
            (
                "curl --json '{\"a\": \"-X PUT -G\"}' \\\n  \"https://h.example/a?b=1\"",
                "POST",
                "https://h.example/a?b=1",
            ),
            ("curl -X DELETE -H \"Referer: https://x.example\" https://h.example/a", "DELETE", "https://h.example/a"),
            ("curl -G -d a=1 https://h.example/a", "GET", "https://h.example/a"),
            ("curl -XPUT https://h.example/a -d 'it is open", "PUT", "https://h.example/a"),
        ] {
            assert_eq!(of_curl(text), Some((verb.to_owned(), url.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_host_that_a_tool_fills_in_is_no_server() {
        let server = |address| RequestLine::new("GET", address, Span::default()).server;
        assert_eq!(server("https://h.example/v1").as_deref(), Some("https://h.example"));
        assert_eq!(server("https://{{ host }}/v1"), None);
    }

    #[test]
    fn a_line_may_look_like_the_beginning_of_a_method() {
        for text in ["Get a boat % GET /boats/{a b}", "`POST` `/boats`", "DELETE https://h.example/boats", "**PUT** /x"]
        {
            assert!(resembles(text), "{text}");
        }
        for text in ["GET", "POST requests to /boats", "Use GET /boats for a list of all the boats", "TARGET /boats"] {
            assert!(!resembles(text), "{text}");
        }
    }
}
