//! The columns of a list and the operators that apply to them.

use std::fmt;

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
    /// Whether rows hold it when a caller does not choose.
    pub by_default: bool,
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

/// The wire names of the columns that rows hold: those that a caller chose, or else those that the documents say are there by default.
/// `None` for all of them.
pub fn names<L: Columns>(member: &L) -> Option<Vec<&'static str>> {
    if let Some(columns) = member.columns() {
        return Some(columns.iter().map(|column| column.name()).collect());
    }
    let all = L::Column::ALL;
    let default: Vec<_> = all.iter().filter(|(_, info)| info.by_default).map(|(_, info)| info.name).collect();
    // A list without any column by default would be one of empty rows, which no document means.
    (!default.is_empty() && default.len() < all.len()).then_some(default)
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

/// A list of columns, or none: as a member that selects the members of rows.
pub trait Columns: Sized {
    /// Its columns.
    type Column: Column;

    /// The list; `None` where it is absent.
    fn columns(&self) -> Option<&[Self::Column]>;

    /// The member that holds a list.
    fn from_columns(columns: Vec<Self::Column>) -> Self;
}

impl<C: Column> Columns for Vec<C> {
    type Column = C;
    fn columns(&self) -> Option<&[C]> {
        Some(self)
    }
    fn from_columns(columns: Vec<C>) -> Self {
        columns
    }
}

impl<C: Column> Columns for Option<Vec<C>> {
    type Column = C;
    fn columns(&self) -> Option<&[C]> {
        self.as_deref()
    }
    fn from_columns(columns: Vec<C>) -> Self {
        Some(columns)
    }
}

/// serde's `with` for lists of columns. An absent list is neither written nor read.
pub mod columns {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Column, Columns};
    use crate::filter::sort::Named;

    /// Writes the names of the columns.
    ///
    /// # Errors
    /// What the serializer answers.
    pub fn serialize<L: Columns, S: Serializer>(columns: &L, serializer: S) -> Result<S::Ok, S::Error> {
        let names: Option<Vec<_>> =
            columns.columns().map(|columns| columns.iter().map(|column| column.name()).collect());
        names.serialize(serializer)
    }

    /// Reads the names of columns.
    ///
    /// # Errors
    /// For a name that no column has.
    pub fn deserialize<'de, L: Columns, D: Deserializer<'de>>(deserializer: D) -> Result<L, D::Error> {
        let names: Vec<Named<L::Column>> = Vec::deserialize(deserializer)?;
        Ok(L::from_columns(names.into_iter().map(|named| named.0).collect()))
    }
}
