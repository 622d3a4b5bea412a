//! The columns of a list and the operators that apply to them.

use std::fmt;

use serde::de::{Error, Visitor};

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// A string.
    String,
    /// A string that is a date and a time.
    DateTime,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A string out of a closed list.
    Enum(&'static [&'static str]),
    /// A list.
    Array,
    /// An object.
    Object,
    /// Anything.
    Any,
}

/// What the documents say of a column.
#[derive(Clone, Copy, Debug)]
pub struct ColumnInfo {
    /// The name on the wire.
    pub name: &'static str,
    /// The type of its values.
    pub kind: ColumnType,
    /// Whether rows can be filtered by it.
    pub filterable: bool,
    /// Whether rows can be sorted by it.
    pub sortable: bool,
}

impl ColumnInfo {
    /// A column that can be neither filtered nor sorted by.
    pub const fn new(name: &'static str, kind: ColumnType) -> Self {
        Self { name, kind, filterable: false, sortable: false }
    }

    /// The same, and rows can be filtered by it.
    #[must_use]
    pub const fn filterable(mut self) -> Self {
        self.filterable = true;
        self
    }

    /// The same, and rows can be sorted by it.
    #[must_use]
    pub const fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }
}

/// The columns of one list: implemented by generated enums.
pub trait Column: Copy + fmt::Debug + PartialEq + Send + Sync + 'static {
    /// The operators that filters over it know.
    type Operator: Operator;

    /// The columns in the order of the documents.
    const ALL: &'static [(Self, ColumnInfo)];

    /// Its place in [`Column::ALL`].
    fn index(self) -> usize;

    /// What the documents say of it.
    fn info(self) -> &'static ColumnInfo {
        &Self::ALL[self.index()].1
    }

    /// The name on the wire.
    fn name(self) -> &'static str {
        self.info().name
    }

    /// The column of that name.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, info)| info.name == name).map(|(column, _)| *column)
    }
}

/// The wire names of columns.
pub fn names<C: Column>(columns: Option<&[C]>) -> Option<Vec<&'static str>> {
    columns.map(|columns| columns.iter().map(|column| column.name()).collect())
}

/// What the documents say of an operator.
#[derive(Clone, Copy, Debug)]
pub struct OperatorInfo {
    /// The operator on the wire.
    pub name: &'static str,
    /// Whether it applies to a type of columns.
    pub applies: fn(ColumnType) -> bool,
}

/// The operators of a filter language: implemented by a generated enum.
pub trait Operator: Copy + fmt::Debug + PartialEq + Send + Sync + 'static {
    /// The operators in the order of the documents.
    const ALL: &'static [(Self, OperatorInfo)];

    /// Its place in [`Operator::ALL`].
    fn index(self) -> usize;

    /// What the documents say of it.
    fn info(self) -> &'static OperatorInfo {
        &Self::ALL[self.index()].1
    }

    /// The operator of that name.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, info)| info.name == name).map(|(operator, _)| *operator)
    }
}

/// Reads a word out of a table of words; `unknown` is the error for a word that is not there.
pub(super) struct WordVisitor<T, E> {
    pub(super) find: fn(&str) -> Option<T>,
    pub(super) unknown: fn(&str) -> E,
}

impl<T, F: Error> Visitor<'_> for WordVisitor<T, F> {
    type Value = Result<T, F>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok((self.find)(text).ok_or_else(|| (self.unknown)(text)))
    }
}

/// serde's `with` for lists of columns.
pub mod columns {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Column;
    use crate::filter::sort::Named;

    /// Writes the names of the columns.
    ///
    /// # Errors
    /// What the serializer answers.
    pub fn serialize<C: Column, S: Serializer>(columns: &Option<Vec<C>>, serializer: S) -> Result<S::Ok, S::Error> {
        let names: Option<Vec<_>> =
            columns.as_ref().map(|columns| columns.iter().map(|column| column.name()).collect());
        names.serialize(serializer)
    }

    /// Reads the names of columns.
    ///
    /// # Errors
    /// For a name that no column has.
    pub fn deserialize<'de, C: Column, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<C>>, D::Error> {
        let names: Option<Vec<Named<C>>> = Option::deserialize(deserializer)?;
        Ok(names.map(|names| names.into_iter().map(|named| named.0).collect()))
    }
}
