//! What texts in the known formats look like, as far as everybody agrees: what is in doubt fits. [`Format`] tells what they are.

use doctract_spec::ir::{Format, Schema};
use serde_json::Value;

/// The most digits of a telephone number (ITU-T E.164, section 6.1).
const E164_DIGITS: usize = 15;

/// Whether a text is in a format; none where the format is not known, so that nothing can be said.
pub fn fits(format: &str, text: &str) -> Option<bool> {
    Some(match Format::named(format)? {
        Format::Date => is_date(text),
        Format::DateTime => is_date_time(text),
        Format::E164 => is_e164(text),
        Format::Email => is_email(text),
        Format::Hostname => is_hostname(text),
        Format::Ipv4 => text.parse::<std::net::Ipv4Addr>().is_ok(),
        Format::Ipv6 => text.parse::<std::net::Ipv6Addr>().is_ok(),
        Format::Time => is_time(text),
        Format::Uri => is_uri(text),
        Format::Uuid => is_uuid(text),
    })
}

/// The same for a JSON value: a number is read by its digits; what is neither text nor number has no format.
pub fn value_fits(format: &str, value: &Value) -> Option<bool> {
    match value {
        Value::String(text) => fits(format, text),
        Value::Number(number) => fits(format, &number.to_string()),
        _ => None,
    }
}

/// Whether a value is in the format of a schema, as the documents name it: where their own word for the type is the `date-time` of JSON Schema
/// (2020-12 validation, section 7.3.1), a time without its offset from UTC is none, as a layout of letters and digits may have it.
pub fn schema_fits(schema: &Schema, value: &Value) -> Option<bool> {
    let format = schema.format.as_deref()?;
    let fits = value_fits(format, value)?;
    let named = |known: &str| schema.documented_type.as_deref().is_some_and(|word| word.contains(known));
    let offset = || value.as_str().is_none_or(has_offset);
    // The bare word for a date does not say that no time follows.
    let dated = || value.as_str().is_some_and(is_date_time);
    Some(match Format::named(format) {
        Some(Format::DateTime) => fits && (!named(DATE_TIME) || offset()),
        Some(Format::Date) if is_bare_word(schema) => fits || dated(),
        _ => fits,
    })
}

/// Whether nothing but the word for the type tells of a format, as no pattern does.
fn is_bare_word(schema: &Schema) -> bool {
    schema.pattern.is_none() && schema.documented_type.as_deref().is_some_and(|word| !word.contains(['(', '<']))
}

/// The word that JSON Schema has for a date and a time.
const DATE_TIME: &str = "date-time";

/// Whether a time says how far it is from UTC (RFC 3339, section 5.6).
fn has_offset(text: &str) -> bool {
    let numeric = || {
        let (_, clock) = text.rsplit_once(['+', '-']).filter(|(ahead, _)| ahead.contains(':'))?;
        clock.split_once(':').filter(|(hour, minute)| two_digits(hour, 0, 23) && two_digits(minute, 0, 59))
    };
    text.ends_with(['Z', 'z']) || numeric().is_some()
}

/// Texts that nobody takes for one in the format, each with a word for what is wrong.
pub fn misfits(format: &str) -> &'static [(&'static str, &'static str)] {
    Format::named(format).map_or(&[], Format::invalid)
}

/// How many digits the longest texts of a format have that is made of digits, and how they begin; none where there is no such bound.
pub fn longest(format: &str) -> Option<(&'static str, usize)> {
    // A geographic number of the numbering plan of the United States (ITU-T E.164, annex A) begins with 1.
    (Format::named(format) == Some(Format::E164)).then_some(("1", E164_DIGITS))
}

fn is_e164(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    (1..=E164_DIGITS).contains(&digits.len()) && all_digits(digits)
}

/// RFC 5322 allows much; without a name, an `@` and a host it is no address.
fn is_email(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
}

/// Labels between dots, of one character at least, and with a dot behind them or without; what they are made of is not asked.
fn is_hostname(text: &str) -> bool {
    let text = text.strip_suffix('.').unwrap_or(text);
    text.split('.').all(|label| !label.is_empty() && !label.contains(char::is_whitespace))
}

/// RFC 9562, section 4.
fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// RFC 3986, section 3: a scheme ahead of a colon.
fn is_uri(text: &str) -> bool {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.starts_with(|first: char| first.is_ascii_alphabetic()) && !text.contains(char::is_whitespace)
}

/// RFC 3339, section 5.6, or with a space between date and time and without an offset, as databases write it.
fn is_date_time(text: &str) -> bool {
    let split = text.split_once(['T', 't', ' ']);
    split.is_some_and(|(date, time)| is_date(date) && is_time(time))
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    year.len() == 4 && all_digits(year) && two_digits(month, 1, 12) && two_digits(day, 1, 31)
}

fn is_time(text: &str) -> bool {
    let clock = text.split(['Z', 'z', '+', '-', '.']).next().unwrap_or_default();
    let parts: Vec<&str> = clock.split(':').collect();
    let ([hour, minute] | [hour, minute, _]) = parts[..] else { return false };
    let second = parts.get(2).is_none_or(|second| two_digits(second, 0, 60));
    two_digits(hour, 0, 23) && two_digits(minute, 0, 59) && second
}

fn two_digits(text: &str, least: u8, most: u8) -> bool {
    text.len() == 2 && all_digits(text) && text.parse().is_ok_and(|number: u8| (least..=most).contains(&number))
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_format_fits_it_and_what_has_it_not_does_not() {
        for format in Format::ALL {
            for name in format.names() {
                for text in format.valid() {
                    assert_eq!(fits(name, text), Some(true), "{name} {text}");
                }
                for (_, text) in misfits(name) {
                    assert_eq!(fits(name, text), Some(false), "{name} {text}");
                }
            }
        }
        assert_eq!(fits("no such format", ""), None);
    }

    #[test]
    fn a_date_time_of_json_schema_has_its_offset() {
        let of = |word: &str| Schema {
            documented_type: Some(word.to_owned()),
            format: Some("date-time".to_owned()),
            ..Schema::default()
        };
        let says = |word: &str, text: &str| schema_fits(&of(word), &text.into());
        for text in ["2031-02-03T04:05:06Z", "2031-02-03t04:05:06.789z", "2031-02-03 04:05:06-07:30"] {
            assert_eq!(says("string<date-time>", text), Some(true), "{text}");
        }
        for text in ["2031-02-03T04:05:06", "2031-02-03 04:05:06", "2031-02-03T04:05:06+0730", "2031-02-03"] {
            assert_eq!(says("string<date-time>", text), Some(false), "{text}");
        }
        assert_eq!(says("string", "2031-02-03 04:05:06"), Some(true), "a layout that the documents show");
    }

    #[test]
    fn what_is_in_doubt_fits() {
        for (format, text) in
            [("E164", "12345"), ("date-time", "2024-01-31 23:59"), ("time", "12:00"), ("email", "a@b")]
        {
            assert_eq!(fits(format, text), Some(true), "{format} {text}");
        }
    }
}
