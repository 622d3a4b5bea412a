//! Groups of employees, and their numbers.

use serde_json::{Value, json};
use uis::{
    Client, CreateGroupEmployees, Error, UpdateGroupEmployeesNumbers, UpdateGroupEmployeesNumbersErrors,
    UpdateGroupEmployeesNumbersPhoneNumbers as Setting,
};

use crate::{
    employees::{EMPLOYEES, employee},
    server::{Server, TOKENS},
};

const GROUPS: &str = "group_employees";
const NUMBERS: &str = "update.group_employees_numbers";

async fn with_numbers(server: &Server, numbers: &[i64]) -> i64 {
    let numbers: Vec<_> = numbers.iter().map(|number| json!({ "phone_number": number })).collect();
    employee(server, json!({ "phone_numbers": numbers })).await
}

/// The numbers of a group in their order, each with its id and whether it is available.
async fn numbers(server: &Server, group: i64) -> Vec<(i64, i64, bool)> {
    let found = server.one(GROUPS, group).await;
    let number = |number: &Value| {
        let [text, id] =
            ["employee_phone_number", "employee_phone_number_id"].map(|name| number[name].as_i64().unwrap());
        (text, id, number["available"].as_bool().unwrap())
    };
    found["phone_numbers"].as_array().unwrap().iter().map(number).collect()
}

fn order(group: i64, settings: &[(i64, bool)]) -> Value {
    let setting = |(id, available): &(i64, bool)| json!({ "employee_phone_number_id": id, "available": available });
    json!({ "id": group, "user_id": 5, "phone_numbers": settings.iter().map(setting).collect::<Vec<_>>() })
}

#[tokio::test]
async fn are_seen_from_both_sides() {
    let server = Server::start(&[]);
    let (a, b) = (with_numbers(&server, &[1, 2]).await, with_numbers(&server, &[3]).await);
    let empty = server.create(GROUPS, json!({ "name": "Empty" })).await;
    let expected = json!({
        "id": empty, "name": "Empty", "members": [], "phone_numbers": [], "group_phone_number": null,
        "queue_enabled": false, "channels_count": 1,
    });
    assert_eq!(server.one(GROUPS, empty).await, expected);
    let params = json!({
        "name": "Sales", "members": [b, a], "group_phone_number": 77, "queue_enabled": true, "channels_count": 5,
    });
    let id = server.create(GROUPS, params).await;
    let found = server.one(GROUPS, id).await;
    let member = |id: i64| json!({ "employee_id": id, "employee_full_name": "Orlov" });
    assert_eq!(found["members"], json!([member(a), member(b)]));
    assert_eq!((&found["group_phone_number"], &found["channels_count"]), (&json!(77), &json!(5)));
    let first = json!({
        "employee_phone_number": 1, "employee_phone_number_id": found["phone_numbers"][0]["employee_phone_number_id"],
        "employee_full_name": "Orlov", "employee_id": a, "available": true,
    });
    assert_eq!((&found["phone_numbers"][0], found["phone_numbers"].as_array().unwrap().len()), (&first, 3));
    assert_eq!(server.one(EMPLOYEES, b).await["groups"], json!([{ "group_id": id, "group_name": "Sales" }]));

    server.result("update.employees", json!({ "id": b, "groups": [empty] })).await;
    assert_eq!(server.one(GROUPS, id).await["members"], json!([member(a)]));
    for (change, name, expected) in [
        (json!({ "name": "Support" }), "name", json!("Support")),
        (json!({ "group_phone_number": null }), "group_phone_number", json!(null)),
        (json!({ "queue_enabled": null }), "queue_enabled", json!(false)),
        (json!({ "channels_count": 199 }), "channels_count", json!(199)),
        (json!({ "members": null }), "members", json!([])),
    ] {
        let mut params = change;
        params["id"] = id.into();
        let mut before = server.one(GROUPS, id).await;
        assert_eq!(server.result("update.group_employees", params).await, json!({}));
        before[name] = expected;
        if name == "members" {
            before["phone_numbers"] = json!([]);
        }
        assert_eq!(server.one(GROUPS, id).await, before);
    }
    server.result("delete.group_employees", json!({ "id": empty })).await;
    assert_eq!(server.one(EMPLOYEES, b).await["groups"], json!([]));
}

#[tokio::test]
async fn keep_the_order_of_their_numbers() {
    let server = Server::start(&[]);
    let (a, b) = (with_numbers(&server, &[1, 2]).await, with_numbers(&server, &[3]).await);
    let id = server.create(GROUPS, json!({ "name": "Sales", "members": [a, b] })).await;
    let ids: Vec<i64> = numbers(&server, id).await.iter().map(|number| number.1).collect();
    let settings = [(ids[2], true), (ids[1], false), (ids[0], true)];
    assert_eq!(server.result(NUMBERS, order(id, &settings)).await, json!({}));
    let ordered = vec![(3, ids[2], true), (2, ids[1], false), (1, ids[0], true)];
    assert_eq!(numbers(&server, id).await, ordered);

    let numbers_of_a = json!([{ "phone_number": 4 }, { "phone_number": 1 }, { "phone_number": 2 }]);
    server.result("update.employees", json!({ "id": a, "first_name": "Ivan", "phone_numbers": numbers_of_a })).await;
    let now = numbers(&server, id).await;
    assert_eq!((&now[..3], now[3].0, now[3].2), (&ordered[..], 4, true), "a new number is called last");
    let other = server.create(GROUPS, json!({ "name": "Other", "members": [a, b] })).await;
    assert_eq!(numbers(&server, other).await.iter().map(|n| n.0).collect::<Vec<_>>(), [4, 1, 2, 3]);

    server.result("update.group_employees", json!({ "id": id, "members": [b] })).await;
    server.result("update.group_employees", json!({ "id": id, "members": [a, b] })).await;
    let now: Vec<(i64, bool)> = numbers(&server, id).await.iter().map(|n| (n.0, n.2)).collect();
    assert_eq!(now, [(3, true), (4, true), (1, true), (2, true)], "who left begins anew");
    server.result("update.employees", json!({ "id": a, "phone_numbers": [{ "phone_number": 2 }] })).await;
    assert_eq!(numbers(&server, id).await.iter().map(|n| n.1).collect::<Vec<_>>(), [ids[2], ids[1]]);
}

