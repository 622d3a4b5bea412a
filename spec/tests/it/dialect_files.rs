//! The format of dialect files: its schema, its worked example, and what `infer` proposes.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use doctract_spec::dialect::{Dialect, schema, unread, unused};
use doctract_spec::ir::Type;
use doctract_spec::{Input, infer};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

#[test]
fn the_published_schema_is_fresh() {
    let path = repository().join("spec/dialects/schema.json");
    let fresh = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default();
    assert!(published == fresh, "run UPDATE_SCHEMA=1 cargo test -p doctract-spec dialect_files");
}

#[test]
fn every_dialect_is_valid_against_the_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let mut seen = 0;
    let folders = [repository().join("spec/dialects"), crate::folder().join("dialects")];
    for path in folders.iter().flat_map(|folder| crate::files(folder)) {
        if path.extension().is_some_and(|ending| ending == "toml") {
            let file: serde_json::Value = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            let errors: Vec<_> = validator.iter_errors(&file).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 6);
    assert!(!validator.is_valid(&serde_json::json!({ "name": "x", "protocol": "rest", "colums": {} })));
}

/// The code blocks of a language in the description of the format.
fn blocks(language: &str) -> Vec<String> {
    let text = fs::read_to_string(repository().join("docs/dialects.md")).unwrap();
    let fence = format!("````{language}\n");
    text.split(&fence).skip(1).filter_map(|rest| Some(rest.split_once("````")?.0.to_owned())).collect()
}

#[test]
fn the_worked_example_says_what_it_promises() {
    let (page, dialect, facts) = (blocks("markdown"), blocks("toml"), blocks("text"));
    let dialect = Dialect::from_toml("docs/dialects.md", &dialect[0]).unwrap_or_else(|error| panic!("{error}"));
    let reading = crate::read_text("boats.md", page[0].as_bytes(), &dialect);
    assert!(reading.diagnostics.is_empty(), "{}", crate::rendered(&reading));
    let mut found = String::new();
    for method in &reading.ir.apis[0].methods {
        let _ = writeln!(found, "{}  ({})", method.name, method.title);
        for param in &method.params {
            let shown = serde_json::to_value(param).unwrap();
            let place = shown["in"].as_str().unwrap_or("-");
            let required = if param.is_required() { "required" } else { "optional" };
            let keys = ["minimum", "maximum", "default", "values", "nullable"];
            let facts = keys.iter().filter_map(|key| Some(format!(" {key}={}", shown.get(key)?)));
            let _ = writeln!(
                found,
                "  {} {} {place} {required}{}",
                param.name,
                shown["type"].as_str().unwrap(),
                facts.collect::<String>()
            );
        }
        for response in &method.responses {
            let fields: Vec<_> = response.fields.iter().map(|field| field.name.as_str()).collect();
            let _ = writeln!(found, "  answers {} {}", response.status, fields.join(" "));
        }
    }
    assert_eq!(found, facts[0], "docs/dialects.md");
}

