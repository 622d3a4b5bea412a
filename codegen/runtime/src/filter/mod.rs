//! Lists: the columns of a row, filters over them, and the order of rows.

mod column;
mod rules;
mod select;
mod sort;
mod tree;

pub use column::{Column, ColumnInfo, ColumnType, Columns, Operator, OperatorInfo, columns, names};
pub use rules::{DEEPEST_FILTER, validate_filter, validate_sort};
pub use select::Selected;
pub use sort::{Order, Sort};
pub use tree::{Condition, Filter, Leaf};
