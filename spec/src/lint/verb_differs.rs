//! The description of a method says that it does something else than its name or its HTTP method.
//!
//! ## What it does
//!
//! Compares the first word of the description with the first and the last word of the method's name, or with the
//! HTTP method: GET reads, PUT and PATCH write, DELETE deletes (RFC 9110, section 9.3), POST may do anything. The
//! words are those of `spec/languages/`. Making and changing are not told apart.
//!
//! ## Why it is bad
//!
//! The description was copied from another method, or the HTTP method is not the one that caches and proxies take
//! it for: a PUT that deletes is repeated by clients that believe it harmless.
//!
//! ## Example
//!
//! ```text
//! PUT /contacts
//!
//! Deletes the contacts with the given ids.
//! ```
//!
//! ## How to fix
//!
//! Correct the description. If the method really does it, say so in a sentence of its own.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Files;
use crate::ir::{Api, Method};
use crate::language::{Deed, deed_of_description, deed_of_name, deed_of_verb};
use crate::naming::words;

/// Looks at all methods.
pub(crate) fn check(api: &Api, files: &Files, found: &mut Vec<Diagnostic>) {
    for method in &api.methods {
        let said = if method.description.is_empty() { &method.title } else { &method.description };
        let Some((word, described)) = deed_of_description(said) else { continue };
        let Some((own, named)) = deed(method) else { continue };
        if contradict(named, described) {
            let message =
                format!("`{own}` in `{}` and \"{word}\" in its description contradict each other", method.name);
            let label = Label::new(files.span(&method.source), format!("described as \"{}\"", excerpt(said)));
            found.push(Diagnostic::new(Code::VerbDiffers, message, label).about(&method.name));
        }
    }
}

fn excerpt(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(60).collect();
    if short.len() < line.len() { short + "…" } else { short }
}

/// What the name says, with the word that says it.
fn deed(method: &Method) -> Option<(&str, Deed)> {
    if let Some(http) = &method.http {
        return Some((&http.verb, deed_of_verb(&http.verb)?));
    }
    let words = words(&method.name);
    let (first, last) = (words.first().copied()?, words.last().copied()?);
    match (deed_of_name(first), deed_of_name(last)) {
        (Some(one), Some(other)) if one != other => None,
        (Some(deed), _) => Some((first, deed)),
        (None, deed) => Some((last, deed?)),
    }
}

/// What makes may change, and the other way round; anything else is another deed.
fn contradict(named: Deed, described: Deed) -> bool {
    let writes = |deed| matches!(deed, Deed::Create | Deed::Update);
    named != described && !(writes(named) && writes(described))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn making_and_changing_do_not_contradict_each_other() {
        assert!(!contradict(Deed::Update, Deed::Create));
        assert!(contradict(Deed::Update, Deed::Delete) && contradict(Deed::Create, Deed::Read));
    }
}
