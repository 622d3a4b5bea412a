//! A dialect in the making: what a proposal says, with what each part of it was made from.

use std::fmt::Write as _;

/// A text, and what it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Noted {
    pub(super) text: String,
    pub(super) note: String,
}

impl Noted {
    pub(super) fn new(text: impl Into<String>, note: impl Into<String>) -> Self {
        Self { text: text.into(), note: note.into() }
    }
}

/// An entry such as `[[section]]`: its keys, each with its value in TOML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) keys: Vec<(&'static str, String)>,
    pub(super) note: String,
}

impl Entry {
    /// An entry for what a pattern matches.
    pub(super) fn new(pattern: &str, note: impl Into<String>) -> Self {
        Self { keys: vec![("match", quoted(pattern))], note: note.into() }
    }

    /// Adds a key with a text.
    pub(super) fn with(mut self, key: &'static str, text: &str) -> Self {
        self.keys.push((key, quoted(text)));
        self
    }

    /// Adds a key with a value that is no text.
    pub(super) fn set(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.keys.push((key, value.into()));
        self
    }

    /// The pattern, as it is quoted.
    pub(super) fn pattern(&self) -> &str {
        self.keys.first().map_or("", |(_, pattern)| pattern.as_str())
    }
}

/// The words and marks of what is required.
#[derive(Clone, Debug, Default)]
pub(super) struct Required {
    pub(super) yes: Vec<String>,
    pub(super) no: Vec<String>,
    pub(super) marks: Vec<String>,
    pub(super) optional_marks: Vec<String>,
    pub(super) unmarked: Option<bool>,
    pub(super) blank: Option<bool>,
    /// What was found beside, line by line.
    pub(super) notes: Vec<String>,
}

/// A dialect in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) rpc: bool,
    /// What is said at the beginning and at the end of the file.
    pub(super) head: Vec<String>,
    pub(super) tail: Vec<String>,
    pub(super) request_lines: Vec<Noted>,
    pub(super) request: Option<Noted>,
    pub(super) curl: Option<String>,
    pub(super) lines: Vec<Noted>,
    pub(super) items: Vec<Noted>,
    pub(super) names: Vec<Noted>,
    pub(super) description: Vec<Noted>,
    pub(super) headerless: Vec<&'static str>,
    pub(super) kinds: Vec<(String, String)>,
    pub(super) line_table: Vec<String>,
    /// Sections that begin methods; they stand behind the others, for their patterns match much.
    pub(super) methods: Vec<Entry>,
    pub(super) sections: Vec<Entry>,
    /// Headings over tables of methods; they stand ahead of the others.
    pub(super) listed: Vec<Entry>,
    pub(super) card: Vec<(String, Noted)>,
    pub(super) columns: Vec<(String, Noted)>,
    /// Components that begin parameters, with what their attributes tell.
    pub(super) components: Vec<(String, Vec<(String, Noted)>)>,
    pub(super) required: Required,
    pub(super) marks: Vec<String>,
    pub(super) separators: Vec<String>,
    pub(super) types: Vec<Entry>,
    pub(super) phrases: Vec<Entry>,
    /// The roles of parameters by their names.
    pub(super) roles: Vec<(String, Noted)>,
}

/// A text in TOML.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A text as a pattern that matches it.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if r"{}[]()|\".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

impl Draft {
    /// The file of a dialect.
    pub(super) fn to_toml(&self) -> String {
        let mut out = String::new();
        comments(&mut out, &self.head);
        let protocol = if self.rpc { "json-rpc-2.0" } else { "rest" };
        let _ = writeln!(out, "name = {}\nprotocol = \"{protocol}\"", quoted(&self.name));
        for (key, patterns) in [
            ("request_lines", &self.request_lines),
            ("lines", &self.lines),
            ("items", &self.items),
            ("names", &self.names),
            ("description", &self.description),
        ] {
            list(&mut out, key, patterns);
        }
        if let Some(request) = &self.request {
            let _ = writeln!(out, "# {}\nrequest = {}", request.note, quoted(&request.text));
        }
        if let Some(note) = &self.curl {
            let _ = writeln!(out, "# {note}\ncurl = true");
        }
        words(&mut out, "headerless", self.headerless.iter());
        self.tables(&mut out);
        comments(&mut out, &self.tail);
        out
    }

