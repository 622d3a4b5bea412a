//! A request as a `curl` command that runs as pasted into a POSIX shell, with the secret as an environment variable.

use crate::redact;
use crate::request::Rendered;
use crate::target::Target;

/// What stands for the secret in a rendered request until the variable takes its place.
pub(crate) const MARKER: &str = "SECRET-7f3a9c51";

/// The longest body that is an argument of the command; Linux takes 128 KiB at most.
const LONGEST_ARGUMENT: usize = 100_000;

/// Writes the command for a request in which [`MARKER`] stands for the secret.
pub(crate) fn command(target: &Target, request: &Rendered) -> String {
    let credential = target.credential.as_ref();
    // What a target sent back may be part of a later request, and the secret with it.
    let hide = |text: &str| redact::replace(credential, text, |_| MARKER.to_owned());
    let quote = |text: &str, place: Place| quote(&hide(text), &place.expression(target));
    let mut words = vec!["curl -sS".to_owned()];
    words.extend(match request.verb.as_str() {
        "GET" => None,
        "HEAD" => Some("--head".to_owned()),
        // What a configuration or a stored file calls a method need not be plain.
        verb if verb.chars().all(|char| char.is_ascii_alphanumeric() || char == '-') => Some(format!("-X {verb}")),
        verb => Some(format!("-X {}", quote(verb, Place::Field))),
    });
    let url = format!("{}{}", target.base_url, request.target);
    words.extend(url.contains(['[', ']', '{', '}']).then(|| "--globoff".to_owned()));
    words.push(quote(&url, Place::Url));
    for (name, value) in &request.headers {
        // Behind a colon an empty value would take the field away.
        let field = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
        words.push(format!("-H {}", quote(&field, Place::Field)));
    }
    if !request.body.is_empty() && !request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
        // Without this, curl would call the body a form.
        words.push("-H 'content-type:'".to_owned());
    }
    match std::str::from_utf8(&request.body) {
        Ok("") => {}
        // A leading `@` would name a file.
        Ok(text) if !text.starts_with('@') && !text.contains('\0') && text.len() < LONGEST_ARGUMENT => {
            words.push(format!("--data-binary {}", quote(text, Place::Json)));
        }
        text => {
            let plain = text.ok().filter(|text| !text.contains('\0')).map(|text| quote(text, Place::Json));
            let printed = plain.map_or_else(|| format!("'{}'", escape(&request.body)), |text| format!("%s {text}"));
            words.insert(0, format!("printf {printed} |"));
            words.push("--data-binary @-".to_owned());
        }
    }
    words.join(" ")
}

/// Where in a request the secret stands, which decides how it is written there.
#[derive(Clone, Copy)]
enum Place {
    Url,
    Field,
    Json,
}

impl Place {
    /// A POSIX shell expression for the secret, already in double quotation marks. A secret of plain characters is the variable itself.
    fn expression(self, target: &Target) -> String {
        let credential = target.credential.as_ref();
        let variable = target.variable().unwrap_or("TOKEN");
        let secret = credential.map_or("", |credential| credential.secret.as_str());
        let unreserved = |char: char| char.is_ascii_alphanumeric() || "-._~".contains(char);
        match self {
            Self::Url if !secret.chars().all(unreserved) => {
                format!(r#""$(printf %s "${variable}" | od -An -v -tx1 | tr -d '\n' | sed 's/ /%/g')""#)
            }
            Self::Json if secret.contains(['"', '\\']) => {
                format!(r#""$(printf %s "${variable}" | sed 's/["\\]/\\&/g')""#)
            }
            Self::Url | Self::Field | Self::Json => format!("\"${variable}\""),
        }
    }
}

/// Single quotation marks keep all characters (POSIX shell, section 2.2.2); the expression stands between them.
fn quote(text: &str, expression: &str) -> String {
    let quoted = format!("'{}'", text.replace('\'', r"'\''"));
    quoted.replace(MARKER, &format!("'{expression}'"))
}

/// Bytes that are no text, as `printf` reads them: with octal escapes (POSIX, section "printf").
fn escape(bytes: &[u8]) -> String {
    let one = |byte: &u8| match byte {
        b'%' => "%%".to_owned(),
        b'\\' | b'\'' | 0..=31 | 127.. => format!("\\{byte:03o}"),
        _ => char::from(*byte).to_string(),
    };
    bytes.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::target::Credential;

    fn with_body(body: &[u8]) -> String {
        let mut target = Target::new("http://127.0.0.1:1");
        target.credential = Some(Credential { variable: "TOKEN".to_owned(), secret: "secret".to_owned() });
        let request =
            Rendered { verb: "POST".to_owned(), target: "/x".to_owned(), headers: Vec::new(), body: body.to_vec() };
        command(&target, &request)
    }

    #[test]
    fn the_secret_is_a_variable_between_quotation_marks() {
        let body = format!("{{\"a\":\"it's {MARKER}\"}}");
        let expected =
            r#"curl -sS -X POST 'http://127.0.0.1:1/x' -H 'content-type:' --data-binary '{"a":"it'\''s '"$TOKEN"'"}'"#;
        assert_eq!(with_body(body.as_bytes()), expected);
    }

    #[test]
    fn a_method_that_is_no_word_is_one_argument() {
        let request = |verb: &str| Rendered {
            verb: verb.to_owned(),
            target: "/x".to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        };
        let command = |verb: &str| command(&Target::new("http://127.0.0.1:1"), &request(verb));
        assert_eq!(command("M-SEARCH"), "curl -sS -X M-SEARCH 'http://127.0.0.1:1/x'");
        assert_eq!(command("GET; rm -r '*'"), r"curl -sS -X 'GET; rm -r '\''*'\''' 'http://127.0.0.1:1/x'");
    }

    #[test]
    fn a_variable_that_is_not_set_is_named() {
        let mut target = Target::new("http://127.0.0.1:1");
        target.variable = Some("CRM_TOKEN".to_owned());
        let headers = vec![("authorization".to_owned(), format!("Bearer {MARKER}"))];
        let request = Rendered { verb: "GET".to_owned(), target: "/".to_owned(), headers, body: Vec::new() };
        assert!(command(&target, &request).ends_with(r#"-H 'authorization: Bearer '"$CRM_TOKEN"''"#));
    }

    #[test]
    fn bytes_that_are_no_text_come_from_printf() {
        let expected =
            r"printf '100%%\377\134' | curl -sS -X POST 'http://127.0.0.1:1/x' -H 'content-type:' --data-binary @-";
        assert_eq!(with_body(b"100%\xff\\"), expected);
    }
}
