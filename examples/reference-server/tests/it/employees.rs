//! Employees: what is kept of them, defaults, and partial updates.

use serde_json::{Value, json};
use uis::{
    Client, CreateEmployees, CreateEmployeesCoach, CreateEmployeesPhoneNumbers, DeleteEmployees, DeleteErrors, Error,
    GetEmployees, UpdateEmployees, UpdateEmployeesCoach, employees,
};

use crate::server::{Server, TOKENS};

pub const EMPLOYEES: &str = "employees";

pub async fn employee(server: &Server, params: Value) -> i64 {
    let mut all = json!({ "last_name": "Orlov", "phone_numbers": [] });
    all.as_object_mut().unwrap().extend(params.as_object().unwrap().clone());
    server.create(EMPLOYEES, all).await
}

#[tokio::test]
async fn get_the_documented_defaults() {
    let server = Server::start(&[]);
    let coach = employee(&server, json!({})).await;
    let empty = json!({
        "id": coach, "first_name": null, "last_name": "Orlov", "patronymic": null, "full_name": "Orlov", "email": null,
        "call_recording": "all", "calls_available": true, "schedule_id": null, "schedule_name": null, "coach": {},
        "groups": [], "phone_numbers": [], "extension": {}, "operator": {},
    });
    assert_eq!(server.one(EMPLOYEES, coach).await, empty);
    let params = json!({
        "phone_numbers": [{ "phone_number": 74_951_234_567_i64 }], "coach": { "coach_id": coach },
        "extension": { "extension_phone_number": 123 },
        "operator": { "operator_login": "o", "operator_password": "12345678" },
    });
    let id = employee(&server, params).await;
    let found = server.one(EMPLOYEES, id).await;
    let number = json!({ "phone_number": "74951234567", "channels_count": 1, "dial_time": 60, "status": "active" });
    assert_eq!(found["phone_numbers"], json!([number]));
    let expected = json!({ "coach_id": coach, "coach_full_name": "Orlov", "coach_always_enabled": false });
    assert_eq!(found["coach"], expected);
    let expected = json!({
        "extension_phone_number": "123", "extension_voice_mail_enabled": false, "extension_queue_enabled": false,
    });
    assert_eq!(found["extension"], expected);
    let expected = json!({
        "operator_login": "o", "operator_position_id": null, "operator_position_name": null,
        "operator_offline_message_enabled": false, "operator_invite_to_chat_enabled": false,
        "operator_chat_enabled": true, "operator_chats_available": false, "operator_sites": [],
    });
    assert_eq!(found["operator"], expected);
}

#[tokio::test]
async fn are_updated_in_part() {
    let server = Server::start(&[]);
    let coach = employee(&server, json!({ "first_name": "Egor" })).await;
    let position = server.create("employee_positions", json!({ "name": "Clerk" })).await;
    let params = json!({
        "first_name": "Ivan", "patronymic": "P", "email": "o@example.com", "call_recording": "off",
        "calls_available": false, "coach": { "coach_id": coach, "coach_always_enabled": true },
        "phone_numbers": [{ "phone_number": "1", "dial_time": 30, "channels_count": 2, "status": "inactive" }],
        "extension": { "extension_phone_number": "12", "extension_queue_enabled": true },
        "operator": {
            "operator_login": "o", "operator_password": "12345678", "operator_position_id": position,
            "operator_chat_enabled": false, "operator_invite_to_chat_enabled": true,
        },
    });
    let id = employee(&server, params).await;
    for (change, pointer, expected) in [
        (json!({}), "/full_name", json!("Orlov Ivan P")),
        (json!({ "first_name": null }), "/full_name", json!("Orlov P")),
        (json!({ "email": null }), "/email", json!(null)),
        (json!({ "call_recording": "in" }), "/call_recording", json!("in")),
        (json!({ "call_recording": null }), "/call_recording", json!("all")),
        (json!({ "calls_available": null }), "/calls_available", json!(true)),
        (json!({ "coach": { "coach_always_enabled": false } }), "/coach/coach_full_name", json!("Orlov Egor")),
        (json!({ "coach": { "coach_id": id } }), "/coach/coach_always_enabled", json!(false)),
        (json!({ "coach": null }), "/coach", json!({})),
        (
            json!({ "extension": { "extension_voice_mail_enabled": true } }),
            "/extension",
            json!({
                "extension_phone_number": "12", "extension_voice_mail_enabled": true, "extension_queue_enabled": true,
            }),
        ),
        (json!({ "extension": null }), "/extension", json!({})),
        (json!({ "operator": { "operator_login": "p" } }), "/operator/operator_position_name", json!("Clerk")),
        (json!({ "operator": { "operator_chat_enabled": null } }), "/operator/operator_chat_enabled", json!(true)),
        (json!({ "operator": { "operator_position_id": null } }), "/operator/operator_position_name", json!(null)),
        (json!({ "operator": null }), "/operator", json!({})),
        (
            json!({ "phone_numbers": [{ "phone_number": "2" }, { "phone_number": "1" }] }),
            "/phone_numbers",
            json!([
                { "phone_number": "2", "channels_count": 1, "dial_time": 60, "status": "active" },
                { "phone_number": "1", "channels_count": 1, "dial_time": 60, "status": "active" },
            ]),
        ),
        (json!({ "phone_numbers": [] }), "/phone_numbers", json!([])),
    ] {
        let before = server.one(EMPLOYEES, id).await;
        let mut params = change.clone();
        params["id"] = id.into();
        assert_eq!(server.result("update.employees", params).await, json!({}));
        let after = server.one(EMPLOYEES, id).await;
        assert_eq!(after.pointer(pointer), Some(&expected), "{change}");
        let kept = |row: &Value| {
            let mut row = row.as_object().unwrap().clone();
            row.retain(|name, _| change.get(name).is_none() && name != "full_name");
            row
        };
        assert_eq!(kept(&before), kept(&after), "{change}");
    }
}

