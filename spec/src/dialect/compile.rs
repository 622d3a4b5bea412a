//! From the TOML form to a dialect that is ready to read with.

use regex::RegexBuilder;
use serde_json::Value;
use toml::Spanned;

use std::collections::BTreeMap;

use super::check;
use super::file::{DialectFile, LineTableEntry, PhraseEntry, RequiredEntry, SectionEntry, SharedErrorEntry, TypeEntry};
use super::pattern::Vocabulary;
use super::{
    Attribute, Dialect, DialectError, LineCell, LineTable, Nesting, Pattern, Phrase, Required, Section, TypeWord,
};
use crate::document::narrowed;
use crate::fact::{Use, used_as};
use crate::ir::{AuthPlace, Conventions, ErrorDoc, ErrorScope, Role};

pub(super) fn compile(path: &str, text: &str) -> Result<Dialect, DialectError> {
    let file = parse(path, text)?;
    let bare = super::complete::is_bare(&file).then(|| text.to_owned());
    Ok(Dialect { bare, ..finished(path, text, file)? })
}

/// A bare file with what a proposal for the documents says.
pub(super) fn filled(text: &str, proposal: &str) -> Result<Dialect, DialectError> {
    let (mut file, proposed) = (parse("", text)?, parse("", proposal)?);
    super::complete::fill(&mut file, proposed);
    finished("", text, file)
}

fn finished(path: &str, text: &str, mut file: DialectFile) -> Result<Dialect, DialectError> {
    super::complete::complete(&mut file);
    let required = required_words(file.required.yes.iter().chain(&file.required.no));
    let mut compiler = Compiler { path, text, kinds: BTreeMap::new(), type_words: r"\S+".to_owned(), required };
    compiler.kinds = compiler.own_kinds(&file)?;
    let types = file.types.iter().map(|entry| compiler.type_word(entry)).collect::<Result<Vec<_>, _>>()?;
    compiler.type_words = known_words(&types);
    compiler.dialect(file, types)
}

/// The file as it is written.
pub(super) fn parse(path: &str, text: &str) -> Result<DialectFile, DialectError> {
    toml::from_str(text).map_err(|error| refused(path, text, &error))
}

/// A file that is no dialect, with what may be meant.
fn refused(path: &str, text: &str, error: &toml::de::Error) -> DialectError {
    let at = error.span().map_or(0, |span| span.start).min(text.len());
    let start = text[..text.floor_char_boundary(at)].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let schema = super::schema();
    let own = schema.get("properties").and_then(Value::as_object);
    let own: Vec<String> = own.into_iter().flat_map(|known| known.keys().cloned()).collect();
    DialectError::at(path, text, error.span(), super::hint::with_hint(error.message(), line, &own))
}

struct Compiler<'a> {
    path: &'a str,
    text: &'a str,
    kinds: BTreeMap<String, String>,
    /// The expressions behind `{…:type_word}` and `{…:required_word}`.
    type_words: String,
    required: String,
}

