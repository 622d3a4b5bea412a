//! What an attribute of a component tells: `name`, `name in path`, `type`, `required`, `default`, any other fact, or nothing.

use super::check;
use crate::ir::Location;

/// What an attribute tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Attribute {
    /// The name of the parameter, and where it travels if the attribute is only for those.
    Name(Option<Location>),
    /// A fact, by its name.
    Fact(String),
    /// Nothing that the reader needs.
    Ignored,
}

impl Attribute {
    /// Reads the words of a dialect file.
    pub(super) fn parse(words: &str) -> Result<Self, String> {
        let place = words.strip_prefix("name in ").map(str::trim);
        if let Some(place) = place {
            let known = [Location::Path, Location::Query, Location::Header, Location::Body];
            let found = known.into_iter().find(|known| known.name() == place);
            let unknown = || format!("a parameter does not travel in `{place}`: write path, query, header or body");
            return found.map(|place| Self::Name(Some(place))).ok_or_else(unknown);
        }
        match words {
            "name" => Ok(Self::Name(None)),
            "ignore" => Ok(Self::Ignored),
            fact => {
                check::fact_of_row(fact)?;
                Ok(Self::Fact(fact.to_owned()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_tell_names_facts_or_nothing() {
        assert_eq!(Attribute::parse("name"), Ok(Attribute::Name(None)));
        assert_eq!(Attribute::parse("name in query"), Ok(Attribute::Name(Some(Location::Query))));
        assert_eq!(Attribute::parse("max_length"), Ok(Attribute::Fact("max_length".to_owned())));
        assert_eq!(Attribute::parse("ignore"), Ok(Attribute::Ignored));
        assert!(Attribute::parse("name in cookie").unwrap_err().contains("path, query, header or body"));
        assert!(Attribute::parse("requird").unwrap_err().contains("did you mean `required`?"));
    }
}
