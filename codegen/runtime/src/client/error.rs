//! Why a call failed.

use std::fmt;

/// The URL of a server is none.
#[derive(Debug, thiserror::Error)]
#[error("`{url}` is not the URL of a server: {reason}")]
pub struct InvalidUrl {
    pub(super) url: String,
    pub(super) reason: String,
}

/// Why a call failed. `E` are the errors that are documented for the method.
#[derive(Debug)]
pub enum Error<E> {
    /// The API answered with an error.
    Api(E),
    /// The server could not be reached, or did not answer in time.
    Transport(reqwest::Error),
    /// The server answered with something that the documents do not allow.
    Protocol(String),
}

impl<E> Error<E> {
    /// The error that the API answered with, if it answered.
    pub fn api(&self) -> Option<&E> {
        match self {
            Self::Api(error) => Some(error),
            Self::Transport(_) | Self::Protocol(_) => None,
        }
    }
}

impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::Transport(error) => write!(f, "the server cannot be reached: {error}"),
            Self::Protocol(message) => write!(f, "the answer is not as documented: {message}"),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Api(error) => Some(error),
            Self::Transport(error) => Some(error),
            Self::Protocol(_) => None,
        }
    }
}

impl<E> From<reqwest::Error> for Error<E> {
    fn from(error: reqwest::Error) -> Self {
        Self::Transport(error)
    }
}