impl Compiler<'_> {
    fn error(&self, at: &Spanned<String>, message: impl Into<String>) -> DialectError {
        DialectError::at(self.path, self.text, Some(at.span()), message)
    }

    fn pattern(&self, source: &Spanned<String>, types: &str) -> Result<Pattern, DialectError> {
        Pattern::compile(source.get_ref(), self.vocabulary(types)).map_err(|message| self.error(source, message))
    }

    fn vocabulary<'v>(&'v self, types: &'v str) -> Vocabulary<'v> {
        Vocabulary { types, type_words: &self.type_words, required: &self.required, kinds: &self.kinds }
    }

    /// Patterns that may only capture what the reader takes from them.
    fn patterns(
        &self,
        sources: &[Spanned<String>],
        types: &str,
        known: &[&[&str]],
    ) -> Result<Vec<Pattern>, DialectError> {
        let one = |source: &Spanned<String>| {
            let pattern = self.pattern(source, types)?;
            check::captures(&pattern, known).map_err(|message| self.error(source, message))?;
            check::reachable(source.get_ref()).map_err(|message| self.error(source, message))?;
            Ok(pattern)
        };
        sources.iter().map(one).collect()
    }

    /// The kinds of captures that the dialect adds.
    fn own_kinds(&self, file: &DialectFile) -> Result<BTreeMap<String, String>, DialectError> {
        let one = |(name, source): (&String, &Spanned<String>)| {
            check::kind(source.get_ref()).map_err(|message| self.error(source, message))?;
            Ok((name.clone(), format!("(?:{})", source.get_ref())))
        };
        file.kinds.iter().map(one).collect()
    }

    fn request(&self, source: &Spanned<String>) -> Result<(String, String), DialectError> {
        let (verb, path) = source.get_ref().split_once(' ').unwrap_or_default();
        let is_verb = !verb.is_empty() && verb.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_verb || !path.starts_with('/') || !path.contains("{name}") {
            let wanted = "is no request line for methods by name: write it as `POST /path/{name}`";
            return Err(self.error(source, format!("`{}` {wanted}", source.get_ref())));
        }
        Ok((verb.to_owned(), path.to_owned()))
    }

    fn dialect(&self, file: DialectFile, types: Vec<TypeWord>) -> Result<Dialect, DialectError> {
        let words = type_words(&types);
        let phrases = file.phrase.iter().map(|entry| self.phrase(entry, &words)).collect::<Result<Vec<_>, _>>()?;
        Ok(Dialect {
            has_marked_phrases: phrases.iter().any(|phrase| phrase.pattern.is_marked()),
            phrases,
            recognise: self.recognisers(&file.recognise)?,
            request_lines: self.patterns(&file.request_lines, &words, &[check::REQUEST])?,
            curl: file.curl,
            verb: file.verb.as_ref().map(|verb| self.verb(verb)).transpose()?,
            request: file.request.as_ref().map(|source| self.request(source)).transpose()?,
            sections: file.section.iter().map(|entry| self.section(entry, &words)).collect::<Result<_, _>>()?,
            line_tables: file
                .line_table
                .iter()
                .map(|table| self.line_table(table, &words))
                .collect::<Result<_, _>>()?,
            lines: self.patterns(&file.lines, &words, &[&["server", "base"]])?,
            furniture: self.patterns(&file.furniture, &words, &[])?,
            description: self.patterns(&file.description, &words, &[check::DESCRIPTION, used_as(Use::Phrase)])?,
            names: self.patterns(&file.names, &words, &[check::ROW, used_as(Use::Phrase)])?,
            items: self.patterns(&file.items, &words, &[check::ROW, used_as(Use::Phrase)])?,
            components: self.components(&file.component)?,
            error_items: self.patterns(&file.error_items, &words, &[check::ERROR])?,
            nesting: Nesting { separators: file.nesting.separators, marks: file.nesting.marks },
            locations: file.locations.into_iter().map(|(word, place)| (word.to_lowercase(), place)).collect(),
            union: file.union.unwrap_or_else(usual_union),
            null: lower(&file.null.unwrap_or_else(|| vec!["null".to_owned()])),
            text_formats: file.text_formats,
            rule_words: rule_words(&file.rule_words),
            types,
            required: required(&file.required),
            columns: file.columns.into_iter().map(|(heading, role)| (label(&heading), role)).collect(),
            headerless: file.headerless,
            card: file.card.into_iter().map(|(text, key)| (label(&text), key)).collect(),
            bare: None,
            name: file.name,
            protocol: file.protocol,
            roles: with_token(file.roles, &file.conventions),
            conventions: file.conventions,
            role_members: file.role_members,
            role_facts: self.role_facts(file.role_facts)?,
            shared_errors: file.shared_errors.into_iter().map(shared_errors).collect(),
            additional: file.additional,
            whole_body: file.whole_body,
        })
    }

    /// The components, each of which has an attribute that names the parameter.
    fn components(
        &self,
        entries: &BTreeMap<String, BTreeMap<String, Spanned<String>>>,
    ) -> Result<BTreeMap<String, BTreeMap<String, Attribute>>, DialectError> {
        let one = |(name, uses): (&String, &BTreeMap<String, Spanned<String>>)| {
            let tells = |(attribute, told): (&String, &Spanned<String>)| {
                let told_by = Attribute::parse(told.get_ref()).map_err(|message| self.error(told, message))?;
                Ok((attribute.clone(), told_by))
            };
            Ok((name.clone(), uses.iter().map(tells).collect::<Result<_, DialectError>>()?))
        };
        entries.iter().map(one).collect()
    }

    /// The facts of roles, each of which must be one that is told for all methods.
    fn role_facts(
        &self,
        facts: BTreeMap<Role, BTreeMap<String, Spanned<Value>>>,
    ) -> Result<BTreeMap<Role, BTreeMap<String, Value>>, DialectError> {
        let one = |(fact, value): (String, Spanned<Value>)| {
            let at = |message| DialectError::at(self.path, self.text, Some(value.span()), message);
            check::shared_fact(&fact, value.get_ref()).map_err(at)?;
            Ok((fact, value.into_inner()))
        };
        facts
            .into_iter()
            .map(|(role, facts)| Ok((role, facts.into_iter().map(one).collect::<Result<_, _>>()?)))
            .collect()
    }

    fn line_table(&self, table: &LineTableEntry, words: &str) -> Result<LineTable, DialectError> {
        let row = table.row.iter().map(|line| self.line_cell(line, words)).collect::<Result<_, _>>()?;
        Ok(LineTable { header: table.header.clone(), row })
    }

    fn recognisers(&self, sources: &[Spanned<String>]) -> Result<Vec<regex::Regex>, DialectError> {
        let one = |source: &Spanned<String>| {
            let built = RegexBuilder::new(source.get_ref()).multi_line(true).size_limit(1 << 22).build();
            built.map_err(|error| self.error(source, error.to_string()))
        };
        sources.iter().map(one).collect()
    }

    fn type_word(&self, entry: &TypeEntry) -> Result<TypeWord, DialectError> {
        let pattern = self.pattern(&entry.pattern, r"\S+")?;
        check::captures(&pattern, &[check::TYPE, used_as(Use::Phrase)])
            .map_err(|message| self.error(&entry.pattern, message))?;
        check::examples(&pattern, &entry.examples, true).map_err(|message| self.error(&entry.pattern, message))?;
        Ok(TypeWord {
            pattern,
            kind: entry.kind,
            format: entry.format.clone(),
            nullable: entry.nullable,
            open: entry.open,
            common: entry.common,
        })
    }

    fn section(&self, entry: &SectionEntry, words: &str) -> Result<Section, DialectError> {
        let pattern = self.pattern(&entry.pattern, words)?;
        let fail = |message| self.error(&entry.pattern, message);
        check::captures(&pattern, &[check::SECTION]).map_err(fail)?;
        check::reachable(entry.pattern.get_ref()).map_err(fail)?;
        check::examples(&pattern, &entry.examples, true).map_err(fail)?;
        let under = entry.under.as_ref().map(|source| self.pattern(source, words)).transpose()?;
        Ok(Section {
            pattern,
            role: entry.role,
            location: entry.location,
            status: entry.status,
            scope: entry.scope.clone(),
            verb: entry.verb.as_ref().map(|verb| self.verb(verb)).transpose()?,
            before_table: entry.before_table,
            level: entry.level,
            under,
            parent: entry.parent.clone(),
            headerless: entry.headerless.clone(),
        })
    }

    fn verb(&self, verb: &Spanned<String>) -> Result<String, DialectError> {
        let known = crate::facts::http_method(verb.get_ref()).map(str::to_owned);
        known.ok_or_else(|| self.error(verb, format!("`{}` is no HTTP method", verb.get_ref())))
    }

    fn line_cell(&self, line: &Spanned<String>, words: &str) -> Result<LineCell, DialectError> {
        let (source, optional) = match line.get_ref().strip_prefix("? ") {
            Some(source) => (source, true),
            None => (line.get_ref().as_str(), false),
        };
        let pattern = Pattern::compile(source, self.vocabulary(words)).map_err(|message| self.error(line, message))?;
        check::captures(&pattern, &[check::ROW, used_as(Use::Phrase)]).map_err(|message| self.error(line, message))?;
        Ok(LineCell { pattern, optional })
    }

    fn phrase(&self, entry: &PhraseEntry, words: &str) -> Result<Phrase, DialectError> {
        let pattern = self.pattern(&entry.pattern, words)?;
        let fail = |message| self.error(&entry.pattern, message);
        check::captures(&pattern, &[used_as(Use::Phrase)]).map_err(fail)?;
        check::phrase(entry, pattern.captures()).map_err(fail)?;
        check::examples(&pattern, &entry.examples, false).map_err(fail)?;
        Ok(Phrase {
            pattern,
            places: entry.places.clone(),
            types: entry.types.clone(),
            set: entry.set.clone(),
            lost: entry.lost.clone(),
        })
    }
}

