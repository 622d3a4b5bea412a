//! The defects: what goes wrong, with which method, and which checks are to find it.

use doctract_spec::ir::{Api, Method, Type};
use serde_json::json;

use super::change::Change;

/// A line of the table.
pub struct Fault {
    /// The API.
    pub api: &'static str,
    /// The method with which it goes wrong; `*` for all.
    pub method: String,
    /// The checks of which one at least must find it.
    pub checks: &'static [&'static str],
    /// What goes wrong.
    pub change: Change,
}

/// Rules that one method does not keep, one of each kind, told from the documents.
pub fn unkept_rules(api: &Api) -> Vec<Fault> {
    let mut faults = Vec::new();
    for method in &api.methods {
        let mut seen = Vec::new();
        for (checks, mnemonic, field) in rules(method) {
            if !seen.contains(&(checks, mnemonic)) {
                seen.push((checks, mnemonic));
                faults.push(fault(&method.name, checks, Change::Accepted(mnemonic, field)));
            }
        }
    }
    faults
}

type Rule = (&'static [&'static str], &'static str, String);

fn rules(method: &Method) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for param in method.params.iter().filter(|param| param.required_for.is_empty() && param.role.is_none()) {
        let mut rule = |checks, mnemonic| rules.push((checks, mnemonic, param.name.clone()));
        let schema = &param.schema;
        // An update may leave out what its table marks as required.
        if param.is_required() && (!method.name.starts_with("update.") || param.name == "id") {
            rule(&["required"], "required_parameter_missed");
        }
        if schema.kind != Type::Any {
            rule(&["wrong_type"], "data_type_error");
        }
        if schema.minimum.is_some() || schema.maximum.is_some() {
            rule(&["number_range"], "invalid_parameter_value");
        }
        if schema.max_length.is_some() && schema.kind == Type::String {
            rule(&["length"], "invalid_parameter_value");
        }
        if schema.max_items.is_some() {
            rule(&["item_count"], "invalid_parameter_value");
        }
        if !schema.values.is_empty() {
            rule(&["enum_value"], "invalid_parameter_value");
        }
        if param.unique_items {
            rule(&["unique_items"], "duplicate_entity");
        }
    }
    rules.push((&["unknown_parameter"], "unexpected_parameters", "no_such_parameter".to_owned()));
    rules
}

/// Fields of rows that a list loses, renames or retypes.
pub fn spoilt_rows(api: &Api) -> Vec<Fault> {
    let mut faults = Vec::new();
    for method in api.methods.iter().filter(|method| method.name.starts_with("get.")) {
        let fields: Vec<&str> =
            method.result.iter().flat_map(|result| &result.fields).map(|f| f.name.as_str()).collect();
        let path = |name: &str| format!("result.data.*.{name}");
        let (first, middle, last) = (fields[0], fields[fields.len() / 2], fields[fields.len() - 1]);
        for change in [
            Change::Lost(path(middle)),
            Change::Renamed(path(last), "renamed"),
            Change::Retyped(path(first)),
            Change::Extra("result.data.*"),
            Change::Lost("result.metadata.total_items".to_owned()),
        ] {
            faults.push(fault(&method.name, &["accepted", "filter", "fields"], change));
        }
    }
    faults
}

/// Lists that do not heed what they are asked for.
pub fn heedless_lists(api: &Api) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut add = |method: &str, checks, change| faults.push(fault(method, checks, change));
    for method in api.methods.iter().filter(|method| method.name.starts_with("get.")) {
        let name = &method.name;
        if name == "get.group_employees_numbers" {
            continue;
        }
        let fields = method.result.iter().flat_map(|result| &result.fields);
        let sortable = fields.clone().filter(|field| field.sortable == Some(true)).count();
        add(name, &["filter", "filter_tree"], Change::Unsent("params.filter".to_owned()));
        add(name, &["fields"], Change::Unsent("params.fields".to_owned()));
        add(name, &["paging"], Change::Unsent("params.limit".to_owned()));
        add(name, &["paging"], Change::Unsent("params.offset".to_owned()));
        add(name, &["paging"], Change::Shifted("params.limit", 1));
        add(name, &["paging"], Change::Shifted("params.offset", -1));
        add(name, &["filter_tree"], Change::Misread("condition", json!("and"), json!("or")));
        add(name, &["filter_tree"], Change::Misread("condition", json!("or"), json!("and")));
        add(name, &["paging", "filter_tree"], Change::Off("result.metadata.total_items", 1));
        add(name, &["filter", "filter_tree"], Change::Shortened("result.data"));
        if sortable > 0 {
            add(name, &["sort"], Change::Unsent("params.sort".to_owned()));
            add(name, &["sort"], Change::Misread("order", json!("desc"), json!("asc")));
            add(name, &["sort"], Change::Misread("order", json!("asc"), json!("desc")));
            add(name, &["sort"], Change::Reversed("result.data"));
        }
    }
    let operators = [("=", "!="), ("!=", "="), ("<", "<="), ("<=", "<"), (">", ">="), (">=", ">"), ("like", "=")];
    for (from, to) in operators {
        add("get.contacts", &["filter"], Change::Misread("operator", json!(from), json!(to)));
        add("get.employees", &["filter"], Change::Misread("operator", json!(from), json!(to)));
    }
    add("get.contacts", &["filter"], Change::Misread("field", json!("first_name"), json!("last_name")));
    add("get.employees", &["filter"], Change::Misread("field", json!("last_name"), json!("first_name")));
    add("get.contacts", &["filter_refused"], Change::Accepted("filter_prohibited", String::new()));
    faults
}

