//! The data to look at.

use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::server::{Server, TOKENS};

const OBJECTS: [&str; 6] =
    ["contacts", "group_contacts", "contact_organizations", "employees", "group_employees", "employee_positions"];

/// All that the methods of the JSON-RPC API list.
async fn listed(server: &Server) -> Vec<Value> {
    let mut listed = Vec::new();
    for object in OBJECTS {
        listed.push(server.all(object).await);
    }
    listed
}

async fn external(server: &Server, org: &str) -> Value {
    let path = format!("/directory/v1/org/{org}/external_contacts?perPage=50&page=3");
    server.send(Method::GET, &path, Some(&format!("OAuth {}", TOKENS[1].1)), None).await.json().await.unwrap()
}

#[tokio::test]
async fn is_there_for_all_apis_and_the_same_each_time() {
    let server = Server::start(&["--demo", "--org", "3"]);
    let (all, page) = (listed(&server).await, external(&server, "3").await);
    let counts: Vec<usize> = all.iter().map(|rows| rows.as_array().unwrap().len()).collect();
    assert_eq!(counts, [300, 8, 60, 40, 6, 8]);
    assert_eq!(
        (&page["total"], &page["pages"], page["contacts"].as_array().unwrap().len()),
        (&json!(120), &json!(3), 20)
    );
    assert_eq!(external(&server, "1").await["total"], 120);

    let other = Server::start(&["--demo", "--org", "3"]);
    assert_eq!((listed(&other).await, external(&other, "3").await), (all, page));
}

#[tokio::test]
async fn shows_what_each_entity_can_have() {
    let server = Server::start(&["--demo"]);
    for (object, pointers) in [
        (
            "contacts",
            &[
                "/patronymic",
                "/emails/1",
                "/phone_numbers/1",
                "/personal_manager_full_name",
                "/organization_name",
                "/groups/1/group_name",
            ][..],
        ),
        ("group_contacts", &["/members/9/contact_full_name"]),
        (
            "employees",
            &[
                "/coach/coach_full_name",
                "/schedule_name",
                "/groups/0/group_name",
                "/phone_numbers/1/phone_number",
                "/extension/extension_phone_number",
                "/operator/operator_position_name",
                "/operator/operator_sites/1/site_domain_name",
            ],
        ),
        (
            "group_employees",
            &["/members/4/employee_full_name", "/phone_numbers/4/employee_phone_number", "/group_phone_number"],
        ),
    ] {
        let rows = server.all(object).await;
        for pointer in pointers {
            let filled = |row: &&Value| row.pointer(pointer).is_some_and(|value| !value.is_null());
            assert!(rows.as_array().unwrap().iter().any(|row| filled(&row)), "no {object} have {pointer}");
        }
    }
    let coached = server.all("employees").await;
    let coached = coached.as_array().unwrap().iter().filter(|row| row["coach"]["coach_always_enabled"] == true);
    assert!(coached.count() > 0);
}

#[tokio::test]
async fn goes_into_an_empty_store_only() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("contacts.sqlite");
    let server = Server::start_on(file.clone(), &[]);
    server.organization("Rose").await;
    drop(server);
    let server = Server::start_on(file, &["--demo"]);
    assert_eq!(server.names(json!({})).await, ["Rose"]);
    assert_eq!(server.all("contacts").await, json!([]));
}

#[tokio::test]
async fn is_not_there_unless_it_was_asked_for() {
    let server = Server::start(&[]);
    let counts: Vec<usize> = listed(&server).await.iter().map(|rows| rows.as_array().unwrap().len()).collect();
    assert_eq!(counts, [0, 1, 0, 0, 0, 0], "the group of the system");
    assert_eq!(external(&server, "1").await["total"], 0);
}