#[tokio::test]
async fn take_all_numbers_or_none() {
    let server = Server::start(&[]);
    let a = with_numbers(&server, &[1, 2]).await;
    let stranger = with_numbers(&server, &[3]).await;
    let id = server.create(GROUPS, json!({ "name": "Sales", "members": [a] })).await;
    let other = server.create(GROUPS, json!({ "name": "Other", "members": [stranger] })).await;
    let ids: Vec<i64> = numbers(&server, id).await.iter().map(|number| number.1).collect();
    let foreign = numbers(&server, other).await[0].1;
    let at = "phone_numbers.employee_phone_number_id";
    let missing = |settings: &[(i64, bool)]| {
        let sent = &order(id, settings)["phone_numbers"];
        json!({ "mnemonic": "invalid_parameter_value", "field": "phone_numbers", "value": sent })
    };
    for (settings, expected) in [
        (vec![], missing(&[])),
        (vec![(ids[0], false)], missing(&[(ids[0], false)])),
        (vec![(ids[0], false), (foreign, true)], missing(&[(ids[0], false), (foreign, true)])),
        (
            vec![(ids[1], false), (ids[0], true), (foreign, true)],
            json!({ "mnemonic": "entity_not_found", "field": at, "value": foreign }),
        ),
        (
            vec![(ids[1], false), (ids[0], true), (ids[1], true)],
            json!({ "mnemonic": "duplicate_entity", "field": at, "value": ids[1] }),
        ),
    ] {
        assert_eq!(server.refusal(NUMBERS, order(id, &settings)).await, expected);
    }
    let refused = server.refusal(NUMBERS, order(99, &[])).await;
    assert_eq!(refused, json!({ "mnemonic": "entity_not_found", "field": "id", "value": 99 }));
    let refused = server.refusal(NUMBERS, json!({ "id": id, "phone_numbers": [] })).await;
    assert_eq!(refused, json!({ "mnemonic": "required_parameter_missed", "field": "user_id" }));
}

#[tokio::test]
async fn are_refused_with_the_parameter_at_fault() {
    let server = Server::start(&[]);
    let id = server.create(GROUPS, json!({ "name": "Sales" })).await;
    let bad = "invalid_parameter_value";
    for (field, value, mnemonic) in [
        ("members", json!([7, 1.5]), "entity_not_found"),
        ("group_phone_number", json!(12_345), bad),
        ("group_phone_number", json!(-12), bad),
        ("group_phone_number", json!(1.5), bad),
        ("channels_count", json!(0), bad),
        ("channels_count", json!(200), bad),
        ("channels_count", json!(1.5), bad),
        ("queue_enabled", json!("yes"), "data_type_error"),
    ] {
        let expected = json!({ "mnemonic": mnemonic, "field": field, "value": value });
        let create = json!({ "name": "x", field: value });
        assert_eq!(server.refusal("create.group_employees", create).await, expected);
        let update = json!({ "id": id, "name": "x", field: value });
        assert_eq!(server.refusal("update.group_employees", update).await, expected);
    }
    let expected = json!({ "mnemonic": "entity_not_found", "field": "id", "value": 99 });
    assert_eq!(server.refusal("update.group_employees", json!({ "id": 99 })).await, expected);
    assert_eq!(server.refusal("delete.group_employees", json!({ "id": 99 })).await, expected);
}

#[tokio::test]
async fn are_ordered_through_the_generated_client() {
    let server = Server::start(&[]);
    let client = Client::new(&server.url).unwrap().with_token(TOKENS[0].1);
    let member = with_numbers(&server, &[1, 2]).await;
    let id = client.create_group_employees(CreateGroupEmployees::new("Sales").members([member])).await.unwrap().id;
    let before = numbers(&server, id.as_i64().unwrap()).await;
    let settings = [Setting::new(before[1].1, true), Setting::new(before[0].1, false)];
    client.update_group_employees_numbers(UpdateGroupEmployeesNumbers::new(id, 5, settings.clone())).await.unwrap();
    let after = numbers(&server, id.as_i64().unwrap()).await;
    assert_eq!(after, [(2, before[1].1, true), (1, before[0].1, false)]);
    let short = UpdateGroupEmployeesNumbers::new(id, 5, settings.into_iter().take(1));
    match client.update_group_employees_numbers(short).await {
        Err(Error::Api(UpdateGroupEmployeesNumbersErrors::InvalidParameterValue(detail))) => {
            assert_eq!(detail.field, "phone_numbers");
        }
        other => panic!("{other:?}"),
    }
}
