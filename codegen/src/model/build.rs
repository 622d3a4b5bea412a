//! From the IR to the model.

use std::collections::{BTreeMap, BTreeSet};

use doctract_spec::ir::{self, Param, Role, Schema, Source, Type};
use proc_macro2::Ident;

use super::fingerprint::fingerprint;
use super::{Crate, EnumModel, Field, Presence, StructModel, Ty, Variant, list, method, operators};
use crate::{
    doc,
    name::{self, Scope},
    target::Siblings,
};

/// Words that generated code uses unqualified, so that no type may be named like them.
const TAKEN_TYPES: &[&str] = &[
    "Box",
    "Client",
    "Clone",
    "Debug",
    "Default",
    "Err",
    "Eq",
    "Error",
    "From",
    "Future",
    "Into",
    "IntoIterator",
    "None",
    "Ok",
    "Operator",
    "Option",
    "PartialEq",
    "R",
    "Result",
    "Rows",
    "SPEC",
    "Send",
    "Some",
    "String",
    "Sync",
    "Vec",
];

/// Modules that every generated crate may have.
const TAKEN_MODULES: &[&str] =
    &["client", "columns", "errors", "list", "methods", "operators", "rt", "serde", "server", "spec", "types"];

/// What kind of message an object is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// A request.
    Request,
    /// A request that changes only what it names.
    Partial,
    /// A response.
    Response,
}

/// What has been decided so far.
pub(super) struct Builder<'a> {
    pub(super) api: &'a ir::Api,
    pub(super) types: Scope,
    pub(super) modules: Scope,
    pub(super) structs: Vec<StructModel<'a>>,
    pub(super) enums: Vec<EnumModel<'a>>,
    /// The enums by the name and the words that they were made for.
    words: BTreeMap<(&'a str, Vec<&'a str>), Ident>,
    pub(super) skipped: Vec<String>,
    /// The named objects, by name: the fingerprint of each form that was met, and the type made for it.
    named: BTreeMap<&'a str, Vec<(String, Ident, bool)>>,
    /// The named objects that are being worked on, outermost first.
    open: Vec<(&'a str, Ident)>,
}

/// Builds the model of a crate.
pub(crate) fn build(api: &ir::Api) -> Crate<'_> {
    let mut builder = Builder {
        api,
        types: Scope::with(TAKEN_TYPES),
        modules: Scope::with(TAKEN_MODULES),
        structs: Vec::new(),
        enums: Vec::new(),
        words: BTreeMap::new(),
        skipped: Vec::new(),
        named: BTreeMap::new(),
        open: Vec::new(),
    };
    let service = builder.types.claim(&name::pascal(&api.name, "Api"));
    let operators = operators::build(api);
    let lists = list::build(&mut builder);
    let method::Methods { built: methods, errors, rest_errors } = method::build(&mut builder, &lists);
    let Builder { structs, enums, skipped, .. } = builder;
    let enum_index = enums.iter().enumerate().map(|(index, known)| (known.ident.clone(), index)).collect();
    Crate { api, service, methods, structs, enums, enum_index, errors, rest_errors, operators, lists, skipped }
}

impl<'a> Builder<'a> {
    /// Notes a fact that no code could be made of.
    pub(super) fn skip(&mut self, what: &str, source: &Source) {
        self.skipped.push(format!("{}: {what}", doc::place(source)));
    }

