//! Methods that anyone may call, and rows that hold what the documents say they hold by default.

use axum::{body::Body, http::Request};
use doctract_runtime::server::{Call, Failure};
use serde_json::{Value, json};
use torture_rpc::server::{Answer, TortureRpc, router};
use tower::ServiceExt as _;

/// A server with one row, which knows one caller.
struct Store;

macro_rules! not_implemented {
    ($($method:ident $params:ident,)*) => {$(
        async fn $method(&self, _: &Call, _: torture_rpc::$params) -> Answer<torture_rpc::$params> {
            Err(<torture_rpc::$params as doctract_runtime::Method>::Error::not_implemented())
        }
    )*};
}

impl TortureRpc for Store {
    async fn authenticate(&self, call: &Call) -> Result<(), Failure> {
        match call.credential() {
            Some(credential) if credential.matches("let-me-in") => Ok(()),
            _ => Err(Failure::unauthenticated()),
        }
    }

    async fn get_chosen(&self, _: &Call, _: torture_rpc::GetChosen) -> Answer<torture_rpc::GetChosen> {
        let row = torture_rpc::GetChosenRow { id: Some(1), heavy: Some("heavy".into()), plain: None };
        Ok(torture_rpc::List { meta_data: torture_rpc::Metadata::default(), data: vec![row] })
    }

    async fn get_counted(&self, _: &Call, _: torture_rpc::GetCounted) -> Answer<torture_rpc::GetCounted> {
        let metadata = torture_rpc::Metadata3 { count: 3, next_page: None };
        Ok(torture_rpc::List3 { metadata, list: vec![torture_rpc::GetCountedRow { id: Some(1) }] })
    }

    async fn get_default(&self, call: &Call, _: torture_rpc::GetDefault) -> Answer<torture_rpc::GetDefault> {
        let plain = call.credential().map(|_| "a caller who is known".to_owned());
        let row = torture_rpc::GetDefaultRow { id: Some(1), heavy: Some("heavy".into()), plain };
        Ok(torture_rpc::List { meta_data: torture_rpc::Metadata::default(), data: vec![row] })
    }

    not_implemented! {
        odd_names OddNames,
        odd_types OddTypes,
        odd_types_update OddTypesUpdate,
        get_rows GetRows,
        get_type GetType,
        get_nothing GetNothing,
        type_ Type,
        type_2 Type2,
        method Method,
        authenticate_2 Authenticate2,
        violated_2 Violated2,
        new_2 New2,
        imya_metod ImyaMetod,
        get_rows_2 GetRows2,
        get_rows_result GetRowsResult2,
        client Client2,
        error Error2,
        self_ Self_,
        list List4,
        metadata Metadata4,
        odd_formats OddFormats,
        odd_rules OddRules,
        odd_rules_update OddRulesUpdate,
    }
}

/// What a server answers to a call: its rows, or the code of its error.
async fn ask(method: &str, params: Value) -> Value {
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).to_string();
    let response = router(Store).oneshot(Request::post("/").body(Body::from(body)).unwrap()).await.unwrap();
    let answer = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let answer: Value = serde_json::from_slice(&answer).unwrap();
    answer.pointer("/result/data").or(answer.pointer("/error/code")).cloned().unwrap_or(answer)
}

#[tokio::test]
async fn anyone_may_call_what_needs_no_authentication() {
    let row = |plain: Value| json!([{"id": 1, "plain": plain}]);
    assert_eq!(ask("get.default", json!({})).await, row(Value::Null));
    assert_eq!(ask("get.default", json!({"token": "let-me-in"})).await, row(json!("a caller who is known")));
    // A fault is told to anyone, also in the credential.
    assert_eq!(ask("get.default", json!({"token": 1})).await, json!(-32602));
    assert_eq!(ask("get.default", json!({"fields": ["no such"]})).await, json!(-32602));
    assert_eq!(ask("get.chosen", json!({"fields": ["id"]})).await, json!(-32602));
    assert_eq!(ask("get.chosen", json!({"token": "no", "fields": ["id"]})).await, json!(-32000));
}

#[tokio::test]
async fn rows_hold_what_they_hold_by_default_unless_a_caller_chooses() {
    assert_eq!(ask("get.default", json!({})).await, json!([{"id": 1, "plain": null}]));
    assert_eq!(ask("get.default", json!({"fields": ["heavy"]})).await, json!([{"heavy": "heavy"}]));
    let chosen = json!({"token": "let-me-in", "fields": ["heavy", "id"]});
    assert_eq!(ask("get.chosen", chosen).await, json!([{"id": 1, "heavy": "heavy"}]));
}

#[tokio::test]
async fn what_is_documented_beside_the_rows_stands_there() {
    let answer = ask("get.counted", json!({"token": "let-me-in"})).await;
    assert_eq!(answer["result"], json!({"count": 3, "next page": null, "list": [{"id": 1}]}));
}
