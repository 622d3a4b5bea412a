//! Sentences that state rules.

use std::ops::Range;

use serde_json::Value;

use super::{Context, apply, bounds, glossed, set_out, value_list};
use crate::dialect::{Phrase, Place};
use crate::document::Text;
use crate::files::Span;
use crate::ir::{Param, Schema, Type};
use crate::language::is_open_list;
use crate::lint;

/// The value of `set` that stands for the whole sentence.
const SENTENCE: &str = "{sentence}";

/// A phrase that stands in a text: the bytes that it takes, and its captures by name.
pub(crate) struct Match<'d> {
    pub(crate) phrase: &'d Phrase,
    range: Range<usize>,
    pub(crate) captures: Vec<(String, String)>,
    /// Where the last capture begins, if the phrase ends with it and it has several words: so much of it may be left out.
    tail: Option<usize>,
}

/// The phrases of the dialect that stand in the text; no two overlap.
pub(crate) fn matches<'d>(cx: &Context<'d>, place: Place, text: &str, param: &Param) -> Vec<Match<'d>> {
    in_words(cx, place, text, "", param)
}

/// As [`matches`]; `marked` is the text with its code between backticks, for the patterns that see them.
fn in_words<'d>(cx: &Context<'d>, place: Place, text: &str, marked: &str, param: &Param) -> Vec<Match<'d>> {
    let mut found: Vec<Match> = Vec::new();
    let fits = |phrase: &&Phrase| {
        phrase.places.contains(&place) && (phrase.types.is_empty() || phrase.types.contains(&param.schema.kind))
    };
    for phrase in cx.dialect.phrases.iter().filter(fits) {
        let seen = if phrase.pattern.is_marked() { marked } else { text };
        let most = if phrase.pattern.is_marked() { MAX_MARKED } else { usize::MAX };
        for found_at in phrase.pattern.find_all(seen).into_iter().take(most) {
            let Some(whole) = found_at.get(0) else { continue };
            let range = if phrase.pattern.is_marked() { unmarked(text, whole.as_str()) } else { whole.range() };
            let captures = phrase.pattern.named(&found_at);
            let last = captures.last().filter(|(_, last)| last.contains(' ') && text[..range.end].ends_with(last));
            let tail = last.map(|(_, last)| range.end - last.len());
            let new = Match { phrase, range, captures, tail };
            if let Some(new) = beside(&mut found, new, text) {
                found.push(new);
            }
        }
    }
    found.sort_by_key(|known| known.range.start);
    found
}

/// How often in one text a phrase with marks of code is looked at: each is looked up in the whole text once more.
const MAX_MARKED: usize = 32;

/// Where the words of a text with its code between backticks stand in the text without them.
fn unmarked(text: &str, marked: &str) -> Range<usize> {
    let plain = marked.replace('`', "");
    text.find(&plain).map_or(0..0, |start| start..start + plain.len())
}

/// A phrase beside those that were found before it; `None` where it stands in one of them. One that begins in the list at the end of
/// another one ends the list.
fn beside<'d>(found: &mut [Match<'d>], mut new: Match<'d>, text: &str) -> Option<Match<'d>> {
    let overlap = |one: &Range<usize>, other: &Range<usize>| one.start < other.end && other.start < one.end;
    if found.iter().any(|known| overlap(&known.range, &new.range) && !cuts(known, &new) && !cuts(&new, known)) {
        return None;
    }
    for known in found {
        if overlap(&known.range, &new.range) {
            if cuts(known, &new) { cut(&mut new, known.range.start, text) } else { cut(known, new.range.start, text) }
        }
    }
    Some(new)
}

/// Whether a phrase begins in the list at the end of another one.
fn cuts(one: &Match, other: &Match) -> bool {
    other.tail.is_some_and(|tail| tail < one.range.start && one.range.start < other.range.end)
}

fn cut(known: &mut Match, end: usize, text: &str) {
    let Some(tail) = known.tail else { return };
    let left = text[tail..end].trim_end_matches([' ', ',', ';', '(', '-', '–', '—']);
    known.range.end = tail + left.len();
    if let Some((_, last)) = known.captures.last_mut() {
        left.clone_into(last);
    }
}

/// Applies every phrase that stands in the words; gives the bytes that they took. `text` is where the words stand.
pub(crate) fn apply_all(
    cx: &mut Context,
    param: &mut Param,
    place: Place,
    words: &str,
    text: &Text,
) -> Vec<Range<usize>> {
    apply_found(cx, param, place, words, text).into_iter().map(|known| known.range).collect()
}

/// Of how many phrases in one text it is looked up how what they name is set: each time the whole text is gone through.
const MAX_SET_OUT: usize = 32;