#[test]
fn what_is_proposed_can_be_used_whatever_the_documents_are() {
    let documents = crate::files(&crate::folder().join("documents"));
    for path in documents.iter().filter(|path| path.extension().is_none_or(|ending| ending != "snap")) {
        let input = Input { path: path.display().to_string(), bytes: fs::read(path).unwrap() };
        let text = infer("proposed", std::slice::from_ref(&input));
        let dialect = Dialect::from_toml("proposed.toml", &text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let name = path.file_name().unwrap().to_str().unwrap();
        let reading = crate::read_text(name, &input.bytes, &dialect);
        // These are written as most pages are, so that the words that pages use say enough.
        if name.starts_with("tables.") {
            let params = reading.ir.apis[0].methods.iter().map(|method| method.params.len()).sum::<usize>();
            assert!(reading.ir.apis[0].methods.len() >= 2 && params >= 10, "{params}\n{text}");
        }
    }
}

/// A slip of the pen shows as an entry that nothing matches; what is of use is not told.
#[test]
fn entries_that_match_nothing_are_told_with_their_places() {
    let dialect =
        blocks("toml")[0].replace("match = \"Answer\"", "match = \"Anser\"").replace("\"Type\" = ", "\"Typ\" = ");
    let dialect = format!("{dialect}\n[[phrase]]\nmatch = \"at most {{max_items:number}}\"\nin = [\"description\"]\n");
    let input = Input { path: "boats.md".to_owned(), bytes: blocks("markdown")[0].clone().into_bytes() };
    let found = unused("shop.toml", &dialect, &[input]).unwrap();
    let line = |text: &str| dialect.lines().position(|line| line.contains(text)).unwrap() + 1;
    let expected = [
        (line("Anser"), "no heading or line is `Anser`"),
        (line("\"Typ\""), "no column is `Typ`"),
        (line("at most"), "no text holds `at most {max_items:number}`"),
    ];
    let found: Vec<_> = found.iter().map(|unused| (unused.line, unused.message.as_str())).collect();
    assert_eq!(found, expected);
}

/// Of two phrases that begin in one place the first holds, so that a longer one behind it is of no use.
#[test]
fn phrases_behind_shorter_ones_are_told() {
    let longer =
        "[[phrase]]\nmatch = \"Between {minimum:number} and {maximum:number}[ hours]\"\nin = [\"description\"]\n";
    let file = format!("{}\n{longer}", blocks("toml")[0]);
    let input = Input { path: "boats.md".to_owned(), bytes: blocks("markdown")[0].clone().into_bytes() };
    let found = unused("shop.toml", &file, std::slice::from_ref(&input)).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].message.starts_with("`Between {minimum:number} and {maximum:number}` stands ahead of"),
        "{found:?}"
    );
    let elsewhere = file.replace("[ hours]\"\nin = [\"description\"]", "[ hours]\"\nin = [\"values\"]");
    assert!(unused("shop.toml", &elsewhere, &[input]).unwrap().is_empty());
}

/// What a dialect leaves unread is told with its number and its first place, and nothing is where all is read.
#[test]
fn what_is_left_unread_is_told() {
    let input = Input { path: "boats.md".to_owned(), bytes: blocks("markdown")[0].clone().into_bytes() };
    let told = |file: &str| {
        let dialect = Dialect::from_toml("shop.toml", file).unwrap_or_else(|error| panic!("{error}"));
        unread(&dialect, std::slice::from_ref(&input))
    };
    let whole = told(&blocks("toml")[0]);
    assert_eq!((whole.count.methods, whole.count.parameters, whole.found.len()), (2, 6, 0));
    let lacking = told(&blocks("toml")[0].replace("\"Type\" = ", "\"Typ\" = "));
    let [gap] = lacking.found.as_slice() else { panic!("{:?}", lacking.found) };
    assert!(gap.message.contains("`type`") && gap.help.is_some(), "{gap:?}");
    assert_eq!((gap.times, gap.first.line), (1, 11));
}

/// A name and a protocol are a dialect: the common words of languages do the rest.
#[test]
fn common_pages_need_no_more_than_a_name_and_a_protocol() {
    let dialect = Dialect::from_toml("bare.toml", "name = \"bare\"\nprotocol = \"rest\"\n").unwrap();
    let page = "## Лодки\n\n`POST /boats/{id}`\n\n### Параметры\n\n| Параметр | Тип | Обязательный | Описание |\n|--|--|--|--|\n\
                | id | целое число | да | Номер |\n| tags | array of strings | нет | По умолчанию: нет |\n\n### Response\n\n\
                | Field | Type |\n|--|--|\n| name | string |\n";
    let reading = crate::read_text("page.md", page.as_bytes(), &dialect);
    let method = &reading.ir.apis[0].methods[0];
    let shown: Vec<_> = method.params.iter().map(|one| (one.name.as_str(), one.schema.kind, one.required)).collect();
    assert_eq!(shown, [("id", Type::Integer, Some(true)), ("tags", Type::Array, Some(false))]);
    assert_eq!(method.responses[0].fields[0].schema.kind, Type::String);
}