/// The roles of parameters, the one that holds the credential among them.
fn with_token(mut roles: BTreeMap<String, Role>, conventions: &Conventions) -> BTreeMap<String, Role> {
    let auth = conventions.auth.as_ref().filter(|auth| auth.place == AuthPlace::Param);
    if let Some(auth) = auth.filter(|_| !roles.values().any(|role| *role == Role::Token)) {
        roles.insert(auth.name.clone(), Role::Token);
    }
    roles
}

/// The errors of a verb; no page is there that could be pointed to.
fn shared_errors((scope, errors): (String, Vec<SharedErrorEntry>)) -> ErrorScope {
    let one = |SharedErrorEntry { code, status, mnemonic, when }| ErrorDoc {
        code,
        status,
        mnemonic,
        when,
        ..ErrorDoc::default()
    };
    ErrorScope { scope, errors: errors.into_iter().map(one).collect() }
}

/// A label as it is compared: in small letters, white space folded, without a colon behind it.
pub(super) fn label(text: &str) -> String {
    let folded = narrowed(text).split_whitespace().collect::<Vec<_>>().join(" ");
    folded.trim_end_matches(':').to_lowercase()
}

fn lower(words: &[String]) -> Vec<String> {
    words.iter().map(|word| narrowed(word).trim().to_lowercase()).collect()
}

