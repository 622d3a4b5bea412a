//! Methods.

use doctract_spec::ir::{Api, Method, Param, Response, ResultKind, Role, Type};
use doctract_spec::naming;
use proc_macro2::Ident;

use super::{
    ColumnModel, Columns, ErrorSet, Field, ListModel, Presence, RestErrors, StructModel, Ty,
    build::{Builder, Mode, is_credential},
    errors, list, rest,
};
use crate::{
    doc,
    name::{self, Scope},
};

/// What a method returns.
#[derive(Debug)]
pub(crate) enum Output<'a> {
    /// An object.
    Object(StructModel<'a>),
    /// A list: its envelope, and its rows.
    List(Ident, StructModel<'a>),
    /// An array and nothing around it: its elements (REST).
    Array(StructModel<'a>),
    /// One of several documented successes (REST).
    OneOf(Vec<Success<'a>>),
}

/// A documented success of a method that has several.
#[derive(Debug)]
pub(crate) struct Success<'a> {
    pub(crate) variant: Ident,
    pub(crate) response: &'a Response,
    /// Its body, where it has one.
    pub(crate) body: Option<StructModel<'a>>,
}

/// A method.
#[derive(Debug)]
pub(crate) struct MethodModel<'a> {
    pub(crate) method: &'a Method,
    /// Its function, and the module that holds its types.
    pub(crate) function: Ident,
    pub(crate) params: StructModel<'a>,
    /// The name of the type that it returns.
    pub(crate) result: Ident,
    pub(crate) output: Output<'a>,
    /// The name of its errors, and the set that they are.
    pub(crate) error: Ident,
    pub(crate) error_set: Ident,
    pub(crate) columns: Option<Columns<'a>>,
    /// The status of its success (REST).
    pub(crate) status: u16,
    /// Objects within its parameters and its result.
    pub(crate) inner: Vec<StructModel<'a>>,
}

impl MethodModel<'_> {
    /// The parameter with a role, if the struct has it.
    pub(crate) fn role(&self, role: Role) -> Option<&Ident> {
        self.params.fields.iter().find(|field| field.param.role == Some(role)).map(|field| &field.ident)
    }

    /// Whether callers can select the members of its rows.
    pub(crate) fn selects(&self) -> bool {
        let is_selection =
            |field: &Field<'_>| field.param.role == Some(Role::Fields) && matches!(field.ty, Ty::Columns(_));
        matches!(self.output, Output::List(..)) && self.params.fields.iter().any(is_selection)
    }
}

/// The methods, and the errors that they share.
pub(super) struct Methods<'a> {
    pub(super) built: Vec<MethodModel<'a>>,
    pub(super) errors: Vec<ErrorSet<'a>>,
    pub(super) rest_errors: Vec<RestErrors<'a>>,
}

pub(super) fn build<'a>(builder: &mut Builder<'a>, lists: &[ListModel<'a>]) -> Methods<'a> {
    let mut functions = Scope::with(&[
        "authenticate",
        "violated",
        "error_metadata",
        "new",
        "with_token",
        "with_timeout",
        "with_response_limit",
    ]);
    let api = builder.api;
    let (errors, sets) = errors::build(builder);
    let mut built = Methods { built: Vec::new(), errors, rest_errors: Vec::new() };
    for ((method, name), set) in api.methods.iter().zip(rest::function_names(&api.methods)).zip(sets) {
        let function = functions.claim(&name::snake(&name, "method"));
        let method = build_method(builder, lists, &mut built, method, (function, set));
        built.built.push(method);
    }
    built
}

fn build_method<'a>(
    builder: &mut Builder<'a>,
    lists: &[ListModel<'a>],
    built: &mut Methods<'a>,
    method: &'a Method,
    (function, set): (Ident, Option<Ident>),
) -> MethodModel<'a> {
    let pascal = name::pascal(&function.to_string(), "Method");
    let ident = builder.types.claim(&pascal);
    let stem = name::stem(&ident);
    let result = builder.types.claim(&format!("{stem}Result"));
    let error = builder.types.claim(&format!("{stem}Error"));
    let mut inner = Vec::new();
    let (output, columns) = output(builder, lists, method, &ident, &result, &mut inner);
    let params = params(builder, method, ident, columns.as_ref(), &mut inner);
    let error_set = set.unwrap_or_else(|| rest::errors(builder, &mut built.rest_errors, method));
    let status = rest::success(method).map_or(200, |response| response.status);
    MethodModel { method, function, params, result, output, error, error_set, columns, status, inner }
}

/// Whether a parameter names the entity that a partial update changes, and so must be there although the others may be absent.
///
/// Documents mark as required what an entity cannot be without, and so do the tables of partial updates, although there all but the
/// identity may be absent. The identity is a required number or string: the parameter that is called `id`, or, where none is, the first
/// whose name ends in that word.
fn is_identity(params: &[Param], param: &Param) -> bool {
    let scalar = |param: &Param| {
        param.is_required() && matches!(param.schema.kind, Type::Integer | Type::Number | Type::String | Type::Any)
    };
    let named = |param: &&Param| scalar(param) && naming::is_own_id(&param.name);
    let ending = |param: &&Param| scalar(param) && naming::is_id(&param.name);
    let identity = params.iter().find(named).or_else(|| params.iter().find(ending));
    identity.is_some_and(|identity| identity.name == param.name)
}

