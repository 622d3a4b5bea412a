//! Filters, orders and pages of the JSON-RPC double: read from the same conventions as the suite, but by code that shares nothing with it.

use std::cmp::Ordering;

use serde_json::{Map, Value};

/// A violation and the parameter that it names.
pub type Refused = (&'static str, Option<String>);

type Row = Map<String, Value>;

/// How rows are chosen, ordered and paged.
pub struct Language<'a> {
    pub conventions: &'a Value,
    pub fields: &'a [Value],
    /// How many rows come without a limit.
    pub default: usize,
    /// What is wrong with it; empty for nothing.
    pub defect: &'static str,
}

impl Language<'_> {
    /// How many rows there are in all, and those of the page.
    pub fn page(&self, mut rows: Vec<Row>, args: &Row) -> Result<(usize, Vec<Row>), Refused> {
        if let Some(limit) = args.get("limit").and_then(Value::as_u64).filter(|_| self.defect == "limit-first") {
            rows.truncate(usize::try_from(limit).unwrap());
        }
        if let Some(filter) = args.get("filter") {
            self.permitted(filter)?;
            let shown = args.get("fields").and_then(Value::as_array);
            let unseen = shown.is_some_and(|shown| !shown.contains(&filter["field"]));
            if self.defect != "filter-ignored" && !(self.defect == "filter-of-shown" && unseen) {
                rows.retain(|row| self.meets(row, filter, 0));
            }
        }
        for key in args.get("sort").and_then(Value::as_array).into_iter().flatten() {
            if key.get("field").is_none() && self.defect == "any-key" {
                continue;
            }
            let elsewhere = |field| if self.defect == "sort-at-limit" { Some("limit".to_owned()) } else { field };
            self.known(&key["field"], "sortable", "sort_prohibited")
                .map_err(|(fault, field)| (fault, elsewhere(field)))?;
            let order = key["order"].as_str().unwrap_or("asc");
            let any_case = self.defect == "order-any-case" && ["asc", "desc"].contains(&order.to_lowercase().as_str());
            if !["asc", "desc"].contains(&order) && !any_case {
                return Err((if self.defect == "order-type" { "wrong_type" } else { "invalid_value" }, None));
            }
        }
        for name in args.get("fields").and_then(Value::as_array).into_iter().flatten() {
            self.known(name, "name", "")?;
        }
        let late = self.defect == "cut-then-order"
            && args.get("sort").is_some_and(|keys| keys[0]["order"] == "desc")
            && args.contains_key("limit");
        if !late {
            self.order(&mut rows, args);
        }
        if self.defect == "three-rows" && args.get("filter").is_none() {
            rows.truncate(3);
        }
        let total = rows.len();
        let bound = |name: &str| args.get(name).and_then(Value::as_u64).and_then(|bound| usize::try_from(bound).ok());
        let offset = match self.defect {
            "offset-ignored" => 0,
            "offset-with-limit" if !args.contains_key("limit") => 0,
            "offset-by-one" => bound("offset").map_or(0, |offset| offset.saturating_sub(1)),
            _ => bound("offset").unwrap_or(0),
        };
        let default = match self.defect {
            "default-limit" => 40,
            "short-default" => 3,
            _ => self.default,
        };
        let limit = if self.defect == "limit-ignored" { 50 } else { bound("limit").unwrap_or(default) };
        let mut page: Vec<Row> = rows.into_iter().skip(offset).take(limit).collect();
        if late {
            self.order(&mut page, args);
        }
        Ok((if self.defect == "total-of-page" { page.len() } else { total }, page))
    }

    fn permitted(&self, filter: &Value) -> Result<(), Refused> {
        let invalid = |wrong: bool| if wrong { Err(("invalid_value", None)) } else { Ok(()) };
        let members: &[&str] =
            if filter["filters"].is_array() { &["filters", "condition"] } else { &["field", "operator", "value"] };
        self.closed(filter, members)?;
        if let Some(parts) = filter["filters"].as_array() {
            invalid(!["and", "or"].contains(&filter["condition"].as_str().unwrap_or_default()))?;
            return parts.iter().try_for_each(|part| self.permitted(part));
        }
        self.known(&filter["field"], "filterable", "filter_prohibited")?;
        let (operator, value) = (filter["operator"].as_str().unwrap_or_default(), &filter["value"]);
        let field = self.fields.iter().find(|field| field["name"] == filter["field"]);
        let kind = field.map(|field| &field["type"]);
        let listed = field.and_then(|field| field["values"].as_array()).filter(|_| self.defect != "any-listed");
        let unlisted = |value: &Value| !value.is_null() && listed.is_some_and(|values| !values.contains(value));
        let other = |value: &Value| {
            self.defect != "any-value" && kind.is_some_and(|kind| is_other(kind, value)) || unlisted(value)
        };
        let text = kind.is_some_and(|kind| kind == "string");
        let others = (operator == "like" && !text || operator == "<" && text) && kind.is_some();
        invalid(match operator {
            _ if others => self.defect != "any-operator",
            "<" | ">" | "<=" | ">=" => !value.is_number() && self.defect != "any-value",
            "in" => value.as_array().is_none_or(|values| values.iter().any(other)),
            "=" if other(value) => true,
            "regexp" => value.as_str().is_none_or(|text| regex::Regex::new(text).is_err()),
            "jsquery" => match self.defect.strip_prefix("jsquery-refused@") {
                Some(field) => field.is_empty() || filter["field"] == field,
                None => query(value).is_none() && self.defect != "any-query",
            },
            "" => self.defect != "any-leaf",
            _ => !["=", "!=", "like"].contains(&operator),
        })
    }

    fn closed(&self, value: &Value, members: &[&str]) -> Result<(), Refused> {
        let open = self.defect == "any-member";
        let known = value.as_object().is_none_or(|object| object.keys().all(|name| members.contains(&name.as_str())));
        if known || open { Ok(()) } else { Err(("unexpected", None)) }
    }

    fn known(&self, name: &Value, mark: &str, prohibited: &'static str) -> Result<(), Refused> {
        let Some(field) = self.fields.iter().find(|field| field["name"] == *name) else {
            return match self.defect {
                "any-field" => Ok(()),
                "unknown-prohibited" => {
                    Err((if prohibited.is_empty() || name.is_null() { "unexpected" } else { prohibited }, None))
                }
                _ => Err(("unexpected", None)),
            };
        };
        let object = self.defect == "any-object" && field["type"] == "object";
        let marked = field[mark] == true || field[mark].is_string() || self.defect == prohibited || object;
        if marked { Ok(()) } else { Err((prohibited, None)) }
    }

    fn meets(&self, row: &Row, filter: &Value, depth: usize) -> bool {
        let Some(parts) = filter["filters"].as_array() else {
            if self.defect.strip_prefix("field-ignored@").is_some_and(|field| filter["field"] == field) {
                return true;
            }
            let indexed = row.get("indexed").filter(|_| self.stale("stale@", &filter["field"]));
            let seen = indexed.or_else(|| row.get(filter["field"].as_str().unwrap()));
            return self.fits(seen.unwrap_or(&Value::Null), filter);
        };
        let all = match self.defect {
            "or-as-and" => true,
            "and-as-or" => false,
            _ => filter["condition"] == self.conventions["filter"]["all"],
        };
        let all = all || (self.defect == "third-or" && depth == 2);
        let parts = if self.defect == "first-condition" { &parts[..1] } else { &parts[..] };
        let is_tree = |part: &Value| part["filters"].is_array();
        let leaves = self.defect == "leaf-alone" && !parts.first().is_some_and(is_tree);
        let parts: Vec<&Value> = parts.iter().filter(|part| !leaves || !is_tree(part)).collect();
        let parts = if self.defect == "two-of-and" && all { &parts[..parts.len().min(2)] } else { &parts[..] };
        if all {
            parts.iter().all(|part| self.meets(row, part, depth + 1))
        } else {
            parts.iter().any(|part| self.meets(row, part, depth + 1))
        }
    }

    fn fits(&self, seen: &Value, leaf: &Value) -> bool {
        let fold = |value: &Value| match value {
            Value::String(text) if self.defect == "any-case" => Value::from(text.to_lowercase()),
            other => other.clone(),
        };
        let (seen, value) = (fold(seen), fold(&leaf["value"]));
        let texts = || Some((seen.as_str()?, value.as_str()?));
        let order = || match self.defect {
            "numbers-as-text" => Some(seen.to_string().cmp(&value.to_string())),
            _ => Some(seen.as_f64()?.total_cmp(&value.as_f64()?)),
        };
        let most = if self.defect == "jsquery-first" { 1 } else { usize::MAX };
        match leaf["operator"].as_str().unwrap_or_default() {
            "=" | "like" if self.defect == "quote-nobody" && value.to_string().contains("\\\"") => false,
            "=" if seen.is_null() && self.defect == "null-is-nothing" => false,
            "=" if self.defect == "equal-prefix" => {
                texts().map_or(seen == value, |(seen, value)| seen.starts_with(value))
            }
            "=" => seen == value,
            "!=" if self.defect == "not-equal-any-case" => {
                seen.to_string().to_lowercase() != value.to_string().to_lowercase()
            }
            "!=" if self.defect == "not-equal-part" => {
                texts().map_or(seen != value, |(seen, value)| !seen.contains(value))
            }
            "!=" => seen != value,
            "<" => order() == Some(Ordering::Less),
            ">" => order() == Some(Ordering::Greater),
            "<=" => order().is_some_and(|order| order.is_le() && (self.defect != "less-or-equal" || order.is_ne())),
            ">=" => order().is_some_and(Ordering::is_ge),
            "in" if self.defect == "in-none-is-all" && value == Value::Array(Vec::new()) => true,
            "in" if self.defect == "in-any-case" => {
                let lower = |value: &Value| value.to_string().to_lowercase();
                value.as_array().is_some_and(|values| values.iter().any(|value| lower(value) == lower(&seen)))
            }
            "in" if self.defect == "in-first" => value.get(0) == Some(&seen),
            "in" if self.defect == "in-two" => {
                value.as_array().is_some_and(|values| values.iter().take(2).any(|value| *value == seen))
            }
            "in" => value.as_array().is_some_and(|values| values.contains(&seen)),
            "like" => texts().is_some_and(|(seen, pattern)| self.like(seen, pattern)),
            "jsquery" => {
                let begins = |query: &Query| query.value.as_str().is_some_and(|text| seen.to_string().contains(text));
                if self.defect == "jsquery-flags" && query(&value).is_some_and(|query| query.value.is_boolean()) {
                    return false;
                }
                if self.defect == "jsquery-any-case" {
                    return seen.to_string().to_lowercase().contains(&begins_with(&value).to_lowercase());
                }
                self.defect == "jsquery-ignored"
                    || query(&value).is_some_and(|query| {
                        query.meets(&seen, most) || (self.defect == "jsquery-text" && begins(&query))
                    })
            }
            _ => texts().is_some_and(|(seen, pattern)| {
                let pattern = match self.defect {
                    "regexp-start" => pattern.trim_start_matches('^').to_owned(),
                    "regexp-or" => pattern.replace('|', "\\|"),
                    "regexp-plus" => pattern.replace('+', "\\+"),
                    "regexp-star" => pattern.replace('*', "\\*"),
                    "regexp-optional" => pattern.replace('?', "\\?"),
                    "regexp-times" => pattern.replace('{', "\\{"),
                    "regexp-escapes" => pattern.replace('\\', ""),
                    "regexp-classes" => pattern.replace("[[:alnum:]]", "[:alnum:]]"),
                    _ => pattern.to_owned(),
                };
                regex::Regex::new(&pattern).unwrap().is_match(seen)
            }),
        }
    }

    /// Whether what a field held at first counts in place of what it holds.
    fn stale(&self, defect: &str, field: &Value) -> bool {
        self.defect.strip_prefix(defect).is_some_and(|stale| field == stale)
    }

    fn like(&self, seen: &str, pattern: &str) -> bool {
        if self.defect == "like-percent" && pattern == "%" {
            return false;
        }
        let pattern = if self.defect == "like-blank" { pattern.replace(' ', "%") } else { pattern.to_owned() };
        let plain = |part: &str| if self.defect == "like-as-regexp" { part.to_owned() } else { regex::escape(part) };
        let parts: Vec<String> = pattern.split('%').map(plain).collect();
        let body = parts.join(".*");
        let pattern = match self.defect {
            "like-anywhere" => body,
            "like-no-end" => format!("^{body}"),
            "like-no-start" => format!("{body}$"),
            _ => format!("^{body}$"),
        };
        regex::Regex::new(&pattern).unwrap().is_match(seen)
    }

    fn order(&self, rows: &mut [Row], args: &Row) {
        let mut keys = args.get("sort").and_then(Value::as_array).cloned().unwrap_or_default();
        match self.defect {
            "sort-ignored" => return,
            "order-of-shown" => {
                let shown = |key: &Value| {
                    args.get("fields").and_then(Value::as_array).is_none_or(|fields| fields.contains(&key["field"]))
                };
                keys.retain(shown);
            }
            "first-key" => keys.truncate(1),
            "two-keys" => keys.truncate(2),
            "last-key" => _ = keys.drain(..keys.len().saturating_sub(1)),
            _ => {}
        }
        let seen = |row: &Row, key: &Value| {
            let indexed = row.get("indexed").filter(|_| self.stale("stale-order@", &key["field"])).cloned();
            let part = self.defect == "part-for-whole" && key["field"] == "caption";
            let indexed = row.get("title").filter(|_| part).cloned().or(indexed);
            indexed.or_else(|| row.get(key["field"].as_str().unwrap_or_default()).cloned())
        };
        let value = |row: &Row, key: &Value| match seen(row, key) {
            Some(Value::String(text)) if self.defect == "ascii-order" => text.chars().filter(char::is_ascii).collect(),
            Some(Value::String(text)) if self.defect == "first-ten" => text.chars().take(10).collect(),
            Some(Value::Number(number)) if self.defect == "numbers-by-text" => number.to_string(),
            Some(Value::Number(number)) => format!("{:020.3}", number.as_f64().unwrap()),
            other => other.map(|value| value.to_string()).unwrap_or_default(),
        };
        let skipped = args.get("offset").and_then(Value::as_u64).unwrap_or_default();
        if self.defect == "ties-turn" && !skipped.is_multiple_of(2) {
            rows.reverse();
        }
        rows.sort_by(|one, other| {
            let compared = keys.iter().map(|key| {
                let order = value(one, key).cmp(&value(other, key));
                let descending = match self.defect {
                    "always-ascending" => false,
                    "default-descending" => key["order"] != "asc",
                    "order-any-case" => key["order"].as_str().is_some_and(|order| order.to_lowercase() == "desc"),
                    "on-first" if key["field"] == "pinned" => key["order"] != "desc",
                    _ => key["order"] == "desc",
                };
                if descending { order.reverse() } else { order }
            });
            compared.fold(Ordering::Equal, Ordering::then)
        });
    }
}

