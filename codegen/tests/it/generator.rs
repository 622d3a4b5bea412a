//! The files that come out: the same on every run, as recorded, and compiling.

use std::{env, fs, path::Path};

use doctract_codegen::{Files, Options, generate};
use doctract_spec::ir::{Api, Ir};

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn api(name: &str) -> Api {
    let text = fs::read_to_string(folder().join(format!("tests/cases/{name}.json"))).unwrap();
    serde_json::from_str::<Ir>(&text).unwrap().apis.remove(0)
}

fn files(name: &str) -> Files {
    let options = Options { runtime: "{ path = \"../../../runtime\" }".into(), ..Options::default() };
    generate(&api(name), &options).unwrap()
}

/// The crates of the odd names and types are members of the workspace, so that building it compiles them.
#[track_caller]
fn check_committed(name: &str) {
    let files = files(name);
    let crate_folder = folder().join("tests/torture").join(name);
    if env::var_os("UPDATE_GENERATED").is_some() {
        let _ = fs::remove_dir_all(&crate_folder);
        for (path, text) in files.iter() {
            let path = crate_folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    for (path, text) in files.iter() {
        let committed = fs::read_to_string(crate_folder.join(path)).unwrap_or_default();
        assert!(committed == text, "{name}/{path} is stale; run: UPDATE_GENERATED=1 cargo test -p doctract-codegen");
    }
}

#[test]
fn torture_rpc_is_fresh() {
    check_committed("torture-rpc");
}

#[test]
fn torture_rest_is_fresh() {
    check_committed("torture-rest");
}

#[test]
fn every_run_gives_the_same_bytes() {
    for name in ["torture-rpc", "torture-rest", "small"] {
        assert_eq!(files(name), files(name), "{name}");
    }
}

#[test]
fn facts_without_code_are_reported() {
    insta::assert_snapshot!(files("torture-rpc").skipped().join("\n"));
}

#[test]
fn files_of_a_small_api() {
    let files = files("small");
    for (path, text) in files.iter() {
        insta::assert_snapshot!(path.replace('/', "__"), text);
    }
}