fn apply_found<'d>(cx: &mut Context<'d>, param: &mut Param, place: Place, words: &str, text: &Text) -> Vec<Match<'d>> {
    let span = &text.first_span();
    let marked = if cx.dialect.has_marked_phrases { text.marked() } else { String::new() };
    let found = in_words(cx, place, words, &marked, param);
    for (at, known) in found.iter().enumerate() {
        let sentence = sentence(words, &known.range);
        for capture in known.captures.iter().filter(|(name, _)| !name.starts_with('_')) {
            let text = Some(text).filter(|_| at < MAX_SET_OUT);
            apply_capture(cx, param, capture, &Stand { words, range: &known.range, text, sentence, span });
        }
        for (name, value) in &known.phrase.set {
            let whole = Value::String(sentence.to_owned());
            let value = if value == SENTENCE { &whole } else { value };
            apply::set_value(cx, param, name, value, sentence, span);
        }
        if let Some(lost) = &known.phrase.lost {
            cx.report(lint::lost_text::fact(lost, &param.name, sentence, span));
        }
    }
    found
}

/// Where a phrase was found.
struct Stand<'t> {
    words: &'t str,
    range: &'t Range<usize>,
    /// The text that holds the words, where it is to be looked up how they are set.
    text: Option<&'t Text>,
    sentence: &'t str,
    span: &'t Span,
}

/// Sets the fact that a capture names, to its words or to what is set out there.
fn apply_capture(cx: &mut Context, param: &mut Param, (name, value): &(String, String), at: &Stand) {
    let shown = at.text.filter(|_| matches!(name.as_str(), "values" | "default"));
    let shown = shown.and_then(|text| set_out::of(text, at.words, at.range, value));
    let behind = &at.words[at.range.end..];
    if value_list::is_number_of_more(name, value, behind) || (name == "values" && is_open(value, behind)) {
        return cx.report(lint::unknown_phrase::report(at.sentence, &param.name, at.span));
    }
    let Some(name) = bounds::counted(name, behind, &param.schema) else {
        return cx.report(lint::unknown_phrase::report(at.sentence, &param.name, at.span));
    };
    if name == "values" && shown.as_ref().is_some_and(set_out::SetOut::is_joined_by_unknown) {
        return cx.report(lint::unknown_phrase::report(at.sentence, &param.name, at.span));
    }
    if name == "values" {
        if let Some(bounds) = value_list::range(value, &param.schema) {
            return set_range(cx, param, &bounds, at);
        }
        let values = shown.map(|shown| shown.values(param.schema.kind)).filter(|values| !values.is_empty());
        let short = is_cut_short(values.as_deref(), value, behind, &param.schema);
        let whole = if short { in_glosses(param, value, at) } else { None };
        let values = values.map(|values| with_empty_text(values, value));
        if short && whole.is_none() && behind.starts_with(';') {
            return cx.report(lint::unknown_phrase::report(at.sentence, &param.name, at.span));
        }
        if let Some(values) = whole.or(values) {
            let values = value_list::typed(values, &param.schema);
            return apply::set_value(cx, param, name, &values, at.sentence, at.span);
        }
        if value_list::is_prose(value, behind, &param.schema) {
            return behind_colon(cx, param, at);
        }
    } else if name == "default" {
        if let Some(code) = shown.as_ref().and_then(set_out::SetOut::code) {
            return apply::set_captured(cx, param, name, code, at.sentence, at.span);
        }
        if is_prose(value, behind, param.schema.kind) && !ends_line(value, at) {
            return cx.report(lint::unknown_phrase::report(at.sentence, &param.name, at.span));
        }
        return apply::set_default(cx, param, value, at.sentence, at.span);
    }
    apply::set_captured(cx, param, name, value, at.sentence, at.span);
}

/// Whether a single value was found where a sign follows behind which a list goes on.
fn is_cut_short(values: Option<&[String]>, value: &str, behind: &str, schema: &Schema) -> bool {
    let single = match values {
        Some(values) => values.len() == 1,
        None => value_list::of_list(value, schema).as_array().is_some_and(|values| values.len() == 1),
    };
    single && behind.starts_with([':', ';'])
}

/// Values with the text without characters, where the last of the list is that in words.
fn with_empty_text(mut values: Vec<String>, list: &str) -> Vec<String> {
    if value_list::ends_with_empty_text(list) {
        values.push(String::new());
    }
    values
}

/// The values of a list whose items have glosses, of which the first was found.
fn in_glosses(param: &Param, value: &str, at: &Stand) -> Option<Vec<String>> {
    let text = set_out::behind(at.text?, at.words, at.range, value)?;
    glossed::values(&text, param.schema.kind)
}

/// Whether the values of a sentence are but some of those that there are.
fn is_open(values: &str, behind: &str) -> bool {
    let goes_on = [",", " ,", ", "].iter().any(|comma| behind.starts_with(comma));
    let end = behind.trim_start_matches([',', ' ']);
    is_open_list(values) || end.starts_with("...") || end.starts_with('…') || (goes_on && is_open_list(end))
}

