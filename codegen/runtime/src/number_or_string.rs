//! A value that the documents allow as a number and as a string.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, Visitor},
};

use crate::Number;

/// A number or a string, kept as what was sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum NumberOrString {
    /// It was sent as a number.
    Number(Number),
    /// It was sent as a string.
    String(String),
}

impl NumberOrString {
    /// Its text, whichever way it was sent: `74951234567` and `"74951234567"` have the same.
    pub fn to_text(&self) -> std::borrow::Cow<'_, str> {
        match self {
            Self::Number(number) => number.to_string().into(),
            Self::String(text) => text.as_str().into(),
        }
    }

    /// Whether both stand for the same text. No text is made of a number for that.
    pub fn same_text(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::String(one), Self::String(other)) => one == other,
            (Self::Number(one), Self::Number(other)) => one.same_text(*other),
            (Self::Number(number), Self::String(text)) | (Self::String(text), Self::Number(number)) => {
                number.is_written(text)
            }
        }
    }
}

impl Default for NumberOrString {
    fn default() -> Self {
        Self::String(String::new())
    }
}

impl fmt::Display for NumberOrString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl From<&str> for NumberOrString {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for NumberOrString {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<Number> for NumberOrString {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for NumberOrString {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl<'de> Deserialize<'de> for NumberOrString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EitherVisitor;
        impl Visitor<'_> for EitherVisitor {
            type Value = NumberOrString;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number or a string")
            }
            fn visit_i64<E: Error>(self, n: i64) -> Result<NumberOrString, E> {
                Ok(n.into())
            }
            fn visit_u64<E: Error>(self, n: u64) -> Result<NumberOrString, E> {
                Ok(Number::from(n).into())
            }
            fn visit_f64<E: Error>(self, x: f64) -> Result<NumberOrString, E> {
                Number::from_f64(x).map(Into::into).ok_or_else(|| E::custom("a number that JSON does not have"))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<NumberOrString, E> {
                Ok(text.into())
            }
        }
        deserializer.deserialize_any(EitherVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::NumberOrString;

    #[test]
    fn texts_are_compared_as_if_they_were_written() {
        let texts = [
            "0",
            "-0.0",
            "7",
            "7.0",
            "-7",
            "10",
            "1e1",
            "1.5",
            "18446744073709551615",
            "1e300",
            "-9223372036854775808",
        ];
        let numbers = texts.iter().map(|text| serde_json::from_str::<NumberOrString>(text).unwrap());
        let strings =
            ["", "-", "0", "-0", "00", "7", "07", "+7", "-7", "7.0", "10", "1e1", "1.5", "18446744073709551615", "а"];
        let strings = strings.iter().map(|text| NumberOrString::from(*text));
        let all: Vec<_> = numbers.chain(strings).collect();
        for one in &all {
            for other in &all {
                assert_eq!(one.same_text(other), one.to_text() == other.to_text(), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn keeps_the_way_it_was_sent() {
        for text in ["74951234567", "\"74951234567\""] {
            let value: NumberOrString = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&value).unwrap(), text);
            assert_eq!(value.to_text(), "74951234567");
        }
        assert!(serde_json::from_str::<NumberOrString>("true").is_err());
    }
}
