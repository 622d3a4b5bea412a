//! The kinds of changes between two versions of an API: one rule for each, with what it means for callers.
//!
//! The impact of a rule may depend on the direction: a list of values that shrinks refuses requests that were fine, and
//! surprises nobody in an answer. The texts of `doctract explain` stand in `rules/`, one section a rule; tests hold the
//! list to them, and ask for a case of each.

use std::fmt;
use std::str::FromStr;

use crate::diagnostic::{Kind, Level};

/// What a change means for callers that were written by the old documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Impact {
    /// Only words changed.
    Documentation,
    /// Callers go on as they are.
    Compatible,
    /// Callers may fail.
    Breaking,
}

impl Impact {
    /// All of them, from the least grave.
    pub const ALL: [Self; 3] = [Self::Documentation, Self::Compatible, Self::Breaking];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Documentation => "documentation",
            Self::Compatible => "compatible",
            Self::Breaking => "breaking",
        }
    }

    /// The level of findings that stands for it.
    pub fn level(self) -> Level {
        match self {
            Self::Documentation => Level::Note,
            Self::Compatible => Level::Warning,
            Self::Breaking => Level::Error,
        }
    }
}

impl FromStr for Impact {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let impact = Self::ALL.into_iter().find(|impact| impact.name() == word);
        impact.ok_or_else(|| format!("`{word}` is no impact: use documentation, compatible or breaking"))
    }
}

macro_rules! rules {
    ($($id:literal $variant:ident $name:literal $request:ident/$answer:ident: $summary:literal)*) => {
        /// The kind of a change. Its number is stable: it is never given to another one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $summary] $variant,)*
        }

        impl Rule {
            /// All rules, by number.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// What the change means where it stands in a request.
            pub fn in_request(self) -> Impact {
                match self { $(Self::$variant => Impact::$request,)* }
            }

            /// What the change means where it stands in an answer.
            pub fn in_answer(self) -> Impact {
                match self { $(Self::$variant => Impact::$answer,)* }
            }
        }

        impl Kind for Rule {
            fn all() -> &'static [Self] {
                Self::ALL
            }

            fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)* }
            }

            fn explanation(self) -> String {
                section(self.name()).unwrap_or_default()
            }

            fn level(self) -> Level {
                self.in_request().max(self.in_answer()).level()
            }

            fn word(level: Level) -> &'static str {
                let impact = Impact::ALL.into_iter().find(|impact| impact.level() == level);
                impact.map_or("", Impact::name)
            }

            fn severity(level: Level) -> Level {
                if level == Level::Error { level } else { Level::Note }
            }
        }
    };
}