/// Values of numbers from one to another are bounds.
fn set_range(cx: &mut Context, param: &mut Param, (least, most): &(Value, Value), at: &Stand) {
    apply::set_value(cx, param, "minimum", least, at.sentence, at.span);
    apply::set_value(cx, param, "maximum", most, at.sentence, at.span);
}

/// Whether the description of a parameter ends in words that its values are to follow: `Valid values are:`.
pub(super) fn awaits_values(cx: &Context, param: &Param) -> bool {
    let said = param.description.trim_end();
    if !said.ends_with(':') && !said.ends_with(char::is_alphanumeric) {
        return false;
    }
    let text = format!("{said} {PLACEHOLDER}");
    let takes = |found: &Match| {
        let values = found.captures.iter().find(|(name, _)| name == "values");
        found.range.end == text.len() && values.is_some_and(|(_, value)| value.ends_with(PLACEHOLDER))
    };
    matches(cx, Place::Description, &text, param).iter().any(takes)
}

/// A value that no document has.
const PLACEHOLDER: &str = "placeholder";

/// Sets the values that follow words which tell of them and a colon: `One of the following: a, b.` What is none there either is reported.
fn behind_colon(cx: &mut Context, param: &mut Param, at: &Stand) {
    let rest = &at.words[at.range.end..];
    let list = rest.strip_prefix(':').and_then(|rest| {
        let start = at.words.len() - rest.trim_start().len();
        let end = rest.trim_start().find(". ").map_or(at.words.len(), |length| start + length);
        Some((start..end, at.words[start..end].trim_end_matches('.'))).filter(|(_, list)| !list.is_empty())
    });
    let Some((range, list)) = list else {
        if cx.goes_on && rest.trim() == ":" {
            return;
        }
        return cx.report(lint::unknown_phrase::report(at.sentence, &param.name, at.span));
    };
    let shown = at.text.and_then(|text| set_out::of(text, at.words, &range, list));
    let values = shown.map(|shown| shown.values(param.schema.kind)).filter(|values| !values.is_empty());
    let sentence = &at.words[at.range.start..range.end];
    match values {
        Some(values) => {
            let values = value_list::typed(values, &param.schema);
            apply::set_value(cx, param, "values", &values, sentence, at.span);
        }
        None if value_list::is_prose(list, "", &param.schema) => {
            cx.report(lint::unknown_phrase::report(sentence, &param.name, at.span));
        }
        None => apply::set_captured(cx, param, "values", list, sentence, at.span),
    }
}

/// Whether a bare word is the beginning of a sentence about the value rather than the value: another word follows. Words in brackets
/// are a value where lists or objects are due.
fn is_prose(value: &str, behind: &str, kind: Type) -> bool {
    if value.starts_with(['[', '{']) {
        return !matches!(kind, Type::Array | Type::Object | Type::Any);
    }
    let bare = value.chars().all(char::is_alphabetic) && !matches!(value, "true" | "false" | "null");
    bare && behind.trim_start().chars().next().is_some_and(char::is_alphabetic)
        && behind.starts_with(char::is_whitespace)
}

/// Whether the line ends behind a value, so that the word that follows is none of its.
fn ends_line(value: &str, at: &Stand) -> bool {
    let shown = at.text.and_then(|text| set_out::behind(text, at.words, at.range, value));
    let rest = shown.as_deref().and_then(|shown| shown.strip_prefix(value));
    rest.is_some_and(|rest| rest.trim_start_matches([' ', '\t', '.']).starts_with('\n'))
}

/// Reads a description and the block quotes in it. `outside` is its text outside the quotes, without the type.
pub(crate) fn description(cx: &mut Context, param: &mut Param, outside: &str, text: &Text) {
    let span = text.first_span();
    let found = apply_found(cx, param, Place::Description, outside, text);
    param.description = without_furniture(outside, &found);
    let used: Vec<_> = found.into_iter().map(|known| known.range).collect();
    let is_lost = |at: usize| !used.iter().any(|range| range.contains(&at));
    if ["\"\"", "``"].iter().any(|quotes| outside.match_indices(quotes).any(|(at, _)| is_lost(at))) {
        cx.report(lint::lost_text::empty_quotes(&param.name, &span));
    } else if outside.ends_with(':')
        && !cx.goes_on
        && !param.rules.contains_key("values")
        && used.last().is_none_or(|range| range.end < outside.len() - 1)
    {
        cx.report(lint::lost_text::cut_off(&param.name, &span));
    }
    unknown_sentences(cx, param, outside, &used, &span);
    for text in text.quotes() {
        let (quote, span) = (text.folded(), text.first_span());
        if apply_all(cx, param, Place::Note, &quote, &text).is_empty() {
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
