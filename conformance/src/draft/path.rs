//! The way from the parameters of a method to one of them.

use std::fmt;

/// One step into a JSON value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Into the member of this name.
    Name(String),
    /// Into the first element.
    Item,
}

/// The way from the parameters of a method to one of them, as the documents would write it: `phone_numbers[].status`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// The path of a parameter at the top.
    pub fn top(name: &str) -> Self {
        Self(vec![Step::Name(name.to_owned())])
    }

    /// The path of a member below this one.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        self.with(Step::Name(name.to_owned()))
    }

    /// The path of the elements of this one.
    #[must_use]
    pub fn item(&self) -> Self {
        self.with(Step::Item)
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The names alone, joined with dots: the form in which an error answer names a parameter.
    pub fn dotted(&self) -> String {
        let names = self.0.iter().filter_map(|step| match step {
            Step::Name(name) => Some(name.as_str()),
            Step::Item => None,
        });
        names.collect::<Vec<_>>().join(".")
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Item => f.write_str("[]")?,
                Step::Name(name) if position == 0 => f.write_str(name)?,
                Step::Name(name) => write!(f, ".{name}")?,
            }
        }
        Ok(())
    }
}
