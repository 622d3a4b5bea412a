//! Valid values made up from a schema: documented samples where there are any, otherwise the simplest value within the bounds.

use doctract_spec::ir::{Conventions, Format, Schema, Type};
use doctract_spec::naming::{singular, words};
use serde_json::{Number, Value};

use crate::pattern;
use crate::unique::Unique;

/// The format that a value most likely has when only its name tells.
const FORMAT_BY_NAME: &[(&str, Format)] =
    &[("email", Format::Email), ("phone", Format::E164), ("url", Format::Uri), ("uuid", Format::Uuid)];

/// The variant whose numbers have another number of digits than those of the others.
const OTHER_DIGITS: usize = 4;

/// The variant of an entity whose texts and addresses of mail hold a capital letter.
const CAPITAL: usize = 2;

/// The variants of an entity whose texts begin alike: who compares beginnings alone does not tell them apart.
const ALIKE: [usize; 2] = [4, 5];

/// How long a number of digits is made where nothing bounds it.
const DIGITS: usize = 11;

/// Makes scalar values for one case.
#[derive(Debug)]
pub struct Sampler<'a> {
    /// Where the samples of the dialect stand.
    pub conventions: &'a Conventions,
    /// Where unlike values come from.
    pub unique: Unique,
    /// Which of the possible values is taken where there are several: the rows of a fixture are to be unlike.
    pub variant: usize,
}

impl Sampler<'_> {
    /// A value for a scalar of this name and schema; unlike the last one where the schema leaves room.
    pub fn scalar(&self, name: &str, schema: &Schema, loose: bool) -> Value {
        if let Some(position) = self.variant.checked_rem(schema.values.len()) {
            return schema.values[position].clone();
        }
        if let Some(text) = self.patterned(schema) {
            return Value::String(text);
        }
        if let Some(value) = self.documented(name, schema) {
            return value;
        }
        match schema.one_of.first().copied().unwrap_or(schema.kind) {
            Type::Integer | Type::Number if loose => self.digits(schema),
            Type::Integer | Type::Number => Value::Number(self.number(schema)),
            Type::Boolean => Value::Bool(self.variant % 2 == 1),
            _ => Value::String(self.text(schema) + self.capital(schema)),
        }
    }

    /// A text that fits the pattern of the schema; none where it has none, or one that is not understood.
    fn patterned(&self, schema: &Schema) -> Option<String> {
        let pattern = schema.pattern.as_deref().filter(|_| schema.kind == Type::String)?;
        let bound = |bound: Option<u64>| bound.and_then(|bound| usize::try_from(bound).ok());
        let most = bound(schema.max_length).unwrap_or(usize::MAX);
        pattern::example(pattern, self.unique.number(), bound(schema.min_length).unwrap_or(0), most)
    }

    /// A capital letter behind a text that nothing bounds.
    fn capital(&self, schema: &Schema) -> &'static str {
        let free = schema.kind == Type::String && schema.max_length.is_none() && schema.pattern.is_none();
        if free && schema.format.is_none() && self.variant == CAPITAL { "Q" } else { "" }
    }

    /// A text of exactly this many characters.
    pub fn text_of(&self, length: usize) -> String {
        if let Some(short) = self.unique.short_text(length) {
            return short;
        }
        let text = self.unique.text();
        // The end differs from value to value, the beginning only from run to run.
        let end: String = text.chars().rev().take(length).collect();
        let end: String = end.chars().rev().collect();
        format!("{}{end}", "x".repeat(length.saturating_sub(end.chars().count())))
    }

    /// A value with exactly this many characters or digits, of the type of the schema.
    pub fn of_length(&self, schema: &Schema, length: usize) -> Value {
        let patterned = || pattern::example(schema.pattern.as_deref()?, self.unique.number(), length, length);
        match schema.kind {
            Type::Integer | Type::Number => number_of(&self.unique.digits(length)),
            _ => Value::String(patterned().unwrap_or_else(|| self.text_of(length))),
        }
    }

    fn text(&self, schema: &Schema) -> String {
        let text = if ALIKE.contains(&self.variant) { self.unique.text_alike() } else { self.unique.text() };
        let length = text.chars().count();
        let least = usize::try_from(schema.min_length.unwrap_or(0)).unwrap_or(usize::MAX).min(1 << 20);
        let most = usize::try_from(schema.max_length.unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
        if (least..=most).contains(&length) { text } else { self.text_of(length.clamp(least, most.max(least))) }
    }

    /// The simplest number, and for each variant the next one as far as the bounds allow. One of them has more digits than the others, so that an
    /// order of numbers is another than that of their texts.
    fn number(&self, schema: &Schema) -> Number {
        let first = number(schema);
        let after = |step: usize| first.as_i64().and_then(|first| first.checked_add(i64::try_from(step).ok()?));
        let within = |next: &i64| schema.maximum.as_ref().and_then(Number::as_i64).is_none_or(|most| *next <= most);
        let far = after(10 * self.variant).filter(|_| self.variant == OTHER_DIGITS).filter(within);
        far.or_else(|| after(self.variant).filter(within)).map_or(first, Number::from)
    }

    fn digits(&self, schema: &Schema) -> Value {
        let most = schema.max_length.and_then(|most| usize::try_from(most).ok()).unwrap_or(DIGITS).clamp(1, DIGITS);
        let least = schema.min_length.and_then(|least| usize::try_from(least).ok()).unwrap_or(1);
        let fewer = self.variant == OTHER_DIGITS && most > least.max(2);
        number_of(&self.unique.digits(if fewer { most - 1 } else { most }))
    }

    /// The sample of the dialect or of the format, varied.
    fn documented(&self, name: &str, schema: &Schema) -> Option<Value> {
        let bounded = schema.max_length.is_some() || schema.maximum.is_some() || schema.minimum.is_some();
        let by_name = || FORMAT_BY_NAME.iter().find(|(word, _)| !bounded && has_word(name, word));
        let samples = &self.conventions.samples;
        if let Some(sample) = samples.get(name) {
            // Of several samples for what takes one, each is taken in turn.
            let several = sample.as_array().filter(|_| schema.kind != Type::Array);
            let one = several.and_then(|several| several.get(self.unique.turn(several.len())?)).unwrap_or(sample);
            return Some(self.varied(schema, one));
        }
        let sample = match schema.format.as_deref() {
            Some(own) => samples.get(own).cloned().or_else(|| self.of_format(Format::named(own)?))?,
            None => self.of_format(by_name()?.1)?,
        };
        Some(sample).filter(|sample| may_be(schema.kind, sample)).map(|sample| self.varied(schema, &sample))
    }

    /// The sample of the dialect for a format, by any of its names, or the most usual text in it.
    fn of_format(&self, format: Format) -> Option<Value> {
        let own = format.names().iter().find_map(|name| self.conventions.samples.get(*name));
        own.cloned().or_else(|| format.valid().first().map(|text| Value::from(*text)))
    }

    /// A value like the sample, but unlike the one before, where the sample shows how: an address of mail, a row of digits.
    fn varied(&self, schema: &Schema, sample: &Value) -> Value {
        let Some(text) = sample.as_str() else {
            return sample.clone();
        };
        if let Some((_, host)) = text.split_once('@') {
            // The name ahead of the `@` heeds the case of letters (RFC 5321, section 2.4).
            let capital = if self.variant == CAPITAL { ".Q" } else { "" };
            return Value::String(format!("{}{capital}@{host}", self.unique.text()));
        }
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits {
            return sample.clone();
        }
        let (head, tail) = text.split_at(text.len().min(4));
        let digits = format!("{head}{}", self.unique.digits(tail.len()));
        let number = matches!(schema.kind, Type::Integer | Type::Number);
        if number { number_of(&digits) } else { Value::String(digits) }
    }
}

