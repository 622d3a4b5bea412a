//! Names that span several rows: each row gives a value of the one parameter.

use super::columns::Cells;
use super::{Context, Row, apply, cells, nesting, values};
use crate::dialect::ColumnRole;
use crate::document::Text;
use crate::ir::{Param, Type};

/// Reads a cell of values. Where the name spans more rows than this cell, it holds one of them.
pub(super) fn allowed(cx: &mut Context, param: &mut Param, spread: bool, text: &Text) {
    let value = text.folded();
    let one = value.trim_matches(['`', '"', '\'']);
    if spread && cells::is_word(one) && nesting::is_single(param.schema.kind) {
        nesting::add_value(param, one.to_owned());
    } else {
        values::read(cx, param, text);
    }
}

/// Whether the name of a row spans more rows than its values.
pub(super) fn is_spread(row: &Cells) -> bool {
    let rows = |role| row.get(role).map(|cell| cell.rowspan);
    rows(ColumnRole::Name) > Some(1) && rows(ColumnRole::Values) == Some(1)
}

/// Whether a row that has the name of the one above goes on about the same parameter: it says nothing that differs but a value.
pub(super) fn goes_on(above: &Row, row: &Row) -> bool {
    let kind = |row: &Row| row.param.schema.kind;
    let same_type = row.kind.is_none() || kind(above) == kind(row);
    same_type && above.param.required == row.param.required && above.param.location == row.param.location
}

/// Joins a row with the one above whose name it has.
pub(super) fn join(above: &mut Row, row: Row) {
    let (known, new) = (&mut above.param, row.param);
    apply::take_over(known, &new);
    let own = match known.schema.kind {
        Type::Array => &mut known.schema.items.get_or_insert_default().values,
        _ => &mut known.schema.values,
    };
    let more = new.schema.items.into_iter().flat_map(|items| items.values).chain(new.schema.values);
    for value in more {
        if !own.contains(&value) {
            own.push(value);
        }
    }
    if !new.description.is_empty() && !known.description.contains(&new.description) {
        if !known.description.is_empty() {
            known.description.push('\n');
        }
        known.description.push_str(&new.description);
    }
}
