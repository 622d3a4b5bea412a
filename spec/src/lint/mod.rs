//! The defects that documents have: one file a defect, whose doc comment says what it reports, why that is bad, shows it,
//! and tells how to fix it. `doctract explain` and `docs/lints.md` are made from these comments.
//!
//! A defect's name is its file's name. To add one, write the file and give it a line in the list below; tests hold the
//! list to the folder, the comment to its form, and ask for a document on which the defect is found.

use std::fmt;
use std::str::FromStr;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Level};
use crate::files::Files;
use crate::ir::Api;

macro_rules! lints {
    ($($id:literal $variant:ident $module:ident $level:ident: $summary:literal)*) => {
        $(pub(crate) mod $module;)*

        /// The kind of a defect. Its number is stable: it is never given to another defect.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $summary] $variant,)*
        }

        impl Code {
            /// All defects, by number.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The number: `D003`.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// The name: `name-differs`.
            pub fn name(self) -> &'static str {
                const NAMES: &[&str] = &[$(stringify!($module)),*];
                static KEBAB: std::sync::LazyLock<Vec<String>> =
                    std::sync::LazyLock::new(|| NAMES.iter().map(|name| name.replace('_', "-")).collect());
                &KEBAB[self as usize]
            }

            /// How grave it is.
            pub fn level(self) -> Level {
                match self { $(Self::$variant => Level::$level,)* }
            }

            /// What it states, in one sentence.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)* }
            }

            /// The file of the defect.
            fn file(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!(stringify!($module), ".rs")),)* }
            }
        }
    };
}

lints! {
    "D001" UnreadCell unread_cell Warning: "A cell could not be turned into a fact."
    "D002" UnknownColumn unknown_column Warning: "A column or a label is not in the dialect."
    "D003" NameDiffers name_differs Warning: "A parameter has two names that nearly agree."
    "D004" OnlyInTable only_in_table Warning: "A parameter stands in the table and not in the JSON."
    "D005" OnlyInJson only_in_json Warning: "A member stands in the JSON and not in the table."
    "D006" LostText lost_text Warning: "A text was cut off, and a fact with it."
    "D007" LostName lost_name Warning: "A row has no name."
    "D008" InvalidJson invalid_json Warning: "A message that the document shows is not JSON."
    "D009" UnknownPhrase unknown_phrase Note: "A sentence may state a rule and is known to no phrase of the dialect."
    "D010" UnknownType unknown_type Warning: "A type word is neither in the dialect nor a type of the documents."
    "D011" UnresolvedReference unresolved_reference Note: "A section, a method or a type is referred to and is not there."
    "D012" DuplicateMethod duplicate_method Warning: "A method is documented twice."
    "D013" DuplicateParameter duplicate_parameter Warning: "A parameter stands twice in one place."
    "D014" MethodNameDiffers method_name_differs Warning: "The JSON names another method than the card."
    "D015" TypeDiffers type_differs Warning: "The table and the JSON give one parameter different types."
    "D016" InferredRequired inferred_required Note: "A parameter is taken as required although the document does not say so."
    "D017" NoMethod no_method Warning: "No method was found in the document."
    "D018" NotText not_text Warning: "Bytes of the file are no text."
    "D019" MisspeltMnemonic misspelt_mnemonic Warning: "An error is named that does not exist, and another one nearly has the name."
    "D020" UnknownTable unknown_table Warning: "A table has no header that the dialect knows, so none of its cells was read."
    "D021" ShiftedCells shifted_cells Warning: "A row has more or fewer cells than its header."
    "D022" UnfitValue unfit_value Warning: "A value does not fit the type of its parameter, or another sentence states another one."
    "D023" EmptySection empty_section Warning: "A section has a heading and says nothing."
    "D024" UndocumentedPathParameter undocumented_path_parameter Warning: "A parameter stands in the path and in no table."
    "D025" UnknownDialect unknown_dialect Error: "No dialect fits the document."
    "D026" FieldTypeVaries field_type_varies Note: "A field is a number in one method and a string in another."
    "D027" UnknownNesting unknown_nesting Warning: "Nothing shows how the rows of a table nest."
    "D028" EnumWithoutValues enum_without_values Note: "An enumeration has no values."
    "D029" CopiedDescription copied_description Note: "Two things are described in the very same words."
    "D030" DuplicateKey duplicate_key Error: "An object in a message has one name twice."
    "D031" RequiredInPartialUpdate required_in_partial_update Note:
        "A parameter is required although the method leaves alone what is not passed."
    "D032" OptionalButRequired optional_but_required Warning:
        "A parameter is marked as optional and called required in its description."
    "D033" VerbDiffers verb_differs Warning:
        "The description of a method says that it does something else than its name or its HTTP method."
    "D034" TypeVariesInMethod type_varies_in_method Note:
        "A parameter and the field of the same name that comes back have types that exclude each other."
    "D035" TypeRedefined type_redefined Warning: "A named type is defined a second time, and otherwise."
    "D036" StaleOverride stale_override Warning: "An override changes nothing."
    "D037" UnknownOverride unknown_override Error: "An override cannot be applied, or contradicts other facts."
    "D038" BrokenLink broken_link Warning: "A link leads nowhere."
    "D039" XmlDiffers xml_differs Warning:
        "The JSON example and the XML example of one message show different values."
    "D040" MisspeltName misspelt_name Note: "A name occurs in one method, and nearly the same name in many."
    "D041" TranslationDrift translation_drift Warning: "Two languages of the documents say different things."
    "D042" UnreadRequest unread_request Warning:
        "A line looks like the beginning of a method, and no pattern of the dialect takes it."
    "D043" UnreadList unread_list Warning: "A list stands where parameters are expected, and not all of it was read."
    "D044" TypeTooLarge type_too_large Warning: "A type holds more than a message is read with."
    "D045" UntakenParameter untaken_parameter Note: "A parameter that is described for all methods is taken by none of them."
    "D046" MisplacedPathParameter misplaced_path_parameter Warning:
        "A parameter is said to stand in the path, and the path has no place for it."
    "D047" UnreadMessage unread_message Note:
        "A message is not read, or only a part of it."
    "D048" UntakenType untaken_type Note: "A type that the documents define is used by none of their methods."
}