/// Whether a name has a word, alone or in the plural: `phone` of `phoneNumber` and `work_phones`, not of `phonetic`.
fn has_word(name: &str, word: &str) -> bool {
    words(name).into_iter().any(|part| singular(&part.to_lowercase()) == word)
}

/// Whether a sample may stand where a type is asked for: a number is written by a row of digits, and by no other text.
fn may_be(kind: Type, sample: &Value) -> bool {
    let digits = sample.as_str().is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    match kind {
        Type::String | Type::Any => true,
        Type::Number | Type::Integer => sample.is_number() || digits,
        Type::Enum | Type::Boolean | Type::Array | Type::Object => false,
    }
}

fn number_of(digits: &str) -> Value {
    digits.parse::<u64>().map_or_else(|_| Value::String(digits.to_owned()), Value::from)
}

/// The number next to the lower bound, to the upper bound where there is only that, otherwise 1.
fn number(schema: &Schema) -> Number {
    let one = Number::from(1);
    let below = |bound: &Number| bound.as_f64().is_some_and(|bound| bound > 1.0);
    let above = |bound: &Number| bound.as_f64().is_some_and(|bound| bound < 1.0);
    match (&schema.minimum, &schema.maximum) {
        (Some(minimum), _) if below(minimum) => minimum.clone(),
        (_, Some(maximum)) if above(maximum) => maximum.clone(),
        _ => one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_names_are_whole() {
        for (name, word) in
            [("email", "email"), ("workEmails", "email"), ("phone_numbers", "phone"), ("callbackURL", "url")]
        {
            assert!(has_word(name, word), "{name}");
        }
        for (name, word) in [("hourly_rate", "url"), ("phonetic", "phone"), ("curl", "url")] {
            assert!(!has_word(name, word), "{name}");
        }
    }

    #[test]
    fn only_rows_of_digits_are_numbers() {
        assert!(may_be(Type::Number, &Value::from("74951234567")) && may_be(Type::String, &Value::from("a@b.example")));
        assert!(!may_be(Type::Number, &Value::from("a@b.example")) && !may_be(Type::Boolean, &Value::from("1")));
    }
}
