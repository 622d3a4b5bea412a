//! Why no crate could be generated.

/// Why no crate could be generated. Each is a fault of the generator: whatever the documents say, a crate should come out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The code that was put together for a file is not Rust.
    #[error(
        "the code generated for {path} is not Rust: {message}; please report this with the documents that led to it"
    )]
    Syntax {
        /// The file.
        path: String,
        /// What the parser says.
        message: String,
    },
    /// A template could not be filled in.
    #[error("the template of {path} could not be filled in: {message}")]
    Template {
        /// The file.
        path: String,
        /// What the template engine says.
        message: String,
    },
}
