//! A JSON number.

use std::{cmp::Ordering, fmt};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
};

/// A JSON number, kept as what was sent: `1` stays an integer and `1.0` a float.
///
/// Numbers compare by value, so `Number::from(1) == Number::from(1.0)`. It is never NaN nor infinite, for JSON has neither.
#[derive(Clone, Copy, Debug)]
pub struct Number(Repr);

#[derive(Clone, Copy, Debug)]
enum Repr {
    Signed(i64),
    /// Only what does not fit into `Signed`.
    Unsigned(u64),
    Float(f64),
}

impl Number {
    /// The number as an integer, if it is one that fits; `2.0` is the integer 2.
    pub fn as_i64(self) -> Option<i64> {
        match self.0 {
            Repr::Signed(n) => Some(n),
            Repr::Unsigned(_) => None,
            Repr::Float(x) => float_as_i64(x),
        }
    }

    /// The number as a float, rounded where a float has not enough digits.
    #[expect(clippy::cast_precision_loss, reason = "said above")]
    pub fn as_f64(self) -> f64 {
        match self.0 {
            Repr::Signed(n) => n as f64,
            Repr::Unsigned(n) => n as f64,
            Repr::Float(x) => x,
        }
    }

    /// A float as a number; `None` for NaN and the infinities, which JSON does not have.
    pub fn from_f64(x: f64) -> Option<Self> {
        x.is_finite().then_some(Self(Repr::Float(x)))
    }

    /// How many digits it has when written in decimal, without sign, point and exponent.
    pub fn digits(self) -> usize {
        match self.0 {
            Repr::Signed(n) => integer_digits(n.unsigned_abs()),
            Repr::Unsigned(n) => integer_digits(n),
            Repr::Float(x) => match float_as_i64(x) {
                Some(n) => integer_digits(n.unsigned_abs()),
                None => x.to_string().bytes().filter(u8::is_ascii_digit).count(),
            },
        }
    }

    /// Whether that is how the number is written, as [`fmt::Display`] writes it.
    pub(crate) fn is_written(self, text: &str) -> bool {
        match self.0 {
            Repr::Signed(n) => is_integer(n < 0, n.unsigned_abs(), text),
            Repr::Unsigned(n) => is_integer(false, n, text),
            Repr::Float(_) => self.to_string() == text,
        }
    }

    /// Whether both numbers are written alike.
    pub(crate) fn same_text(self, other: Self) -> bool {
        match (self.0, other.0) {
            (Repr::Signed(one), Repr::Signed(other)) => one == other,
            (Repr::Unsigned(one), Repr::Unsigned(other)) => one == other,
            (Repr::Float(_), _) | (_, Repr::Float(_)) => self.to_string() == other.to_string(),
            _ => false,
        }
    }
}

/// Whether a text is this integer in decimal: its digits are compared from the last one on, where different numbers differ first.
fn is_integer(negative: bool, mut magnitude: u64, text: &str) -> bool {
    let bytes = if negative { text.as_bytes().strip_prefix(b"-") } else { Some(text.as_bytes()) };
    let Some((first, rest)) = bytes.and_then(<[u8]>::split_first) else { return false };
    for byte in rest.iter().rev() {
        if u64::from(byte.wrapping_sub(b'0')) != magnitude % 10 {
            return false;
        }
        magnitude /= 10;
    }
    u64::from(first.wrapping_sub(b'0')) == magnitude && (magnitude > 0 || rest.is_empty())
}

fn integer_digits(n: u64) -> usize {
    n.checked_ilog10().map_or(1, |log| log as usize + 1)
}

/// 2^63, the first integer that is too great for `i64`.
const TOO_GREAT: f64 = 9_223_372_036_854_775_808.0;

#[expect(clippy::cast_possible_truncation, reason = "the range is checked first")]
fn float_as_i64(x: f64) -> Option<i64> {
    (x.trunc().total_cmp(&x).is_eq() && (-TOO_GREAT..TOO_GREAT).contains(&x)).then_some(x as i64)
}

impl Default for Number {
    fn default() -> Self {
        Self(Repr::Signed(0))
    }
}

impl From<u64> for Number {
    fn from(n: u64) -> Self {
        Self(i64::try_from(n).map_or(Repr::Unsigned(n), Repr::Signed))
    }
}

impl From<&serde_json::Number> for Number {
    fn from(number: &serde_json::Number) -> Self {
        match (number.as_i64(), number.as_u64()) {
            (Some(n), _) => Self(Repr::Signed(n)),
            (None, Some(n)) => Self(Repr::Unsigned(n)),
            // Without a feature that nothing here turns on, a JSON number that is no integer is a finite float.
            (None, None) => Self(Repr::Float(number.as_f64().unwrap_or(f64::MAX))),
        }
    }
}

macro_rules! from_integer {
    ($($ty:ty),*) => {$(
        impl From<$ty> for Number {
            fn from(n: $ty) -> Self {
                Self(Repr::Signed(i64::from(n)))
            }
        }
        impl PartialEq<$ty> for Number {
            fn eq(&self, other: &$ty) -> bool {
                *self == Self::from(*other)
            }
        }
        impl PartialOrd<$ty> for Number {
            fn partial_cmp(&self, other: &$ty) -> Option<Ordering> {
                Some(self.cmp(&Self::from(*other)))
            }
        }
    )*};
}
impl From<Number> for serde_json::Value {
    fn from(number: Number) -> Self {
        match number.0 {
            Repr::Signed(n) => n.into(),
            Repr::Unsigned(n) => n.into(),
            Repr::Float(x) => x.into(),
        }
    }
}

