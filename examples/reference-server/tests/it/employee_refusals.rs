//! Requests about employees that break a rule.

use serde_json::{Value, json};

use crate::{
    employees::{EMPLOYEES, employee},
    server::Server,
};

/// Sends each change as an update and, where it can be one, as the creation of an employee.
async fn check(server: &Server, id: i64, change: Value, expected: Value) {
    let mut update = change.clone();
    update["id"] = id.into();
    assert_eq!(server.refusal("update.employees", update).await, expected, "{change}");
    let mut create = json!({ "last_name": "x", "phone_numbers": [] });
    create.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    assert_eq!(server.refusal("create.employees", create).await, expected, "{change}");
}

#[tokio::test]
async fn references_to_nothing() {
    let server = Server::start(&[]);
    let id = employee(&server, json!({ "first_name": "Ivan" })).await;
    let operator = |name: &str, value: Value| json!({ "operator": { "operator_login": "o", "operator_password": "12345678", name: value } });
    for (change, field, value) in [
        (json!({ "schedule_id": 7 }), "schedule_id", json!(7)),
        (json!({ "coach": { "coach_id": 1.5 } }), "coach.coach_id", json!(1.5)),
        (json!({ "groups": [5, 3] }), "groups", json!([5, 3])),
        (operator("operator_position_id", json!(9)), "operator.operator_position_id", json!(9)),
        (operator("operator_sites", json!([9, 8])), "operator.operator_sites", json!([9, 8])),
    ] {
        let expected = json!({ "mnemonic": "entity_not_found", "field": field, "value": value });
        check(&server, id, change, expected).await;
    }
    let expected = json!({ "mnemonic": "entity_not_found", "field": "id", "value": 99 });
    assert_eq!(server.refusal("update.employees", json!({ "id": 99 })).await, expected);
    assert_eq!(server.refusal("delete.employees", json!({ "id": 99 })).await, expected);
}

/// What a request has at a place; of a list its first element.
fn sent<'a>(request: &'a Value, field: &str) -> &'a Value {
    field.split('.').fold(request, |value, name| value.get(0).unwrap_or(value).get(name).unwrap())
}

#[tokio::test]
async fn values_that_are_not_allowed() {
    let server = Server::start(&[]);
    let id = employee(&server, json!({})).await;
    let number = |name: &str, value: Value| json!({ "phone_numbers": [{ "phone_number": "1", name: value }] });
    let operator = json!({ "operator": { "operator_login": "o", "operator_password": "1234567" } });
    let numbers = |texts: Value| {
        let texts = texts.as_array().unwrap().iter();
        json!({ "phone_numbers": texts.map(|text| json!({ "phone_number": text })).collect::<Vec<_>>() })
    };
    let bad = "invalid_parameter_value";
    for (change, mnemonic, field) in [
        (number("channels_count", json!(0)), bad, "phone_numbers.channels_count"),
        (number("channels_count", json!(31)), bad, "phone_numbers.channels_count"),
        (number("channels_count", json!(1.5)), bad, "phone_numbers.channels_count"),
        (number("dial_time", json!(101)), bad, "phone_numbers.dial_time"),
        (number("dial_time", json!(2.5)), bad, "phone_numbers.dial_time"),
        (number("status", json!("sleeping")), bad, "phone_numbers.status"),
        (numbers(json!((0..11).collect::<Vec<_>>())), bad, "phone_numbers"),
        (numbers(json!(["1", 1])), "duplicate_entity", "phone_numbers.phone_number"),
        (json!({ "extension": { "extension_phone_number": "12345" } }), bad, "extension.extension_phone_number"),
        (json!({ "call_recording": "never" }), bad, "call_recording"),
        (operator, bad, "operator.operator_password"),
        (json!({ "last_name": null }), "data_type_error", "last_name"),
        (json!({ "nickname": "x" }), "unexpected_parameters", "nickname"),
    ] {
        let mut update = change.clone();
        update["id"] = id.into();
        let mut create = json!({ "last_name": "x", "phone_numbers": [] });
        create.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        for (method, params) in [("update.employees", update), ("create.employees", create)] {
            let value = if mnemonic == "duplicate_entity" { json!(["1"]) } else { sent(&change, field).clone() };
            let expected = json!({ "mnemonic": mnemonic, "field": field, "value": value });
            assert_eq!(server.refusal(method, params).await, expected, "{change}");
        }
    }
}

