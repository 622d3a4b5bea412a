//! Sentences that state rules.

use std::ops::Range;

use super::{Context, apply};
use crate::dialect::{Phrase, Place};
use crate::document::Text;
use crate::files::Span;
use crate::ir::Param;
use crate::lint;

/// The value of `set` that stands for the whole sentence.
const SENTENCE: &str = "{sentence}";

/// A phrase that stands in a text: the bytes that it takes, and its captures by name.
pub(crate) struct Match<'d> {
    pub(crate) phrase: &'d Phrase,
    range: Range<usize>,
    pub(crate) captures: Vec<(String, String)>,
}

/// The phrases of the dialect that stand in the text; no two overlap.
pub(crate) fn matches<'d>(cx: &Context<'d>, place: Place, text: &str, param: &Param) -> Vec<Match<'d>> {
    let mut found: Vec<Match> = Vec::new();
    let fits = |phrase: &&Phrase| {
        phrase.places.contains(&place) && (phrase.types.is_empty() || phrase.types.contains(&param.schema.kind))
    };
    for phrase in cx.dialect.phrases.iter().filter(fits) {
        for found_at in phrase.pattern.find_all(text) {
            let Some(range) = found_at.get(0).map(|whole| whole.range()) else { continue };
            if found.iter().any(|known| known.range.start < range.end && range.start < known.range.end) {
                continue;
            }
            let names = phrase.pattern.captures().iter();
            let captures =
                names.filter_map(|name| Some((name.clone(), found_at.name(name)?.as_str().to_owned()))).collect();
            found.push(Match { phrase, range, captures });
        }
    }
    found.sort_by_key(|known| known.range.start);
    found
}

/// Applies every phrase that stands in the text; gives the bytes that they took.
pub(crate) fn apply_all(
    cx: &mut Context,
    param: &mut Param,
    place: Place,
    text: &str,
    span: &Span,
) -> Vec<Range<usize>> {
    apply_found(cx, param, place, text, span).into_iter().map(|known| known.range).collect()
}

fn apply_found<'d>(cx: &mut Context<'d>, param: &mut Param, place: Place, text: &str, span: &Span) -> Vec<Match<'d>> {
    let found = matches(cx, place, text, param);
    for Match { phrase, range, captures } in &found {
        let sentence = sentence(text, range);
        for (name, value) in captures.iter().filter(|(name, _)| !name.starts_with('_')) {
            if name == "default" && is_prose(value, &text[range.end..]) {
                cx.report(lint::unknown_phrase::report(sentence, &param.name, span));
                continue;
            }
            apply::set_captured(cx, param, name, value, sentence, span);
        }
        for (name, value) in &phrase.set {
            let whole = serde_json::Value::String(sentence.to_owned());
            let value = if value == SENTENCE { &whole } else { value };
            apply::set_value(cx, param, name, value, sentence, span);
        }
        if let Some(lost) = &phrase.lost {
            cx.report(lint::lost_text::fact(lost, &param.name, sentence, span));
        }
    }
    found
}

/// Whether a bare word is the beginning of a sentence about the value rather than the value: another word follows.
fn is_prose(value: &str, behind: &str) -> bool {
    let bare = value.chars().all(char::is_alphabetic) && !matches!(value, "true" | "false" | "null");
    bare && behind.trim_start().chars().next().is_some_and(char::is_alphabetic)
        && behind.starts_with(char::is_whitespace)
}

/// Reads a description and the block quotes in it. `outside` is its text outside the quotes, without the type.
pub(crate) fn description(cx: &mut Context, param: &mut Param, outside: &str, text: &Text) {
    let span = text.first_span();
    let found = apply_found(cx, param, Place::Description, outside, &span);
    param.description = without_furniture(outside, &found);
    let used: Vec<_> = found.into_iter().map(|known| known.range).collect();
    if outside.contains("\"\"") || outside.contains("``") {
        cx.report(lint::lost_text::empty_quotes(&param.name, &span));
    } else if outside.ends_with(':')
        && !param.rules.contains_key("values")
        && used.last().is_none_or(|range| range.end < outside.len() - 1)
    {
        cx.report(lint::lost_text::cut_off(&param.name, &span));
    }
    unknown_sentences(cx, param, outside, &used, &span);
    for (quote, span) in text.quotes() {
        if apply_all(cx, param, Place::Note, &quote, &span).is_empty() {
            cx.report(lint::unknown_phrase::report(&quote, &param.name, &span));
        }
        if !param.description.is_empty() {
            param.description.push(' ');
        }
        param.description.push_str(&quote);
    }
}

/// The description keeps its sentences; only what a phrase without a fact marks as furniture goes.
fn without_furniture(text: &str, found: &[Match]) -> String {
    let is_furniture =
        |known: &&Match| known.captures.is_empty() && known.phrase.set.is_empty() && known.phrase.lost.is_none();
    let furniture: Vec<_> = found.iter().filter(is_furniture).map(|known| known.range.clone()).collect();
    if furniture.is_empty() {
        return text.trim().to_owned();
    }
    let keep = |(at, c): (usize, char)| (!furniture.iter().any(|range| range.contains(&at))).then_some(c);
    text.char_indices().filter_map(keep).collect::<String>().trim().to_owned()
}

/// Reports sentences that look like a rule and that no phrase knows.
fn unknown_sentences(cx: &mut Context, param: &Param, text: &str, used: &[Range<usize>], span: &Span) {
    let Some(words) = &cx.dialect.rule_words else { return };
    let mut unknown = Vec::new();
    for found in words.find_iter(text) {
        let sentence = sentence_range(text, &found.range());
        let known = used.iter().any(|range| range.start < sentence.end && sentence.start < range.end);
        if !known && !unknown.contains(&sentence) {
            unknown.push(sentence);
        }
    }
    for sentence in unknown {
        cx.report(lint::unknown_phrase::report(text[sentence].trim(), &param.name, span));
    }
}

/// The sentence around a range.
pub(crate) fn sentence<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    text[sentence_range(text, range)].trim()
}

fn sentence_range(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind(". ").map_or(0, |at| at + 2);
    let end = text[range.end..].find(". ").map_or(text.len(), |at| range.end + at + 1);
    start..end
}
