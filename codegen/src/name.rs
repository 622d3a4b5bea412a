//! Rust names for wire names.
//!
//! A wire name may be a keyword, no identifier at all, not Latin, or equal to another one once it is converted. The conversion makes
//! a word out of anything; a [`Scope`] makes words distinct.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span};

/// Words that cannot be identifiers (Rust reference, "Keywords": strict, reserved, of all editions).
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The parts of a name: split where it is not a letter or digit, and where a capital begins a word.
fn words(name: &str) -> Vec<String> {
    let latin = any_ascii::any_ascii(name);
    let chars: Vec<char> = latin.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (index, &c) in chars.iter().enumerate() {
        let previous = index.checked_sub(1).map(|index| chars[index]);
        let next = chars.get(index + 1);
        let after_lower = previous.is_some_and(|p| p.is_ascii_lowercase() || p.is_ascii_digit());
        let ends_capitals =
            previous.is_some_and(|p| p.is_ascii_uppercase()) && next.is_some_and(char::is_ascii_lowercase);
        if !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && (after_lower || ends_capitals)) {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        }
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// `snake_case`, for fields, functions and modules; `fallback` for a name without a letter or digit.
pub(crate) fn snake(name: &str, fallback: &str) -> String {
    valid(words(name).join("_"), fallback, "n")
}

/// `PascalCase`, for types and variants; `fallback` for a name without a letter or digit.
pub(crate) fn pascal(name: &str, fallback: &str) -> String {
    let capital = |word: &String| {
        word.chars().next().map(|c| c.to_ascii_uppercase()).into_iter().chain(word.chars().skip(1)).collect::<String>()
    };
    valid(words(name).iter().map(capital).collect(), fallback, "N")
}

fn valid(word: String, fallback: &str, ahead_of_digits: &str) -> String {
    match word.chars().next() {
        None => fallback.to_owned(),
        Some(c) if c.is_ascii_digit() => format!("{ahead_of_digits}{word}"),
        Some(_) if KEYWORDS.contains(&word.as_str()) => format!("{word}_"),
        Some(_) => word,
    }
}

/// An identifier out of a word that one of the functions here has made.
pub(crate) fn ident(word: &str) -> Ident {
    Ident::new(word, Span::call_site())
}

/// The part of a type's name that other names can begin with.
pub(crate) fn stem(ident: &Ident) -> String {
    ident.to_string().trim_end_matches('_').to_owned()
}

/// Names that must differ from each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    taken: BTreeSet<String>,
    /// The number that the next claim of a name tries first.
    next: BTreeMap<String, u32>,
}

impl Scope {
    /// A scope in which some names are taken already.
    pub(crate) fn with(taken: &[&str]) -> Self {
        Self { taken: taken.iter().map(|&name| name.to_owned()).collect(), next: BTreeMap::new() }
    }

    /// The name itself where it is free, else with the first free number behind it.
    pub(crate) fn claim(&mut self, name: &str) -> Ident {
        if self.taken.insert(name.to_owned()) {
            return ident(name);
        }
        let snake = name.chars().all(|c| !c.is_ascii_uppercase());
        let next = self.next.entry(name.to_owned()).or_insert(2);
        loop {
            let number = *next;
            *next += 1;
            let free =
                if snake { format!("{}_{number}", name.trim_end_matches('_')) } else { format!("{name}{number}") };
            if self.taken.insert(free.clone()) {
                return ident(&free);
            }
        }
    }

    /// Whether a name is free.
    pub(crate) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(name)
    }
}

#[cfg(test)]
mod tests {
    use super::{Scope, pascal, snake};

    #[test]
    fn converts_any_name() {
        let cases = [
            ("last_name", "last_name", "LastName"),
            ("orgId", "org_id", "OrgId"),
            ("HTTPServer", "http_server", "HttpServer"),
            ("SmallFotoUrl", "small_foto_url", "SmallFotoUrl"),
            ("get.contacts", "get_contacts", "GetContacts"),
            ("@type", "type_", "Type"),
            ("self", "self_", "Self_"),
            ("2fa", "n2fa", "N2fa"),
            ("имя", "imya", "Imya"),
            ("", "field", "Field"),
            ("@#", "field", "Field"),
            ("a-b c", "a_b_c", "ABC"),
        ];
        for (name, as_snake, as_pascal) in cases {
            assert_eq!(
                (snake(name, "field").as_str(), pascal(name, "Field").as_str()),
                (as_snake, as_pascal),
                "{name}"
            );
        }
    }

    #[test]
    fn makes_equal_names_distinct() {
        let mut scope = Scope::with(&["String"]);
        let claimed = ["type_", "type_", "type_2", "String"].map(|name| scope.claim(name).to_string());
        assert_eq!(claimed, ["type_", "type_2", "type_2_2", "String2"]);
    }
}
