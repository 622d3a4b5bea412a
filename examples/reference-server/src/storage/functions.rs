//! The functions that statements of this module call besides `SQLite`'s own.

use regex::Regex;
use rusqlite::{
    Connection, Result,
    functions::{Context, FunctionFlags},
};

use super::{like, pattern};

/// `matches_like(pattern, text)`.
pub(super) const LIKE: &str = "matches_like";
/// `matches_regexp(pattern, text)`.
pub(super) const REGEXP: &str = "matches_regexp";

/// Makes the functions known to a connection.
pub(super) fn register(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_scalar_function(LIKE, 2, flags, |call| {
        let (pattern, text) = (call.get_raw(0).as_str()?, call.get_raw(1).as_str_or_null()?);
        Ok(text.map(|text| like::fits(pattern, text)))
    })?;
    connection.create_scalar_function(REGEXP, 2, flags, |call| {
        let regex = compiled(call)?;
        Ok(call.get_raw(1).as_str_or_null()?.map(|text| regex.is_match(text)))
    })
}

/// The expression, compiled at the first row and kept for the others.
fn compiled(call: &Context<'_>) -> Result<std::sync::Arc<Regex>> {
    call.get_or_create_aux(0, |value| -> std::result::Result<_, Box<dyn std::error::Error + Send + Sync>> {
        Ok(pattern::compile(value.as_str()?)?)
    })
}
