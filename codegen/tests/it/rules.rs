//! Rules of odd documents, held against requests: what is refused, at which parameter, and what is not.

use doctract_runtime::{Kind, Method, read};
use doctract_spec::ir::Format;
use serde_json::{Value, json};
use torture_rpc::{GetChosen, OddFormats, OddRules, OddRulesUpdate};

/// What is wrong with parameters, and where.
fn fault<M: Method>(params: &Value) -> Option<(Kind, String)> {
    let read = read::from_slice::<M>(params.to_string().as_bytes(), true);
    read.and_then(|params| params.validate()).err().map(|violation| (violation.kind, violation.path))
}

#[track_caller]
fn check<M: Method>(params: &Value, refused: Option<(Kind, &str)>) {
    let refused = refused.map(|(kind, path)| (kind, path.to_owned()));
    assert_eq!(fault::<M>(params), refused, "{params}");
}

/// Parameters with one of the alternatives, without which no request is right.
fn with(mut params: Value) -> Value {
    params["by id"] = json!(1);
    params
}

#[test]
fn patterns() {
    let wrong = |path| Some((Kind::InvalidValue, path));
    for (params, refused) in [
        (json!({"digits": "0*#"}), None),
        (json!({"digits": ""}), wrong("digits")),
        (json!({"digits": "0 1"}), wrong("digits")),
        (json!({"code": 123}), None),
        (json!({"code": 12}), wrong("code")),
        (json!({"month": "2024-01"}), None),
        (json!({"month": "2024-1"}), wrong("month")),
        (json!({"words": ["ab", "-"]}), None),
        (json!({"words": ["ab", "a-"]}), wrong("words")),
        (json!({"either": 74}), None),
        (json!({"either": "74"}), None),
        (json!({"either": 84}), wrong("either")),
    ] {
        check::<OddRules>(&with(params), refused);
    }
}

/// One parameter for each name of each format, named like it.
#[test]
fn formats() {
    for format in Format::ALL {
        for name in format.names() {
            for text in format.valid() {
                check::<OddFormats>(&json!({*name: text}), None);
            }
            for (_, text) in format.invalid() {
                check::<OddFormats>(&json!({*name: text}), Some((Kind::InvalidValue, name)));
            }
        }
    }
    check::<OddFormats>(&json!({"addresses": ["192.0.2.1", "::1"]}), Some((Kind::InvalidValue, "addresses")));
}

#[test]
fn conditions() {
    for (params, refused) in [
        (json!({"kind": "fixed", "rate": 1}), None),
        (json!({"kind": "free", "rate": 1, "note": "a"}), Some((Kind::InvalidCombination, "rate"))),
        // Without the other parameter, what holds is not known.
        (json!({"rate": 1}), None),
        (json!({"kind": "free"}), Some((Kind::MissingRequired, "note"))),
        (json!({"kind": "fixed"}), None),
        // Of several parts, of no value that the other has, or of no parameter beside it: nothing can be decided.
        (json!({"kind": "fixed", "late": "a", "own": "a"}), None),
    ] {
        check::<OddRules>(&with(params), refused);
    }
}

#[test]
fn conditions_of_a_partial_update() {
    for (params, refused) in [
        (json!({"id": 1, "kind": "free"}), None),
        (json!({"id": 1, "kind": "free", "note": null}), Some((Kind::MissingRequired, "note"))),
        (json!({"id": 1, "kind": "fixed", "note": null}), None),
        (json!({"id": 1, "kind": "free", "rate": 1}), Some((Kind::InvalidCombination, "rate"))),
        (json!({"id": 1, "kind": "free", "rate": null}), None),
        (json!({"id": 1, "by id": 1}), None),
        (json!({"id": 1, "by id": 1, "by name": "a"}), Some((Kind::InvalidCombination, "by name"))),
        (json!({"id": 1, "by id": 1, "by name": null}), None),
    ] {
        check::<OddRulesUpdate>(&params, refused);
    }
}

#[test]
fn alternatives() {
    for (params, refused) in [
        (json!({"by name": "a"}), None),
        (json!({"by key": false}), None),
        (json!({}), Some((Kind::MissingRequired, "by id"))),
        (json!({"by id": 1, "by key": true}), Some((Kind::InvalidCombination, "by key"))),
        // One of these is no parameter at all.
        (json!({"by id": 1, "here": "a"}), None),
    ] {
        check::<OddRules>(&params, refused);
    }
}

#[test]
fn a_selection_that_must_be_there() {
    check::<GetChosen>(&json!({"token": "t", "fields": ["id"]}), None);
    check::<GetChosen>(&json!({"token": "t"}), Some((Kind::MissingRequired, "fields")));
    check::<GetChosen>(&json!({"token": "t", "fields": null}), Some((Kind::WrongType, "fields")));
    check::<GetChosen>(&json!({"token": "t", "fields": ["no such"]}), Some((Kind::Unexpected, "fields")));
}