#[tokio::test]
async fn a_coach_who_always_hears_and_is_nobody() {
    let server = Server::start(&[]);
    let coach = employee(&server, json!({})).await;
    let id = employee(&server, json!({})).await;
    let expected = json!({
        "mnemonic": "invalid_parameters_combination", "field": "coach.coach_always_enabled", "value": true
    });
    let update = |coach: Value| json!({ "id": id, "first_name": "changed", "coach": coach });
    let always = json!({ "coach_always_enabled": true });
    assert_eq!(server.refusal("update.employees", update(always.clone())).await, expected);
    let both = json!({ "coach_always_enabled": true, "coach_id": null });
    assert_eq!(server.refusal("update.employees", update(both)).await, expected);
    let create = json!({ "last_name": "x", "phone_numbers": [], "coach": always });
    let refused = server.refusal("create.employees", create).await;
    assert_eq!(
        (&refused["mnemonic"], &refused["field"]),
        (&json!("required_parameter_missed"), &json!("coach.coach_id"))
    );

    server.result("update.employees", update(json!({ "coach_id": coach }))).await;
    server.result("update.employees", update(always)).await;
    assert_eq!(server.refusal("update.employees", update(json!({ "coach_id": null }))).await, expected);
    assert_eq!(server.one(EMPLOYEES, id).await["coach"]["coach_always_enabled"], true);
}

#[tokio::test]
async fn objects_that_begin_without_what_they_need() {
    let server = Server::start(&[]);
    let id = employee(&server, json!({})).await;
    for (change, field) in [
        (json!({ "extension": { "extension_queue_enabled": true } }), "extension.extension_phone_number"),
        (json!({ "operator": { "operator_chat_enabled": true } }), "operator.operator_login"),
        (json!({ "operator": { "operator_login": "o" } }), "operator.operator_password"),
    ] {
        check(&server, id, change, json!({ "mnemonic": "required_parameter_missed", "field": field })).await;
    }
}

#[tokio::test]
async fn employees_stay_while_something_refers_to_them() {
    let server = Server::start(&[]);
    let id = employee(&server, json!({ "first_name": "Ivan" })).await;
    let contact = json!({ "last_name": "x", "phone_numbers": [], "personal_manager_id": id });
    let contact = server.create("contacts", contact).await;
    assert_eq!(server.one("contacts", contact).await["personal_manager_full_name"], "Orlov Ivan");
    let in_use = |id: i64| json!({ "mnemonic": "dependency_error", "field": "id", "value": id });
    assert_eq!(server.refusal("delete.employees", json!({ "id": id })).await, in_use(id));
    server.result("update.contacts", json!({ "id": contact, "personal_manager_id": null })).await;

    let pupil = employee(&server, json!({ "coach": { "coach_id": id } })).await;
    assert_eq!(server.refusal("delete.employees", json!({ "id": id })).await, in_use(id));
    server.result("delete.employees", json!({ "id": pupil })).await;
    let position = server.create("employee_positions", json!({ "name": "Clerk" })).await;
    let operator = json!({ "operator_login": "o", "operator_password": "12345678", "operator_position_id": position });
    server.result("update.employees", json!({ "id": id, "operator": operator })).await;
    let refused = server.refusal("delete.employee_positions", json!({ "id": position })).await;
    assert_eq!(refused, in_use(position));
    server.result("delete.employees", json!({ "id": id })).await;
    server.result("delete.employee_positions", json!({ "id": position })).await;
}
