//! Generated REST servers and clients whose bodies are arrays and nothing around them.

use doctract_runtime::server::{Call, Failure};
use torture_rest::{
    Client, Error, ErrorBody4, GetRows, GetRowsError, GetRowsResult, GetRowsRow, PostRows, PostRowsCreated,
    PostRowsError, PostRowsOk, PostRowsResult,
};

use crate::rest::{send, start};

/// A server of two pages with a row each.
struct Shelf;

/// Methods that this server does not have.
macro_rules! absent {
    ($($function:ident: $params:ident => $result:ident, $error:ident;)*) => {
        $(async fn $function(
            &self,
            _: &Call,
            _: torture_rest::$params,
        ) -> Result<torture_rest::$result, torture_rest::$error> {
            Err(torture_rest::$error::not_implemented())
        })*
    };
}

impl torture_rest::server::TortureRest for Shelf {
    async fn authenticate(&self, _: &Call) -> Result<(), Failure> {
        Ok(())
    }

    async fn get_rows(&self, _: &Call, params: GetRows) -> Result<GetRowsResult, GetRowsError> {
        match params.page.unwrap_or(1) {
            page @ 1..=2 => Ok(vec![GetRowsRow { id: page, label: None }]),
            3 => Ok(Vec::new()),
            _ => Err(GetRowsError::UnprocessableContent(vec![ErrorBody4 { fault: Some("page".into()) }])),
        }
    }

    async fn post_rows(&self, _: &Call, params: PostRows) -> Result<PostRowsResult, PostRowsError> {
        Ok(match params.label {
            Some(label) => PostRowsResult::Created(PostRowsCreated { id: 3, label: Some(label) }),
            None => PostRowsResult::Ok(vec![PostRowsOk { id: 1, label: None }, PostRowsOk { id: 2, label: None }]),
        })
    }

    absent! {
        post_b: PostB => PostBResult, PostBError;
        get_b: GetB => GetBResult, GetBError;
        get_a_by_id_json: GetAByIdJson => GetAByIdJsonResult, GetAByIdJsonError;
        get_a_by_id_xml: GetAByIdXml => GetAByIdXmlResult, GetAByIdXmlError;
        delete: Delete => DeleteResult, DeleteError;
        patch: Patch => PatchResult, PatchError;
        odd_verb_no_slash_by: OddVerbNoSlashBy => OddVerbNoSlashByResult, OddVerbNoSlashByError;
        get_type: GetType => GetTypeResult, GetTypeError;
        patch_x_by_id: PatchXById => PatchXByIdResult, PatchXByIdError;
        put_two_by_id: PutTwoById => PutTwoByIdResult, PutTwoByIdError;
    }
}

#[tokio::test]
async fn arrays_are_written_as_arrays() {
    let url = start(torture_rest::server::router(Shelf)).await;
    for (line, body, status, text) in [
        ("GET /rows", "", 200, r#"[{"id":1}]"#),
        ("GET /rows?page=3", "", 200, "[]"),
        ("GET /rows?page=4", "", 422, r#"[{"fault":"page"}]"#),
        ("POST /rows", "{}", 200, r#"[{"id":1},{"id":2}]"#),
        ("POST /rows", r#"{"label":"c"}"#, 201, r#"{"id":3,"label":"c"}"#),
    ] {
        let (verb, path) = line.split_once(' ').unwrap();
        let answer = send(verb, format!("{url}{path}"), &[], body).await;
        assert_eq!((answer.0, answer.2.as_str()), (status, text), "{line} {body}");
    }
}

#[tokio::test]
async fn the_client_reads_arrays_and_goes_through_their_pages() {
    let client = Client::new(start(torture_rest::server::router(Shelf)).await).unwrap();
    let mut rows = client.get_rows_stream(GetRows::new());
    let mut ids = Vec::new();
    while let Some(row) = rows.next().await {
        ids.push(row.unwrap().id);
    }
    assert_eq!(ids, [1, 2]);
    match client.get_rows(GetRows::new().page(4)).await {
        Err(Error::Api(GetRowsError::UnprocessableContent(faults))) => assert_eq!(faults.len(), 1),
        other => panic!("{other:?}"),
    }
    match client.post_rows(PostRows::new()).await.unwrap() {
        PostRowsResult::Ok(rows) => assert_eq!(rows.len(), 2),
        PostRowsResult::Created(row) => panic!("{row:?}"),
    }
}
