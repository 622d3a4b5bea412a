//! The TOML form of a dialect. Keys that are not known are errors, so that a slip of the pen is not a silent loss.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use toml::Spanned;

use super::roles::{CardKey, ColumnRole, Place, SectionRole};
use crate::ir::{Conventions, Location, Protocol, Role, Type};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DialectFile {
    /// The name of the dialect, which is also the name of the API where the configuration gives no other.
    pub(super) name: String,
    /// The protocol of the API.
    pub(super) protocol: Protocol,
    /// Regular expressions all of which a document of this dialect holds; `^` and `$` stand for the ends of a line.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) recognise: Vec<Spanned<String>>,
    /// Kinds of captures of your own: a name, and the regular expression of what such a capture may be.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub(super) kinds: BTreeMap<String, Spanned<String>>,
    /// The labels in the table that names a method, by what they introduce.
    #[serde(default)]
    pub(super) card: BTreeMap<String, CardKey>,
    /// The line that begins a REST method, in a heading, a paragraph or a code block.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) request_lines: Vec<Spanned<String>>,
    /// Whether a curl command tells the request line of a method that has no other.
    #[serde(default)]
    pub(super) curl: bool,
    /// The HTTP method of those methods whose heading, request line or card tells none; without it they are read as GET, and reported.
    #[schemars(with = "Option<String>")]
    pub(super) verb: Option<Spanned<String>>,
    /// The request line of methods that are documented by their names alone: `POST /rest/{name}`.
    #[schemars(with = "Option<String>")]
    pub(super) request: Option<Spanned<String>>,
    /// What headings introduce; the first that matches holds.
    #[serde(default)]
    pub(super) section: Vec<SectionEntry>,
    /// A table of page text whose cells came out as lines; `[[line_table]]` where there are several kinds of them.
    #[serde(default, deserialize_with = "one_or_more")]
    #[schemars(with = "OneOrMore")]
    pub(super) line_table: Vec<LineTableEntry>,
    /// Lines that state a fact by themselves: `Host: {server:host}`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) lines: Vec<Spanned<String>>,
    /// Lines that are no part of what the documents say: directives of the tool that renders them.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) furniture: Vec<Spanned<String>>,
    /// The headings of columns, by what they hold.
    #[serde(default)]
    pub(super) columns: BTreeMap<String, ColumnRole>,
    /// What the columns of a table without a header hold, from the left.
    #[serde(default)]
    pub(super) headerless: Vec<ColumnRole>,
    /// What stands ahead of a description: `Type: {type:type}`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) description: Vec<Spanned<String>>,
    /// What the cell of a name holds beside the name: ``{name:name} `{type}` ``.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) names: Vec<Spanned<String>>,
    /// Parameters in a list or in paragraphs: ``{name} \({attributes}\): {description}``.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) items: Vec<Spanned<String>>,
    /// Components by name, with what their attributes tell: `<Field path="id" type="string">`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, BTreeMap<String, String>>")]
    pub(super) component: BTreeMap<String, BTreeMap<String, Spanned<String>>>,
    /// Errors in a list: ``{mnemonic} \({code}\): {message}``.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) error_items: Vec<Spanned<String>>,
    /// How names show that they stand in each other.
    #[serde(default)]
    pub(super) nesting: NestingEntry,
    /// The words that say where a parameter travels.
    #[serde(default)]
    pub(super) locations: BTreeMap<String, Location>,
    /// What stands between the types of a union; `,`, `|`, `/` and the words for `or` where absent.
    #[serde(default)]
    pub(super) union: Option<Vec<String>>,
    /// The words for `null` among types; `null` where absent.
    #[serde(default)]
    pub(super) null: Option<Vec<String>>,
    /// Formats of text that may look like a number.
    #[serde(default)]
    pub(super) text_formats: Vec<String>,
    /// Words for types; the first that matches holds.
    #[serde(default, rename = "type")]
    pub(super) types: Vec<TypeEntry>,
    /// The words and marks of what is required.
    #[serde(default)]
    pub(super) required: RequiredEntry,
    /// What parameters are for, by name.
    #[serde(default)]
    pub(super) roles: BTreeMap<String, Role>,
    /// The names of what stands in a parameter of a role: the parts of a filter.
    #[serde(default)]
    pub(super) role_members: BTreeMap<Role, Vec<String>>,
    /// What pages for all methods say of the parameters of a role, for documents that are read without them: `maximum` of `limit`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<Role, BTreeMap<String, Value>>")]
    pub(super) role_facts: BTreeMap<Role, BTreeMap<String, Spanned<Value>>>,
    /// The errors that pages for all methods list, for documents that are read without them: by the verb whose methods have them (several
    /// may stand in one key), or by `*` for all methods.
    #[serde(default)]
    pub(super) shared_errors: BTreeMap<String, Vec<SharedErrorEntry>>,
    /// A row name that stands for further members of an object.
    pub(super) additional: Option<String>,
    /// Sentences that state rules.
    #[serde(default)]
    pub(super) phrase: Vec<PhraseEntry>,
    /// Words that a rule may hold: a sentence with one of them that no phrase knows is reported.
    #[serde(default)]
    pub(super) rule_words: Vec<String>,
    /// Names of rows that stand for the whole body: their members are those of the body.
    #[serde(default)]
    pub(super) whole_body: Vec<String>,
    /// What holds for all methods: how callers prove who they are, how violations are answered.
    #[serde(default)]
    pub(super) conventions: Conventions,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionEntry {
    /// The pattern.
    #[serde(rename = "match")]
    #[schemars(with = "String")]
    pub(super) pattern: Spanned<String>,
    /// What it introduces.
    pub(super) role: SectionRole,
    /// Where its parameters travel.
    #[serde(rename = "in")]
    pub(super) location: Option<Location>,
    /// The status of its response.
    pub(super) status: Option<u16>,
    /// The verb whose methods have its errors; all methods where absent.
    pub(super) scope: Option<String>,
    /// The HTTP method of the method that it begins, or of those that its table lists, where nothing else tells it.
    #[schemars(with = "Option<String>")]
    pub(super) verb: Option<Spanned<String>>,
    /// Whether a table must follow at once.
    #[serde(default)]
    pub(super) before_table: bool,
    /// The level that the heading must have.
    pub(super) level: Option<u8>,
    /// What one of the headings must be that it stands under.
    #[schemars(with = "Option<String>")]
    pub(super) under: Option<Spanned<String>>,
    /// The parameter whose members it lists, where the heading does not name it.
    pub(super) parent: Option<String>,
    /// What the columns of its tables without a header hold, from the left.
    #[serde(default)]
    pub(super) headerless: Vec<ColumnRole>,
    /// Texts that the pattern must match; the file is refused where it does not.
    #[serde(default)]
    pub(super) examples: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SharedErrorEntry {
    /// The code on the wire.
    pub(super) code: Option<i64>,
    /// The HTTP status that it comes with.
    pub(super) status: Option<u16>,
    /// The stable word that clients switch on.
    pub(super) mnemonic: Option<String>,
    /// When it comes.
    #[serde(default)]
    pub(super) when: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LineTableEntry {
    /// The line that begins the table; where absent, the first row does.
    pub(super) header: Option<String>,
    /// The pattern of each line of a row; `? ` ahead of one that may be missing.
    #[schemars(with = "Vec<String>")]
    pub(super) row: Vec<Spanned<String>>,
}

/// One table of lines, or several.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "it only tells the schema what may be written")]
enum OneOrMore {
    One(LineTableEntry),
    More(Vec<LineTableEntry>),
}

/// Reads `[line_table]` and `[[line_table]]` alike.
fn one_or_more<'de, D: Deserializer<'de>>(source: D) -> Result<Vec<LineTableEntry>, D::Error> {
    struct Tables;
    impl<'de> Visitor<'de> for Tables {
        type Value = Vec<LineTableEntry>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a table or a list of tables")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            LineTableEntry::deserialize(MapAccessDeserializer::new(map)).map(|one| vec![one])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
            Vec::deserialize(SeqAccessDeserializer::new(list))
        }
    }
    source.deserialize_any(Tables)
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NestingEntry {
    /// What stands between the name of an object and that of its member: `.`.
    #[serde(default)]
    pub(super) separators: Vec<String>,
    /// What stands ahead of or behind a name.
    #[serde(default)]
    pub(super) marks: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TypeEntry {
    /// The pattern.
    #[serde(rename = "match")]
    #[schemars(with = "String")]
    pub(super) pattern: Spanned<String>,
    /// The type.
    #[serde(rename = "type")]
    pub(super) kind: Type,
    /// The format.
    pub(super) format: Option<String>,
    /// Whether `null` is a value, too.
    #[serde(default)]
    pub(super) nullable: bool,
    /// Whether an object has members of any name: what an example of it holds are no members of its own.
    #[serde(default)]
    pub(super) open: bool,
    /// Whether it is a common word that the file does not tell itself.
    #[serde(skip)]
    pub(super) common: bool,
    /// Texts that the pattern must match; the file is refused where it does not.
    #[serde(default)]
    pub(super) examples: Vec<String>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RequiredEntry {
    /// The words for required.
    #[serde(default)]
    pub(super) yes: Vec<String>,
    /// The words for optional.
    #[serde(default)]
    pub(super) no: Vec<String>,
    /// What stands ahead of or behind a name.
    #[serde(default)]
    pub(super) marks: Vec<String>,
    /// What stands ahead of or behind the name of an optional parameter.
    #[serde(default)]
    pub(super) optional_marks: Vec<String>,
    /// What holds where nothing says whether a parameter is required.
    pub(super) unmarked: Option<bool>,
    /// What an empty cell means.
    pub(super) blank: Option<bool>,
    /// Whether the rows ahead of the alphabetical ones are the required ones.
    #[serde(default)]
    pub(super) ahead_of_alphabetical: bool,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PhraseEntry {
    /// The pattern.
    #[serde(rename = "match")]
    #[schemars(with = "String")]
    pub(super) pattern: Spanned<String>,
    /// Where it is looked for.
    #[serde(rename = "in")]
    pub(super) places: Vec<Place>,
    /// Words for types; the first that matches holds.
    #[serde(default)]
    pub(super) types: Vec<Type>,
    /// Facts that hold where it stands.
    #[serde(default)]
    pub(super) set: BTreeMap<String, Value>,
    /// The fact whose value the document lost.
    pub(super) lost: Option<String>,
    /// Texts that the pattern must match; the file is refused where it does not.
    #[serde(default)]
    pub(super) examples: Vec<String>,
}
