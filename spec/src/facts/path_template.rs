//! Paths with parameters, however pages write them: `/users/{id}`, `:id`, `<int:id>`, `{id#section}`, `{path*}`, `(id or name)`.
//!
//! All become the form of `OpenAPI`, `{name}`. What stands ahead of the path and only names a server, such as
//! `{{base_url}}`, is left out.

/// How long a path may be for the brackets in it to be looked at.
const MAX_LENGTH: usize = 2048;

/// A path in one form, beginning with `/` and without one at its end.
pub(crate) fn normal(path: &str) -> String {
    let path = path.trim();
    let plain = if path.len() > MAX_LENGTH { path.to_owned() } else { braces(without_server(path)) };
    let segments = plain.trim_matches('/').split('/').map(colon);
    format!("/{}", segments.collect::<Vec<_>>().join("/"))
}

/// The paths that one with optional parts stands for, `/top[/:order]` or `/top(/:order)`: with all of them first, without them last.
pub(super) fn with_optional(path: &str) -> Vec<String> {
    let mut all = vec![path.replace("[/]", "")];
    let mut at = 0;
    while let Some(path) = all.get(at).filter(|path| path.len() <= MAX_LENGTH).cloned() {
        match first_optional(&path).filter(|_| all.len() < MAX_VARIANTS) {
            Some((with, without)) => {
                all[at] = with;
                all.insert(at + 1, without);
            }
            None => at += 1,
        }
    }
    all
}

/// The brackets around what may be left out of a path; a `/` stands behind the first.
const OPTIONAL: [(char, char); 2] = [('[', ']'), ('(', ')')];

/// How many paths one may stand for.
const MAX_VARIANTS: usize = 16;

/// A path with its first optional part, and without it.
fn first_optional(path: &str) -> Option<(String, String)> {
    let query = path.find('?').unwrap_or(path.len());
    let open = OPTIONAL.iter().filter_map(|(open, _)| path[..query].find(&format!("{open}/"))).min()?;
    let (opens, closes) = OPTIONAL.into_iter().find(|(bracket, _)| path[open..].starts_with(*bracket))?;
    let mut depth = 0_usize;
    for (at, c) in path[open..].char_indices() {
        depth = match c {
            _ if c == opens => depth + 1,
            _ if c == closes => depth.saturating_sub(1),
            _ => depth,
        };
        if depth == 0 {
            let (ahead, inner, behind) = (&path[..open], &path[open + 1..open + at], &path[open + at + 1..]);
            return Some((format!("{ahead}{inner}{behind}"), format!("{ahead}{behind}")));
        }
    }
    None
}

/// Leaves out a variable for the server at the beginning: `{{host}}/users`, `{base}/users`. Of a single bracket the name must tell so,
/// for a path may begin with a parameter.
fn without_server(path: &str) -> &str {
    let (open, close) = if path.starts_with("{{") { ("{{", "}}") } else { ("{", "}") };
    let found = path.strip_prefix(open).and_then(|path| path.split_once(close));
    let is_server = |name: &str| open == "{{" || crate::language::names_server(name);
    match found {
        Some((name, rest)) if rest.starts_with('/') && is_server(name) => rest,
        _ => path,
    }
}

/// The brackets that may stand around the name of a parameter.
const BRACKETS: [(char, char); 4] = [('{', '}'), ('<', '>'), ('(', ')'), ('[', ']')];

