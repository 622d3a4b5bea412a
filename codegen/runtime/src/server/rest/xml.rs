//! XML beside JSON: the same tree, members as elements, a list as an element for each of its items.

use std::{fmt, io};

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

use crate::XmlSpec;

/// Rewrites JSON text as XML.
///
/// # Errors
/// The text is not JSON.
pub(super) fn from_json(spec: &XmlSpec, json: &[u8]) -> io::Result<Vec<u8>> {
    let tree: Tree = serde_json::from_slice(json)?;
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = Tree::Object(match tree {
        Tree::Object(members) => members,
        other => vec![("item".to_owned(), other)],
    });
    element(&mut writer, spec, spec.root, &root)?;
    Ok(writer.into_inner())
}

fn element(writer: &mut Writer<Vec<u8>>, spec: &XmlSpec, name: &str, tree: &Tree) -> io::Result<()> {
    let name = &element_name(name);
    match tree {
        Tree::Array(items) => return items.iter().try_for_each(|item| element(writer, spec, name, item)),
        Tree::Null => return writer.write_event(Event::Empty(BytesStart::new(name))),
        _ => writer.write_event(Event::Start(BytesStart::new(name)))?,
    }
    match tree {
        Tree::Object(members) => members.iter().try_for_each(|(name, member)| element(writer, spec, name, member))?,
        Tree::Text(text) => writer.write_event(Event::Text(BytesText::new(&characters(text))))?,
        Tree::Boolean(truth) => writer.write_event(Event::Text(BytesText::new(spec.booleans[usize::from(!truth)])))?,
        Tree::Array(_) | Tree::Null => {}
    }
    writer.write_event(Event::End(BytesEnd::new(name)))
}

/// A name that an element can have (XML 1.0, production 5, without colons): what cannot stand in it becomes `_`.
fn element_name(name: &str) -> String {
    let kept = name.chars().map(|c| if c.is_alphanumeric() || "_-.".contains(c) { c } else { '_' });
    let name: String = kept.collect();
    if name.starts_with(|c: char| c.is_alphabetic() || c == '_') { name } else { format!("_{name}") }
}

/// Text without the characters that XML 1.0 (production 2) has no way to write.
fn characters(text: &str) -> String {
    text.chars()
        .filter(|c| matches!(c, '\t' | '\n' | '\r') || (!c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')))
        .collect()
}

/// JSON whose members keep their order.
enum Tree {
    Null,
    Boolean(bool),
    /// A string, or a number as its text.
    Text(String),
    Array(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Tree, E> {
        Ok(Tree::Boolean(truth))
    }

    fn visit_i64<E: Error>(self, n: i64) -> Result<Tree, E> {
        Ok(Tree::Text(n.to_string()))
    }

    fn visit_u64<E: Error>(self, n: u64) -> Result<Tree, E> {
        Ok(Tree::Text(n.to_string()))
    }

    fn visit_f64<E: Error>(self, x: f64) -> Result<Tree, E> {
        Ok(Tree::Text(x.to_string()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Tree::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(Tree::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::{XmlSpec, from_json};

    const SPEC: XmlSpec = XmlSpec { content_type: "text/xml", root: "result", booleans: ["Yes", "No"], suffix: None };

    #[track_caller]
    fn check(json: &str, xml: &str) {
        let written = String::from_utf8(from_json(&SPEC, json.as_bytes()).unwrap()).unwrap();
        assert_eq!(written, format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{xml}"));
    }

    #[test]
    fn writes_the_tree() {
        check(r#"{"z":1,"a":[{"b":true},{"b":false}]}"#, "<result><z>1</z><a><b>Yes</b></a><a><b>No</b></a></result>");
        check(r#"{"a":null,"e":[],"s":""}"#, "<result><a/><s></s></result>");
    }

    #[test]
    fn escapes_what_has_a_meaning() {
        check(r#"{"a":"<b>&\"\u0001]]>"}"#, "<result><a>&lt;b&gt;&amp;&quot;]]&gt;</a></result>");
        check(r#"{"@type":"x","1 a":2}"#, "<result><_type>x</_type><_1_a>2</_1_a></result>");
    }
}
