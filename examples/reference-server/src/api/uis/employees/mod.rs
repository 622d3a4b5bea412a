//! Employees.
//!
//! The password of an operator is checked and not kept: nothing in this server lets operators in.

mod create;
mod get;
mod update;

pub(super) use create::create;
pub(super) use get::get;
pub(super) use update::update;

use doctract_runtime::{Number, NumberOrString};

use super::{number::whole, phone};
use crate::storage::{NewNumber, Refusal};

/// A number as a caller sends it, with its settings.
struct Sent {
    phone_number: NumberOrString,
    channels_count: Option<Number>,
    dial_time: Option<Number>,
    status: Option<uis::Status>,
}

/// The numbers to keep.
///
/// # Errors
/// A number stands twice, or a setting that counts something is no whole number.
fn numbers(sent: Vec<Sent>) -> Result<Vec<NewNumber>, Refusal> {
    let texts: Vec<_> = sent.iter().map(|number| number.phone_number.clone()).collect();
    let texts = phone::texts("phone_numbers.phone_number", &texts)?;
    let number = |(phone_number, sent): (String, Sent)| {
        Ok(NewNumber {
            phone_number,
            channels_count: sent.channels_count.map(|n| whole("phone_numbers.channels_count", n)).transpose()?,
            dial_time: sent.dial_time.map(|n| whole("phone_numbers.dial_time", n)).transpose()?,
            status: sent.status.map(uis::Status::as_str),
        })
    };
    texts.into_iter().zip(sent).map(number).collect()
}
