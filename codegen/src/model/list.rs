//! The envelopes of lists: metadata and rows.

use doctract_spec::ir::{Api, Param, ResultKind};
use proc_macro2::Ident;

use super::{
    StructModel,
    build::{Builder, Mode},
};
use crate::name;

/// The envelope of lists whose rows stand in the same member.
#[derive(Debug)]
pub(crate) struct ListModel<'a> {
    pub(crate) ident: Ident,
    /// The member that holds the rows, on the wire.
    pub(crate) rows_wire: &'a str,
    pub(crate) rows: Ident,
    /// What the documents say that stands beside the rows.
    pub(crate) beside: &'a [Param],
    /// The member that holds the metadata, none where its members stand beside the rows, and the type of it.
    pub(crate) metadata: Option<(Option<&'a str>, Ident, StructModel<'a>)>,
    /// What the metadata holds in turn.
    pub(crate) inner: Vec<StructModel<'a>>,
    /// The member of the metadata that counts all matching rows, where it is a number.
    pub(crate) total: Option<Ident>,
}

/// The member that holds the rows of a list, where neither the documents nor the dialect name it: that of JSON:API 1.1, section 5.
const ROWS: &str = "data";

/// The name of the member that holds the rows of a method.
pub(super) fn rows_wire<'a>(api: &'a Api, list_in: Option<&'a str>) -> &'a str {
    list_in.or(api.conventions.list.rows.as_deref()).unwrap_or(ROWS)
}

pub(super) fn build<'a>(builder: &mut Builder<'a>) -> Vec<ListModel<'a>> {
    let api = builder.api;
    let mut lists: Vec<ListModel<'a>> = Vec::new();
    for result in api.methods.iter().filter_map(|method| method.result.as_ref()) {
        let wire = rows_wire(api, result.list_in.as_deref());
        let is_known = |list: &ListModel<'_>| list.rows_wire == wire && list.beside == result.beside;
        if result.kind == ResultKind::List && !lists.iter().any(is_known) {
            let list = envelope(builder, wire, &result.beside);
            lists.push(list);
        }
    }
    lists
}

fn envelope<'a>(builder: &mut Builder<'a>, rows_wire: &'a str, beside: &'a [Param]) -> ListModel<'a> {
    let api = builder.api;
    let ident = builder.types.claim("List");
    let mut scope = name::Scope::with(&["select"]);
    let rows = scope.claim(&name::snake(rows_wire, "rows"));
    let mut inner = Vec::new();
    let names = &api.conventions.list;
    let holder = names.metadata.as_deref().filter(|wire| *wire != rows_wire && !api.metadata.is_empty());
    let (wire, fields): (_, &[Param]) = if beside.is_empty() { (holder, &api.metadata) } else { (None, beside) };
    let metadata = (wire.is_some() || !beside.is_empty()).then(|| {
        let ty = builder.types.claim("Metadata");
        let doc = "What comes with the rows of a list.".to_owned();
        let structure = builder.structure(ty, doc, fields, Mode::Response, &mut inner);
        (wire, scope.claim(&name::snake(wire.unwrap_or("metadata"), "metadata")), structure)
    });
    let total = metadata.as_ref().and_then(|(_, _, structure)| {
        let field = structure.fields.iter().find(|field| Some(field.wire) == names.total.as_deref())?;
        matches!(field.ty, super::Ty::Integer | super::Ty::Number).then(|| field.ident.clone())
    });
    ListModel { ident, rows_wire, rows, beside, metadata, inner, total }
}
