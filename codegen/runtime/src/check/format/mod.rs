//! Formats of strings, by their JSON Schema names (JSON Schema validation 2020-12, section 7.3), and E.164.

mod clock;
mod host;

use std::net::{Ipv4Addr, Ipv6Addr};

use serde_json::Value;

use super::{Measured, Pattern};
use crate::{Number, NumberOrString, text::displayed};

/// A format that can be told from the text alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A date (RFC 3339, section 5.6).
    Date,
    /// A date and time (RFC 3339, section 5.6); a space may stand for the `T`, and the offset may be left out.
    DateTime,
    /// A telephone number as ITU-T E.164 has it: 7 to 15 digits, with or without `+` ahead. The standard names no least
    /// number; no country has shorter ones.
    E164,
    /// An address as RFC 5321 has it, without quoted local parts and address literals.
    Email,
    /// A host name (RFC 1123, section 2.1).
    Hostname,
    /// An address of IP version 4, as four decimal numbers.
    Ipv4,
    /// An address of IP version 6 (RFC 4291, section 2.2).
    Ipv6,
    /// A time of the day (RFC 3339, section 5.6); the offset may be left out.
    Time,
    /// An absolute URI (RFC 3986, section 4.3), by its scheme and its characters.
    Uri,
    /// A UUID in its text form (RFC 9562, section 4).
    Uuid,
}

impl Format {
    /// Whether a text has this format.
    pub fn accepts(self, text: &str) -> bool {
        let bytes = text.as_bytes();
        match self {
            Self::Date => clock::date(bytes),
            Self::DateTime => clock::date_time(bytes),
            Self::E164 => digits_between(bytes.strip_prefix(b"+").unwrap_or(bytes), 7, 15),
            Self::Email => host::email(text),
            Self::Hostname => host::name(text),
            Self::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Self::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
            Self::Time => clock::time(bytes),
            Self::Uri => uri(text),
            Self::Uuid => uuid(bytes),
        }
    }
}

/// A value that has a text to hold to a format.
pub trait Texted: Measured {
    /// Whether its text has the format.
    fn has(&self, format: Format) -> bool;

    /// Whether its text as a whole matches a pattern.
    fn matches(&self, pattern: &Pattern) -> bool;
}

impl Texted for String {
    fn has(&self, format: Format) -> bool {
        format.accepts(self)
    }

    fn matches(&self, pattern: &Pattern) -> bool {
        pattern.accepts(self)
    }
}

impl Texted for Number {
    fn has(&self, format: Format) -> bool {
        match (format, self.as_i64()) {
            // The usual case, without a text made of it.
            (Format::E164, Some(number)) => (1_000_000..1_000_000_000_000_000).contains(&number),
            _ => displayed(self, |text| format.accepts(text)),
        }
    }

    fn matches(&self, pattern: &Pattern) -> bool {
        displayed(self, |text| pattern.accepts(text))
    }
}

impl Texted for i64 {
    fn has(&self, format: Format) -> bool {
        Number::from(*self).has(format)
    }

    fn matches(&self, pattern: &Pattern) -> bool {
        displayed(self, |text| pattern.accepts(text))
    }
}

impl Texted for NumberOrString {
    fn has(&self, format: Format) -> bool {
        match self {
            Self::Number(number) => number.has(format),
            Self::String(text) => format.accepts(text),
        }
    }

    fn matches(&self, pattern: &Pattern) -> bool {
        match self {
            Self::Number(number) => number.matches(pattern),
            Self::String(text) => pattern.accepts(text),
        }
    }
}

impl Texted for Value {
    fn has(&self, format: Format) -> bool {
        match self {
            Self::String(text) => format.accepts(text),
            Self::Number(number) => displayed(number, |text| format.accepts(text)),
            _ => false,
        }
    }

    fn matches(&self, pattern: &Pattern) -> bool {
        match self {
            Self::String(text) => pattern.accepts(text),
            Self::Number(number) => displayed(number, |text| pattern.accepts(text)),
            _ => false,
        }
    }
}

fn digits_between(bytes: &[u8], least: usize, most: usize) -> bool {
    (least..=most).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_digit)
}

