//! What texts in the known formats look like, as far as everybody agrees: what is in doubt fits.

use serde_json::Value;

/// The most digits of a telephone number (ITU-T E.164, section 6.1).
const E164_DIGITS: usize = 15;

/// Whether a text is in a format; none where the format is not known here, so that nothing can be said.
pub fn fits(format: &str, text: &str) -> Option<bool> {
    Some(match format {
        "E164" => is_e164(text),
        "email" => is_email(text),
        "uuid" => is_uuid(text),
        "date" => is_date(text),
        "time" => is_time(text),
        "date-time" => is_date_time(text),
        "ipv4" => text.parse::<std::net::Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<std::net::Ipv6Addr>().is_ok(),
        "uri" | "url" => is_uri(text),
        _ => return None,
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

/// Texts that nobody takes for one in the format, each with a word for what is wrong.
pub fn misfits(format: &str) -> &'static [(&'static str, &'static str)] {
    match format {
        "E164" => &[("letters", "7495ABC4567"), ("sixteen-digits", "7495123456789012")],
        "email" => &[("no-at", "someone.example.com"), ("no-name", "@example.com"), ("no-host", "someone@")],
        "uuid" => &[("too-short", "3f2b8c1e-5d4a-4e6b-9a7c"), ("no-hex", "zf2b8c1e-5d4a-4e6b-9a7c-0d1e2f3a4b5c")],
        "date" => &[("month-13", "2024-13-01"), ("day-32", "2024-01-32")],
        "time" => &[("hour-25", "25:00:00")],
        "date-time" => &[("month-13", "2024-13-01 00:00:00"), ("hour-25", "2024-01-31 25:00:00")],
        "ipv4" => &[("too-great", "192.0.2.256")],
        "ipv6" => &[("no-hex", "2001:db8::zz")],
        _ => &[],
    }
}

/// How many digits the longest texts of a format have that is made of digits, and how they begin; none where there is no such bound.
pub fn longest(format: &str) -> Option<(&'static str, usize)> {
    // A geographic number of the numbering plan of the United States (ITU-T E.164, annex A) begins with 1.
    (format == "E164").then_some(("1", E164_DIGITS))
}

fn is_e164(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    (1..=E164_DIGITS).contains(&digits.len()) && all_digits(digits)
}

/// RFC 5322 allows much; without a name, an `@` and a host it is no address.
fn is_email(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
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
    fn texts_in_a_format_fit() {
        let fine = [
            ("E164", "+74951234567"),
            ("email", "someone@example.com"),
            ("uuid", "3F2B8C1E-5d4a-4e6b-9a7c-0d1e2f3a4b5c"),
            ("date", "2024-02-29"),
            ("date-time", "2024-01-31T12:00:00.5+03:00"),
            ("date-time", "2024-01-31 23:59:60"),
            ("ipv4", "192.0.2.1"),
            ("uri", "https://example.com/"),
        ];
        for (format, text) in fine {
            assert_eq!(fits(format, text), Some(true), "{format} {text}");
        }
        assert_eq!(fits("no such format", ""), None);
    }

    #[test]
    fn no_misfit_fits() {
        for format in ["E164", "email", "uuid", "date", "time", "date-time", "ipv4", "ipv6"] {
            assert!(!misfits(format).is_empty(), "{format}");
            for (_, text) in misfits(format) {
                assert_eq!(fits(format, text), Some(false), "{format} {text}");
            }
        }
    }
}