/// Writes that are lost, changed, or not made at all.
pub fn lost_writes(api: &Api) -> Vec<Fault> {
    let mut faults = Vec::new();
    for method in &api.methods {
        let Some((verb, object)) = method.name.split_once('.') else { continue };
        let mut add = |checks, change| faults.push(fault(&method.name, checks, change));
        match verb {
            "create" => {
                for name in read_back(api, method, object).take(2) {
                    add(&["created"], Change::Sent(format!("params.{name}"), json!("something else")));
                }
            }
            "update" if !object.ends_with("_numbers") => {
                add(&["updated"], Change::Skipped(json!({})));
                add(&["unknown_reference", "deleted"], Change::Accepted("entity_not_found", "id".to_owned()));
                for name in read_back(api, method, object).take(2) {
                    add(&["updated"], Change::Sent(format!("params.{name}"), json!("something else")));
                }
            }
            "delete" => {
                add(&["deleted"], Change::Skipped(json!({})));
                add(&["deleted", "unknown_reference"], Change::Accepted("entity_not_found", "id".to_owned()));
            }
            _ => {}
        }
    }
    let mut add = |method, checks, change| faults.push(fault(method, checks, change));
    let path = |name: &str| format!("params.{name}");
    add("create.contacts", &["created"], Change::Swapped(path("first_name"), path("last_name")));
    add("create.contacts", &["created"], Change::Unsent(path("emails")));
    add("create.contacts", &["created"], Change::Unsent(path("organization_id")));
    add("create.employees", &["created"], Change::Unsent(path("calls_available")));
    add("update.contacts", &["updated"], Change::Unsent(path("emails")));
    add("update.contacts", &["reset"], Change::Misread("patronymic", json!(null), json!("still here")));
    faults
}

/// The texts that a method takes and that its list shows under the same name.
fn read_back<'a>(api: &'a Api, method: &'a Method, object: &str) -> impl Iterator<Item = &'a str> {
    let list = api.methods.iter().find(|list| list.name == format!("get.{object}"));
    let shown = move |name: &str| {
        let mut fields = list.iter().flat_map(|list| &list.result).flat_map(|result| &result.fields);
        fields.any(|field| field.name == name && field.schema.kind == Type::String)
    };
    let texts = method.params.iter().filter(|param| param.schema.kind == Type::String && param.schema.format.is_none());
    texts.map(|param| param.name.as_str()).filter(move |name| shown(name))
}