/// The checks of what was read as a whole; none depends on what another one finds.
const CHECKS: &[fn(&Api, &Files, &mut Vec<Diagnostic>)] = &[
    copied_description::check,
    required_in_partial_update::check,
    optional_but_required::check,
    verb_differs::check,
    type_varies_in_method::check,
    xml_differs::check,
    misspelt_name::check,
    unfit_value::check,
];

/// Looks for the defects that show in the methods of an API, not in how they were read.
pub(crate) fn check(api: &Api, files: &Files, found: &mut Vec<Diagnostic>) {
    // It asks what was reported of cells, and so stands ahead of those that run side by side.
    enum_without_values::check(api, files, found);
    let one = |check: &fn(&Api, &Files, &mut Vec<Diagnostic>)| {
        let mut found = Vec::new();
        check(api, files, &mut found);
        found
    };
    found.par_extend(CHECKS.par_iter().flat_map_iter(one));
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.id(), self.name())
    }
}

impl Code {
    /// What it reports, why that is bad, an example, and how to fix it, as Markdown: the doc comment of its file without
    /// the first line, which is the [`Code::summary`].
    pub fn explanation(self) -> String {
        let lines = self.file().lines().map_while(|line| line.strip_prefix("//!"));
        let lines: Vec<_> = lines.skip(2).map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        lines.join("\n") + "\n"
    }
}

/// Finds a defect by its number or its name, in capitals or small letters; the error names the nearest one.
impl FromStr for Code {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let plain = word.trim().to_lowercase().replace('_', "-");
        if let Some(code) = Self::ALL.iter().find(|code| code.name() == plain || code.id().to_lowercase() == plain) {
            return Ok(*code);
        }
        let names = || Self::ALL.iter().map(|code| code.name());
        // A few letters of a long name are more than a slip and still a good hint.
        let part = names().find(|name| plain.len() > 2 && name.contains(plain.as_str()));
        let number = crate::near::with_zeros(&plain);
        let number = number.and_then(|number| Self::ALL.iter().map(|code| code.id()).find(|id| *id == number));
        let near = number.or(part).or_else(|| crate::near::nearest(&plain, names()));
        let hint = near
            .map_or_else(|| "; `doctract explain` lists them".to_owned(), |near| format!(": did you mean `{near}`?"));
        Err(format!("there is no lint `{word}`{hint}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_explains_its_defect() {
        for code in Code::ALL {
            let first = code.file().lines().next().unwrap();
            assert_eq!(first, format!("//! {}", code.summary()), "{code}: the first line of the file is its summary");
            let text = code.explanation();
            let sections: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
            assert_eq!(sections, ["What it does", "Why it is bad", "Example", "How to fix"], "{code}");
            let parts = text.split("## ").skip(1);
            assert!(parts.into_iter().all(|part| part.trim().lines().count() > 2), "{code}: a section is empty");
        }
    }

    #[test]
    fn a_defect_is_found_by_number_and_by_name() {
        for word in ["D003", "d003", "name-differs", "name_differs"] {
            assert_eq!(word.parse(), Ok(Code::NameDiffers), "{word}");
        }
        let hint = |word: &str| word.parse::<Code>().unwrap_err();
        assert_eq!(hint("name-difers"), "there is no lint `name-difers`: did you mean `name-differs`?");
        assert_eq!(hint("mnemonic"), "there is no lint `mnemonic`: did you mean `misspelt-mnemonic`?");
        assert_eq!(hint("d3"), "there is no lint `d3`: did you mean `D003`?");
        assert_eq!(hint("x"), "there is no lint `x`; `doctract explain` lists them");
    }

    #[test]
    fn every_file_in_the_folder_is_a_defect_and_numbers_are_in_order() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lint");
        let names = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut files: Vec<_> = names.filter(|name| name != "mod.rs").collect();
        files.sort();
        let mut listed: Vec<_> = Code::ALL.iter().map(|code| format!("{}.rs", code.name().replace('-', "_"))).collect();
        listed.sort();
        assert_eq!(files, listed, "give the file its line in spec/src/lint/mod.rs");
        for (at, code) in Code::ALL.iter().enumerate() {
            assert_eq!(code.id(), format!("D{:03}", at + 1));
        }
    }
}