/// One word that may be the name of a type: `Contact`, `map<string>`, `integer[]`.
const TYPE_TOKEN: &str = r"\w(?:[\w.-]*\w)?(?:<[^<>\s]+>)?(?:\[\])*";

/// The expression behind `{…:type}`: the type words of several words, the longest first, and any single word; what such a word is
/// written around may have several words itself, and known ones may be joined to a union.
fn type_words(types: &[TypeWord]) -> String {
    let is_around = |word: &&TypeWord| word.pattern.captures().iter().any(|name| name == "inner" || name == "element");
    let (around, plain): (Vec<&TypeWord>, Vec<&TypeWord>) = types.iter().partition(is_around);
    let several = |words: Vec<&TypeWord>, inner: &str| -> Vec<String> {
        let expressions = words.into_iter().map(|word| word.pattern.expression().replace(".+?", inner));
        let mut words: Vec<String> = expressions.filter(|expression| expression.contains(r"\s+")).collect();
        words.sort_by_key(|word| (std::cmp::Reverse(word.len()), word.clone()));
        words
    };
    let plain = several(plain, r"[^\s<>\[\]]+").join("|");
    let plain = if plain.is_empty() { plain } else { format!("{plain}|") };
    let around = several(around, &format!(r"(?:{plain}[^\s<>\[\]]+)")).into_iter();
    let one = around.map(|word| word + "|").collect::<String>() + &plain + TYPE_TOKEN;
    let (or, known) = (crate::language::alternatives().join("|"), known_words(types));
    format!(r"(?:{one})(?:(?:\s*[|/]\s*|\s+(?:{or})\s+)(?:null|{known})\b)*")
}

fn required(file: &RequiredEntry) -> Required {
    Required {
        yes: lower(&file.yes),
        no: lower(&file.no),
        marks: lower(&file.marks),
        optional_marks: lower(&file.optional_marks),
        unmarked: file.unmarked,
        blank: file.blank,
        ahead_of_alphabetical: file.ahead_of_alphabetical,
    }
}

/// The expression behind `{…:type_word}`: the type words that are known, the longest first, alone or written around another one.
pub(super) fn known_words(types: &[TypeWord]) -> String {
    let known = types.iter().filter(|word| !word.pattern.captures().iter().any(|name| name == "inner"));
    let expressions = known.map(|word| word.pattern.expression().replace(".+?", r"[^\s<>\[\](),;]+"));
    let mut words: Vec<String> = expressions.collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), word.clone()));
    if words.is_empty() { r"\S+".to_owned() } else { words.join("|") }
}

/// The expression behind `{…:required_word}`: the words for yes and no that are more than a sign or a letter.
pub(super) fn required_words<'w>(words: impl Iterator<Item = &'w String>) -> String {
    let mut words: Vec<_> = words.filter(|word| word.chars().count() > 1).map(|word| regex::escape(word)).collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), word.clone()));
    if words.is_empty() { "required|optional".to_owned() } else { words.join("|") }
}

/// What stands between the types of a union where the dialect does not tell: signs, and the words for it of all languages.
fn usual_union() -> Vec<String> {
    let words = crate::language::alternatives().iter().map(|word| format!(" {word} "));
    [",", "|", "/"].into_iter().map(str::to_owned).chain(words).collect()
}

fn rule_words(words: &[String]) -> Option<regex::Regex> {
    let words: Vec<_> = words.iter().map(|word| regex::escape(word)).collect();
    let expression = format!("(?:{})", words.join("|"));
    if words.is_empty() { None } else { RegexBuilder::new(&expression).case_insensitive(true).build().ok() }
}
