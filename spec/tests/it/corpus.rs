//! Holds the dialects of real documents to the counts that were found once by looking at what stands on one side only.
//!
//! The documents stand beside the checkout in `../shared/corpus`; where they are absent, these tests say so and pass.

use std::path::{Path, PathBuf};

use doctract_spec::ir::{Method, Param};

use crate::score::{self, SETS, Set};

fn corpus(set: &str) -> Option<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?.parent()?.join("shared/corpus");
    if corpus.join(set).is_dir() {
        return Some(corpus);
    }
    crate::skipped(&format!("../shared/corpus/{set} is not here, so its documents are not read"));
    None
}

fn set(name: &str) -> &'static Set {
    SETS.iter().find(|set| set.name == name).unwrap()
}

#[test]
fn binance_says_what_its_description_says() {
    let Some(corpus) = corpus("binance") else { return };
    let score = score::score(&corpus, set("binance"));
    let shown = score::report::report("binance", &score, true);
    assert!(score.missing_methods.is_empty() && score.missing.is_empty(), "{shown}");
    assert!(score.methods == 41 && score.both >= 287, "{shown}");
    assert!(score.precision() >= 0.979, "six parameters are newer than the description: {shown}");
    assert!(score.required_agreement() >= 0.96 && score.placed_differs.is_empty(), "{shown}");
}

#[test]
fn rocketchat_says_what_its_description_says() {
    let Some(corpus) = corpus("rocketchat") else { return };
    let score = score::score(&corpus, set("rocketchat"));
    let shown = score::report::report("rocketchat", &score, true);
    assert!(score.methods >= 486, "{shown}");
    assert!(score.recall() >= 0.979 && score.precision() >= 0.948, "{shown}");
    assert!(score.required_agreement() >= 0.936, "{shown}");
}

/// One page holds all methods, most of whose parameters stand only in the body below the request line.
#[test]
fn the_methods_of_the_chat_api_are_read() {
    let Some(corpus) = corpus("comagic") else { return };
    let bytes = std::fs::read(corpus.join("comagic/chat_api/index.html")).unwrap();
    let dialect = doctract_spec::dialect::builtin("uis-chat").unwrap();
    let reading = crate::read_text("index.html", &bytes, dialect);
    let methods = &reading.ir.apis[0].methods;
    assert!(methods.len() >= 22, "{}", methods.len());
    for (name, params) in [
        ("POST /v1/integration/adapter", 9),
        ("PATCH /v1/integration/adapter/{adapter_id}", 11),
        ("POST /v1/adapter/chat/close", 6),
        ("POST /v1/adapter/message", 10),
        ("GET /v1/adapter/resource/{account_id}/{channel_id}/{resource_id}/{resource_token}/payload", 4),
    ] {
        let method = methods.iter().find(|method| method.name == name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(method.params.len(), params, "{name}");
    }
}

/// The pages of calls keep their values in lists inside the descriptions, and name forms that one may choose from.
#[test]
fn values_in_the_lists_of_descriptions_are_read() {
    let Some(corpus) = corpus("comagic") else { return };
    let dialect = doctract_spec::dialect::builtin("uis-call").unwrap();
    for (page, path, values, has_format) in [
        ("create_call/start_informer_call", "virtual_phone_usage_rule", 5, false),
        ("manage_call/list_calls", "legs[].state", 12, false),
        ("manage_call/list_talk_options", "mnemonic", 8, false),
        ("manage_call/list_calls", "start_time", 0, true),
        ("create_call/start_employee_call", "employee.phone_number", 0, false),
    ] {
        let bytes = std::fs::read(corpus.join(format!("comagic/call_api/{page}/index.html"))).unwrap();
        let reading = crate::read_text("index.html", &bytes, dialect);
        let mut found = None;
        for side in reading.ir.apis[0].methods[0].sides() {
            side.each(&mut |known, param| {
                if known == path {
                    found = Some((param.schema.values.len(), param.schema.format.is_some()));
                }
            });
        }
        assert_eq!(found, Some((values, has_format)), "{page} {path}");
    }
}

/// There is no description of this API, so what was read is held against a count of the rows by eye-catching marks: a page
/// whose title ends with a dotted name is a method, and a line `|| **name` is the row of a parameter.
#[test]
fn bitrix24_gives_every_row_of_its_tables() {
    let Some(corpus) = corpus("bitrix24") else { return };
    let reading = score::reading(&corpus, "bitrix24", "docs");
    let methods: Vec<&Method> = reading.ir.apis.iter().flat_map(|api| &api.methods).collect();
    let by_name = |name: &str| methods.iter().find(|method| method.name == format!("POST /rest/{name}"));
    let (mut pages, mut wanted, mut found) = (0, 0, 0);
    let mut short = Vec::new();
    for (_, file) in reading.files.iter() {
        let Some(title) = file.text.lines().find(|line| line.starts_with("# ")) else { continue };
        let name = title.split_whitespace().next_back().filter(|word| word.contains('.'));
        let Some(name) = name.filter(|_| file.text.contains("## Method Param")) else { continue };
        // A method that stands on two pages is read from the first, and the second is reported.
        if by_name(name).is_some_and(|method| method.source.file != file.path) {
            continue;
        }
        pages += 1;
        let rows = file.text.lines().skip_while(|line| !line.starts_with("## Method Param"));
        let rows = rows.take_while(|line| !line.starts_with("## Code") && !line.starts_with("## Response"));
        let rows = rows
            .filter(|line| line.starts_with("|| **") && !line.contains("**Name") && !line.contains(" | **"))
            .count();
        let read =
            methods.iter().find(|method| method.source.file == file.path).map_or(0, |method| count(&method.params));
        wanted += rows;
        found += read.min(rows);
        if read < rows {
            short.push(format!("{}: {read} of {rows}", file.path));
        }
    }
    println!("bitrix24: {pages} pages, {} methods, {found} of {wanted} rows\n{}", methods.len(), short.join("\n"));
    assert!(methods.len() >= pages, "{} of {pages}", methods.len());
    assert!(found * 100 >= wanted * 99, "{found} of {wanted}\n{}", short.join("\n"));
}

fn count(params: &[Param]) -> usize {
    let inner = |param: &Param| {
        let items = param.schema.items.as_ref().map_or(0, |items| count(&items.fields));
        1 + count(&param.schema.fields) + items
    };
    params.iter().map(inner).sum()
}
