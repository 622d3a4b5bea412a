//! The patterns of dialect files: literal text with `{name}` for what is to be taken out.
//!
//! `from {minimum:number} to {maximum:number}` takes two numbers. White space stands for any white space, case does not
//! matter, `[…]` encloses what may be absent, `(a|b)` offers a choice. A capture's kind, behind the colon, says what it
//! may be; without one it is any text, as little as fits.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

use regex::{Captures, Regex, RegexBuilder};

use crate::document::{Wording, narrow};

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    expression: String,
    /// Compiled when first needed: a document uses few of the patterns of all dialects.
    whole: OnceLock<Option<Arc<Regex>>>,
    part: OnceLock<Option<Arc<Regex>>>,
    captures: Vec<String>,
    marked: bool,
}

/// What the kinds of captures stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vocabulary<'a> {
    /// The expression behind `{…:type}`.
    pub(super) types: &'a str,
    /// That behind `{…:type_word}`.
    pub(super) type_words: &'a str,
    /// That behind `{…:required_word}`.
    pub(super) required: &'a str,
    /// The kinds that the dialect adds, by name.
    pub(super) kinds: &'a BTreeMap<String, String>,
}

/// The kinds of captures, with what they match.
const KINDS: &[(&str, &str)] = &[
    ("text", r".+?"),
    ("number", r"(?:[-−]|(?-u:\b))(?:\d{1,3}(?:[ \u{a0}\u{202f}]\d{3})+|\d{1,3}(?:,\d{3})+|\d+)(?:[.,]\d+)?(?-u:\b)"),
    ("list", r"[^.:;]*[^.:;\s]"),
    ("word", r"[@\w](?:[\w.$@-]*\w)?"),
    (
        "value",
        r#"(?:\[[^\]]*\]|\{[^}]*\}|"[^"]*"|'[^']*'|«[^»]*»|“[^”]*”|„[^“”]*[“”]|[+−-]?\d{1,3}(?:(?:[ \u{a0}\u{202f}]\d{3})+|(?:,\d{3})+)(?:[.,]\d+)?\b|[+−-]?\d+,\d+\b|[\w+−@#*/.:-]*\w)"#,
    ),
    ("method", r"\w+(?:\.\w+)+"),
    ("verb", r"(?-i:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)"),
    ("any_verb", r"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)"),
    (
        "path",
        r"(?:/|(?:\{[^{}]*\}|[\w.~{}:@$<>-])+/)(?:\{[^{}]*\}|<[^<>]*>|\([^()/]*\)|[\w.~{}:@$,/<>*+!'%=\[\]-])*(?:\?\S*)?",
    ),
    ("url", r"https?://(?:\{\{[^{}]*\}\}|[^\s/])+/(?:\{[^{}]*\}|\S)*"),
    ("host", r"[\w.-]+(?::\d+)?"),
    ("media", r"[\w.+-]+/[\w.+-]+"),
    ("status", r"[1-5](?:\d\d|XX)"),
    ("any_status", r"(?:[1-5](?:\d\d|XX)|default)"),
    ("name", r"[^\s`,:;()|]*[^\s`,:;()|.]"),
    ("reason", r"(?-i:[A-Z])[A-Za-z' -]{1,60}"),
    // A date or time in letters for its digits: `YYYY-MM-DD hh:mm:ss`.
    ("layout", r"[YMDHmhsS]{2,4}(?:[-./: T]+[YMDHmhsS]{1,4})+(?:\.[sS]{1,9})?(?:Z|[-+±][hH]{2}:?[mM]{2})?\b"),
    // Where a sentence begins.
    ("start", r"(?:^|[.;:!?)\]—–]\s*)"),
    ("type", "<type>"),
    ("type_word", "<type_word>"),
    ("required_word", "<required_word>"),
    ("attributes", "<attributes>"),
];

/// The end of the expression of a pattern that ends with a capture of any text.
const ANY_TEXT: &str = ".+?)";
/// The same where the pattern is looked for in a text: up to a full stop or a semicolon.
const REST_OF_SENTENCE: &str = r"[^.;\s](?:[^.;]|\.\b)*)";

/// The end of a part of a pattern that may be absent.
const MAY_BE_ABSENT: &str = ")?";

/// Notes of each open group whether it offers a choice. The error says that one that is closed offers none.
fn choices(next: char, groups: &mut Vec<bool>) -> Result<(), String> {
    match next {
        '(' => groups.push(false),
        '|' => groups.iter_mut().next_back().into_iter().for_each(|choice| *choice = true),
        ')' if groups.pop() == Some(false) => {
            return Err("`(…)` without a `|` offers no choice: write `\\(` and `\\)` for parentheses".to_owned());
        }
        _ => {}
    }
    Ok(())
}

