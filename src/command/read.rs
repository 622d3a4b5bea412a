//! `doctract read`: what the documents say.

use std::fmt::Write as _;

use anyhow::Result;
use doctract_spec::diagnostic::{self, Level};
use doctract_spec::ir::{Api, Method, Param, Response, Schema, Type};

use crate::cli::{ReadArgs, ReadFormat};
use crate::exit::Exit;
use crate::output::{self, BOLD, DIM, RESET, counted};
use crate::reading::read;

mod stats;

/// How many errors in the documents are told beside what was read.
const TOLD: usize = 5;

/// Prints the IR. Documents in which no method was found are not a success.
pub(crate) fn run(args: &ReadArgs) -> Result<Exit> {
    let mut read = read(&args.documents)?;
    let ir = read.take_ir();
    let text = match args.format {
        ReadFormat::Json if args.stats => stats::json(&read, &ir)? + "\n",
        ReadFormat::Human if args.stats => stats::human(&read, &ir),
        ReadFormat::Json => serde_json::to_string_pretty(&ir)? + "\n",
        ReadFormat::Human => ir.apis.iter().map(api).collect(),
    };
    output::print(&text)?;
    let findings: Vec<_> = read.findings().collect();
    if !findings.is_empty() {
        output::tell!("{}; run `doctract lint` to see them", super::lint::summary(&read, &findings));
    }
    let errors: Vec<_> = findings.iter().copied().filter(|(found, _)| found.level == Level::Error).take(TOLD).collect();
    output::tell_all(&diagnostic::concise(&errors));
    let nothing = ir.apis.iter().all(|api| api.methods.is_empty() && api.errors.is_empty());
    Ok(if read.incomplete || nothing { Exit::Usage } else { Exit::Fine })
}

fn api(api: &Api) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{BOLD}{}{RESET}  {}", api.name, counted(api.methods.len(), "method"));
    for one in &api.methods {
        method(&mut text, one);
    }
    text.push('\n');
    text
}

fn method(text: &mut String, method: &Method) {
    let _ = writeln!(text, "\n{BOLD}{}{RESET}  {}", method.name, method.title);
    let _ = writeln!(text, "  {DIM}{}{RESET}", method.source);
    params(text, &method.params, 1);
    if let Some(result) = &method.result
        && !result.fields.is_empty()
    {
        let kind = if result.list_in.is_some() { "returns a list of" } else { "returns" };
        let _ = writeln!(text, "  {DIM}{kind}{RESET}");
        params(text, &result.fields, 2);
        if !result.beside.is_empty() {
            let _ = writeln!(text, "  {DIM}beside it{RESET}");
            params(text, &result.beside, 2);
        }
    }
    for one in &method.responses {
        response(text, &one.status.to_string(), one);
    }
    for one in &method.response_classes {
        response(text, &one.class, &one.response);
    }
}

fn response(text: &mut String, status: &str, response: &Response) {
    let list = if response.array { "a list of " } else { "" };
    let _ = writeln!(text, "  {DIM}answers {status} {list}{}{RESET}", response.content_types.join(", "));
    if !response.headers.is_empty() {
        let _ = writeln!(text, "    {DIM}header fields{RESET}");
        params(text, &response.headers, 3);
    }
    params(text, &response.fields, 2);
}

fn params(text: &mut String, params: &[Param], depth: usize) {
    let indent = "  ".repeat(depth);
    let width = params.iter().map(|param| param.name.chars().count()).max().unwrap_or(0);
    for param in params {
        let facts = facts(param).join(", ");
        let _ = writeln!(text, "{indent}{:width$}  {:8}  {facts}", param.name, kind(param));
        let items = param.schema.items.as_ref().map(|items| items.fields.as_slice()).unwrap_or_default();
        self::params(text, if param.schema.fields.is_empty() { items } else { &param.schema.fields }, depth + 1);
    }
}

fn word(kind: Type) -> String {
    format!("{kind:?}").to_lowercase()
}

fn kind(param: &Param) -> String {
    let one = |schema: &Schema| match schema.one_of.as_slice() {
        [] => word(schema.kind),
        types => types.iter().map(|one| word(*one)).collect::<Vec<_>>().join("|"),
    };
    match &param.schema.items {
        Some(items) if items.one_of.len() > 1 => format!("({})[]", one(items)),
        Some(items) => format!("{}[]", one(items)),
        None => one(&param.schema),
    }
}

/// The values that are allowed, between spaces.
fn values(schema: &Schema) -> Option<String> {
    let shown = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let values: Vec<_> = schema.values.iter().map(shown).collect();
    Some(values.join(" ")).filter(|values| !values.is_empty())
}

/// What holds for each element of a list.
fn of_elements(items: &Schema) -> Vec<(&'static str, String)> {
    let number = |value: Option<u64>| value.map(|value| value.to_string());
    let all = [
        ("each ≥", items.minimum.as_ref().map(ToString::to_string)),
        ("each ≤", items.maximum.as_ref().map(ToString::to_string)),
        ("each of length ≥", number(items.min_length)),
        ("each of length ≤", number(items.max_length)),
        ("each one of", values(items)),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// The facts of a parameter beside its name and type, in a fixed order.
fn facts(param: &Param) -> Vec<String> {
    let mut facts = Vec::new();
    let mut add = |name: &str, value: Option<String>| facts.extend(value.map(|value| format!("{name} {value}")));
    let schema = &param.schema;
    let number = |value: Option<u64>| value.map(|value| value.to_string());
    add("≥", schema.minimum.as_ref().map(ToString::to_string));
    add("≤", schema.maximum.as_ref().map(ToString::to_string));
    add("length ≥", number(schema.min_length));
    add("length ≤", number(schema.max_length));
    add("items ≥", number(schema.min_items));
    add("items ≤", number(schema.max_items));
    add("format", schema.format.clone().or_else(|| param.item_format.clone()));
    add("pattern", schema.pattern.clone().filter(|_| schema.format.is_none()));
    add("default", param.default.as_ref().map(ToString::to_string));
    add("one of", values(schema));
    if let Some(items) = &schema.items {
        for (name, value) in of_elements(items) {
            add(name, Some(value));
        }
    }
    add("required when", param.required_when.clone());
    add("needs", param.requires_parameter.clone());
    add("component", param.requires_component.clone());
    for (holds, name) in [
        (param.is_required(), "required"),
        (param.unique, "unique"),
        (param.unique_items, "unique items"),
        (param.ordered, "ordered"),
        (param.shared_elements, "shared elements"),
        (schema.nullable, "nullable"),
        (param.filterable == Some(true), "filter"),
        (param.sortable == Some(true), "sort"),
    ] {
        if holds {
            let inferred = if param.inferred.iter().any(|key| key == name) { " (inferred)" } else { "" };
            facts.push(format!("{name}{inferred}"));
        }
    }
    facts
}