rules! {
    "C001" ApiRemoved "api-removed" Breaking/Breaking: "An API is gone."
    "C002" ApiAdded "api-added" Compatible/Compatible: "An API came."
    "C003" ProtocolChanged "protocol-changed" Breaking/Breaking: "An API speaks another protocol."
    "C004" ServerRemoved "server-removed" Breaking/Breaking: "A server is no longer named."
    "C005" ServerAdded "server-added" Compatible/Compatible: "A server is named that was not."
    "C006" ConventionChanged "convention-changed" Breaking/Breaking: "What holds for all methods changed or was withdrawn."
    "C007" ConventionAdded "convention-added" Compatible/Compatible: "Something holds for all methods that was not stated."
    "C008" OperatorRemoved "operator-removed" Breaking/Breaking: "An operator of the filter language is gone, or applies to fewer types."
    "C009" OperatorAdded "operator-added" Compatible/Compatible: "An operator of the filter language came, or applies to more types."
    "C010" MethodRemoved "method-removed" Breaking/Breaking: "A method is gone."
    "C011" MethodAdded "method-added" Compatible/Compatible: "A method came."
    "C012" MethodRenamed "method-renamed" Breaking/Breaking: "A method has another name, HTTP method or path."
    "C013" PathParameterRenamed "path-parameter-renamed" Compatible/Compatible: "A parameter of the path has another name."
    "C014" AuthenticationRequired "authentication-required" Breaking/Breaking: "A method needs a credential that it did not need."
    "C015" AuthenticationDropped "authentication-dropped" Compatible/Compatible: "A method no longer needs a credential."
    "C016" UpdateChanged "update-changed" Breaking/Breaking: "An update treats what is not passed otherwise."
    "C017" ParameterRemoved "parameter-removed" Breaking/Breaking: "A parameter is gone."
    "C018" ParameterRenamed "parameter-renamed" Breaking/Breaking: "A parameter has another name."
    "C019" ParameterMoved "parameter-moved" Breaking/Breaking: "A parameter travels in another place."
    "C020" RequiredParameterAdded "required-parameter-added" Breaking/Breaking: "A parameter came that must be passed."
    "C021" OptionalParameterAdded "optional-parameter-added" Compatible/Compatible: "A parameter came that may be left out."
    "C022" ParameterRequired "parameter-required" Breaking/Compatible: "What could be left out must be there."
    "C023" ParameterOptional "parameter-optional" Compatible/Breaking: "What had to be there may be left out."
    "C024" DefaultChanged "default-changed" Breaking/Documentation: "What holds for a parameter that is left out changed, or is no longer told."
    "C025" DefaultAdded "default-added" Compatible/Documentation: "The documents tell what holds for a parameter that is left out."
    "C026" ConditionAdded "condition-added" Breaking/Compatible: "What could always be passed or left out depends on a condition."
    "C027" ConditionRemoved "condition-removed" Compatible/Compatible: "A condition is gone."
    "C028" ConditionChanged "condition-changed" Breaking/Compatible: "A condition names something else."
    "C029" ConditionReworded "condition-reworded" Compatible/Compatible: "A condition is told in other words."
    "C030" RefusalChanged "refusal-changed" Breaking/Breaking: "What a rule forbids is answered by another error."
    "C031" FieldRemoved "field-removed" Breaking/Breaking: "A field no longer comes back."
    "C032" FieldRenamed "field-renamed" Breaking/Breaking: "A field comes back under another name."
    "C033" FieldAdded "field-added" Compatible/Compatible: "A field comes back that did not."
    "C034" FilterWithdrawn "filter-withdrawn" Breaking/Breaking: "Rows can no longer be filtered by a field."
    "C035" FilterOffered "filter-offered" Compatible/Compatible: "Rows can be filtered by a field."
    "C036" SortWithdrawn "sort-withdrawn" Breaking/Breaking: "Rows can no longer be sorted by a field."
    "C037" SortOffered "sort-offered" Compatible/Compatible: "Rows can be sorted by a field."
    "C038" FieldHidden "field-hidden" Breaking/Breaking: "Rows no longer hold a field unless it is asked for."
    "C039" FieldShown "field-shown" Compatible/Compatible: "Rows hold a field without it being asked for."
    "C040" TypeNarrowed "type-narrowed" Breaking/Compatible: "A value may be of fewer types."
    "C041" TypeWidened "type-widened" Compatible/Breaking: "A value may be of more types."
    "C042" TypeChanged "type-changed" Breaking/Breaking: "A value is of another type."
    "C043" ValueRemoved "value-removed" Breaking/Compatible: "A value is gone from a closed list."
    "C044" ValueAdded "value-added" Compatible/Breaking: "A value came to a closed list."
    "C045" ValuesClosed "values-closed" Breaking/Compatible: "Only listed values are allowed where any were."
    "C046" ValuesOpened "values-opened" Compatible/Breaking: "Any value is allowed where only listed ones were."
    "C047" BoundTightened "bound-tightened" Breaking/Compatible: "A bound is closer, or there is one where there was none."
    "C048" BoundLoosened "bound-loosened" Compatible/Breaking: "A bound is farther off or gone."
    "C049" FormatAdded "format-added" Breaking/Compatible: "A value must have a format or fit a pattern."
    "C050" FormatRemoved "format-removed" Compatible/Breaking: "A value need no longer have a format or fit a pattern."
    "C051" FormatChanged "format-changed" Breaking/Breaking: "A value has another format or fits another pattern."
    "C052" NullAllowed "null-allowed" Compatible/Breaking: "A value may be null."
    "C053" NullRefused "null-refused" Breaking/Compatible: "A value may no longer be null."
    "C054" UniquenessAdded "uniqueness-added" Breaking/Compatible: "The elements of an array must differ."
    "C055" UniquenessRemoved "uniqueness-removed" Compatible/Breaking: "The elements of an array need no longer differ."
    "C056" ObjectClosed "object-closed" Breaking/Compatible: "An object holds no members but the documented ones."
    "C057" ObjectOpened "object-opened" Compatible/Compatible: "An object may hold members that are not documented."
    "C058" ResultChanged "result-changed" Breaking/Breaking: "A result has another shape: one object or a list, or its rows stand elsewhere."
    "C059" ResponseRemoved "response-removed" Breaking/Breaking: "A status is no longer answered."
    "C060" ResponseAdded "response-added" Compatible/Compatible: "A status is answered that was not."
    "C061" MediaTypeRemoved "media-type-removed" Breaking/Breaking: "An answer no longer comes in a media type."
    "C062" MediaTypeAdded "media-type-added" Compatible/Compatible: "An answer comes in one more media type."
    "C063" ErrorRemoved "error-removed" Breaking/Breaking: "An error is no longer documented."
    "C064" ErrorAdded "error-added" Compatible/Compatible: "An error is documented that was not."
    "C065" ErrorRenamed "error-renamed" Breaking/Breaking: "An error has another mnemonic."
    "C066" ErrorCodeChanged "error-code-changed" Breaking/Breaking: "An error has another code, or comes with another HTTP status."
    "C067" DocumentationChanged "documentation-changed" Documentation/Documentation: "Only words changed: a description, a remark, an example."
}

