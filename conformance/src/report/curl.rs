//! A request as a `curl` command that runs as pasted into a POSIX shell, with the secret as an environment variable.

use crate::request::Rendered;
use crate::target::Target;

/// What stands for the secret in a rendered request until the variable takes its place.
pub(crate) const MARKER: &str = "SECRET-7f3a9c51";

/// Writes the command for a request in which [`MARKER`] stands for the secret.
pub(crate) fn command(target: &Target, request: &Rendered) -> String {
    let variable = target
        .credential
        .as_ref()
        .map_or("", |credential| credential.variable.as_str());
    let mut words = vec!["curl -sS".to_owned()];
    if request.verb != "GET" {
        words.push(format!("-X {}", request.verb));
    }
    words.push(quote(
        &format!("{}{}", target.base_url, request.target),
        variable,
    ));
    for (name, value) in &request.headers {
        words.push(format!(
            "-H {}",
            quote(&format!("{name}: {value}"), variable)
        ));
    }
    if !request.body.is_empty() {
        words.push(format!("--data-binary {}", body(&request.body, variable)));
    }
    words.join(" ")
}

/// Single quotation marks keep all characters (POSIX shell, section 2.2.2); the variable stands between them in double ones.
fn quote(text: &str, variable: &str) -> String {
    let quoted = format!("'{}'", text.replace('\'', r"'\''"));
    quoted.replace(MARKER, &format!("'\"${variable}\"'"))
}

/// Bytes that are not UTF-8 come from `printf`, which knows octal escapes (POSIX, section "printf").
fn body(bytes: &[u8], variable: &str) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        // A leading `@` would name a file.
        if !text.starts_with('@') {
            return quote(text, variable);
        }
    }
    let escape = |byte: &u8| match byte {
        b'\\' | b'%' | b'\'' | 0..=31 | 127.. => format!("\\{byte:03o}"),
        _ => char::from(*byte).to_string(),
    };
    let text: String = bytes.iter().map(escape).collect();
    format!("@- < <(printf '{}')", text.replace("\\045", "%%"))
}
