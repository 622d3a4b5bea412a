//! What is proposed for documents reads them, and a dialect of a name and a protocol reads as much.
//!
//! Each document in `proposals/` is written in a form of its own. Its snapshot says what is read by what is proposed.

use std::fmt::Write as _;
use std::fs;

use doctract_spec::dialect::Dialect;
use doctract_spec::ir::{Param, Schema};
use doctract_spec::{Input, Options, Reading, infer, read};

fn reading(input: &Input, text: &str) -> Reading {
    let dialect = Dialect::from_toml("proposed.toml", text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    read(vec![input.clone()], &Options { dialect: Some(&dialect), ..Options::default() })
}

fn param(out: &mut String, one: &Param, depth: usize) {
    let shown = serde_json::to_value(one).unwrap();
    let text = |key: &str| shown.get(key).map(|value| value.to_string().replace('"', ""));
    let required = one.required.map_or("?", |required| if required { "required" } else { "optional" });
    let _ = write!(out, "{}{} {}", "  ".repeat(depth), one.name, text("type").unwrap_or_default());
    let _ = write!(out, " {required}{}", text("in").map(|place| format!(" {place}")).unwrap_or_default());
    for key in ["format", "role", "default", "values", "minimum", "maximum", "min_length", "max_length", "max_items"] {
        let _ = write!(out, "{}", text(key).map(|value| format!(" {key}={value}")).unwrap_or_default());
    }
    out.push('\n');
    let mut schema: Option<&Schema> = Some(&one.schema);
    while let Some(open) = schema {
        open.fields.iter().for_each(|field| param(out, field, depth + 1));
        schema = open.items.as_deref();
    }
}

fn shown(reading: &Reading) -> String {
    let mut out = String::new();
    for method in reading.ir.apis.iter().flat_map(|api| &api.methods) {
        let _ = writeln!(out, "{}", method.name);
        method.params.iter().for_each(|one| param(&mut out, one, 1));
        for response in &method.responses {
            let _ = writeln!(out, "  answers {}", response.status);
            response.fields.iter().for_each(|one| param(&mut out, one, 2));
        }
        let codes: Vec<_> = method.errors.iter().filter_map(|error| error.code).map(|code| code.to_string()).collect();
        if !codes.is_empty() {
            let _ = writeln!(out, "  fails with {}", codes.join(" "));
        }
    }
    out
}

#[test]
fn proposals_read_what_stands_in_the_documents() {
    insta::glob!("proposals/*.*", |path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_some_and(|ending| ending == "snap") {
            return;
        }
        let input = Input { path: name.clone(), bytes: fs::read(path).unwrap() };
        let proposal = infer("proposed", std::slice::from_ref(&input));
        let read = shown(&reading(&input, &proposal));
        let rpc = proposal.contains("\"json-rpc-2.0\"");
        let bare = format!("name = \"proposed\"\nprotocol = \"{}\"\n", if rpc { "json-rpc-2.0" } else { "rest" });
        assert_eq!(
            shown(&reading(&input, &bare)),
            read,
            "{name}: a bare dialect reads what the proposal reads\n{proposal}"
        );
        insta::with_settings!({ snapshot_path => "proposals", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name.split('.').next().unwrap(), read);
        });
    });
}