impl PartialEq<f64> for Number {
    fn eq(&self, other: &f64) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd<f64> for Number {
    fn partial_cmp(&self, other: &f64) -> Option<Ordering> {
        Self::from_f64(*other).map(|other| self.cmp(&other))
    }
}

from_integer!(i64, i32, u32, i16, u16);

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.0, other.0) {
            (Repr::Signed(a), Repr::Signed(b)) => a.cmp(&b),
            (Repr::Unsigned(a), Repr::Unsigned(b)) => a.cmp(&b),
            (Repr::Signed(_), Repr::Unsigned(_)) => Ordering::Less,
            (Repr::Unsigned(_), Repr::Signed(_)) => Ordering::Greater,
            (Repr::Float(a), Repr::Float(b)) => float_cmp(a, b),
            (Repr::Float(a), Repr::Signed(b)) => mixed_cmp(a, b.into()),
            (Repr::Float(a), Repr::Unsigned(b)) => mixed_cmp(a, b.into()),
            (Repr::Signed(a), Repr::Float(b)) => mixed_cmp(b, a.into()).reverse(),
            (Repr::Unsigned(a), Repr::Float(b)) => mixed_cmp(b, a.into()).reverse(),
        }
    }
}

/// Compares floats that are not NaN, with `-0.0` equal to `0.0`.
fn float_cmp(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| a.total_cmp(&b))
}

/// Compares a float with an integer of 64 bits, exactly: rounding would make numbers equal of which one is less than the other.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast of a float saturates, which is beyond every integer of 64 bits"
)]
fn mixed_cmp(a: f64, b: i128) -> Ordering {
    (a.trunc() as i128).cmp(&b).then_with(|| float_cmp(a.fract(), 0.0))
}

impl std::hash::Hash for Number {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        // Equal numbers must hash alike whichever way they are kept; a float as bits does that.
        (self.as_f64() + 0.0).to_bits().hash(state);
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Repr::Signed(n) => n.fmt(f),
            Repr::Unsigned(n) => n.fmt(f),
            Repr::Float(x) => x.fmt(f),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Repr::Signed(n) => serializer.serialize_i64(n),
            Repr::Unsigned(n) => serializer.serialize_u64(n),
            Repr::Float(x) => serializer.serialize_f64(x),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The hint says "a number"; the format answers with the kind of number that it holds.
        deserializer.deserialize_f64(NumberVisitor)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E: Error>(self, n: i64) -> Result<Number, E> {
        Ok(Number(Repr::Signed(n)))
    }

    fn visit_u64<E: Error>(self, n: u64) -> Result<Number, E> {
        Ok(Number::from(n))
    }

    fn visit_f64<E: Error>(self, x: f64) -> Result<Number, E> {
        Number::from_f64(x).ok_or_else(|| E::custom("a number that JSON does not have"))
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn parse(text: &str) -> Number {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn keeps_what_was_sent() {
        for text in ["0", "-7", "74951234567", "9223372036854775807", "18446744073709551615", "1.5", "-0.25"] {
            assert_eq!(serde_json::to_string(&parse(text)).unwrap(), text);
        }
    }

    #[test]
    fn compares_by_value() {
        assert_eq!(parse("1"), parse("1.0"));
        assert_eq!(parse("1.0"), 1_i64);
        assert!(parse("9223372036854775807") < parse("9223372036854775808"));
        assert!(parse("1.5") > parse("1") && parse("1.5") < parse("2"));
        assert!(parse("9007199254740993") > parse("9007199254740992.0"));
    }

    #[test]
    fn the_order_is_one_beyond_what_floats_hold() {
        let ordered =
            ["-1e300", "-9223372036854775808", "-1.5", "-1", "0", "1.5", "9007199254740992.0", "9007199254740993"];
        let more = [
            "1e16",
            "10000000000000001",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551615",
            "1e300",
        ];
        let numbers: Vec<Number> = ordered.iter().chain(&more).map(|text| parse(text)).collect();
        for (at, one) in numbers.iter().enumerate() {
            for (beside, other) in numbers.iter().enumerate() {
                assert_eq!(one.cmp(other), at.cmp(&beside), "{one} and {other}");
            }
        }
        assert_eq!(parse("18446744073709551616"), parse("18446744073709551616.0"));
    }

    #[test]
    fn a_float_without_a_fraction_is_an_integer() {
        assert_eq!(parse("1e16").as_i64(), Some(10_000_000_000_000_000));
        assert_eq!(parse("-9223372036854775808.0").as_i64(), Some(i64::MIN));
        assert_eq!(parse("9223372036854775808.0").as_i64(), None);
        assert_eq!(parse("1.5").as_i64(), None);
    }

    #[test]
    fn counts_digits() {
        for (text, digits) in [("0", 1), ("9", 1), ("10", 2), ("-1234", 4), ("18446744073709551615", 20), ("12.5", 3)] {
            assert_eq!(parse(text).digits(), digits, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["\"1\"", "true", "null", "[]"] {
            assert!(serde_json::from_str::<Number>(text).is_err(), "{text}");
        }
    }
}