    /// Makes a struct of members. Objects within it become structs of `into`.
    pub(super) fn structure(
        &mut self,
        ident: Ident,
        doc: String,
        params: &'a [Param],
        mode: Mode,
        into: &mut Vec<StructModel<'a>>,
    ) -> StructModel<'a> {
        let mut scope = Scope::with(&["new", "validate", "additional"]);
        let mut fields = Vec::new();
        for param in distinct(params) {
            let field_ident = scope.claim(&name::snake(&param.name, "field"));
            let ty = self.ty(&param.schema, &param.name, &ident, mode, &param.source, into);
            fields.push(Field {
                ident: field_ident,
                wire: &param.name,
                presence: self.presence(param, &ty, mode),
                ty,
                param,
            });
        }
        let request = mode != Mode::Response;
        let siblings = Siblings { all: &fields, partial: mode == Mode::Partial };
        let rules = request && fields.iter().any(|field| crate::target::has_rules(field, siblings));
        for field in fields.iter().filter(|_| request) {
            for fact in crate::target::without_code(field, siblings) {
                self.skip(&format!("{fact} of `{}` is not held to", field.wire), &field.param.source);
            }
        }
        StructModel { ident, doc, fields, rest: None, request, partial: mode == Mode::Partial, rules }
    }

    /// How a member may be absent.
    fn presence(&self, param: &Param, ty: &Ty, mode: Mode) -> Presence {
        let (required, nullable) = (param.is_required(), param.schema.nullable);
        match (mode, required, nullable) {
            (Mode::Request | Mode::Response, true, false) => Presence::Required,
            (Mode::Request | Mode::Response, true, true) => Presence::RequiredNullable,
            (Mode::Request, false, false) | (Mode::Partial, true, false) => Presence::Optional,
            (Mode::Request, false, true) => Presence::OptionalNullable,
            (Mode::Partial, _, _) => Presence::Patch,
            // A member that is documented as optional is left out when there is nothing to say.
            (Mode::Response, false, _) if !self.api.conventions.empty_as_null || param.required == Some(false) => {
                Presence::Optional
            }
            (Mode::Response, false, _) => match ty {
                ty if ty.is_list() => Presence::WrittenAsList,
                // An object that must hold something cannot be empty.
                Ty::Struct(..) | Ty::Boxed(..) if param.schema.fields.iter().any(Param::is_required) => {
                    Presence::WrittenAsNull
                }
                Ty::Struct(..) | Ty::Map | Ty::Boxed(..) => Presence::WrittenAsObject,
                _ => Presence::WrittenAsNull,
            },
        }
    }

    /// The type of a value that stands at the member `wire` of the type `parent`.
    pub(super) fn ty(
        &mut self,
        schema: &'a Schema,
        wire: &'a str,
        parent: &Ident,
        mode: Mode,
        source: &'a Source,
        into: &mut Vec<StructModel<'a>>,
    ) -> Ty {
        match schema.kind {
            _ if !schema.one_of.is_empty() => union(&schema.one_of),
            Type::String | Type::Enum => self.string(schema, wire, parent, source),
            Type::Integer => Ty::Integer,
            Type::Number => Ty::Number,
            Type::Boolean => Ty::Boolean,
            Type::Any => Ty::Value,
            Type::Array => {
                // A list that is passed replaces the stored one: its elements are whole, also in a partial update.
                let mode = if mode == Mode::Partial { Mode::Request } else { mode };
                let item = match &schema.items {
                    Some(items) => self.ty(items, wire, parent, mode, source, into),
                    None => Ty::Value,
                };
                Ty::List(Box::new(match item {
                    // A list is a pointer already.
                    Ty::Boxed(ident, rules) => Ty::Struct(ident, rules),
                    item => item,
                }))
            }
            Type::Object => self.object(schema, wire, parent, mode, source, into),
        }
    }

    fn string(&mut self, schema: &'a Schema, wire: &'a str, parent: &Ident, source: &'a Source) -> Ty {
        let words: Option<Vec<&'a str>> = schema.values.iter().map(serde_json::Value::as_str).collect();
        match words {
            Some(words) if !words.is_empty() => Ty::Enum(self.enumeration(&words, wire, parent, source)),
            Some(_) => Ty::String,
            None => Ty::Value,
        }
    }

    /// The enum with these values: one for all members of the same name and the same values.
    fn enumeration(&mut self, words: &[&'a str], wire: &'a str, parent: &Ident, source: &'a Source) -> Ident {
        let mut met = BTreeSet::new();
        let distinct: Vec<&str> = words.iter().copied().filter(|word| met.insert(*word)).collect();
        if let Some(known) = self.words.get(&(wire, distinct.clone())) {
            return known.clone();
        }
        let short = name::pascal(wire, "Word");
        let ident = if self.types.is_free(&short) {
            self.types.claim(&short)
        } else {
            self.types.claim(&format!("{}{short}", name::stem(parent)))
        };
        let mut scope = Scope::default();
        let variants = distinct
            .iter()
            .map(|word| Variant { ident: scope.claim(&name::pascal(word, "Empty")), wire: (*word).to_owned() })
            .collect();
        self.enums.push(EnumModel { ident: ident.clone(), name: wire, source, variants });
        self.words.insert((wire, distinct), ident.clone());
        ident
    }

    fn object(
        &mut self,
        schema: &'a Schema,
        wire: &'a str,
        parent: &Ident,
        mode: Mode,
        source: &'a Source,
        into: &mut Vec<StructModel<'a>>,
    ) -> Ty {
        let Some(type_name) = schema.type_name.as_deref() else {
            if schema.fields.is_empty() {
                return Ty::Map;
            }
            let ident = self.types.claim(&format!("{}{}", name::stem(parent), name::pascal(wire, "Object")));
            let doc = format!("The object `{}` ({}).", doc::code(wire), code_place(source));
            let structure = self.with_rest(ident.clone(), doc, schema, mode, into);
            let rules = structure.rules;
            into.push(structure);
            return Ty::Struct(ident, rules);
        };
        self.named_object(type_name, schema, mode, source)
    }

    /// A named object: one type for all that are alike.
    fn named_object(&mut self, type_name: &'a str, schema: &'a Schema, mode: Mode, source: &'a Source) -> Ty {
        if schema.fields.is_empty() {
            // Only a name: the object that it is within, or one that was met before.
            if let Some((_, ident)) = self.open.iter().rev().find(|(name, _)| *name == type_name) {
                return Ty::Boxed(ident.clone(), false);
            }
            return match self.named.get(type_name).and_then(|forms| forms.last()) {
                Some((_, ident, rules)) => Ty::Boxed(ident.clone(), *rules),
                None => Ty::Map,
            };
        }
        let (ident, rules) = self.shared(type_name, schema, mode, source);
        Ty::Struct(ident, rules)
    }

    /// The type of the body of error responses: one for all that are alike.
    pub(super) fn error_body(&mut self, fields: &'a [Param], source: &'a Source) -> Ident {
        const NAME: &str = "ErrorBody";
        let fingerprint =
            fingerprint(&Schema { fields: fields.to_vec(), ..Schema::default() }, self.shared_mode(Mode::Response));
        if let Some((ident, _)) = self.known(NAME, &fingerprint) {
            return ident;
        }
        let ident = self.types.claim(NAME);
        let mut inner = Vec::new();
        let doc = format!("The body of an error response ({}).", code_place(source));
        let structure = self.structure(ident.clone(), doc, fields, self.shared_mode(Mode::Response), &mut inner);
        self.structs.extend(inner);
        self.structs.push(structure);
        self.named.entry(NAME).or_default().push((fingerprint, ident.clone(), false));
        ident
    }

    /// The type made for an object of this name and form, and whether it has rules.
    fn known(&self, type_name: &str, fingerprint: &str) -> Option<(Ident, bool)> {
        let forms = self.named.get(type_name)?;
        forms.iter().find(|(known, ..)| known == fingerprint).map(|(_, ident, rules)| (ident.clone(), *rules))
    }

    fn shared(&mut self, type_name: &'a str, schema: &'a Schema, mode: Mode, source: &'a Source) -> (Ident, bool) {
        let fingerprint = fingerprint(schema, self.shared_mode(mode));
        if let Some(known) = self.known(type_name, &fingerprint) {
            return known;
        }
        let ident = self.types.claim(&name::pascal(type_name, "Object"));
        self.open.push((type_name, ident.clone()));
        let doc = format!("The object `{}` ({}).", doc::code(type_name), code_place(source));
        let mut inner = Vec::new();
        let structure = self.with_rest(ident.clone(), doc, schema, mode, &mut inner);
        self.open.pop();
        let rules = structure.rules;
        self.structs.extend(inner);
        self.structs.push(structure);
        self.named.entry(type_name).or_default().push((fingerprint, ident.clone(), rules));
        (ident, rules)
    }

    /// Requests and responses have the same types where nothing tells them apart.
    fn shared_mode(&self, mode: Mode) -> Mode {
        if mode == Mode::Response && !self.api.conventions.empty_as_null { Mode::Request } else { mode }
    }

    fn with_rest(
        &mut self,
        ident: Ident,
        doc: String,
        schema: &'a Schema,
        mode: Mode,
        into: &mut Vec<StructModel<'a>>,
    ) -> StructModel<'a> {
        let mode = if schema.type_name.is_some() { self.shared_mode(mode) } else { mode };
        let mut structure = self.structure(ident, doc, &schema.fields, mode, into);
        structure.rest = schema.open.then(|| name::ident("additional"));
        structure
    }
}