/// The texts, by the part of an API that their rules are about.
const TEXTS: &[&str] = &[
    include_str!("rules/api.md"),
    include_str!("rules/methods.md"),
    include_str!("rules/parameters.md"),
    include_str!("rules/fields.md"),
    include_str!("rules/values.md"),
    include_str!("rules/answers.md"),
];

/// The text of a rule: what stands below the heading that has its name.
fn section(name: &str) -> Option<String> {
    let sections = TEXTS.iter().flat_map(|text| text.split("\n## ").skip(1));
    let (_, text) = sections.filter_map(|section| section.split_once('\n')).find(|(heading, _)| *heading == name)?;
    Some(format!("{}\n", text.trim()))
}

impl Rule {
    /// What the change means on one of the two sides.
    pub fn impact(self, request: bool) -> Impact {
        if request { self.in_request() } else { self.in_answer() }
    }

    /// What it means on both sides, for a reader.
    pub fn impacts(self) -> String {
        match (self.in_request(), self.in_answer()) {
            (one, other) if one == other => one.name().to_owned(),
            (request, answer) => format!("{} in a request, {} in an answer", request.name(), answer.name()),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.id(), self.name())
    }
}

/// Finds a rule by its number or its name, in capitals or small letters.
impl FromStr for Rule {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let plain = word.trim().to_lowercase().replace('_', "-");
        let found = Self::ALL.iter().find(|rule| rule.name() == plain || rule.id().to_lowercase() == plain);
        found.copied().ok_or_else(|| format!("there is no change `{word}`"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_in_order_and_every_rule_has_its_text() {
        for (at, rule) in Rule::ALL.iter().enumerate() {
            assert_eq!(rule.id(), format!("C{:03}", at + 1));
            let text =
                section(rule.name()).unwrap_or_else(|| panic!("{rule}: write its section in spec/src/diff/rules/"));
            assert!(text.contains("```text\n") && text.lines().count() >= 5, "{rule}: reason and example");
        }
        let headings: Vec<_> = TEXTS.iter().flat_map(|text| text.split("\n## ").skip(1)).collect();
        assert_eq!(headings.len(), Rule::ALL.len(), "a section of no rule");
    }

    #[test]
    fn a_rule_is_found_by_number_and_by_name() {
        for word in ["C043", "c043", "value-removed", "value_removed"] {
            assert_eq!(word.parse(), Ok(Rule::ValueRemoved), "{word}");
        }
        assert!("value".parse::<Rule>().is_err());
    }
}