/// Whether a value is of another type than a field; `null` is of each.
fn is_other(kind: &Value, value: &Value) -> bool {
    match kind.as_str() {
        _ if value.is_null() => false,
        Some("number" | "integer") => !value.is_number(),
        Some("boolean") => !value.is_boolean(),
        Some("string") => value.is_object(),
        _ => false,
    }
}

/// The value that an expression of jsquery asks for, as it is written.
fn begins_with(expression: &Value) -> String {
    query(expression).map(|query| query.value.to_string()).unwrap_or_default()
}

/// An expression of jsquery: a path, and the value that stands there.
struct Query {
    elements: bool,
    member: Option<String>,
    value: Value,
}

fn query(text: &Value) -> Option<Query> {
    let (path, value) = text.as_str()?.split_once('=')?;
    let mut steps = path.trim().split('.').peekable();
    let elements = steps.next_if_eq(&"#").is_some();
    let (member, value) = (steps.next().map(str::to_owned), serde_json::from_str(value).ok()?);
    Some(Query { elements, member, value })
}

impl Query {
    fn meets(&self, seen: &Value, most: usize) -> bool {
        let items = if self.elements { seen.as_array().cloned().unwrap_or_default() } else { vec![seen.clone()] };
        items
            .iter()
            .take(most)
            .any(|item| self.member.as_ref().map_or(Some(item), |member| item.get(member)) == Some(&self.value))
    }
}
