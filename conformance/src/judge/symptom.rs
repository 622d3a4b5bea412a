//! What problems of one origin have in common, wherever it shows.

/// What an answer shows, apart from the method, the parameter and the check by which it was seen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Symptom {
    /// What must be refused is accepted.
    Accepted,
    /// Another error or status than a documented one, by its name.
    Answers(String),
    /// The right error has another code.
    Code,
    /// The right error names another parameter.
    Names,
    /// The right error gives back, or lists, other values than those at fault.
    GivesBack,
    /// Fields come for which nobody asked.
    Unasked,
    /// An object, by its path, lacks documented members or has others.
    Members(String),
    /// A value, by its path, is not of the documented shape.
    Shape(String),
    /// Other rows come, or in another order, than those that were asked for.
    Rows,
    /// A row holds other values than it should.
    Values,
    /// What was refused is done all the same.
    Done,
}

impl Symptom {
    /// What happens, in words.
    pub fn words(&self) -> String {
        match self {
            Self::Accepted => "what must be refused is accepted".to_owned(),
            Self::Answers(what) => format!("answers {what}"),
            Self::Code => "the errors have other codes".to_owned(),
            Self::Names => "the errors name another parameter".to_owned(),
            Self::GivesBack => "the errors give back other values".to_owned(),
            Self::Unasked => "fields come that were not asked for".to_owned(),
            Self::Members(path) if path.is_empty() => {
                "the answers have other members than the documented ones".to_owned()
            }
            Self::Members(path) => format!("`{path}` has other members than the documented ones"),
            Self::Shape(path) => format!("`{path}` is not of the documented shape"),
            Self::Rows => "other rows come, or in another order".to_owned(),
            Self::Values => "rows hold other values".to_owned(),
            Self::Done => "what is refused is done all the same".to_owned(),
        }
    }
}
