//! A deserializer over a JSON tree whose errors say what is wrong and where.

use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::Value;

use super::{fault::Fault, strict::EnumString};
use crate::{Kind, Number, wire::NULLABLE};

/// A value in the tree. It is as strict as [`super::strict::Strict`].
#[derive(Clone, Copy)]
pub(super) struct Node<'de> {
    value: &'de Value,
    closed: bool,
    nullable: bool,
}

impl<'de> Node<'de> {
    pub(super) fn new(value: &'de Value, closed: bool) -> Self {
        Self { value, closed, nullable: false }
    }

    /// Lets a visitor see the value, whatever it is; the visitor refuses what it does not expect.
    fn visit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let seen = match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(truth) => visitor.visit_bool(*truth),
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(n), _) => visitor.visit_i64(n),
                (None, Some(n)) => visitor.visit_u64(n),
                (None, None) => visitor.visit_f64(Number::from(number).as_f64()),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(elements) => visitor.visit_seq(Elements { rest: elements.iter(), closed: self.closed }),
            Value::Object(members) => {
                visitor.visit_map(Members { rest: members.iter(), current: None, closed: self.closed })
            }
        };
        seen.map_err(|fault: Fault| fault.at(self.value))
    }

    fn wrong_type<T>(self) -> Result<T, Fault> {
        Err(Fault::new(Kind::WrongType).at(self.value))
    }
}

macro_rules! visit {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.visit(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = Fault;

    visit! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64
        deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf deserialize_unit
        deserialize_identifier deserialize_seq deserialize_map
    }

    /// Mathematically `1.0` and `1e1` are integers, and JSON has but one type of numbers (JSON Schema, section 6.1.1 of its validation
    /// part). A number that is no integer, or none that fits, is a value that is not allowed; only what is no number is of the wrong
    /// type.
    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Number(number) if number.is_f64() => match Number::from(number).as_i64() {
                Some(n) => visitor.visit_i64(n),
                None => Err(Fault::new(Kind::InvalidValue)),
            }
            .map_err(|fault| fault.at(self.value)),
            _ => self.visit(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Null if self.nullable => visitor.visit_none(),
            Value::Null => self.wrong_type(),
            _ => visitor.visit_some(Self { nullable: false, ..self }),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        self.visit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(Self { nullable: name == NULLABLE, ..self })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.visit(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.visit(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if self.value.is_object() { self.visit(visitor) } else { self.wrong_type() }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.visit(EnumString(visitor))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.closed { Err(Fault::new(Kind::Unexpected).at(self.value)) } else { visitor.visit_unit() }
    }
}

/// The elements of an array. Wire paths do not count them.
struct Elements<'de> {
    rest: std::slice::Iter<'de, Value>,
    closed: bool,
}

impl<'de> SeqAccess<'de> for Elements<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some(value) = self.rest.next() else { return Ok(None) };
        // What reading an element raises by itself, after the element was visited, is a fault of that element, not of the list.
        seed.deserialize(Node::new(value, self.closed)).map(Some).map_err(|fault| fault.at(value))
    }
}

/// The members of an object.
struct Members<'de> {
    rest: serde_json::map::Iter<'de>,
    current: Option<(&'de str, &'de Value)>,
    closed: bool,
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Fault;

    fn next_key_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.current = Some((name, value));
        seed.deserialize(name.as_str().into_deserializer()).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        match self.current.take() {
            // The value is known before the path goes on: it must be the one that the path ends at.
            Some((name, value)) => {
                seed.deserialize(Node::new(value, self.closed)).map_err(|fault| fault.at(value).within(name))
            }
            None => Err(Fault::invalid_type(Unexpected::Map, &"a name ahead of its value")),
        }
    }
}
