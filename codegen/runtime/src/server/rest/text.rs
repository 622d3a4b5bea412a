//! Values that travel as text: in a path, a query or a header field.

use std::fmt;

use serde::de::{DeserializeOwned, Deserializer, Error, IntoDeserializer, Visitor, value};

use crate::{Kind, Violation};

/// Reads a value out of its texts: one, or several for a list.
///
/// # Errors
/// `WrongType` for text that is no value of the type, `InvalidValue` for a word that is not in the list of values.
pub(super) fn read<T: DeserializeOwned>(name: &str, texts: &[String]) -> Result<T, Violation> {
    let shown = || match texts {
        [text] => serde_json::Value::from(text.as_str()),
        texts => texts.into(),
    };
    T::deserialize(Texts(texts)).map_err(|fault| {
        let kind = match fault {
            // A word out of a list is text already: there only its value can be wrong.
            Fault::Word => Kind::InvalidValue,
            Fault::Type => Kind::WrongType,
        };
        Violation::new(kind, name).with_value(shown())
    })
}

/// Why texts are no value of a type.
#[derive(Clone, Copy, Debug, thiserror::Error)]
enum Fault {
    /// They are a word that is not in the list.
    #[error("a word that is not in the list")]
    Word,
    /// They are something else.
    #[error("no value of the type")]
    Type,
}

impl Error for Fault {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Type
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self::Word
    }
}

/// The texts of one name.
#[derive(Clone, Copy)]
struct Texts<'a>(&'a [String]);

impl<'a> Texts<'a> {
    fn text(self) -> &'a str {
        self.0.first().map(String::as_str).unwrap_or_default()
    }

    fn number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let text = self.text();
        if let Ok(n) = text.parse() {
            return visitor.visit_i64(n);
        }
        match (text.parse(), text.parse()) {
            (Ok(n), _) => visitor.visit_u64(n),
            (Err(_), Ok(x)) if !text.contains(['n', 'N']) => visitor.visit_f64(x),
            _ => Err(Fault::Type),
        }
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.number(visitor)
        }
    )*};
}

macro_rules! texts {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.visit_str(self.text())
        }
    )*};
}

impl<'de> Deserializer<'de> for Texts<'_> {
    type Error = Fault;

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32
        deserialize_u64 deserialize_f32 deserialize_f64
    }

    texts! {
        deserialize_any deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf
        deserialize_unit deserialize_map deserialize_identifier deserialize_ignored_any
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.text() {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(Fault::Type),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(value::SeqDeserializer::new(self.0.iter().map(std::slice::from_ref).map(Texts)))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_str(self.text())
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_enum(self.text().into_deserializer())
    }

    fn is_human_readable(&self) -> bool {
        true
    }
}

impl IntoDeserializer<'_, Fault> for Texts<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::{Kind, Number};

    #[derive(Debug, PartialEq, serde::Deserialize)]
    enum Word {
        Yes,
    }

    fn one<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Kind> {
        read("a", &[text.to_owned()]).map_err(|violation| violation.kind)
    }

    #[test]
    fn reads_text_as_the_type_says() {
        assert_eq!(one::<i64>("-7"), Ok(-7));
        assert_eq!(one::<i64>("7a"), Err(Kind::WrongType));
        assert_eq!(one::<i64>(""), Err(Kind::WrongType));
        assert_eq!(one::<Number>("1.5"), Ok(Number::from_f64(1.5).unwrap()));
        assert_eq!(one::<Number>("inf"), Err(Kind::WrongType));
        assert_eq!(one::<bool>("true"), Ok(true));
        assert_eq!(one::<bool>("1"), Err(Kind::WrongType));
        assert_eq!(one::<String>("7"), Ok("7".to_owned()));
        assert_eq!(one::<Word>("Yes"), Ok(Word::Yes));
        assert_eq!(one::<Word>("No"), Err(Kind::InvalidValue));
        assert_eq!(read::<Vec<i64>>("a", &["1".to_owned(), "2".to_owned()]).unwrap(), [1, 2]);
    }
}
