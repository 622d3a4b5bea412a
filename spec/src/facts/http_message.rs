//! Messages that a page shows with their HTTP head (RFC 9112): a start line, header fields, an empty line, the body.

use std::ops::Range;

use super::Status;

/// The head of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// The status of a response; absent for a request.
    pub(crate) status: Option<Status>,
    /// The media type that it states.
    pub(crate) media: Option<String>,
    /// Where the body begins.
    pub(crate) body: usize,
}

/// The head that a text begins with; `None` where it begins with something else.
pub(crate) fn head(text: &str) -> Option<Head> {
    let start = text.len() - text.trim_start().len();
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next()?;
    let status = match first.trim().strip_prefix("HTTP/") {
        Some(version) => Some(Status::parse(version.split_once(' ')?.1)?),
        None if is_request(first.trim()) => None,
        None => Some(bare_status(first.trim())?),
    };
    let (mut body, mut media) = (start + first.len(), None);
    for line in lines {
        let field = line.trim();
        let known = field.split_once(':').filter(|(name, _)| is_token(name));
        if !field.is_empty() && known.is_none() {
            break;
        }
        body += line.len();
        match known {
            Some((name, value)) if name.eq_ignore_ascii_case("content-type") => {
                media = value.split(';').next().map(|media| media.trim().to_ascii_lowercase());
            }
            Some(_) => {}
            None => break,
        }
    }
    Some(Head { status, media: media.filter(|media| media.contains('/')), body })
}

/// Whether a text is a request as it goes over the wire: a start line with its version, or header fields or a body behind it.
pub(crate) fn is_whole(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default().trim();
    is_request(first) && (first.contains(" HTTP/") || text.trim().contains('\n'))
}

/// A command of a shell that shows a call, and where what it prints begins; `None` where nothing is printed below it.
pub(crate) struct Command {
    /// Where the answer begins.
    pub(crate) answer: Option<usize>,
}

/// The call by `curl` that a text begins with, behind the prompt of a shell or without one.
pub(crate) fn command(text: &str) -> Option<Command> {
    let start = behind_comments(text);
    let call = text[start..].trim_start_matches(['$', '>', ' ']);
    if !call.starts_with("curl ") {
        return None;
    }
    let (mut at, mut goes_on) = (start, false);
    for line in text[start..].split_inclusive('\n') {
        // A quoted body may stand on lines of its own: what is printed begins at the first column, and not behind a `\`.
        let begins = line.starts_with(['{', '[', '<']) || line.starts_with("HTTP/");
        if at > start && begins && !goes_on && is_closed(&text[start..at]) {
            return Some(Command { answer: Some(at) });
        }
        goes_on = line.trim_end().ends_with('\\');
        at += line.len();
    }
    Some(Command { answer: None })
}

/// Where the first line begins that is no comment, as `// Request` over a call is one.
fn behind_comments(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        if !words.is_empty() && !words.starts_with("//") && !words.starts_with("# ") {
            return at + line.len() - words.len();
        }
        at += line.len();
    }
    at
}

/// Where the JSON stands that a call by `curl` sends, in single quotes behind an option for data; `None` where there is none.
pub(crate) fn sent(text: &str) -> Option<Range<usize>> {
    command(text)?;
    let behind = |option: &str| {
        let at = text.match_indices(option).map(|(at, _)| at + option.len());
        at.filter(|at| text[..at - option.len()].ends_with(char::is_whitespace)).find_map(|at| {
            let start = at + text[at..].find(|c: char| !c.is_whitespace() && c != '=')?;
            let inner = text[start..].strip_prefix('\'')?;
            let end = inner.find('\'')?;
            inner.trim_start().starts_with(['{', '[']).then_some(start + 1..start + 1 + end)
        })
    };
    DATA.into_iter().find_map(behind)
}

/// The options of `curl` that send what stands behind them, the longest first.
const DATA: [&str; 5] = ["--data-binary", "--data-raw", "--data", "--json", "-d"];

/// Whether all quotes of a command are closed, so that it does not go on with the next line.
fn is_closed(command: &str) -> bool {
    shlex::split(command).is_some()
}