impl Pattern {
    /// Compiles a pattern.
    pub(super) fn compile(source: &str, vocabulary: Vocabulary) -> Result<Self, String> {
        let mut expression = String::new();
        let mut captures = Vec::new();
        let mut rest = source;
        let mut groups: Vec<bool> = Vec::new();
        while let Some(next) = rest.chars().next() {
            choices(next, &mut groups)?;
            let length = match next {
                '{' => capture(rest, &mut expression, &mut captures, vocabulary)?,
                c if c.is_whitespace() => space(rest, &mut expression),
                '[' | '(' => token("(?:", &mut expression),
                ']' => token(")?", &mut expression),
                ')' | '|' => token(next.encode_utf8(&mut [0; 4]), &mut expression),
                '"' => token(r#"["«»“”„]"#, &mut expression),
                '\\' => {
                    let escaped = rest[1..].chars().next().ok_or("a `\\` with nothing behind it")?;
                    expression.push_str(&regex::escape(escaped.encode_utf8(&mut [0; 4])));
                    1 + escaped.len_utf8()
                }
                c if narrow(c).is_some() => {
                    let sign = regex::escape(narrow(c).unwrap_or_default().trim());
                    expression.extend([r"\s?", &sign, r"\s?"]);
                    c.len_utf8()
                }
                c => {
                    expression.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
                    c.len_utf8()
                }
            };
            rest = &rest[length..];
        }
        check(source, &expression)?;
        let marked = source.contains('`');
        Ok(Self { expression, whole: OnceLock::new(), part: OnceLock::new(), captures, marked })
    }

    fn whole(&self) -> Option<&Regex> {
        self.whole.get_or_init(|| build(&format!(r"^(?:{})[\s.:;]*$", self.expression))).as_deref()
    }

    fn part(&self) -> Option<&Regex> {
        // At the end of a part nothing says how far any text reaches: it does to the end of the sentence.
        let plain = self.expression.trim_end_matches(MAY_BE_ABSENT);
        let groups = &self.expression[plain.len()..];
        let expression = || match plain.strip_suffix(ANY_TEXT) {
            Some(ahead) => build(&format!("{ahead}{REST_OF_SENTENCE}{groups}")),
            None => build(&self.expression),
        };
        self.part.get_or_init(expression).as_deref()
    }

    /// The captures where the whole text matches.
    pub(crate) fn matches<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        // Most patterns do not match most texts: room for captures is made only where there are some.
        self.whole().filter(|whole| whole.is_match(text))?.captures(text)
    }

    /// The captures of each place where a part of the text matches. A word of the pattern is no end of a longer word.
    pub(crate) fn find_all<'t>(&self, text: &'t str) -> Vec<Captures<'t>> {
        let begins_word = |found: &Captures| {
            let start = found.get(0).map_or(0, |whole| whole.start());
            let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !has_no_spaces(c));
            !(is_letter(text[start..].chars().next()) && is_letter(text[..start].chars().next_back()))
        };
        let part = self.part().filter(|part| part.is_match(text));
        part.map(|part| part.captures_iter(text).filter(begins_word).collect()).unwrap_or_default()
    }

    /// The captures where the text begins with the pattern.
    pub(crate) fn prefix<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.part()?.captures(text).filter(|captures| captures.get(0).is_some_and(|whole| whole.start() == 0))
    }

    /// The text that it is matched against: with the marks of code where the pattern has such.
    pub(crate) fn text<'t>(&self, text: &'t Wording) -> &'t str {
        if self.marked { text.marked() } else { text.folded() }
    }

    /// The captures by name, where the whole text matches.
    pub(crate) fn take(&self, text: &Wording) -> Option<Vec<(String, String)>> {
        Some(self.named(&self.matches(self.text(text))?))
    }

    /// The captures by name, in the order of the pattern.
    pub(crate) fn named(&self, found: &Captures) -> Vec<(String, String)> {
        let names = self.captures.iter();
        names.filter_map(|name| Some((name.clone(), found.name(name)?.as_str().to_owned()))).collect()
    }

    /// Whether it sees the marks of code.
    pub(crate) fn is_marked(&self) -> bool {
        self.marked
    }

    /// The names of its captures.
    pub(crate) fn captures(&self) -> &[String] {
        &self.captures
    }

    /// The expression of the pattern, to stand in another one; its captures keep no names there.
    pub(super) fn expression(&self) -> String {
        let mut expression = self.expression.clone();
        for name in &self.captures {
            expression = expression.replace(&format!("(?P<{name}>"), "(?:");
        }
        expression
    }
}

/// Expressions that can be used.
static USABLE: LazyLock<Mutex<BTreeSet<String>>> = LazyLock::new(Mutex::default);

/// Holds the expression of a pattern to being one, and to taking something.
fn check(source: &str, expression: &str) -> Result<(), String> {
    if USABLE.lock().is_ok_and(|usable| usable.contains(expression)) {
        return Ok(());
    }
    let parsed = regex_syntax::ParserBuilder::new().case_insensitive(true).build().parse(expression);
    let parsed = parsed.map_err(|error| format!("the pattern `{source}` cannot be used: {error}"))?;
    if parsed.properties().minimum_len() == Some(0) {
        return Err(format!("the pattern `{source}` matches the empty text, so it would match everywhere"));
    }
    if let Some(mut usable) = USABLE.lock().ok().filter(|usable| usable.len() < MAX_COMPILED) {
        usable.insert(expression.to_owned());
    }
    Ok(())
}

