//! A generated JSON-RPC server, asked over the wire and by the generated client.

use doctract_runtime::{
    Credential, Undocumented,
    server::{Call, Failure},
};
use serde_json::{Value, json};
use uis::{
    Client, Error,
    client::InvalidUrl,
    contacts,
    server::{Uis, router},
};

pub(crate) const TOKEN: &str = "let-me-in";

/// A server that knows one contact.
struct Store;

/// The methods that the tests do not need.
macro_rules! not_implemented {
    ($($method:ident $params:ident $result:ident $error:ident),* $(,)?) => {$(
        async fn $method(&self, _: &Call, _: uis::$params) -> Result<uis::$result, uis::$error> {
            Err(uis::$error::not_implemented())
        }
    )*};
}

impl Uis for Store {
    async fn authenticate(&self, call: &Call) -> Result<(), Failure> {
        match call.credential() {
            Some(credential) if credential.matches(TOKEN) => Ok(()),
            _ => Err(Failure::unauthenticated()),
        }
    }

    async fn get_contacts(
        &self,
        _: &Call,
        params: uis::GetContacts,
    ) -> Result<uis::GetContactsResult, uis::GetContactsError> {
        let (first, count) = (params.offset.unwrap_or(0), params.limit_or_default().min(5));
        let row = |id: i64| uis::GetContactsRow {
            id: Some(id.into()),
            last_name: Some(format!("Name {id}")),
            ..Default::default()
        };
        let data = (first..(first + count).min(12)).map(row).collect();
        let metadata = uis::Metadata { total_items: 12.into(), limits: None, api_version: None };
        Ok(uis::List { metadata, data })
    }

    async fn create_contacts(
        &self,
        _: &Call,
        _: uis::CreateContacts,
    ) -> Result<uis::CreateContactsResult, uis::CreateContactsError> {
        Ok(uis::CreateContactsResult { id: 17.into() })
    }

    async fn update_contacts(
        &self,
        _: &Call,
        params: uis::UpdateContacts,
    ) -> Result<uis::UpdateContactsResult, uis::UpdateContactsError> {
        // What is absent, null and a value is told back in the error.
        let told = format!("{:?} {:?}", params.last_name, params.first_name.into_option());
        Err(uis::UpdateContactsError::entity_not_found("told", told))
    }

    async fn delete_contacts(
        &self,
        _: &Call,
        params: uis::DeleteContacts,
    ) -> Result<uis::DeleteContactsResult, uis::DeleteContactsError> {
        Err(match params.id.as_i64() {
            Some(1) => uis::DeleteContactsError::forbidden("id", params.id),
            Some(2) => uis::DeleteContactsError::forbidden_code_32003(),
            _ => uis::DeleteContactsError::entity_not_found("id", params.id),
        })
    }

    not_implemented! {
        create_group_contacts CreateGroupContacts CreateGroupContactsResult CreateGroupContactsError,
        delete_group_contacts DeleteGroupContacts DeleteGroupContactsResult DeleteGroupContactsError,
        update_group_contacts UpdateGroupContacts UpdateGroupContactsResult UpdateGroupContactsError,
        get_group_contacts GetGroupContacts GetGroupContactsResult GetGroupContactsError,
        get_contact_organizations GetContactOrganizations GetContactOrganizationsResult GetContactOrganizationsError,
        create_contact_organizations CreateContactOrganizations CreateContactOrganizationsResult CreateContactOrganizationsError,
        update_contact_organizations UpdateContactOrganizations UpdateContactOrganizationsResult UpdateContactOrganizationsError,
        delete_contact_organizations DeleteContactOrganizations DeleteContactOrganizationsResult DeleteContactOrganizationsError,
        get_employees GetEmployees GetEmployeesResult GetEmployeesError,
        create_employees CreateEmployees CreateEmployeesResult CreateEmployeesError,
        delete_employees DeleteEmployees DeleteEmployeesResult DeleteEmployeesError,
        update_employees UpdateEmployees UpdateEmployeesResult UpdateEmployeesError,
        create_group_employees CreateGroupEmployees CreateGroupEmployeesResult CreateGroupEmployeesError,
        delete_group_employees DeleteGroupEmployees DeleteGroupEmployeesResult DeleteGroupEmployeesError,
        update_group_employees UpdateGroupEmployees UpdateGroupEmployeesResult UpdateGroupEmployeesError,
        get_group_employees GetGroupEmployees GetGroupEmployeesResult GetGroupEmployeesError,
        update_group_employees_numbers UpdateGroupEmployeesNumbers UpdateGroupEmployeesNumbersResult UpdateGroupEmployeesNumbersError,
        get_employee_positions GetEmployeePositions GetEmployeePositionsResult GetEmployeePositionsError,
        create_employee_positions CreateEmployeePositions CreateEmployeePositionsResult CreateEmployeePositionsError,
        update_employee_positions UpdateEmployeePositions UpdateEmployeePositionsResult UpdateEmployeePositionsError,
        delete_employee_positions DeleteEmployeePositions DeleteEmployeePositionsResult DeleteEmployeePositionsError,
    }
}

