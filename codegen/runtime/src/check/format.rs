//! Formats of strings, by their JSON Schema names (JSON Schema validation 2020-12, section 7.3), and E.164.

use serde_json::Value;

use super::{Measured, Pattern};
use crate::{Number, NumberOrString, text::displayed};

/// A format that can be told from the text alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// An address as RFC 5321 has it, without quoted local parts and address literals.
    Email,
    /// A telephone number as ITU-T E.164 has it: 7 to 15 digits, with or without `+` ahead.
    E164,
    /// A UUID in its text form (RFC 9562, section 4).
    Uuid,
    /// A date and time (RFC 3339, section 5.6); a space may stand for the `T`, and the offset may be left out.
    DateTime,
    /// A date (RFC 3339, section 5.6).
    Date,
    /// An absolute URI (RFC 3986, section 4.3), by its scheme and its characters.
    Uri,
}

impl Format {
    /// Whether a text has this format.
    pub fn accepts(self, text: &str) -> bool {
        let bytes = text.as_bytes();
        match self {
            Self::Email => email(text),
            Self::E164 => digits_between(bytes.strip_prefix(b"+").unwrap_or(bytes), 7, 15),
            Self::Uuid => uuid(bytes),
            Self::DateTime => date_time(bytes),
            Self::Date => date(bytes),
            Self::Uri => uri(text),
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

fn email(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(at) = bytes.iter().rposition(|byte| *byte == b'@') else { return false };
    let (local, domain) = (&bytes[..at], &bytes[at + 1..]);
    let host_label = |label: &[u8]| label.first() != Some(&b'-') && label.last() != Some(&b'-') && label.len() <= 63;
    local.len() <= 64
        && domain.len() <= 255
        && labels(local, &ATOM, |_| true) >= 1
        && labels(domain, &HOST, host_label) >= 2
        // Letters of all scripts are let in (RFC 6531, section 3.3), and no other characters.
        && (text.is_ascii() || text.chars().all(|c| c.is_ascii() || c.is_alphanumeric()))
}

/// How many labels there are between dots; none when one of them is empty, holds another byte, or does not fit.
fn labels(text: &[u8], allowed: &[bool; 256], fits: impl Fn(&[u8]) -> bool) -> usize {
    let mut count = 0;
    for label in text.split(|byte| *byte == b'.') {
        if label.is_empty() || !label.iter().all(|byte| allowed[usize::from(*byte)]) || !fits(label) {
            return 0;
        }
        count += 1;
    }
    count
}

/// What an atom is made of (RFC 5322, section 3.2.3).
static ATOM: [bool; 256] = letters_digits_and(b"!#$%&'*+-/=?^_`{|}~");

/// What a label of a host name is made of (RFC 1123, section 2.1).
static HOST: [bool; 256] = letters_digits_and(b"-");

/// Letters, digits, all bytes beyond ASCII, and some more.
const fn letters_digits_and(more: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut index = 0;
    while index < more.len() {
        table[more[index] as usize] = true;
        index += 1;
    }
    let mut byte = u8::MAX;
    while byte > 0 {
        table[byte as usize] |= byte.is_ascii_alphanumeric() || !byte.is_ascii();
        byte -= 1;
    }
    table
}

fn uuid(bytes: &[u8]) -> bool {
    bytes.len() == 36
        && bytes.iter().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Two digits as a number.
fn two(bytes: &[u8]) -> Option<u32> {
    match bytes {
        [a @ b'0'..=b'9', b @ b'0'..=b'9'] => Some(u32::from(a - b'0') * 10 + u32::from(b - b'0')),
        _ => None,
    }
}

fn date(bytes: &[u8]) -> bool {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = bytes else { return false };
    let (Some(century), Some(year), Some(month), Some(day)) =
        (two(&[*y1, *y2]), two(&[*y3, *y4]), two(&[*m1, *m2]), two(&[*d1, *d2]))
    else {
        return false;
    };
    let year = century * 100 + year;
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

fn date_time(bytes: &[u8]) -> bool {
    let Some((day, [b'T' | b't' | b' ', time @ ..])) = bytes.split_at_checked(10) else { return false };
    let Some((clock, rest)) = time.split_at_checked(8) else { return false };
    date(day) && clock_time(clock) && offset(fraction(rest))
}

fn clock_time(bytes: &[u8]) -> bool {
    let [h1, h2, b':', m1, m2, b':', s1, s2] = bytes else { return false };
    // 60 is a leap second.
    let within = |high: u8, low: u8, most: u32| two(&[high, low]).is_some_and(|n| n <= most);
    within(*h1, *h2, 23) && within(*m1, *m2, 59) && within(*s1, *s2, 60)
}

/// What follows the fraction of a second; the text itself when its fraction has no digits.
fn fraction(bytes: &[u8]) -> &[u8] {
    let Some(digits) = bytes.strip_prefix(b".") else { return bytes };
    let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 { bytes } else { &digits[count..] }
}

fn offset(bytes: &[u8]) -> bool {
    match bytes {
        [] | [b'Z' | b'z'] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => {
            two(&[*h1, *h2]).is_some_and(|h| h <= 23) && two(&[*m1, *m2]).is_some_and(|m| m <= 59)
        }
        _ => false,
    }
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
    fn uri() {
        check(
            Format::Uri,
            &["https://example.com/a?b=c#d", "urn:isbn:1"],
            &["", "example.com", "1http://a", "http://a b", "http:"],
        );
    }
}