#[tokio::test]
async fn share_the_settings_of_a_number() {
    let server = Server::start(&[]);
    let number = |text: &str| json!({ "phone_number": text });
    let set = |text: &str, dial_time: i64| json!({ "phone_number": text, "dial_time": dial_time });
    let a = employee(&server, json!({ "phone_numbers": [set("74951234567", 20), set("74950000000", 20)] })).await;
    let b = employee(&server, json!({ "phone_numbers": [set("+74951234567", 30)] })).await;
    let times = async |id: i64| {
        let found = server.one(EMPLOYEES, id).await;
        found["phone_numbers"].as_array().unwrap().iter().map(|n| n["dial_time"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!((times(a).await, times(b).await), (vec![30, 20], vec![30]));
    server.result("update.employees", json!({ "id": a, "phone_numbers": [set("74951234567", 40)] })).await;
    assert_eq!((times(a).await, times(b).await), (vec![40], vec![40]));
    server.result("update.employees", json!({ "id": b, "phone_numbers": [number("74951234567")] })).await;
    assert_eq!((times(a).await, times(b).await), (vec![40], vec![40]), "what is not named stays for the other");
    server.result("delete.employees", json!({ "id": a })).await;
    server.result("update.employees", json!({ "id": b, "phone_numbers": [number("74951234567")] })).await;
    assert_eq!(times(b).await, [60], "a list is replaced whole");
    server.result("delete.employees", json!({ "id": b })).await;
    let c = employee(&server, json!({ "phone_numbers": [number("74951234567")] })).await;
    assert_eq!(times(c).await, [60], "what nobody has is forgotten");
}

#[tokio::test]
async fn live_through_the_generated_client() {
    let server = Server::start(&[]);
    let client = Client::new(&server.url).unwrap().with_token(TOKENS[0].1);
    let number = || [CreateEmployeesPhoneNumbers::new("74951234567...12")];
    let coach = client.create_employees(CreateEmployees::new("Egorov", number())).await.unwrap().id;
    let create = CreateEmployees::new("Orlov", number()).coach(CreateEmployeesCoach::new(coach));
    let id = client.create_employees(create).await.unwrap().id;
    let sorted = GetEmployees::new().filter(employees::calls_available.eq(true)).sort(employees::last_name.desc());
    let rows = client.get_employees(sorted).await.unwrap().data;
    assert_eq!((rows[0].id, rows[0].coach.as_ref().unwrap().coach_id), (Some(id), Some(coach)));
    assert_eq!(rows[0].phone_numbers[0].phone_number.as_deref(), Some("74951234567...12"));

    match client.delete_employees(DeleteEmployees::new(coach)).await {
        Err(Error::Api(DeleteErrors::DependencyError(detail))) => assert_eq!(detail.field, "id"),
        other => panic!("{other:?}"),
    }
    let change = UpdateEmployeesCoach::new().coach_id(id);
    client.update_employees(UpdateEmployees::new(id).coach(change)).await.unwrap();
    client.delete_employees(DeleteEmployees::new(coach)).await.unwrap();
    client.delete_employees(DeleteEmployees::new(id)).await.unwrap();
}

#[tokio::test]
async fn have_schedules_and_sites_that_the_operator_gives() {
    let args = ["--schedule", "3=Day shift", "--site", "5=example.com", "--site", "4=example.org"];
    let server = Server::start(&args);
    let operator = json!({ "operator_login": "o", "operator_password": "12345678", "operator_sites": [5, 4] });
    let id = employee(&server, json!({ "schedule_id": 3, "operator": operator })).await;
    let found = server.one(EMPLOYEES, id).await;
    assert_eq!(found["schedule_name"], "Day shift");
    let sites = json!([
        { "site_id": 4, "site_domain_name": "example.org" }, { "site_id": 5, "site_domain_name": "example.com" },
    ]);
    assert_eq!(found["operator"]["operator_sites"], sites);
    let filter = json!({ "field": "schedule_name", "operator": "like", "value": "Day%" });
    assert_eq!(server.result("get.employees", json!({ "filter": filter })).await["metadata"]["total_items"], 1);
    let change = json!({ "id": id, "schedule_id": null, "operator": { "operator_sites": null } });
    server.result("update.employees", change).await;
    let found = server.one(EMPLOYEES, id).await;
    assert_eq!((&found["schedule_name"], &found["operator"]["operator_sites"]), (&json!(null), &json!([])));
}