fn uuid(bytes: &[u8]) -> bool {
    bytes.len() == 36
        && bytes.iter().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let scheme_char = |c: u8| c.is_ascii_alphanumeric() || b"+-.".contains(&c);
    scheme.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && scheme.bytes().all(scheme_char)
        && !rest.is_empty()
        && rest.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"<>\"\\^`{|}".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{Format, Texted};
    use crate::Number;

    #[track_caller]
    fn check(format: Format, right: &[&str], wrong: &[&str]) {
        for text in right {
            assert!(format.accepts(text), "{format:?} refuses {text:?}");
        }
        for text in wrong {
            assert!(!format.accepts(text), "{format:?} accepts {text:?}");
        }
    }

    #[test]
    fn email() {
        let right = ["a@example.com", "a.b+c@mail.example.com", "o'neil@example.com", "иван@пример.рф"];
        check(
            Format::Email,
            &right,
            &["", "a", "a@", "@b.ru", "a b@example.com", "a@example", "a@@example.com", "a@-b.ru", "a..b@b.ru"],
        );
        let wrong = [
            "a@b-.ru",
            "a@b..ru",
            "a@.ru",
            ".a@b.ru",
            "a.@b.ru",
            "a@b_c.ru",
            "a\u{a0}@b.ru",
            "a@b.ru\n",
            "a@b\u{2014}c.ru",
        ];
        check(Format::Email, &["a-@b-c.ru", "-@b.r"], &wrong);
        let long = |local: usize, label: usize| format!("{}@{}.ru", "a".repeat(local), "b".repeat(label));
        check(Format::Email, &[&long(64, 63)], &[&long(65, 1), &long(1, 64), &format!("a@{}ru", "b.".repeat(127))]);
    }

    #[test]
    fn e164() {
        check(
            Format::E164,
            &["74951234567", "+74951234567", "1234567"],
            &["", "+", "123456", "1234567890123456", "7 495 123"],
        );
        assert!(Number::from(74_951_234_567_i64).has(Format::E164));
        assert!(!Number::from(-74_951_234_567_i64).has(Format::E164));
        let bounds =
            [(999_999, false), (1_000_000, true), (999_999_999_999_999, true), (1_000_000_000_000_000_i64, false)];
        for (number, right) in bounds {
            assert_eq!(Number::from(number).has(Format::E164), right, "{number}");
        }
    }

    #[test]
    fn uuid() {
        let right = "c4b3a2d1-0000-4fff-8000-aBcDeF012345";
        check(
            Format::Uuid,
            &[right],
            &["", "c4b3a2d100004fff8000abcdef012345", &right.replace('c', "g"), &right.replace('-', "_")],
        );
    }

    #[test]
    fn dates() {
        check(
            Format::Date,
            &["2024-02-29", "2000-02-29"],
            &["2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "24-01-01", "2024-1-1"],
        );
        let right = ["2024-02-29T23:59:60Z", "2024-01-01 00:00:00", "2024-01-01T00:00:00.123+03:00"];
        let wrong = [
            "2024-01-01",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:00",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00+3",
        ];
        check(Format::DateTime, &right, &wrong);
    }

    #[test]
    fn times() {
        check(
            Format::Time,
            &["23:59:60Z", "00:00:00", "12:30:00.25-03:30"],
            &["", "12:30", "24:00:00", "12:60:00Z", "12:00:00.Z", "12:00:00+3", "T12:00:00"],
        );
    }

    #[test]
    fn hosts() {
        let (label, longest) = ("a".repeat(63), "a.".repeat(126) + "a");
        check(
            Format::Hostname,
            &["localhost", "a-1.example.com", &label, &longest],
            &[
                "",
                ".",
                "a..b",
                "a.",
                "-a.b",
                "a-.b",
                "a_b",
                "a b",
                "пример.рф",
                &format!("{label}a"),
                &format!("{longest}a"),
            ],
        );
        check(Format::Ipv4, &["192.0.2.1"], &["", "192.0.2", "192.0.2.256", "192.0.2.1.1", "192.0.2.01"]);
        check(Format::Ipv6, &["::1", "2001:db8::1"], &["", "::1::", "12345::", "192.0.2.1", "fe80::1%eth0"]);
    }

    #[test]
    fn uri() {
        check(
            Format::Uri,
            &["https://example.com/a?b=c#d", "urn:isbn:1"],
            &["", "example.com", "1http://a", "http://a b", "http:"],
        );
    }
}