/// Expressions that are compiled. Proposals of dialects differ in little, and are tried by the hundred. They are shared rather than
/// cloned: a clone has no states of the automaton yet, and builds them again from the first text on.
static COMPILED: LazyLock<Mutex<BTreeMap<String, Option<Arc<Regex>>>>> = LazyLock::new(Mutex::default);

/// How many expressions are kept.
const MAX_COMPILED: usize = 4096;

/// Compiles an expression whose syntax has been checked; only one that would grow too large gives none.
fn build(expression: &str) -> Option<Arc<Regex>> {
    let known = COMPILED.lock().ok().and_then(|compiled| compiled.get(expression).cloned());
    known.unwrap_or_else(|| {
        let built = RegexBuilder::new(expression).case_insensitive(true).size_limit(1 << 24).build().ok().map(Arc::new);
        if let Some(mut compiled) = COMPILED.lock().ok().filter(|compiled| compiled.len() < MAX_COMPILED) {
            compiled.insert(expression.to_owned(), built.clone());
        }
        built
    })
}

/// White space; ahead of an optional part it belongs to that part.
fn space(rest: &str, expression: &mut String) -> usize {
    let behind = rest.trim_start();
    let optional = behind.starts_with('[');
    expression.push_str(if optional { r"(?:\s+" } else { r"\s+" });
    rest.len() - behind.len() + usize::from(optional)
}

fn token(text: &str, expression: &mut String) -> usize {
    expression.push_str(text);
    1
}

fn capture(
    rest: &str,
    expression: &mut String,
    captures: &mut Vec<String>,
    vocabulary: Vocabulary,
) -> Result<usize, String> {
    let end = rest.find('}').ok_or("a `{` without its `}`")?;
    let (name, kind) = rest[1..end].split_once(':').unwrap_or((&rest[1..end], "text"));
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
        return Err(format!("`{{{name}}}` is no name for a capture: use small Latin letters and `_`"));
    }
    let general = KINDS.iter().find(|(known, _)| *known == kind).map(|(_, matched)| *matched);
    let Some(matched) = vocabulary.kinds.get(kind).map(String::as_str).or(general) else {
        let own = vocabulary.kinds.keys().map(String::as_str);
        let known: Vec<_> = KINDS.iter().map(|(kind, _)| *kind).chain(own).collect();
        return Err(format!("`{kind}` is no kind of capture: use one of {}", known.join(", ")));
    };
    let matched = match matched {
        "<type>" => Cow::Borrowed(vocabulary.types),
        "<type_word>" => Cow::Borrowed(vocabulary.type_words),
        "<required_word>" => Cow::Borrowed(vocabulary.required),
        "<attributes>" => {
            let Vocabulary { type_words, required, .. } = vocabulary;
            let or = crate::language::alternatives().join("|");
            let union = format!(r"(?:(?:\s*[|/]\s*|\s+(?:{or})\s+)(?:null|{type_words})\b)*");
            format!("(?:(?:{type_words}){union}|{required})(?:[,;] [^,;]+)*").into()
        }
        matched => Cow::Borrowed(matched),
    };
    if name.starts_with('_') {
        // Nobody reads it, so it may stand several times.
        write!(expression, "(?:{matched})").map_err(|error| error.to_string())?;
        return Ok(end + 1);
    }
    if captures.iter().any(|known| known == name) {
        return Err(format!("`{{{name}}}` stands twice in one pattern"));
    }
    captures.push(name.to_owned());
    write!(expression, "(?P<{name}>{matched})").map_err(|error| error.to_string())?;
    Ok(end + 1)
}

/// Whether a letter is of a script that sets no spaces between words: Chinese and Japanese.
fn has_no_spaces(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compiled(pattern: &str) -> Result<Pattern, String> {
        Pattern::compile(
            pattern,
            Vocabulary { types: "string|number", type_words: "string", required: "required", kinds: &BTreeMap::new() },
        )
    }

    fn take(pattern: &str, text: &str, name: &str) -> Option<String> {
        let pattern = compiled(pattern).unwrap();
        pattern.matches(text).map(|found| found.name(name).map_or(String::new(), |m| m.as_str().to_owned()))
    }

    #[test]
    fn captures_take_what_they_name() {
        assert_eq!(take("От {minimum:number} до {maximum:number}", "от 1\nдо 30.", "maximum").as_deref(), Some("30"));
        assert_eq!(take("default {v:value}", "Default \"x-1\".", "v").as_deref(), Some("\"x-1\""));
        assert_eq!(take("Type: {t:type} {rest}", "Type: number Some words", "t").as_deref(), Some("number"));
        assert_eq!(take("at most {n:number} [of them]", "at most 3", "n").as_deref(), Some("3"));
        assert_eq!(
            take("{verb:verb} {path:path} {rest}", "PUT api/2.0/x/{id} needs", "path").as_deref(),
            Some("api/2.0/x/{id}")
        );
    }

    #[test]
    fn a_pattern_that_cannot_serve_is_refused() {
        for pattern in ["", "[a]", "{x", "{X}", "{x:nothing}", "{a}{a}", "(", "\\"] {
            assert!(compiled(pattern).is_err(), "{pattern}");
        }
    }
}
