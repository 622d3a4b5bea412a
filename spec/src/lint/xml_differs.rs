//! The JSON example and the XML example of one message show different values.
//!
//! ## What it does
//!
//! Compares the examples of one message, value by value, by the names of members and elements. Words for true and
//! false may be written in capitals, and numbers in another way.
//!
//! ## Why it is bad
//!
//! A caller cannot know which of the two was kept up to date, and whether the format changes the answer.
//!
//! ## Example
//!
//! ```text
//! {"response": {"id": 17}}
//!
//! <result><response><id>71</id></response></result>
//! ```
//!
//! ## How to fix
//!
//! Correct the example that was forgotten.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::document::Places;
use crate::files::Files;
use crate::ir::{Api, Example, Method};
use crate::structure::{self, Node, Value};

/// How deep elements may nest; what is deeper is not compared.
const MAX_DEPTH: usize = 128;

/// The values of a message by name, in their order.
type Values = BTreeMap<String, Vec<String>>;

/// Looks at the messages that are shown both ways.
pub(crate) fn check(api: &Api, files: &Files, found: &mut Vec<Diagnostic>) {
    for method in &api.methods {
        for xml in method.examples.iter().filter(|example| example.text.trim_start().starts_with('<')) {
            let same = |other: &&Example| other.side == xml.side && other.status == xml.status;
            let mut others = method.examples.iter().filter(same);
            let Some((shown, json)) = others.find_map(|other| Some((other, of_json(&other.text)?))) else { continue };
            let Some(values) = of_xml(&xml.text) else { continue };
            // Messages without a name in common are examples of different things.
            if json.keys().any(|name| values.contains_key(name)) {
                compare(method, (shown, &json), (xml, &values), files, found);
            }
        }
    }
}

fn compare(
    method: &Method,
    (json, ours): (&Example, &Values),
    (xml, theirs): (&Example, &Values),
    files: &Files,
    found: &mut Vec<Diagnostic>,
) {
    let names: std::collections::BTreeSet<_> = ours.keys().chain(theirs.keys()).collect();
    for name in names {
        let empty = Vec::new();
        let (in_json, in_xml) = (ours.get(name).unwrap_or(&empty), theirs.get(name).unwrap_or(&empty));
        let message = match (in_json.len(), in_xml.len()) {
            (_, 0) => format!("`{name}` is in the JSON example and not in the XML example"),
            (0, _) => format!("`{name}` is in the XML example and not in the JSON example"),
            (a, b) if a != b => {
                format!("`{name}` stands {a} times in the JSON example and {b} times in the XML example")
            }
            _ => match in_json.iter().zip(in_xml).find(|(a, b)| !agree(a, b)) {
                Some((a, b)) => format!("`{name}` is `{a}` in the JSON example and `{b}` in the XML example"),
                None => continue,
            },
        };
        let place = |example: &Example, text: String| {
            let span = files.span(&example.source);
            files.get(span.file).find_behind(&crate::files::Span { end: span.start, ..span }, &text)
        };
        let (json, xml) = (place(json, format!("\"{name}\"")), place(xml, format!("<{name}")));
        found.push(
            Diagnostic::new(Code::XmlDiffers, message, Label::new(xml, "the XML example"))
                .with(Label::new(json, "the JSON example"))
                .about(&method.name),
        );
    }
}

/// Whether two values are one, written for JSON and for XML.
fn agree(json: &str, xml: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    let same_number = number(json).is_some_and(|json| number(xml).is_some_and(|xml| (json - xml).abs() < 1e-9));
    json == xml || same_number || (matches!(json, "true" | "false") && xml.eq_ignore_ascii_case(json))
}

/// The values of a message that is JSON without a fault; its members keep their order.
fn of_json(text: &str) -> Option<Values> {
    let (node, faults) = structure::parse(text, &Places::at(0));
    let node = node.filter(|node| faults.is_empty() && matches!(node.value, Value::Object(_) | Value::Array(_)))?;
    let mut values = Values::new();
    leaves("", &node, &mut values);
    Some(values)
}

fn leaves(name: &str, node: &Node, values: &mut Values) {
    let text = match &node.value {
        Value::Object(members) => return members.iter().for_each(|(key, value)| leaves(&key.name, value, values)),
        Value::Array(elements) => return elements.iter().for_each(|element| leaves(name, element, values)),
        Value::Null => String::new(),
        Value::Bool(truth) => truth.to_string(),
        Value::String(text) => folded(text),
        Value::Number(text) | Value::Word(text) => text.clone(),
    };
    values.entry(name.to_owned()).or_default().push(text);
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An open element.
struct Element {
    name: String,
    text: String,
    /// Whether it holds other elements.
    holds: bool,
}

/// The values of the elements that hold no others. `None` where the text is no XML.
fn of_xml(text: &str) -> Option<Values> {
    let mut reader = Reader::from_str(text.trim());
    let mut values = Values::new();
    let mut open: Vec<Element> = Vec::new();
    let say = |open: &mut Vec<Element>, text: &str| {
        if let Some(element) = open.last_mut() {
            element.text.push_str(text);
        }
    };
    let hold = |open: &mut Vec<Element>| {
        if let Some(parent) = open.last_mut() {
            parent.holds = true;
        }
    };
    loop {
        match reader.read_event().ok()? {
            Event::Start(_) if open.len() >= MAX_DEPTH => return None,
            Event::Start(tag) => {
                hold(&mut open);
                open.push(Element { name: tag.local_name().as_ref().to_owned(), text: String::new(), holds: false });
            }
            Event::Empty(tag) => {
                hold(&mut open);
                values.entry(tag.local_name().as_ref().to_owned()).or_default().push(String::new());
            }
            Event::Text(text) => say(&mut open, &text),
            Event::GeneralRef(name) => say(&mut open, entity(&name)),
            Event::End(_) => {
                let element = open.pop()?;
                if !element.holds {
                    values.entry(element.name).or_default().push(folded(&element.text));
                }
            }
            Event::Eof => return open.is_empty().then_some(values),
            _ => {}
        }
    }
}

/// The predefined entities (XML 1.0, 4.6).
fn entity(name: &str) -> &'static str {
    match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        _ => "\u{FFFD}",
    }
}