fn code_place(source: &Source) -> String {
    format!("`{}`", doc::code(&doc::place(source)))
}

/// The members without those whose wire name stood before at the same place: an object cannot hold two.
fn distinct(params: &[Param]) -> impl Iterator<Item = &Param> {
    let mut met = BTreeSet::new();
    params.iter().filter(move |param| met.insert((&param.name, param.location)))
}

fn union(types: &[Type]) -> Ty {
    let all = |allowed: &[Type]| types.iter().all(|kind| allowed.contains(kind));
    match types {
        _ if all(&[Type::Integer]) => Ty::Integer,
        _ if all(&[Type::Integer, Type::Number]) => Ty::Number,
        _ if all(&[Type::String]) => Ty::String,
        _ if all(&[Type::Boolean]) => Ty::Boolean,
        _ if all(&[Type::Integer, Type::Number, Type::String]) => Ty::NumberOrString,
        _ => Ty::Value,
    }
}

/// Whether a parameter is the credential that travels among the parameters.
pub(super) fn is_credential(api: &ir::Api, param: &Param) -> bool {
    let auth = api.conventions.auth.as_ref();
    param.role == Some(Role::Token)
        && auth.is_some_and(|auth| auth.place == ir::AuthPlace::Param && auth.name == param.name)
}
