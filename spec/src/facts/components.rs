//! Parameters that components begin: `<Field path="id" type="string" required>`, as the dialect tells what their attributes are.
//!
//! Components that the dialect does not know only lay the page out: what stands in them is as deep as they are.

use super::{Context, Row, items};
use crate::dialect::Attribute;
use crate::document::{Block, Code, Component};
use crate::lint;

/// Attributes that tell people what a component is about: one with no others only lays the page out.
const TITLES: [&str; 2] = ["title", "label"];

/// The row that a component begins; `None` where the dialect does not know it, or it names nothing.
pub(super) fn row(cx: &mut Context, component: &Component) -> Option<Row> {
    let told = cx.dialect.components.get(&component.name)?;
    let (mut captures, mut place, mut required, mut unread) = (Vec::new(), None, None, Vec::new());
    for (name, value) in &component.attributes {
        match told.get(name) {
            Some(Attribute::Name(location)) => {
                captures.push(("name".to_owned(), value.clone()));
                place = *location;
            }
            Some(Attribute::Fact(fact)) if fact == "required" && is_flag(value) => required = Some(value != "false"),
            Some(Attribute::Fact(fact)) => captures.push((fact.clone(), value.clone())),
            Some(Attribute::Ignored) => {}
            None => unread.push(name),
        }
    }
    let named =
        captures.iter().find(|(fact, value)| fact == "name" && !value.is_empty()).map(|(_, name)| name.clone())?;
    for name in unread {
        cx.report(lint::unread_cell::report(&component.text, &named, &format!("the attribute `{name}`")));
    }
    let mut row = items::begin(cx, &captures, &component.text);
    row.param.location = place.or(row.param.location);
    if required.is_some() {
        (row.param.required, row.unmarked) = (required, false);
    }
    Some(row)
}

/// Whether a value says yes or no as a program does: an attribute without a value says yes.
fn is_flag(value: &str) -> bool {
    matches!(value, "" | "true" | "false")
}

/// Whether a component has attributes of something rather than a title.
pub(super) fn tells(component: &Component) -> bool {
    component.attributes.iter().filter(|(name, _)| !TITLES.contains(&name.as_str())).count() > 1
}

/// Whether code stands in a component that begins no parameter: it shows the whole message then. `ahead` are the blocks ahead of it.
pub(super) fn lay_out(cx: &Context, ahead: &[&Block], code: &Code) -> bool {
    let around = ahead.iter().rev().find_map(|block| match block {
        Block::Component(component) if items::depth(&component.text) <= code.depth.into() => Some(component),
        _ => None,
    });
    around.is_some_and(|component| !cx.dialect.components.contains_key(&component.name))
}

/// The open components that only lay the page out, by how deep they stand.
#[derive(Default)]
pub(super) struct Layout(Vec<usize>);

impl Layout {
    /// Notes that one begins so deep.
    pub(super) fn open(&mut self, depth: usize) {
        self.close(depth);
        self.0.push(depth);
    }

    /// How deep what stands at a depth is without them.
    pub(super) fn without(&mut self, depth: usize) -> usize {
        self.close(depth);
        depth - self.0.len()
    }

    fn close(&mut self, depth: usize) {
        self.0.retain(|open| *open < depth);
    }
}
