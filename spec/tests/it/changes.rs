//! Each change has a case in `changes/cases/`, named after it: edits of the pages and dialects in `changes/` that make it
//! (`fires`), and edits that nearly do (`silent`). What people see stands in snapshots beside the cases.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;

use doctract_spec::diagnostic::Kind as _;
use doctract_spec::dialect::Dialect;
use doctract_spec::diff::{Changes, Impact, Rule, Version, concise, diff};
use doctract_spec::ir::Ir;
use doctract_spec::{Input, Options, diagnostic, read};
use serde::Deserialize;
use serde_json::Value;

/// A text, and what takes its place.
type Edit = [String; 2];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The pages of the old version.
    pages: Vec<String>,
    /// The pages of the new version where they are others.
    new_pages: Option<Vec<String>>,
    /// What is to be changed in the old version first.
    #[serde(default)]
    old: Vec<Edit>,
    #[serde(default)]
    fires: Vec<Edit>,
    silent: Vec<Edit>,
}

fn case(rule: Rule) -> Case {
    let path = crate::folder().join(format!("changes/cases/{}.toml", rule.name()));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("write a case {}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Reads pages and their dialects after the edits, each of which must change something.
fn version(folder: &str, pages: &[String], edits: &[Edit]) -> Version {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for page in pages {
        for name in [format!("{page}.md"), format!("{page}.toml")] {
            let text = std::fs::read_to_string(crate::folder().join("changes").join(&name)).unwrap();
            texts.insert(name, text);
        }
    }
    for [from, to] in edits {
        let found = texts.values_mut().filter(|text| text.contains(from.as_str()));
        let count = found.map(|text| *text = text.replace(from.as_str(), to)).count();
        assert!(count > 0 && from != to, "the edit of {from:?} changes nothing");
    }
    let dialect = |page: &String| compiled(page, &texts[&format!("{page}.toml")]);
    let dialects: Vec<_> = pages.iter().map(dialect).collect();
    let input = |page: &String| Input {
        path: format!("{folder}/{page}.md"),
        bytes: texts[&format!("{page}.md")].clone().into_bytes(),
    };
    let options = Options { dialects: &dialects, ..Options::default() };
    let reading = read(pages.iter().map(input).collect(), &options);
    assert!(reading.diagnostics.is_empty(), "{}", crate::rendered(&reading));
    Version { ir: reading.ir, files: reading.files }
}

/// The dialect of a text, compiled once.
fn compiled(name: &str, text: &str) -> Dialect {
    static KNOWN: Mutex<BTreeMap<String, Dialect>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap();
    known.entry(text.to_owned()).or_insert_with(|| Dialect::from_toml(name, text).unwrap()).clone()
}

fn changes(case: &Case, edits: &[Edit], new_pages: Option<&Vec<String>>) -> Changes {
    diff(version("old", &case.pages, &case.old), version("new", new_pages.unwrap_or(&case.pages), edits))
}

fn shown(changes: &Changes) -> String {
    changes.list.iter().fold(String::new(), |mut text, change| {
        let _ = writeln!(text, "{}", diagnostic::human(change, &changes.files, false));
        text
    })
}

#[test]
fn every_change_is_told_where_it_is_and_nowhere_else() {
    let mut wrong = String::new();
    for rule in Rule::ALL {
        let case = case(*rule);
        let fired = changes(&case, &case.fires, case.new_pages.as_ref());
        if !fired.list.iter().any(|change| change.code == *rule) {
            let _ = writeln!(wrong, "{rule} does not fire:\n{}", concise(&fired));
        }
        let silent = changes(&case, &case.silent, None);
        if silent.list.iter().any(|change| change.code == *rule) {
            let _ = writeln!(wrong, "{rule} fires:\n{}", concise(&silent));
        }
        insta::with_settings!({ snapshot_path => "changes/cases", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(rule.name(), format!("{}nearly:\n{}", shown(&fired), concise(&silent)));
        });
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_case_is_of_a_rule() {
    for file in crate::files(&crate::folder().join("changes/cases")) {
        let name = file.file_stem().unwrap().to_str().unwrap();
        assert!(Rule::ALL.iter().any(|rule| rule.name() == name), "{} is a case of no rule", file.display());
    }
}

#[test]
fn what_did_not_change_is_not_told() {
    let pages = ["rest".to_owned(), "rpc".to_owned()];
    let same = diff(version("old", &pages, &[]), version("new", &pages, &[]));
    assert!(same.list.is_empty(), "{}", concise(&same));
}

/// The way back: what is breaking there and harmless here is told on the other side of each rule.
#[test]
fn every_change_is_told_on_the_way_back_too() {
    for rule in Rule::ALL {
        let case = case(*rule);
        let new_pages = case.new_pages.as_ref().unwrap_or(&case.pages);
        let back = diff(version("new", new_pages, &case.fires), version("old", &case.pages, &case.old));
        assert!(!back.list.is_empty(), "{rule}: nothing is told on the way back");
    }
}

/// Where only the IR of a version is at hand, its places are told as they were read.
#[test]
fn a_version_without_texts_has_its_places() {
    let pages = ["rpc".to_owned()];
    let edits = [["`box`, `bag`, `jar`".to_owned(), "`box`, `bag`".to_owned()]];
    let json = serde_json::to_string(&version("old", &pages, &[]).ir).unwrap();
    let ir: Ir = serde_json::from_str(&json).unwrap();
    let changes = diff(Version::without_texts(ir), version("new", &pages, &edits));
    assert_eq!(changes.count(Impact::Breaking), 1, "{}", concise(&changes));
    insta::assert_snapshot!(shown(&changes));
    insta::assert_snapshot!(diagnostic::json(&changes.findings()));
}

/// Keys that say where a fact was read, or by what; no caller can tell them.
const NO_FACTS: &[&str] =
    &["source", "rules", "inferred", "dialect", "ir_version", "own", "structure", "side", "role", "content_type"];

/// The paths of all single values in JSON, without those of keys that are no facts.
fn leaves(json: &Value, path: &str, found: &mut Vec<String>) {
    match json {
        Value::Object(members) => {
            for (name, member) in members.iter().filter(|(name, _)| !NO_FACTS.contains(&name.as_str())) {
                leaves(member, &format!("{path}/{}", name.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| leaves(item, &format!("{path}/{at}"), found));
        }
        _ => found.push(path.to_owned()),
    }
}

/// Another value of the same type.
fn other(value: &Value) -> Value {
    match value {
        Value::Bool(flag) => Value::from(!flag),
        Value::Number(number) => Value::from(number.as_i64().unwrap_or_default() + 1),
        Value::String(text) if text == "string" => Value::from("boolean"),
        Value::String(text) => Value::from(format!("{text}x")),
        value => value.clone(),
    }
}

/// Every fact of the IR is compared: whichever value is another one, something is told.
#[test]
fn nothing_changes_in_silence() {
    let pages = ["rest".to_owned(), "rpc".to_owned()];
    let ir = version("old", &pages, &[]).ir;
    let json = serde_json::to_value(&ir).unwrap();
    let mut paths = Vec::new();
    leaves(&json, "", &mut paths);
    let (mut tried, mut silent) = (0, Vec::new());
    for path in &paths {
        let mut mutant = json.clone();
        let value = mutant.pointer_mut(path).unwrap();
        *value = other(value);
        // The words of a closed set, such as types, have no neighbours.
        let Ok(mutant) = serde_json::from_value::<Ir>(mutant) else { continue };
        tried += 1;
        if diff(Version::without_texts(ir.clone()), Version::without_texts(mutant)).list.is_empty() {
            silent.push(path);
        }
    }
    assert!(tried > 150, "only {tried} of {} values were tried", paths.len());
    assert!(silent.is_empty(), "nothing is told of {silent:#?}");
}

#[test]
fn another_status_of_an_error_is_told() {
    const DIALECT: &str = "name = \"e\"\nprotocol = \"rest\"\nrequest_lines = [\"{verb:verb} {path:path}\"]\n\
        [[section]]\nmatch = \"Errors\"\nrole = \"errors\"\n[columns]\nError = \"mnemonic\"\nStatus = \"status\"\n";
    let dialect = compiled("e", DIALECT);
    let page = |status: u16| {
        let text =
            format!("# GET /a\n\n## Errors\n\n| Error | Status |\n|---|---|\n| gone | {status} |\n| busy | 503 |\n");
        let input = Input { path: format!("{status}.md"), bytes: text.into_bytes() };
        let reading = read(vec![input], &Options { dialect: Some(&dialect), ..Options::default() });
        Version { ir: reading.ir, files: reading.files }
    };
    let told = |changes: &Changes| shown(changes).contains("the status of the error `gone` is 410, was 404");
    assert!(told(&diff(page(404), page(410))));
    assert!(!told(&diff(page(404), page(404))));
}
