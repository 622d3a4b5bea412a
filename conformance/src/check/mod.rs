//! The checks: one file each. A check plans cases from facts of the IR; it sends nothing and judges nothing itself.

mod accepted;
mod authentication;
mod documented_status;
mod enum_value;
mod envelope;
mod envelope_id;
mod fields;
mod filter;
mod filter_refused;
mod filter_tree;
mod format;
mod item_count;
mod length;
mod method_envelope;
mod method_name;
mod number_range;
mod paging;
mod required;
mod requires_parameter;
mod sort;
mod sort_refused;
mod unique_items;
mod unknown_parameter;
mod unknown_reference;
mod wrong_type;
mod xml;

use doctract_spec::ir::{Method, Protocol, Role};

use crate::plan::{Context, Sink, Spot, spots};

/// A kind of check.
pub trait Check: Sync {
    /// The name, which is also that of its file.
    fn name(&self) -> &'static str;

    /// The keys of the IR by which it decides where it applies.
    fn facts(&self) -> &'static [&'static str];

    /// Plans its cases.
    fn plan(&self, cx: &Context<'_>, sink: &mut Sink);
}

/// All checks, in the order in which their cases run.
pub const ALL: &[&dyn Check] = &[
    &accepted::Accepted,
    &xml::Xml,
    &required::Required,
    &wrong_type::WrongType,
    &number_range::NumberRange,
    &length::Length,
    &item_count::ItemCount,
    &enum_value::EnumValue,
    &unique_items::UniqueItems,
    &format::Format,
    &unknown_parameter::UnknownParameter,
    &unknown_reference::UnknownReference,
    &requires_parameter::RequiresParameter,
    &envelope::Envelope,
    &envelope_id::EnvelopeId,
    &method_envelope::MethodEnvelope,
    &method_name::MethodName,
    &authentication::Authentication,
    &documented_status::DocumentedStatus,
    &fields::Fields,
    &filter::Filter,
    &filter_refused::FilterRefused,
    &filter_tree::FilterTree,
    &sort::Sort,
    &sort_refused::SortRefused,
    &paging::Paging,
];

/// All places at which a check can aim; the credential has a check of its own.
fn targets<'a>(cx: &Context<'a>) -> impl Iterator<Item = Spot<'a>> + use<'a> {
    let spots = cx.api.methods.iter().flat_map(spots);
    spots.filter(|spot| spot.param.role != Some(Role::Token))
}

/// The method with the least effect, to which requests go that are not about any method in particular.
fn harmless<'a>(cx: &Context<'a>) -> Option<&'a Method> {
    let rpc = cx.api.protocol == Protocol::JsonRpc;
    let offered = || cx.api.methods.iter().filter(|method| rpc && !cx.leaves_out(method));
    let reads = |method: &&Method| crate::plan::act(method) == Some(crate::plan::Act::Read);
    offered().find(reads).or_else(|| offered().next())
}