/// Defects of every answer.
pub fn envelopes() -> Vec<Fault> {
    let all = |checks, change| fault("*", checks, change);
    let accepted: &[&str] = &["accepted"];
    let mut faults = vec![
        all(accepted, Change::Lost("jsonrpc".to_owned())),
        all(accepted, Change::Fixed("jsonrpc".to_owned(), json!("1.0"))),
        all(accepted, Change::Lost("id".to_owned())),
        all(accepted, Change::Retyped("id".to_owned())),
        all(accepted, Change::Renamed("result".to_owned(), "response")),
        all(accepted, Change::Text("\"result\":", "\"error\":{\"code\":1},\"result\":")),
        all(accepted, Change::Media("text/html")),
        all(&["envelope"], Change::Fixed("error.code".to_owned(), json!(-32000))),
        all(&["envelope"], Change::Lost("error.message".to_owned())),
        all(&["envelope"], Change::Lost("error.data.mnemonic".to_owned())),
        all(&["required"], Change::Lost("error.data.field".to_owned())),
        all(&["required"], Change::Renamed("error.data.field".to_owned(), "parameter")),
        all(&["required"], Change::Fixed("error.data.field".to_owned(), json!("params"))),
    ];
    let mistaken: [(&'static [&'static str], &str, &str); 10] = [
        (&["required"], "required_parameter_missed", "invalid_parameter_value"),
        (&["wrong_type"], "data_type_error", "invalid_parameter_value"),
        (&["number_range"], "invalid_parameter_value", "data_type_error"),
        (&["enum_value"], "invalid_parameter_value", "data_type_error"),
        (&["unique_items"], "duplicate_entity", "invalid_parameter_value"),
        (&["unknown_parameter"], "unexpected_parameters", "invalid_parameter_value"),
        (&["filter_refused"], "filter_prohibited", "sort_prohibited"),
        (&["sort_refused"], "sort_prohibited", "filter_prohibited"),
        (&["authentication"], "access_token_invalid", "forbidden"),
        (&["method_name"], "method_not_found", "invalid_request"),
    ];
    for (checks, from, to) in mistaken {
        faults.push(all(checks, Change::Mistaken(from, to)));
        faults.push(all(checks, Change::Miscoded(from, -32000)));
    }
    faults
}

/// Defects of the REST methods.
pub fn rest() -> Vec<Fault> {
    let of = |api, method: &str, checks, change| Fault { api, method: method.to_owned(), checks, change };
    let yandex = |checks, change| of("yandex360", "*", checks, change);
    let office = |checks, change| of("onlyoffice", "*", checks, change);
    let accepted: &[&str] = &["accepted"];
    vec![
        yandex(accepted, Change::Lost("id".to_owned())),
        yandex(accepted, Change::Retyped("id".to_owned())),
        yandex(accepted, Change::Lost("total".to_owned())),
        yandex(accepted, Change::Retyped("pages".to_owned())),
        yandex(accepted, Change::Lost("contacts.*.emails".to_owned())),
        yandex(accepted, Change::Fixed("contacts.*.createdAt".to_owned(), json!("yesterday"))),
        yandex(accepted, Change::Extra("contacts.*")),
        yandex(accepted, Change::Status(200, 201)),
        yandex(accepted, Change::Media("text/plain")),
        yandex(&["authentication"], Change::Status(401, 403)),
        yandex(&["authentication"], Change::Status(401, 200)),
        yandex(&["documented_status"], Change::Status(403, 404)),
        yandex(&["documented_status"], Change::Status(404, 400)),
        yandex(&["required", "wrong_type"], Change::Status(400, 422)),
        yandex(&["required", "wrong_type"], Change::Status(400, 200)),
        yandex(&["required", "wrong_type"], Change::Lost("message".to_owned())),
        yandex(&["required", "wrong_type"], Change::Retyped("code".to_owned())),
        yandex(&["page_numbers"], Change::Unsent("perPage".to_owned())),
        yandex(&["page_numbers"], Change::Unsent("page".to_owned())),
        yandex(&["page_numbers"], Change::Shortened("contacts")),
        yandex(&["page_numbers"], Change::Doubled("contacts")),
        yandex(&["page_numbers"], Change::Off("total", 1)),
        yandex(&["page_numbers"], Change::Off("pages", 1)),
        yandex(&["page_numbers"], Change::Off("perPage", 1)),
        office(accepted, Change::Lost("response".to_owned())),
        office(accepted, Change::Renamed("response".to_owned(), "result")),
        office(accepted, Change::Retyped("status".to_owned())),
        office(accepted, Change::Extra("response.*")),
        office(accepted, Change::Status(200, 202)),
        office(&["authentication"], Change::Status(401, 200)),
        office(&["answered_ids"], Change::Shortened("response")),
        office(&["answered_ids"], Change::Doubled("response")),
        office(&["xml"], Change::Text("<result>", "<answer>")),
        office(&["xml"], Change::Media("application/json")),
        office(&["xml"], Change::Text("True", "true")),
    ]
}

fn fault(method: &str, checks: &'static [&'static str], change: Change) -> Fault {
    Fault { api: "uis", method: method.to_owned(), checks, change }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let change = format!("{:?}", self.change).replace("String(", "(").replace('"', "");
        write!(f, "{} {}: {change}", self.api, self.method)
    }
}
