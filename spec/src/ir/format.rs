//! The formats of text that are known by name: what each of them is, and texts that have it and that have it not.
//!
//! This is the one definition. What generated code refuses and what the conformance suite holds a target to are written apart
//! from each other, so that no mistake is shared; the texts here hold both of them to the same meaning. What lies between them
//! is in doubt: generated code decides it by the standard, and the suite accuses nobody of it.

/// A format that can be told from the text alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A date of the calendar (RFC 3339, section 5.6, `full-date`).
    Date,
    /// A date and a time (RFC 3339, section 5.6, `date-time`); a space may stand for the `T`, and the offset may be left out.
    DateTime,
    /// An international telephone number (ITU-T E.164, section 6): at most 15 digits, with or without `+` ahead.
    E164,
    /// An address of mail (RFC 5321, section 4.1.2, and RFC 6531), without quoted names and address literals.
    Email,
    /// A host name (RFC 1123, section 2.1).
    Hostname,
    /// An address of IP version 4, as four decimal numbers (RFC 2673, section 3.2).
    Ipv4,
    /// An address of IP version 6 (RFC 4291, section 2.2).
    Ipv6,
    /// A time of the day (RFC 3339, section 5.6, `full-time`); the offset may be left out.
    Time,
    /// An absolute URI (RFC 3986, section 4.3, with or without a fragment).
    Uri,
    /// A UUID in its text form (RFC 9562, section 4).
    Uuid,
}

/// What is known of a format: its names, the usual one first, texts that have it, and texts that have it not.
struct Definition {
    names: &'static [&'static str],
    valid: &'static [&'static str],
    invalid: &'static [(&'static str, &'static str)],
}

impl Format {
    /// All formats, in the order of their names.
    pub const ALL: [Self; 10] = [
        Self::Date,
        Self::DateTime,
        Self::E164,
        Self::Email,
        Self::Hostname,
        Self::Ipv4,
        Self::Ipv6,
        Self::Time,
        Self::Uri,
        Self::Uuid,
    ];

    /// The format of a name: that of JSON Schema (section 7.3 of its validation vocabulary), that of the standard, or a usual
    /// word for it. None where nothing is known of the name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.names().iter().any(|known| known.eq_ignore_ascii_case(name)))
    }

    /// The names, the usual one first.
    pub fn names(self) -> &'static [&'static str] {
        self.definition().names
    }

    /// Texts that have the format, the most usual first. Names and numbers are those set aside for examples: RFC 2606,
    /// RFC 5737, RFC 3849, and 555-0100 to 555-0199 of the North American Numbering Plan.
    pub fn valid(self) -> &'static [&'static str] {
        self.definition().valid
    }

    /// Texts that nobody takes for one in the format, each with a word for what is wrong.
    pub fn invalid(self) -> &'static [(&'static str, &'static str)] {
        self.definition().invalid
    }

    fn definition(self) -> Definition {
        match self {
            Self::Date => Definition {
                names: &["date"],
                valid: &["2024-01-31", "2024-02-29", "2000-02-29"],
                invalid: &[("month-13", "2024-13-01"), ("day-32", "2024-01-32"), ("no-day", "2024-01")],
            },
            Self::DateTime => Definition {
                names: &["date-time", "datetime"],
                valid: &["2024-01-31T12:00:00Z", "2024-01-31T12:00:00.5+03:00", "2024-01-31 23:59:59"],
                invalid: &[("month-13", "2024-13-01 00:00:00"), ("hour-25", "2024-01-31 25:00:00")],
            },
            Self::E164 => Definition {
                names: &["E164", "E.164", "phone"],
                valid: &["12025550143", "+12025550143", "+290212345", "123456789012345"],
                invalid: &[("letters", "7495ABC4567"), ("sixteen-digits", "7495123456789012")],
            },
            Self::Email => Definition {
                names: &["email"],
                valid: &["someone@example.com", "some.one+else@mail.example.com"],
                invalid: &[("no-at", "someone.example.com"), ("no-name", "@example.com"), ("no-host", "someone@")],
            },
            Self::Hostname => Definition {
                names: &["hostname"],
                valid: &["host.example.com", "localhost", "3com.example"],
                invalid: &[("space", "host example.com"), ("empty-label", "host..example.com")],
            },
            Self::Ipv4 => Definition {
                names: &["ipv4"],
                valid: &["192.0.2.1", "0.0.0.0", "255.255.255.255"],
                invalid: &[("too-great", "192.0.2.256"), ("three-numbers", "192.0.2")],
            },
            Self::Ipv6 => Definition {
                names: &["ipv6"],
                valid: &["2001:db8::1", "::", "2001:DB8:0:0:8:800:200C:417A", "::ffff:192.0.2.1"],
                invalid: &[("no-hex", "2001:db8::zz"), ("nine-groups", "2001:db8:1:2:3:4:5:6:7")],
            },
            Self::Time => Definition {
                names: &["time"],
                valid: &["12:00:00Z", "23:59:59.5+03:00", "00:00:00"],
                invalid: &[("hour-25", "25:00:00"), ("minute-60", "12:60:00")],
            },
            Self::Uri => Definition {
                names: &["uri", "url"],
                valid: &["https://example.com/", "https://example.com/a?b=c#d", "urn:isbn:0451450523"],
                invalid: &[("no-scheme", "://example.com/"), ("digit-ahead", "1https://example.com/")],
            },
            Self::Uuid => Definition {
                names: &["uuid"],
                valid: &["3f2b8c1e-5d4a-4e6b-9a7c-0d1e2f3a4b5c", "3F2B8C1E-5D4A-4E6B-9A7C-0D1E2F3A4B5C"],
                invalid: &[
                    ("too-short", "3f2b8c1e-5d4a-4e6b-9a7c"),
                    ("no-hex", "zf2b8c1e-5d4a-4e6b-9a7c-0d1e2f3a4b5c"),
                ],
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_to_its_format() {
        for format in Format::ALL {
            for name in format.names() {
                assert_eq!(Format::named(name), Some(format), "{name}");
            }
            assert!(!format.valid().is_empty() && !format.invalid().is_empty(), "{format:?}");
        }
        assert_eq!(Format::named("E164"), Format::named("e164"));
        assert_eq!(Format::named("no such"), None);
    }
}