/// Starts the server on a free port and gives its URL.
pub(crate) async fn start() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router(Store)).await });
    url
}

async fn client() -> Client {
    Client::new(start().await).unwrap().with_token(TOKEN)
}

/// Posts text to the endpoint and gives back the answer.
pub(crate) async fn post(url: &str, body: String) -> Value {
    let _ = Client::new(url); // Installs what TLS needs, as any client does.
    let response = reqwest::Client::new().post(format!("{url}/v2.0")).body(body).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "application/json; charset=utf-8");
    serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
}

/// Calls a method with a valid credential and gives back the answer.
pub(crate) async fn call(url: &str, method: &str, mut params: Value) -> Value {
    params["access_token"] = TOKEN.into();
    post(url, json!({"jsonrpc": "2.0", "id": "a", "method": method, "params": params}).to_string()).await
}

/// Calls a method and holds the answer to an error at a place.
async fn refused(url: &str, method: &str, params: Value, mnemonic: &str, field: Option<&str>) {
    let shown = params.to_string();
    let answer = call(url, method, params).await;
    let error = &answer["error"];
    assert_eq!(error["data"]["mnemonic"], mnemonic, "{shown} → {answer}");
    assert_eq!(error["data"].get("field").and_then(Value::as_str), field, "{shown} → {answer}");
    assert!(error["code"].is_i64() && error["message"].is_string() && answer.get("result").is_none(), "{answer}");
}

