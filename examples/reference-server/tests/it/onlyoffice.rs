//! Contacts of the CRM, which are deleted in bulk.

use onlyoffice::{Client, PutContact};
use reqwest::Method;
use serde_json::{Value, json};

use crate::server::{Server, TOKENS};

const PATH: &str = "/api/2.0/crm/contact";

fn with_contacts() -> Server {
    Server::start(&["--crm-contact", "5120=Fjord & <Sons>", "--crm-contact", "7=Anna", "--crm-contact", "9=Olga"])
}

async fn delete(server: &Server, path: &str, ids: &[i64]) -> String {
    let body = json!({ "contactids": ids });
    let answer = server.send(Method::PUT, path, Some(TOKENS[2].1), Some(&body)).await;
    assert_eq!(answer.status(), 200);
    answer.text().await.unwrap()
}

async fn deleted(server: &Server, ids: &[i64]) -> Value {
    let answer: Value = serde_json::from_str(&delete(server, PATH, ids).await).unwrap();
    assert_eq!(answer["status"], 0);
    answer["response"].as_array().unwrap().iter().map(|contact| contact["id"].clone()).collect()
}

#[tokio::test]
async fn are_answered_as_they_last_were() {
    let server = with_contacts();
    let answer: Value = serde_json::from_str(&delete(&server, PATH, &[5120]).await).unwrap();
    let expected = json!({
        "status": 0,
        "response": [{
            "SmallFotoUrl": "/crm/photos/5120_40.png", "MediumFotoUrl": "/crm/photos/5120_82.png",
            "DisplayName": "Fjord & <Sons>", "IsCompany": false, "AccessList": [], "IsPrivate": false,
            "IsShared": true, "ShareType": 1,
            "Currency": {
                "Title": "Euro", "Symbol": "€", "Abbreviation": "EUR", "CultureName": "EU", "IsConvertable": true,
                "IsBasic": true,
            },
            "CanEdit": true, "CanDelete": true, "id": 5120,
        }],
    });
    assert_eq!(answer, expected);
}

/// The users who may see the contacts of the demonstration: those of the first private one.
fn users() -> Value {
    let user = |n: usize, name: &str, title: &str| {
        json!({
            "Id": format!("9f2c1c5e-0000-4000-8000-{n:012}"), "DisplayName": name, "Title": title,
            "AvatarSmall": format!("/people/{n}/avatar_32.png"), "ProfileUrl": format!("/people/{n}"),
        })
    };
    json!([user(0, "Maria Zhukova", "Manager"), user(1, "Pavel Medvedev", "Director")])
}

#[tokio::test]
async fn tell_who_may_see_those_that_are_private() {
    let server = Server::start(&["--demo"]);
    let answer: Value = serde_json::from_str(&delete(&server, PATH, &[5000, 5001]).await).unwrap();
    let [open, private] = [&answer["response"][0], &answer["response"][1]];
    assert_eq!((&open["IsPrivate"], &open["IsShared"], &open["AccessList"]), (&json!(false), &json!(true), &json!([])));
    assert_eq!(
        (&private["IsPrivate"], &private["IsShared"], &private["ShareType"]),
        (&json!(true), &json!(false), &json!(0))
    );
    assert_eq!(private["AccessList"], users());
    assert_eq!(deleted(&server, &[5001]).await, json!([]));
}

#[tokio::test]
async fn tell_in_xml_who_may_see_those_that_are_private() {
    let server = Server::start(&["--demo"]);
    let text = delete(&server, "/api/2.0/crm/contact.xml", &[5000, 5001]).await;
    let [user, other] = [0, 1].map(|n| {
        let user = &users()[n];
        let member = |name: &str| format!("<{name}>{}</{name}>", user[name].as_str().unwrap());
        let members = ["Id", "DisplayName", "Title", "AvatarSmall", "ProfileUrl"].map(member).concat();
        format!("<AccessList>{members}</AccessList>")
    });
    assert!(text.contains(&format!("<IsCompany>False</IsCompany>{user}{other}<IsPrivate>True</IsPrivate>")), "{text}");
    assert_eq!(text.matches("<AccessList>").count(), 2, "{text}");
}

#[tokio::test]
async fn are_deleted_once() {
    let server = with_contacts();
    assert_eq!(deleted(&server, &[]).await, json!([]));
    assert_eq!(deleted(&server, &[9, 7, 9, 1]).await, json!([9, 7]));
    assert_eq!(deleted(&server, &[9, 7, 5120]).await, json!([5120]));
}

#[tokio::test]
async fn are_answered_as_xml_by_suffix() {
    let server = with_contacts();
    let text = delete(&server, "/api/2.0/crm/contact.xml", &[7, 5120]).await;
    for part in [
        "<status>0</status>",
        "<DisplayName>Anna</DisplayName>",
        "<DisplayName>Fjord &amp; &lt;Sons&gt;</DisplayName>",
        "<IsCompany>False</IsCompany>",
        "<CanDelete>True</CanDelete>",
        "<id>5120</id></response></result>",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(text.matches("<response>").count(), 2, "{text}");
}

#[tokio::test]
async fn are_answered_as_xml_by_the_accept_field() {
    let server = with_contacts();
    let request = reqwest::Client::builder().no_proxy().build().unwrap().put(format!("{}{PATH}", server.url));
    let request = request.header("authorization", TOKENS[2].1).header("accept", "text/xml");
    let answer = request.json(&json!({ "contactids": [7] })).send().await.unwrap();
    assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("text/xml"));
    assert!(answer.text().await.unwrap().contains("<DisplayName>Anna</DisplayName>"));
}

#[tokio::test]
async fn are_deleted_by_known_callers_with_good_requests() {
    let server = with_contacts();
    let token = TOKENS[2].1;
    let ids = json!({ "contactids": [7] });
    for (path, token, body, expected) in [
        (PATH, None, &ids, 401),
        (PATH, Some("wrong"), &ids, 401),
        ("/api/2.0/crm/contact.xml", Some("wrong"), &ids, 401),
        ("/api/2.0/crm/nothing", Some(token), &ids, 404),
        (PATH, Some(token), &json!({}), 400),
        (PATH, Some(token), &json!({ "contactids": ["7"] }), 400),
        (PATH, Some(token), &json!({ "contactids": 7 }), 400),
    ] {
        let answer = server.unchanged(server.send(Method::PUT, path, token, Some(body))).await;
        assert_eq!(answer.status(), expected, "{path} {body}");
    }
    assert_eq!(deleted(&server, &[7]).await, json!([7]), "a refused request deletes nothing");
}

#[tokio::test]
async fn are_deleted_through_the_generated_client() {
    let server = with_contacts();
    let client = Client::new(&server.url).unwrap().with_token(TOKENS[2].1);
    let answer = client.put_contact(PutContact::new([9])).await.unwrap();
    let names: Vec<_> = answer.response.unwrap().into_iter().map(|contact| contact.display_name).collect();
    assert_eq!(names, [Some("Olga".to_owned())]);
}
