use serde::Deserialize;
use serde_json::json;

use super::from_slice;
use crate::{Kind, Number, Patch, Violation};

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only reading is tested")]
struct Request {
    name: String,
    size: Option<i64>,
    #[serde(default)]
    numbers: Vec<Number>,
    state: Option<State>,
    inner: Option<Inner>,
    #[serde(default)]
    many: Vec<Inner>,
    #[serde(default)]
    reset: Patch<i64>,
    #[serde(default, deserialize_with = "crate::wire::nullable")]
    free: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum State {
    On,
    Off,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only reading is tested")]
struct Inner {
    id: i64,
    on: Option<bool>,
}

#[track_caller]
fn refused(text: &str, kind: Kind, path: &str) -> Violation {
    let violation = from_slice::<Request>(text.as_bytes(), true).unwrap_err();
    assert_eq!((violation.kind, violation.path.as_str()), (kind, path), "{text}");
    violation
}

#[test]
fn reads_what_is_right() {
    let text = r#"{"name":"a","size":1,"numbers":[1,2.5],"state":"on","inner":{"id":1},"many":[{"id":2,"on":true}],"reset":null,"free":null}"#;
    let request: Request = from_slice(text.as_bytes(), true).unwrap();
    assert_eq!(request.reset, Patch::Null);
    assert_eq!(request.free, None);
    assert_eq!(request.numbers[1], Number::from_f64(2.5).unwrap());
}

#[test]
fn says_what_is_missing() {
    assert_eq!(refused("{}", Kind::MissingRequired, "name").value, None);
    refused(r#"{"name":"a","inner":{}}"#, Kind::MissingRequired, "inner.id");
    refused(r#"{"name":"a","many":[{"id":1},{}]}"#, Kind::MissingRequired, "many.id");
}

#[test]
fn says_which_type_is_wrong() {
    assert_eq!(refused(r#"{"name":7}"#, Kind::WrongType, "name").value, Some(json!(7)));
    refused(r#"{"name":null}"#, Kind::WrongType, "name");
    refused(r#"{"name":"a","size":null}"#, Kind::WrongType, "size");
    refused(r#"{"name":"a","size":"1"}"#, Kind::WrongType, "size");
    refused(r#"{"name":"a","numbers":["1"]}"#, Kind::WrongType, "numbers");
    refused(r#"{"name":"a","numbers":{}}"#, Kind::WrongType, "numbers");
    refused(r#"{"name":"a","state":1}"#, Kind::WrongType, "state");
    refused(r#"{"name":"a","reset":"1"}"#, Kind::WrongType, "reset");
    assert_eq!(
        refused(r#"{"name":"a","inner":{"id":1,"on":"x"}}"#, Kind::WrongType, "inner.on").value,
        Some(json!("x"))
    );
}

#[test]
fn refuses_what_serde_alone_lets_pass() {
    refused(r#"["a",1]"#, Kind::WrongType, "");
    refused(r#"{"name":"a","inner":[1,true]}"#, Kind::WrongType, "inner");
    refused(r#"{"name":"a","state":{"on":null}}"#, Kind::WrongType, "state");
}

#[test]
fn says_which_value_is_not_allowed() {
    assert_eq!(refused(r#"{"name":"a","state":"idle"}"#, Kind::InvalidValue, "state").value, Some(json!("idle")));
}

#[test]
fn says_what_is_not_documented() {
    assert_eq!(refused(r#"{"name":"a","nome":[1]}"#, Kind::Unexpected, "nome").value, Some(json!([1])));
    refused(r#"{"name":"a","inner":{"id":1,"x":1}}"#, Kind::Unexpected, "inner.x");
    assert!(from_slice::<Request>(br#"{"name":"a","nome":1}"#, false).is_ok());
}

#[test]
fn of_equal_names_the_last_holds() {
    let request: Request = from_slice(br#"{"name":"a","name":"b"}"#, true).unwrap();
    assert_eq!(request.name, "b");
}

#[test]
fn deep_nesting_is_a_fault_of_its_member() {
    let deep = format!(r#"{{"name":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    refused(&deep, Kind::InvalidValue, "name");
}

#[test]
fn text_that_is_not_json() {
    refused(r#"{"name":"#, Kind::ParseError, "");
}

#[test]
fn text_that_is_not_utf_8() {
    for text in [b"{\"name\":\"\xff\"}".as_slice(), b"{\"name\":\"a\",\"other\":\"\xff\"}"] {
        let violation = from_slice::<Request>(text, false).unwrap_err();
        assert_eq!((violation.kind, violation.path.as_str()), (Kind::ParseError, ""));
    }
}

#[test]
fn integers_are_numbers_without_a_fraction() {
    for (size, whole) in [("1.0", 1), ("1e1", 10), ("-0.0", 0), ("100e-2", 1), ("-9007199254740992.0", -(1 << 53))] {
        let text = format!(r#"{{"name":"a","size":{size},"many":[{{"id":{size}}}]}}"#);
        let request: Request = from_slice(text.as_bytes(), true).unwrap();
        assert_eq!((request.size, request.many[0].id), (Some(whole), whole), "{text}");
    }
    for size in ["1.5", "-0.1", "1e30", "9223372036854775808", "18446744073709551615", "1e400"] {
        refused(&format!(r#"{{"name":"a","size":{size}}}"#), Kind::InvalidValue, "size");
    }
    for size in [r#""1""#, "true", "[1]", "{}"] {
        refused(&format!(r#"{{"name":"a","size":{size}}}"#), Kind::WrongType, "size");
    }
}