#[tokio::test]
async fn requests_that_are_none() {
    let url = &start().await;
    let cases = [
        ("{", -32700, "parse_error", Value::Null),
        ("7", -32600, "invalid_request", Value::Null),
        (r#"{"jsonrpc":"1.0","id":7,"method":"get.contacts"}"#, -32600, "invalid_request", json!(7)),
        (r#"{"jsonrpc":"2.0","id":"x","method":"no.such"}"#, -32601, "method_not_found", json!("x")),
        (r#"{"jsonrpc":"2.0","method":"get.contacts"}"#, -32099, "notifications_not_supported", Value::Null),
    ];
    for (body, code, mnemonic, id) in cases {
        let answer = post(url, body.to_owned()).await;
        assert_eq!(
            (&answer["error"]["code"], &answer["error"]["data"]["mnemonic"], &answer["id"]),
            (&json!(code), &json!(mnemonic), &id)
        );
    }
    let batch = post(url, r#"[{"jsonrpc":"2.0","id":1,"method":"get.contacts"}]"#.to_owned()).await;
    assert_eq!(batch["error"]["code"], -32099);
}

#[tokio::test]
async fn only_who_is_known_may_call() {
    let url = &start().await;
    let request =
        |params: Value| json!({"jsonrpc": "2.0", "id": 1, "method": "get.contacts", "params": params}).to_string();
    let cases = [
        (json!({}), "required_parameter_missed"),
        (json!({"access_token": 7}), "data_type_error"),
        (json!({"access_token": "wrong"}), "access_token_invalid"),
        // What else is wrong is told only to who is known.
        (json!({"access_token": "wrong", "nonsense": 1}), "access_token_invalid"),
    ];
    for (params, mnemonic) in cases {
        let answer = post(url, request(params)).await;
        assert_eq!(answer["error"]["data"]["mnemonic"], mnemonic, "{answer}");
        assert!(!answer.to_string().contains("wrong"), "{answer}");
    }
}

#[tokio::test]
async fn parameters_at_fault() {
    let url = &start().await;
    let cases = [
        (json!({"phone_numbers": [74_951_234_567_i64]}), "required_parameter_missed", "last_name"),
        (json!({"last_name": null, "phone_numbers": [74_951_234_567_i64]}), "data_type_error", "last_name"),
        (json!({"last_name": "a", "phone_numbers": {}}), "data_type_error", "phone_numbers"),
        (json!({"last_name": "a", "phone_numbers": [12]}), "invalid_parameter_value", "phone_numbers"),
        (
            json!({"last_name": "a", "phone_numbers": [74_951_234_567_i64, 74_951_234_567_i64]}),
            "duplicate_entity",
            "phone_numbers",
        ),
        (
            json!({"last_name": "a", "phone_numbers": [74_951_234_567_i64], "nonsense": 1}),
            "unexpected_parameters",
            "nonsense",
        ),
        (
            json!({"last_name": "a", "phone_numbers": [74_951_234_567_i64], "emails": ["x"]}),
            "invalid_parameter_value",
            "emails",
        ),
        (
            json!({"last_name": "a", "phone_numbers": (0..11).map(|n| 74_951_234_500_i64 + n).collect::<Vec<_>>()}),
            "invalid_parameter_value",
            "phone_numbers",
        ),
    ];
    for (params, mnemonic, field) in cases {
        refused(url, "create.contacts", params, mnemonic, Some(field)).await;
    }
    let nested =
        json!({"last_name": "a", "phone_numbers": [{"phone_number": 74_951_234_567_i64, "channels_count": 31}]});
    refused(url, "create.employees", nested, "invalid_parameter_value", Some("phone_numbers.channels_count")).await;
    let word = json!({"last_name": "a", "phone_numbers": [], "call_recording": "some"});
    refused(url, "create.employees", word, "invalid_parameter_value", Some("call_recording")).await;
    let right = call(url, "create.contacts", json!({"last_name": "a", "phone_numbers": [74_951_234_567_i64]})).await;
    assert_eq!(right, json!({"jsonrpc": "2.0", "id": "a", "result": {"id": 17}}));
}

#[tokio::test]
async fn filters_and_orders_at_fault() {
    let url = &start().await;
    let leaf = |field: &str, operator: &str, value: Value| json!({"filter": {"field": field, "operator": operator, "value": value}});
    let cases = [
        (leaf("no_such", "=", json!(1)), "unexpected_parameters", "filter.field"),
        (leaf("patronymic", "=", json!("a")), "filter_prohibited", "filter.field"),
        (leaf("id", "like", json!("a")), "invalid_parameter_value", "filter.operator"),
        (leaf("last_name", "about", json!("a")), "invalid_parameter_value", "filter.operator"),
        (leaf("id", ">", json!("a")), "invalid_parameter_value", "filter.value"),
        (leaf("id", "in", json!(1)), "invalid_parameter_value", "filter.value"),
        (json!({"filter": {"filters": [], "condition": "xor"}}), "invalid_parameter_value", "filter.condition"),
        (
            json!({"filter": {"filters": [{"field": "patronymic", "operator": "="}], "condition": "or"}}),
            "filter_prohibited",
            "filter.filters.field",
        ),
        (json!({"filter": {"field": "id"}}), "required_parameter_missed", "filter.operator"),
        (json!({"sort": [{"field": "id"}]}), "sort_prohibited", "sort.field"),
        (json!({"sort": [{"field": "no_such"}]}), "unexpected_parameters", "sort.field"),
        (json!({"sort": [{"field": "last_name", "order": "up"}]}), "invalid_parameter_value", "sort.order"),
        (json!({"fields": ["no_such"]}), "unexpected_parameters", "fields"),
        (json!({"limit": 10_001}), "invalid_parameter_value", "limit"),
        (json!({"offset": 100_001}), "invalid_parameter_value", "offset"),
    ];
    for (params, mnemonic, field) in cases {
        refused(url, "get.contacts", params, mnemonic, Some(field)).await;
    }
    for (filter, operator) in [(contacts::last_name.is_empty(), "="), (contacts::id.is_not_empty(), "!=")] {
        let params = serde_json::to_value(uis::GetContacts::new().filter(filter)).unwrap();
        assert_eq!(params["filter"]["operator"], operator);
        assert_eq!(params["filter"].get("value"), Some(&Value::Null));
        assert!(call(url, "get.contacts", params).await.get("result").is_some());
    }
    let mut deep = json!({"field": "id", "operator": "=", "value": 1});
    for _ in 0..100 {
        deep = json!({"filters": [deep], "condition": "and"});
    }
    refused(url, "get.contacts", json!({ "filter": deep }), "invalid_parameter_value", Some("filter")).await;
}

#[tokio::test]
async fn only_the_fields_asked_for_come_back() {
    let url = &start().await;
    let answer = call(url, "get.contacts", json!({"limit": 1, "fields": ["id", "emails"]})).await;
    assert_eq!(answer["result"]["data"], json!([{"id": 0, "emails": []}]));
    let whole = call(url, "get.contacts", json!({"limit": 1})).await;
    assert_eq!(whole["result"]["data"][0]["first_name"], Value::Null);
    assert_eq!(whole["result"]["data"][0].as_object().unwrap().len(), 12);
}

#[tokio::test]
async fn updates_tell_absent_null_and_value_apart() {
    let url = &start().await;
    for (params, told) in [
        (json!({"id": 1}), "None None"),
        (json!({"id": 1, "first_name": null}), "None Some(None)"),
        (json!({"id": 1, "last_name": "a", "first_name": "b"}), "Some(\"a\") Some(Some(\"b\"))"),
    ] {
        assert_eq!(call(url, "update.contacts", params).await["error"]["data"]["value"], told);
    }
    let emptied = serde_json::to_value(uis::UpdateContacts::new(1).reset_first_name()).unwrap();
    assert_eq!(emptied, json!({"id": 1, "first_name": null}));
    refused(url, "update.contacts", json!({"id": 1, "last_name": null}), "data_type_error", Some("last_name")).await;
    refused(url, "update.contacts", json!({}), "required_parameter_missed", Some("id")).await;
}

#[tokio::test]
async fn the_client_sees_results_and_documented_errors() {
    let client = client().await;
    let created = client.create_contacts(uis::CreateContacts::new("Ivanova", [74_951_234_567_i64])).await.unwrap();
    assert_eq!(created.id, 17_i64);
    match client.delete_contacts(uis::DeleteContacts::new(5)).await {
        Err(Error::Api(uis::DeleteContactsError::EntityNotFound(error))) => {
            assert_eq!((error.field.as_str(), error.value.clone()), ("id", Some(json!(5))));
        }
        other => panic!("{other:?}"),
    }
    let missing = client.get_employees(uis::GetEmployees::new()).await.unwrap_err();
    assert_eq!(
        missing.api(),
        Some(&uis::GetEmployeesError::Undocumented(Undocumented { status: None, ..Undocumented::not_implemented() }))
    );
}

#[tokio::test]
async fn one_word_with_two_codes_is_two_errors() {
    let client = client().await;
    let system = client.delete_contacts(uis::DeleteContacts::new(1)).await;
    assert!(matches!(system, Err(Error::Api(uis::DeleteContactsError::Forbidden(_)))), "{system:?}");
    let rights = client.delete_contacts(uis::DeleteContacts::new(2)).await;
    assert!(matches!(rights, Err(Error::Api(uis::DeleteContactsError::ForbiddenCode32003(_)))), "{rights:?}");
}

#[tokio::test]
async fn the_client_reads_lists_page_by_page() {
    let client = client().await;
    let filter = contacts::last_name.like("Name%").and(contacts::id.gt(-1));
    let found = uis::GetContacts::new().filter(filter).sort(contacts::full_name.desc()).limit(5);
    let mut rows = client.get_contacts_stream(found);
    let mut ids = Vec::new();
    while let Some(row) = rows.next().await {
        ids.push(row.unwrap().id.unwrap().as_i64().unwrap());
    }
    assert_eq!(ids, (0..12).collect::<Vec<_>>());
}

#[tokio::test]
async fn the_client_says_why_it_cannot_call() {
    assert!(matches!(Client::new("nowhere"), Err(InvalidUrl { .. })));
    let nobody = Client::new("http://127.0.0.1:1").unwrap();
    assert!(matches!(nobody.get_contacts(uis::GetContacts::new()).await, Err(Error::Transport(_))));
    let printed = format!("{:?}", nobody.with_token(Credential::new("hush")));
    assert!(!printed.contains("hush"), "{printed}");
}
