//! Holds what is read to facts that people read by hand.
//!
//! The facts stand beside the checkout in `../shared`; where they are absent, these tests say so and pass. The IR of the
//! bundled documents is also held to a snapshot, which always runs.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use doctract_spec::ir::Ir;
use doctract_spec::{Input, Options, read};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn shared() -> Option<PathBuf> {
    let shared = repository().parent()?.join("shared");
    if shared.join("golden").is_dir() {
        return Some(shared);
    }
    crate::skipped("../shared is not here, so nothing is compared with the facts read by hand");
    None
}

fn documents(folder: &Path) -> Vec<Input> {
    let mut inputs = Vec::new();
    for path in crate::files(folder) {
        if path.is_dir() {
            inputs.extend(documents(&path));
        } else {
            let shown = path.strip_prefix(repository()).unwrap_or(&path).display().to_string();
            inputs.push(Input { path: shown, bytes: std::fs::read(&path).unwrap() });
        }
    }
    inputs
}

fn compare(ir: &Ir, shared: &Path) {
    let mut child = Command::new("python3")
        .arg(shared.join("tools/compare_golden.py"))
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 runs the comparison");
    child.stdin.take().unwrap().write_all(&serde_json::to_vec(ir).unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.ends_with("1343 facts right, 0 missing, wrong or unfounded\n"), "{text}");
}

#[test]
fn the_five_documents_say_what_people_read_in_them() {
    let Some(shared) = shared() else { return };
    let reading = read(documents(&shared.join("seeds")), &Options::default());
    compare(&reading.ir, &shared);
}

#[test]
fn the_bundled_documents_say_the_same() {
    let Some(shared) = shared() else { return };
    let reading = read(documents(&repository().join("spec/docs")), &Options::default());
    compare(&reading.ir, &shared);
}

#[test]
fn the_facts_of_the_bundled_documents_stay() {
    let reading = read(documents(&repository().join("spec/docs")), &Options::default());
    for api in &reading.ir.apis {
        insta::with_settings!({ snapshot_path => "bundled", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(api.name.clone(), facts(&serde_json::to_value(api).unwrap(), ""));
        });
    }
    assert_eq!(reading.ir.apis.iter().map(|api| api.methods.len()).sum::<usize>(), 28, "no method is lost");
}

#[test]
fn every_disagreement_of_table_and_json_is_reported() {
    let Some(shared) = shared() else { return };
    let reading = read(documents(&shared.join("seeds")), &Options::default());
    let messages: Vec<_> = reading.diagnostics.iter().map(|found| found.message.as_str()).collect();
    let mut expected = 0;
    for file in crate::files(&shared.join("golden"))
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
    {
        let golden: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        for method in golden["methods"].as_array().unwrap() {
            for entry in method["table_vs_json"].as_array().into_iter().flatten() {
                let table = entry["table"].as_str().unwrap();
                let wanted = match entry["json"].as_str() {
                    Some(json) => format!(
                        "`{}` in the JSON structure is `{table}` in the table",
                        json.rsplit('.').next().unwrap()
                    ),
                    None => format!("`{table}` is in the table and not in the JSON structure"),
                };
                let here = reading.diagnostics.iter().filter(|found| found.message == wanted);
                assert!(here.clone().count() > 0, "{wanted}\n{messages:#?}");
                assert!(here.clone().all(|found| !found.related.is_empty()), "both places: {wanted}");
                expected += 1;
            }
        }
    }
    let differing = |name: &str| ["name-differs", "only-in-table", "only-in-json"].contains(&name);
    let found = reading.diagnostics.iter().filter(|found| differing(found.code.name())).count();
    assert_eq!(found, expected, "no more disagreements than there are");
}

/// The facts of a part of the IR, a line each: the path, and what holds there. Places and prose are left out.
fn facts(value: &serde_json::Value, path: &str) -> String {
    use serde_json::Value::{Array, Object};
    const PROSE: &[&str] = &["source", "description", "rules", "examples", "text", "when", "message"];
    match value {
        Object(members) => {
            let own = members
                .iter()
                .filter(|(key, value)| !PROSE.contains(&key.as_str()) && !value.is_object() && !has_objects(value));
            let line = own.map(|(key, value)| format!(" {key}={value}")).collect::<Vec<_>>().concat();
            let name = value.get("name").and_then(|name| name.as_str()).unwrap_or_default();
            let path = if name.is_empty() { path.to_owned() } else { format!("{path}/{name}") };
            let nested = members
                .iter()
                .filter(|(key, value)| !PROSE.contains(&key.as_str()) && (value.is_object() || has_objects(value)));
            let nested = nested.map(|(key, value)| facts(value, &format!("{path}.{key}"))).collect::<String>();
            format!("{path}:{line}\n{nested}")
        }
        Array(elements) => elements.iter().map(|element| facts(element, path)).collect(),
        _ => String::new(),
    }
}

fn has_objects(value: &serde_json::Value) -> bool {
    value.as_array().is_some_and(|elements| elements.iter().any(serde_json::Value::is_object))
}
