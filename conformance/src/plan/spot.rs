//! The places of a request at which a check can aim: each parameter, each element of an array, at any depth.

use doctract_spec::ir::{Method, Param, Role, Schema, Type};

use crate::case::{Level, Sentence};
use crate::draft::Path;

/// A place in the parameters of a method.
#[derive(Clone, Debug)]
pub struct Spot<'a> {
    /// The method.
    pub method: &'a Method,
    /// Where the value stands.
    pub path: Path,
    /// The parameter whose row documents it; for an element, that of the array.
    pub param: &'a Param,
    /// What the value may be.
    pub schema: &'a Schema,
    /// Whether this is the element of an array rather than the parameter.
    pub is_item: bool,
    /// The parameters around it, from the top down.
    pub ancestors: Vec<&'a Param>,
}

impl Spot<'_> {
    /// Whether the parameter, or one around it, depends on a component of the product that may be off.
    pub fn depends_on_component(&self) -> bool {
        self.param.requires_component.is_some() || self.ancestors.iter().any(|param| param.requires_component.is_some())
    }

    /// Whether only some kinds of callers pass the parameter, or one around it.
    pub fn depends_on_caller(&self) -> bool {
        !self.param.required_for.is_empty() || self.ancestors.iter().any(|param| !param.required_for.is_empty())
    }

    /// Whether the parameter, or one around it, has one of these meanings in the protocol.
    pub fn has_role(&self, roles: &[Role]) -> bool {
        let params = self.ancestors.iter().copied().chain([self.param]);
        params.filter_map(|param| param.role).any(|role| roles.contains(&role))
    }

    /// Whether the place is inside an element of an array, which is always written as a whole.
    pub fn inside_element(&self) -> bool {
        self.path.0.contains(&crate::draft::Step::Item)
    }

    /// How binding a fact of the parameter is.
    pub fn level(&self, fact: &str) -> Level {
        if self.param.inferred.iter().any(|key| key == fact) { Level::Should } else { Level::Must }
    }

    /// The documented sentence behind a fact; where none was kept, the fact in plain words ahead of the parameter's description.
    pub fn sentence(&self, fact: &str, plain: &str) -> Sentence {
        if let Some(rule) = self.param.rule(fact) {
            return Sentence { text: rule.text.clone(), source: rule.source.clone() };
        }
        let text = match self.param.description.as_str() {
            "" => format!("`{}`: {plain}", self.path),
            description => format!("`{}`: {plain}. {description}", self.path),
        };
        Sentence { text, source: self.param.source.clone() }
    }
}

/// All places of a method's parameters, in the order of the documents.
pub fn spots(method: &Method) -> Vec<Spot<'_>> {
    let mut found = Vec::new();
    for param in &method.params {
        visit(method, param, Path::top(&param.name), &[], &mut found);
    }
    found
}

fn visit<'a>(method: &'a Method, param: &'a Param, path: Path, ancestors: &[&'a Param], found: &mut Vec<Spot<'a>>) {
    let spot = |path: &Path, schema: &'a Schema, is_item: bool| {
        let mut ancestors = ancestors.to_vec();
        if is_item {
            ancestors.push(param);
        }
        Spot { method, path: path.clone(), param, schema, is_item, ancestors }
    };
    found.push(spot(&path, &param.schema, false));
    let (inner, path) = match (param.schema.kind, &param.schema.items) {
        (Type::Array, Some(items)) => {
            found.push(spot(&path.item(), items, true));
            (&**items, path.item())
        }
        _ => (&param.schema, path),
    };
    let mut below = ancestors.to_vec();
    below.push(param);
    for field in &inner.fields {
        visit(method, field, path.member(&field.name), &below, found);
    }
}