/// A status line without its version, `200 OK`, or as a field of CGI, `Status: 200 OK` (RFC 3875, section 6.3.3).
fn bare_status(line: &str) -> Option<Status> {
    let field = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("status"));
    let (digits, reason) = field.map_or(line, |(_, value)| value.trim()).split_once(' ')?;
    let is_reason = reason.chars().all(|c| c.is_ascii_alphabetic() || " '-".contains(c));
    let is_status = digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_status && is_reason).then(|| Status::parse(&format!("{digits} {reason}"))).flatten()
}

fn is_request(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let verb = words.next().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_uppercase()));
    let target = words.next().filter(|_| verb);
    let is_target = |target: &str| target.starts_with('/') || target.contains("://");
    match (target, words.next(), words.next()) {
        (Some(_), Some(version), None) => version.starts_with("HTTP/"),
        // Pages leave the version out.
        (Some(target), None, None) => is_target(target),
        _ => false,
    }
}

/// The name of a header field (RFC 9110, section 5.6.2).
fn is_token(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(u16, String, &str)> {
        let head = head(text)?;
        let status = head.status.map_or(0, |status| status.number);
        Some((status, head.media.unwrap_or_default(), &text[head.body..]))
    }

    #[test]
    fn the_body_follows_the_fields() {
        let text = "\nHTTP/1.1 201 Created\nContent-Type: application/json; charset=utf-8\nX-A: 1\n\n{\"id\":7}";
        assert_eq!(read(text), Some((201, "application/json".to_owned(), "{\"id\":7}")));
        assert_eq!(read("POST /boats HTTP/1.1\r\nHost: x\r\n\r\n[]"), Some((0, String::new(), "[]")));
        assert_eq!(read("POST /boats\n{\"id\":7}"), Some((0, String::new(), "{\"id\":7}")));
        assert_eq!(read("HTTP/2 204"), Some((204, String::new(), "")));
        assert_eq!(read("200 OK\n\n{\"id\":7}"), Some((200, String::new(), "{\"id\":7}")));
        assert_eq!(read("Status: 404 Not Found\nX-A: 1\n\n[]"), Some((404, String::new(), "[]")));
        assert_eq!(read("HTTP/1.1 200 OK\n{\"id\":7}"), Some((200, String::new(), "{\"id\":7}")));
    }

    #[test]
    fn what_a_command_prints_stands_below_it() {
        let printed = |text: &'static str| command(text).map(|command| command.answer.map_or("", |at| &text[at..]));
        assert_eq!(printed("$ curl 'http://h/a'\n{\n  \"a\": 1\n}"), Some("{\n  \"a\": 1\n}"));
        assert_eq!(printed("curl -d '\n{\"a\": 1}' \\\n  http://h/a\n[]"), Some("[]"));
        assert_eq!(printed("curl http://h/a"), Some(""));
        assert_eq!(printed("curl -i h/a\nHTTP/1.1 200 OK\n\n{}"), Some("HTTP/1.1 200 OK\n\n{}"));
        assert_eq!(printed("{\"curl\": 1}"), None);
    }

    #[test]
    fn a_call_sends_what_stands_in_quotes() {
        let sent = |text: &'static str| sent(text).map(|range| &text[range]);
        assert_eq!(sent("curl -X POST http://h -d '{\"a\": 1}'"), Some("{\"a\": 1}"));
        assert_eq!(sent("curl http://h --data-raw '\n[1]\n'"), Some("\n[1]\n"));
        for text in ["curl http://h -d 'a=1'", "curl http://h -d @file", "curl -d '{", "x -d '{}'"] {
            assert_eq!(sent(text), None, "{text}");
        }
    }

    #[test]
    fn other_texts_have_no_head() {
        for text in [
            "",
            "{\"a\": 1}",
            "HTTP/1.1",
            "GET boats",
            "Get /boats",
            "HTTP is a protocol",
            "Host: x\n\n{}",
            "200",
            "200 {}",
            "Status: ok",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