fn params<'a>(
    builder: &mut Builder<'a>,
    method: &'a Method,
    ident: Ident,
    columns: Option<&Columns<'a>>,
    inner: &mut Vec<StructModel<'a>>,
) -> StructModel<'a> {
    let mode = if method.partial_update { Mode::Partial } else { Mode::Request };
    let mut structure = builder.structure(ident, doc::parameters(method), &method.params, mode, inner);
    for field in &mut structure.fields {
        if is_credential(builder.api, field.param) {
            field.presence = Presence::Credential;
        } else if method.partial_update && is_identity(&method.params, field.param) {
            field.presence = Presence::Required;
        }
        rest::place(field);
        if !matches!(field.presence, Presence::Required | Presence::Optional) {
            continue;
        }
        if let Some(unused) = apply_role(field.param.role, &mut field.ty, columns) {
            drop_unused(&unused, inner);
        }
    }
    structure.fields.sort_by_key(|field| field.presence != Presence::Credential);
    structure.rules = true;
    structure
}

/// Leaves out a struct that was made for a member which has got another type, with all that was made for its own members.
fn drop_unused(ty: &Ty, inner: &mut Vec<StructModel<'_>>) {
    match ty {
        Ty::List(item) => drop_unused(item, inner),
        Ty::Struct(ident, _) => {
            // Only what was made for this member is here; types that have a name of their own are shared, and stay.
            let Some(index) = inner.iter().position(|structure| structure.ident == *ident) else { return };
            for field in inner.remove(index).fields {
                drop_unused(&field.ty, inner);
            }
        }
        _ => {}
    }
}

/// Gives the parameters of a list the types that its columns make possible; the type that one had before, if it has got another.
fn apply_role(role: Option<Role>, ty: &mut Ty, columns: Option<&Columns<'_>>) -> Option<Ty> {
    let module = columns.map(|columns| columns.module.clone());
    let better = match (role, module) {
        (Some(Role::Filter), Some(module)) if matches!(ty, Ty::Struct(..) | Ty::Boxed(..) | Ty::Map | Ty::Value) => {
            Ty::Filter(module)
        }
        (Some(Role::Sort), Some(module)) if ty.is_list() || matches!(ty, Ty::Value) => Ty::Sort(module),
        (Some(Role::Fields), Some(module)) if ty.is_list() || matches!(ty, Ty::Value) => Ty::Columns(module),
        (Some(Role::Limit | Role::Offset | Role::Page), _) if matches!(ty, Ty::Number) => Ty::Integer,
        _ => return None,
    };
    Some(std::mem::replace(ty, better))
}

fn output<'a>(
    builder: &mut Builder<'a>,
    lists: &[ListModel<'a>],
    method: &'a Method,
    ident: &Ident,
    result: &Ident,
    inner: &mut Vec<StructModel<'a>>,
) -> (Output<'a>, Option<Columns<'a>>) {
    const NOTHING: &[Param] = &[];
    let successes = rest::successes(method);
    if successes.len() > 1 {
        return (Output::OneOf(one_of(builder, method, ident, &successes, inner)), None);
    }
    let success = successes.first();
    let documented = method.result.as_ref().map(|result| &result.fields).or(success.map(|response| &response.fields));
    let fields = documented.map_or(NOTHING, Vec::as_slice);
    let (name, place) = (doc::code(&method.name), doc::code(&doc::place(&method.source)));
    let about = |what: &str| format!("{what} `{name}` (`{place}`).");
    if method.result.is_none() && success.is_some_and(|response| response.array && !response.fields.is_empty()) {
        let row = builder.types.claim(&format!("{}Row", name::stem(ident)));
        let about = about("An element of what comes back from");
        return (Output::Array(builder.structure(row, about, fields, Mode::Response, inner)), None);
    }
    let Some(envelope) = envelope(builder.api, lists, method) else {
        let about = about("What comes back from");
        return (Output::Object(builder.structure(result.clone(), about, fields, Mode::Response, inner)), None);
    };
    let row = builder.types.claim(&format!("{}Row", name::stem(ident)));
    let rows = builder.structure(row, about("A row of"), fields, Mode::Response, inner);
    let columns = (!rows.fields.is_empty()).then(|| columns(builder, method, &rows));
    (Output::List(envelope.ident.clone(), rows), columns)
}

/// The envelope of a method that gives back a list.
fn envelope<'l, 'a>(api: &Api, lists: &'l [ListModel<'a>], method: &Method) -> Option<&'l ListModel<'a>> {
    let shape = method.result.as_ref().filter(|shape| shape.kind == ResultKind::List)?;
    let wire = list::rows_wire(api, shape.list_in.as_deref());
    lists.iter().find(|list| list.rows_wire == wire && list.beside == shape.beside)
}

fn one_of<'a>(
    builder: &mut Builder<'a>,
    method: &'a Method,
    ident: &Ident,
    successes: &[&'a Response],
    inner: &mut Vec<StructModel<'a>>,
) -> Vec<Success<'a>> {
    let mut variants = Scope::default();
    let mut successes = successes.iter().map(|&response| {
        let variant = variants.claim(&rest::reason(response.status));
        let body = (!response.fields.is_empty()).then(|| {
            let body = builder.types.claim(&format!("{}{variant}", name::stem(ident)));
            let name = doc::code(&method.name);
            let doc = format!("The body of the success {} of `{name}`.", response.status);
            builder.structure(body, doc, &response.fields, Mode::Response, inner)
        });
        Success { variant, response, body }
    });
    successes.by_ref().collect()
}

fn columns<'a>(builder: &mut Builder<'a>, method: &'a Method, rows: &StructModel<'a>) -> Columns<'a> {
    let noun = method.name.split_once('.').map_or(method.name.as_str(), |(_, noun)| noun);
    let module = builder.modules.claim(&name::snake(noun, "rows"));
    let mut variants = Scope::default();
    let columns = rows
        .fields
        .iter()
        .map(|field| ColumnModel {
            constant: field.ident.clone(),
            variant: variants.claim(&name::pascal(field.wire, "Field")),
            ty: field.ty.clone(),
            param: field.param,
        })
        .collect();
    Columns { module, columns }
}