    fn tables(&self, out: &mut String) {
        pairs(out, "kinds", self.kinds.iter().map(|(name, expression)| (name, expression.as_str(), "")));
        if !self.line_table.is_empty() {
            let _ = writeln!(out, "\n[line_table]");
            words(out, "row", self.line_table.iter());
        }
        entries(out, "section", self.listed.iter().chain(&self.sections).chain(&self.methods));
        for (table, list) in [("card", &self.card), ("columns", &self.columns), ("roles", &self.roles)] {
            pairs(out, table, list.iter().map(|(label, role)| (label, role.text.as_str(), role.note.as_str())));
        }
        for (name, attributes) in &self.components {
            let table = format!("component.{}", quoted_key(name));
            pairs(out, &table, attributes.iter().map(|(name, role)| (name, role.text.as_str(), role.note.as_str())));
        }
        self.required(out);
        if !self.marks.is_empty() || !self.separators.is_empty() {
            let _ = writeln!(out, "\n[nesting]");
            words(out, "marks", self.marks.iter());
            words(out, "separators", self.separators.iter());
        }
        entries(out, "type", self.types.iter());
        entries(out, "phrase", self.phrases.iter());
    }

    fn required(&self, out: &mut String) {
        let required = &self.required;
        let _ = writeln!(out, "\n[required]");
        words(out, "yes", required.yes.iter());
        words(out, "no", required.no.iter());
        words(out, "marks", required.marks.iter());
        words(out, "optional_marks", required.optional_marks.iter());
        for (key, value) in [("unmarked", required.unmarked), ("blank", required.blank)] {
            if let Some(value) = value {
                let _ = writeln!(out, "{key} = {value}");
            }
        }
        comments(out, &required.notes);
    }
}

fn comments(out: &mut String, lines: &[String]) {
    for line in lines {
        let _ = writeln!(out, "# {}", line.replace('\n', " "));
    }
}

fn list(out: &mut String, key: &str, patterns: &[Noted]) {
    if patterns.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{key} = [");
    for pattern in patterns {
        let note = if pattern.note.is_empty() { String::new() } else { format!(" # {}", pattern.note) };
        let _ = writeln!(out, "    {},{note}", quoted(&pattern.text));
    }
    let _ = writeln!(out, "]");
}

fn words<T: AsRef<str>>(out: &mut String, key: &str, words: impl Iterator<Item = T>) {
    let words: Vec<_> = words.map(|word| quoted(word.as_ref())).collect();
    if !words.is_empty() {
        let _ = writeln!(out, "{key} = [{}]", words.join(", "));
    }
}

fn pairs<'p>(out: &mut String, table: &str, pairs: impl Iterator<Item = (&'p String, &'p str, &'p str)>) {
    for (at, (key, value, note)) in pairs.enumerate() {
        if at == 0 {
            let _ = writeln!(out, "\n[{table}]");
        }
        let note = if note.is_empty() { String::new() } else { format!(" # {note}") };
        let _ = writeln!(out, "{} = {}{note}", quoted_key(key), quoted(value));
    }
}

/// A key, always between quotation marks and on one line.
fn quoted_key(key: &str) -> String {
    let escaped = key.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", escaped.replace(char::is_control, " "))
}

fn entries<'e>(out: &mut String, table: &str, entries: impl Iterator<Item = &'e Entry>) {
    for entry in entries {
        if !entry.note.is_empty() {
            let _ = write!(out, "\n# {}", entry.note);
        }
        let _ = writeln!(out, "\n[[{table}]]");
        for (key, value) in &entry.keys {
            let _ = writeln!(out, "{key} = {value}");
        }
    }
}
