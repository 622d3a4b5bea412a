//! Reading an XML answer as the JSON answer that it stands for, with the help of the documented fields.

use doctract_spec::ir::{Param, Schema, Type, XmlConvention};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Map, Value};

/// An element with its text and its children.
#[derive(Debug, Default)]
struct Element {
    name: String,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn is_empty(&self) -> bool {
        self.children.is_empty() && self.text.trim().is_empty()
    }
}

/// How deep elements may nest: more than any document shows, and little enough for any stack.
const DEEPEST: usize = 64;

/// Reads the body. The error tells what is no such XML.
pub fn as_json(body: &[u8], convention: &XmlConvention, fields: &[Param]) -> Result<Value, String> {
    let root = parse(body)?;
    if root.name != convention.root {
        return Err(format!("the root element is `{}`, not `{}`", root.name, convention.root));
    }
    Ok(object(&root, convention, fields))
}

fn parse(body: &[u8]) -> Result<Element, String> {
    let text = std::str::from_utf8(body).map_err(|_| "the body is not UTF-8".to_owned())?;
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|error| format!("not well-formed: {error}"))?;
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                if open.len() > DEEPEST {
                    return Err(format!("elements nest deeper than {DEEPEST}"));
                }
                let name = tag.local_name().as_ref().to_owned();
                open.push(Element { name, ..Element::default() });
                if empty {
                    close(&mut open);
                }
            }
            Event::End(_) => close(&mut open),
            Event::Text(text) => append(&mut open, &text),
            Event::CData(data) => append(&mut open, &data),
            Event::GeneralRef(entity) => append(&mut open, &resolve(&entity)?),
            Event::Eof => break,
            _ => {}
        }
    }
    let root = open.pop().filter(|_| open.is_empty()).and_then(|document| document.children.into_iter().next());
    root.ok_or_else(|| "no element is closed".to_owned())
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn close(open: &mut Vec<Element>) {
    if open.len() < 2 {
        return;
    }
    if let (Some(element), Some(parent)) = (open.pop(), open.last_mut()) {
        parent.children.push(element);
    }
}

/// The five entities that XML defines (section 4.6), and character references.
fn resolve(entity: &str) -> Result<String, String> {
    if let Some(known) = quick_xml::escape::resolve_predefined_entity(entity) {
        return Ok(known.to_owned());
    }
    let number = entity.strip_prefix("#x").map(|digits| u32::from_str_radix(digits, 16));
    let number = number.or_else(|| entity.strip_prefix('#').map(str::parse));
    let char = number.and_then(Result::ok).and_then(char::from_u32);
    char.map(String::from).ok_or_else(|| format!("the entity `{entity}` is not defined"))
}

fn object(element: &Element, convention: &XmlConvention, fields: &[Param]) -> Value {
    let mut members = Map::new();
    for field in fields.iter().filter(|field| field.schema.kind == Type::Array) {
        // An array without elements leaves no trace in XML.
        members.insert(field.name.clone(), Value::Array(Vec::new()));
    }
    // An array without elements may also be one element that holds nothing.
    let named = |name: &str| element.children.iter().filter(|child| child.name == name).count();
    let nothing = |child: &&Element| child.is_empty() && members.contains_key(&child.name) && named(&child.name) == 1;
    let without: Vec<&Element> = element.children.iter().filter(|child| !nothing(child)).collect();
    for child in without {
        let Some(field) = fields.iter().find(|field| field.name == child.name) else {
            members.insert(child.name.clone(), Value::String(child.text.clone()));
            continue;
        };
        match members.get_mut(&child.name) {
            Some(Value::Array(items)) => {
                let schema = field.schema.items.as_deref().unwrap_or(&field.schema);
                items.push(value(child, convention, schema));
            }
            _ => _ = members.insert(child.name.clone(), value(child, convention, &field.schema)),
        }
    }
    Value::Object(members)
}

fn value(element: &Element, convention: &XmlConvention, schema: &Schema) -> Value {
    let text = element.text.trim();
    let [yes, no] = &convention.booleans;
    match schema.kind {
        Type::Object => object(element, convention, &schema.fields),
        // What holds elements is no text.
        _ if !element.children.is_empty() => object(element, convention, &[]),
        Type::Boolean if text == yes => Value::Bool(true),
        Type::Boolean if text == no => Value::Bool(false),
        Type::Integer | Type::Number => text.parse().map_or_else(|_| Value::String(text.to_owned()), Value::Number),
        _ => Value::String(element.text.clone()),
    }
}
