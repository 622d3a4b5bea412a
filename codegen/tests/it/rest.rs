//! Generated REST servers, asked over the wire and by the generated client.

use doctract_runtime::server::{Call, Failure};
use serde_json::{Value, json};

/// A server of external contacts.
struct Directory;

impl yandex360::server::Yandex360 for Directory {
    async fn authenticate(&self, call: &Call) -> Result<(), Failure> {
        match call.credential() {
            Some(credential) if credential.matches("key") => Ok(()),
            Some(_) => Err(Failure::forbidden()),
            None => Err(Failure::unauthenticated()),
        }
    }

    async fn post_external_contacts(
        &self,
        _: &Call,
        params: yandex360::PostExternalContacts,
    ) -> Result<yandex360::PostExternalContactsResult, yandex360::PostExternalContactsError> {
        if params.org_id == 404 {
            let body = yandex360::ErrorBody { code: Some(5), message: Some("gone".into()), ..Default::default() };
            return Err(yandex360::PostExternalContactsError::NotFound(body));
        }
        Ok(yandex360::PostExternalContactsResult { id: Some(format!("{}-{}", params.org_id, params.last_name)) })
    }

    async fn get_external_contacts(
        &self,
        _: &Call,
        params: yandex360::GetExternalContacts,
    ) -> Result<yandex360::GetExternalContactsResult, yandex360::GetExternalContactsError> {
        let page = params.page.unwrap_or(1);
        let contact = yandex360::V1ExternalContact::new([], "A", page.to_string(), "B");
        Ok(yandex360::GetExternalContactsResult {
            contacts: Some(vec![contact]),
            pages: Some(3),
            page: Some(page),
            ..Default::default()
        })
    }
}

/// A server of contacts that offers XML.
struct Contacts;

impl onlyoffice::server::Onlyoffice for Contacts {
    async fn authenticate(&self, _: &Call) -> Result<(), Failure> {
        Ok(())
    }

    async fn put_contact(
        &self,
        _: &Call,
        params: onlyoffice::PutContact,
    ) -> Result<onlyoffice::PutContactResult, onlyoffice::PutContactError> {
        let row = |id: i64| onlyoffice::PutContactResultResponse {
            id: Some(id),
            display_name: Some("<Ivan & Co>".into()),
            is_company: Some(true),
            ..Default::default()
        };
        Ok(onlyoffice::PutContactResult {
            status: Some(0),
            response: Some(params.contactids.into_iter().map(row).collect()),
        })
    }
}

pub(crate) async fn start(router: axum::Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

pub(crate) async fn directory() -> String {
    start(yandex360::server::router(Directory).fallback(yandex360::server::not_found)).await
}

/// Sends a request and gives back the status, the media type and the body.
pub(crate) async fn send(verb: &str, url: String, headers: &[(&str, &str)], body: &str) -> (u16, String, String) {
    let _ = yandex360::Client::new(&url); // Installs what TLS needs, as any client does.
    let mut request = reqwest::Client::new().request(verb.parse().unwrap(), url).body(body.to_owned());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = request.send().await.unwrap();
    let media =
        response.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    (response.status().as_u16(), media, response.text().await.unwrap())
}

const PATH: &str = "/directory/v1/org/7/external_contacts";
const KEY: (&str, &str) = ("authorization", "OAuth key");

/// The request line, the header fields, the body; the status, and a part of the body that comes back.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str, u16, &'a str);

#[tokio::test]
async fn statuses_are_as_documented() {
    let url = directory().await;
    let right = r#"{"firstName":"A","lastName":"B","emails":[{"email":"a@example.com","main":true}]}"#;
    let post = format!("POST {PATH}");
    let cases: &[Case<'_>] = &[
        (&post, &[KEY], right, 200, r#"{"id":"7-B"}"#),
        (&post, &[], right, 401, "credential"),
        (&post, &[("authorization", "Bearer key")], right, 401, "credential"),
        (&post, &[("authorization", "OAuth other")], right, 403, "right"),
        (&post, &[KEY], "{", 400, "not valid JSON"),
        (&post, &[KEY], "", 400, "emails"),
        (&post, &[KEY], r#"{"firstName":7}"#, 400, "firstName"),
        (&post, &[KEY], &right.replace("true", "1"), 400, "emails.main"),
        (&post, &[KEY], r#"{"firstName":"A","lastName":"B","emails":[]}"#, 400, "emails"),
        ("POST /directory/v1/org/x/external_contacts", &[KEY], right, 400, "orgId"),
        ("GET /directory/v1/org/7/external_contacts?page=x", &[KEY], "", 400, "page"),
        ("GET /directory/v1/org/7/external_contacts?page=2", &[KEY], "", 200, r#""page":2"#),
        ("DELETE /directory/v1/org/7/external_contacts", &[KEY], "", 405, ""),
        ("GET /nowhere", &[KEY], "", 404, ""),
    ];
    for (line, headers, body, status, part) in cases {
        let (verb, path) = line.split_once(' ').unwrap();
        let answer = send(verb, format!("{url}{path}"), headers, body).await;
        assert!(answer.0 == *status && answer.2.contains(part), "{line} {body} → {answer:?}");
        if *status == 400 {
            let error: Value = serde_json::from_str(&answer.2).unwrap();
            assert_eq!(error["code"], 400, "{answer:?}");
        }
    }
}

#[tokio::test]
async fn the_client_sees_results_and_documented_errors() {
    let client = yandex360::Client::new(directory().await).unwrap().with_token("key");
    let params =
        |org: i64| yandex360::PostExternalContacts::new(org, [yandex360::V1ExternalContactEmail::default()], "A", "B");
    assert_eq!(client.post_external_contacts(params(7)).await.unwrap().id.as_deref(), Some("7-B"));
    match client.post_external_contacts(params(404)).await {
        Err(yandex360::Error::Api(yandex360::PostExternalContactsError::NotFound(body))) => {
            assert_eq!(body.code, Some(5));
        }
        other => panic!("{other:?}"),
    }
    let mut rows = client.get_external_contacts_stream(yandex360::GetExternalContacts::new(7));
    let mut ids = Vec::new();
    while let Some(row) = rows.next().await {
        ids.push(row.unwrap().id);
    }
    assert_eq!(ids, ["1", "2", "3"]);
}

#[tokio::test]
async fn xml_comes_where_it_is_asked_for() {
    let url = start(onlyoffice::server::router(Contacts)).await;
    let (path, body) = (format!("{url}/api/2.0/crm/contact"), json!({"contactids": [1, 2]}).to_string());
    let json = send("PUT", path.clone(), &[("accept", "*/*")], &body).await;
    assert_eq!((json.0, json.1.as_str()), (200, "application/json; charset=utf-8"));
    for (path, accept) in [(path.clone(), "text/xml"), (format!("{path}.xml"), "*/*")] {
        let (status, media, text) = send("PUT", path, &[("accept", accept)], &body).await;
        assert_eq!((status, media.as_str()), (200, "text/xml; charset=utf-8"));
        assert!(
            text.contains("<result><status>0</status><response>") && text.matches("<response>").count() == 2,
            "{text}"
        );
        assert!(text.contains("<DisplayName>&lt;Ivan &amp; Co&gt;</DisplayName>"), "{text}");
    }
}
