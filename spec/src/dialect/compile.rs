//! From the TOML form to a dialect that is ready to read with.

use regex::RegexBuilder;
use toml::Spanned;

use super::file::{DialectFile, PhraseEntry, SectionEntry, TypeEntry};
use super::{Dialect, DialectError, LineCell, LineTable, Pattern, Phrase, Required, Section, TypeWord};
use crate::facts::FACTS;

pub(super) fn compile(path: &str, text: &str) -> Result<Dialect, DialectError> {
    let file: DialectFile =
        toml::from_str(text).map_err(|error| DialectError::at(path, text, error.span(), error.message()))?;
    Compiler { path, text }.dialect(file)
}

/// Whether a name is that of a fact, or of a capture that the reader knows.
fn is_fact(name: &str) -> bool {
    FACTS.contains(&name)
}

struct Compiler<'a> {
    path: &'a str,
    text: &'a str,
}

impl Compiler<'_> {
    fn error(&self, at: &Spanned<String>, message: impl Into<String>) -> DialectError {
        DialectError::at(self.path, self.text, Some(at.span()), message)
    }

    fn pattern(&self, source: &Spanned<String>, types: &str) -> Result<Pattern, DialectError> {
        Pattern::compile(source.get_ref(), types).map_err(|message| self.error(source, message))
    }

    fn patterns(&self, sources: &[Spanned<String>], types: &str) -> Result<Vec<Pattern>, DialectError> {
        sources.iter().map(|source| self.pattern(source, types)).collect()
    }

    fn dialect(&self, file: DialectFile) -> Result<Dialect, DialectError> {
        let types = file.types.iter().map(|entry| self.type_word(entry)).collect::<Result<Vec<_>, _>>()?;
        let words = type_words(&types);
        let line_table = file.line_table.as_ref().map(|table| {
            let row = table.row.iter().map(|line| self.line_cell(line, &words)).collect::<Result<Vec<_>, _>>()?;
            Ok(LineTable { header: table.header.clone(), row })
        });
        Ok(Dialect {
            recognise: self.recognisers(&file.recognise)?,
            request_lines: self.patterns(&file.request_lines, &words)?,
            sections: file.section.iter().map(|entry| self.section(entry, &words)).collect::<Result<_, _>>()?,
            line_table: line_table.transpose()?,
            lines: self.patterns(&file.lines, &words)?,
            description: self.patterns(&file.description, &words)?,
            phrases: file.phrase.iter().map(|entry| self.phrase(entry, &words)).collect::<Result<_, _>>()?,
            rule_words: rule_words(&file.rule_words),
            types,
            required: Required {
                yes: lower(&file.required.yes),
                no: lower(&file.required.no),
                unmarked: file.required.unmarked,
                blank: file.required.blank,
                ahead_of_alphabetical: file.required.ahead_of_alphabetical,
            },
            columns: file.columns.into_iter().map(|(heading, role)| (heading.to_lowercase(), role)).collect(),
            card: file.card.into_iter().map(|(label, key)| (label.to_lowercase(), key)).collect(),
            name: file.name,
            protocol: file.protocol,
            conventions: file.conventions,
            roles: file.roles,
            role_members: file.role_members,
            additional: file.additional,
        })
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
        Ok(TypeWord { pattern, kind: entry.kind, format: entry.format.clone() })
    }

    fn section(&self, entry: &SectionEntry, words: &str) -> Result<Section, DialectError> {
        Ok(Section {
            pattern: self.pattern(&entry.pattern, words)?,
            role: entry.role,
            location: entry.location,
            status: entry.status,
            scope: entry.scope.clone(),
            before_table: entry.before_table,
        })
    }

    fn line_cell(&self, line: &Spanned<String>, words: &str) -> Result<LineCell, DialectError> {
        let (source, optional) = match line.get_ref().strip_prefix("? ") {
            Some(source) => (source, true),
            None => (line.get_ref().as_str(), false),
        };
        let pattern = Pattern::compile(source, words).map_err(|message| self.error(line, message))?;
        Ok(LineCell { pattern, optional })
    }

    fn phrase(&self, entry: &PhraseEntry, words: &str) -> Result<Phrase, DialectError> {
        let pattern = self.pattern(&entry.pattern, words)?;
        let keys =
            entry.set.keys().chain(&entry.lost).chain(pattern.captures().iter().filter(|name| !name.starts_with('_')));
        for key in keys {
            if !is_fact(key) {
                let near = FACTS.iter().max_by(|a, b| strsim::jaro(key, a).total_cmp(&strsim::jaro(key, b)));
                let hint = near.map(|near| format!(": did you mean `{near}`?")).unwrap_or_default();
                return Err(
                    self.error(&entry.pattern, format!("`{key}` is no fact{hint} Begin a name with `_` to let it go"))
                );
            }
        }
        Ok(Phrase {
            pattern,
            places: entry.places.clone(),
            types: entry.types.clone(),
            set: entry.set.clone(),
            lost: entry.lost.clone(),
        })
    }
}

fn lower(words: &[String]) -> Vec<String> {
    words.iter().map(|word| word.to_lowercase()).collect()
}

/// One word that may be the name of a type: `Contact`, `map<string>`, `integer[]`.
const TYPE_TOKEN: &str = r"\w(?:[\w.-]*\w)?(?:<[^<>\s]+>)?(?:\[\])*";

/// The expression behind `{…:type}`: the type words of several words, the longest first, and any single word.
fn type_words(types: &[TypeWord]) -> String {
    let expressions = types.iter().map(|word| word.pattern.expression().replace(".+?", r"[^\s<>\[\]]+"));
    let mut words: Vec<String> = expressions.filter(|expression| expression.contains(r"\s+")).collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), word.clone()));
    words.push(TYPE_TOKEN.to_owned());
    words.join("|")
}

fn rule_words(words: &[String]) -> Option<regex::Regex> {
    let words: Vec<_> = words.iter().map(|word| regex::escape(word)).collect();
    let expression = format!("(?:{})", words.join("|"));
    if words.is_empty() { None } else { RegexBuilder::new(&expression).case_insensitive(true).build().ok() }
}