/// Brings what stands in brackets to the form `{name}`.
fn braces(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(first) = rest.chars().next() {
        let bracket = BRACKETS.iter().find(|(open, _)| *open == first);
        let inside = bracket.and_then(|(open, close)| Some((*open, rest[1..].split_once(*close)?)));
        // A call such as `items('key')` or an index has a name ahead of its bracket, and is no parameter by itself.
        let is_call = matches!(first, '(' | '[') && !out.ends_with('/');
        let named = inside.filter(|_| !is_call).and_then(|(open, (inner, behind))| Some((name(open, inner)?, behind)));
        if let Some((name, behind)) = named {
            out.push('{');
            out.push_str(&name);
            out.push('}');
            rest = behind;
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// The words for a type that pages put ahead of the name in round brackets, as tools that write pages from code do. They are words of the
/// syntax of paths in programs, which no language of people changes.
const CONVERTERS: [&str; 10] = ["str", "string", "int", "integer", "float", "number", "bool", "uuid", "path", "any"];

/// The name of a parameter in what stands between its brackets: without a converter, a pattern, a link or an operator
/// (RFC 6570, section 2.2).
fn name(open: char, inner: &str) -> Option<String> {
    let inner = match (open, inner.split_once(':')) {
        ('(', Some((converter, name))) if CONVERTERS.contains(&converter.trim()) => name,
        ('<', Some((_, name))) | (_, Some((name, _))) => name,
        (_, None) => inner,
    };
    let inner = inner.split('#').next()?.trim().trim_start_matches('+');
    let inner = inner.trim_end_matches(['*', '?']).trim_end_matches("...").trim();
    let is_name = |c: char| c.is_alphanumeric() || "_-. []$@|".contains(c);
    let named = !inner.is_empty() && inner.chars().all(is_name) && inner.chars().any(char::is_alphanumeric);
    let either = inner.replace('|', " or ");
    named.then(|| either.split_whitespace().collect::<Vec<_>>().join("_"))
}

/// A segment such as `:id` is a parameter.
fn colon(segment: &str) -> String {
    let name = segment.strip_prefix(':').map(|name| name.trim_end_matches(['?', '*']));
    match name.filter(|name| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')) {
        Some(name) => format!("{{{name}}}"),
        None => segment.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{normal, with_optional};

    #[test]
    fn a_path_with_optional_parts_stands_for_several() {
        for (path, all) in [
            ("/top/:kind[/:order]", "/top/:kind/:order /top/:kind"),
            ("/top[/:kind[/:order]]", "/top/:kind/:order /top/:kind /top"),
            ("/top[/a][/b]", "/top/a/b /top/a /top/b /top"),
            ("/top/:kind(/pem)", "/top/:kind/pem /top/:kind"),
            ("/top(/:kind)/(id or name)", "/top/:kind/(id or name) /top/(id or name)"),
            ("/top[0]?x[/y]", "/top[0]?x[/y]"),
            ("/top[/a", "/top[/a"),
        ] {
            assert_eq!(with_optional(path).join(" "), all, "{path}");
        }
        assert!(with_optional(&"[/a]".repeat(500)).len() <= 16);
    }

    #[test]
    fn parameters_are_found_however_they_are_marked() {
        for (path, expected) in [
            ("/users/:id/keys/<key>", "/users/{id}/keys/{key}"),
            ("/v1/{name}:cancel", "/v1/{name}:cancel"),
            ("v1/users/", "/v1/users"),
            ("/boats/{boat.id#BOATS/the-boat}/crew", "/boats/{boat.id}/crew"),
            ("/boats/(id or name)/json", "/boats/{id_or_name}/json"),
            ("/boats/{id | name}/crew", "/boats/{id_or_name}/crew"),
            ("/boats/<int:boat_id>", "/boats/{boat_id}"),
            ("/boats/{id:[0-9]+}/{path*}", "/boats/{id}/{path}"),
            ("/boats/(str:boat)/crew/(int: sailor)/", "/boats/{boat}/crew/{sailor}"),
            ("/boats/(id: int)", "/boats/{id}"),
            ("{{base_url}}/boats/{+rest}", "/boats/{rest}"),
            ("{base}/boats", "/boats"),
            ("{apiUrl}/boats", "/boats"),
            ("{harbour_ref}/boats", "/{harbour_ref}/boats"),
            ("/boats('key')/crew", "/boats('key')/crew"),
            ("/boats/[boat]/crew", "/boats/{boat}/crew"),
            ("/boats[0]/crew", "/boats[0]/crew"),
            ("/boats/{", "/boats/{"),
            ("/", "/"),
        ] {
            assert_eq!(normal(path), expected, "{path}");
        }
    }
}
