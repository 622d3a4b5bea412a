//! The errors that an API answers with.

use std::fmt;

use serde_json::Value;

use crate::{Detail, ErrorSpec};

/// An error that the documents do not list for the method: what a server says of itself, or what a client could not place.
#[derive(Clone, Debug, PartialEq)]
pub struct Undocumented {
    /// The code in the error object, where there is one.
    pub code: Option<i64>,
    /// The HTTP status, where there is one.
    pub status: Option<u16>,
    /// The stable word, where there is one.
    pub mnemonic: Option<String>,
    /// The wording.
    pub message: String,
}

impl Undocumented {
    /// The first code that JSON-RPC 2.0 (section 5.1) leaves to the implementation.
    const SERVER_ERROR: i64 = -32000;

    /// The method is documented, and this server does not have it yet.
    pub fn not_implemented() -> Self {
        Self { code: Some(Self::SERVER_ERROR), status: Some(501), mnemonic: None, message: "Not implemented".into() }
    }

    /// An error in words of one's own.
    pub fn custom(message: impl Into<String>) -> Self {
        Self { code: Some(Self::SERVER_ERROR), status: Some(500), mnemonic: None, message: message.into() }
    }
}

impl fmt::Display for Undocumented {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match (&self.mnemonic, self.code.or(self.status.map(i64::from))) {
            (Some(mnemonic), Some(code)) => write!(f, " ({mnemonic}, {code})"),
            (Some(word), None) => write!(f, " ({word})"),
            (None, Some(code)) => write!(f, " ({code})"),
            (None, None) => Ok(()),
        }
    }
}

/// What the documents say of an error, and the variant that it becomes with what came with it.
pub type Documented<E> = (ErrorSpec, fn(Detail) -> E);

/// The documented errors of a method: implemented by generated enums.
pub trait ApiError: std::error::Error + Send + Sync + Sized + 'static {
    /// The documented errors, each with the variant for it.
    const VARIANTS: &'static [Documented<Self>];

    /// What the documents say of this error, and what came with it; `Err` for one that is not documented.
    fn documented(&self) -> Result<(&'static ErrorSpec, &Detail), &Undocumented>;

    /// An error that is not documented.
    fn undocumented(error: Undocumented) -> Self;

    /// Writes the error for people; generated `Display` implementations call it.
    #[doc(hidden)]
    fn describe(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (spec, detail) = match self.documented() {
            Ok(documented) => documented,
            Err(undocumented) => return fmt::Display::fmt(undocumented, f),
        };
        f.write_str(detail.message.as_deref().unwrap_or(spec.message))?;
        if let Some(mnemonic) = spec.mnemonic {
            write!(f, " ({mnemonic})")?;
        }
        if !detail.field.is_empty() {
            write!(f, " at `{}`", detail.field)?;
        }
        Ok(())
    }
}

/// The documented error responses of a REST method: implemented by generated enums.
pub trait RestError: std::error::Error + Send + Sync + Sized + 'static {
    /// The status and the body; `Err` for an error that is not documented.
    fn documented(&self) -> Result<(u16, Option<Value>), &Undocumented>;

    /// The error that a response is; `None` where the documents have none with this status, or its body is another one.
    fn from_response(status: u16, body: &[u8]) -> Option<Self>;

    /// An error that is not documented.
    fn undocumented(error: Undocumented) -> Self;

    /// Writes the error for people; generated `Display` implementations call it.
    #[doc(hidden)]
    fn describe(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.documented() {
            Ok((status, Some(body))) => write!(f, "status {status}: {body}"),
            Ok((status, None)) => write!(f, "status {status}"),
            Err(undocumented) => fmt::Display::fmt(undocumented, f),
        }
    }
}

/// The documented successes of a REST method that has several: implemented by generated enums.
pub trait RestResult: Sized {
    /// The status and the body.
    ///
    /// # Errors
    /// The body cannot be written.
    fn response(&self) -> serde_json::Result<(u16, Option<Vec<u8>>)>;

    /// The success that a response is; `None` where the documents have none with this status.
    ///
    /// # Errors
    /// The body is another one than documented.
    fn from_response(status: u16, body: &[u8]) -> serde_json::Result<Option<Self>>;
}
