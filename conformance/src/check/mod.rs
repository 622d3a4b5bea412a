//! The checks: one file each. A check plans cases from facts of the IR; it sends nothing and judges nothing itself.

mod accepted;
mod answered_ids;
mod authentication;
mod body_syntax;
mod characters;
mod collection_below;
mod composed_part;
mod created;
mod created_alone;
mod created_without;
mod cursor_paging;
mod default_limit;
mod default_value;
mod deleted;
mod deleted_reference;
mod derived_elements;
mod documented_example;
mod documented_status;
mod element_order;
mod elements;
mod elements_kept;
mod emptied;
mod enum_value;
mod envelope;
mod envelope_id;
mod equal_entities;
mod falsy;
mod fields;
mod filter;
mod filter_not_shown;
mod filter_read_only;
mod filter_refused;
mod filter_tree;
mod foreign_reference;
mod format;
mod found_anew;
mod found_inside;
mod found_text;
mod further_element;
mod http_method;
mod ignored_header;
mod in_use;
mod item_count;
mod jsquery;
mod left_empty;
mod left_out;
mod length;
mod location;
mod many_ids;
mod media_type;
mod membership;
mod membership_several;
mod method_envelope;
mod method_name;
mod named_fact;
mod named_reference;
mod null_stored;
mod number_range;
mod odd_ids;
mod odd_texts;
mod others_kept;
mod page_numbers;
mod paging;
mod pattern;
mod query_filter;
mod query_sort;
mod refusal_status;
mod refused_beside;
mod refused_changes;
mod refused_ids;
mod required;
mod requires_parameter;
mod reset;
mod reset_member;
mod resource_changed;
mod resource_gone;
mod resource_in_use;
mod resource_kept;
mod resource_made;
mod resource_refused;
mod resource_replaced;
mod rewritten_array;
mod seen_anew;
mod shared_elements;
mod sort;
mod sort_refused;
mod stamps;
mod stored_bounds;
mod stored_whole;
mod taken;
mod twins_apart;
mod undemonstrated;
mod unique_items;
mod unknown_parameter;
mod unknown_reference;
mod unlisted;
mod updated;
mod updated_member;
mod updated_texts;
mod updated_together;
mod wrong_type;
mod xml;

pub(crate) use refused_beside::BESIDE;
pub use undemonstrated::UNDEMONSTRATED;

use doctract_spec::Deed;
use doctract_spec::ir::{Composed, ErrorRef, Location, Method, Protocol, Role, Violation};

use crate::case::{Exchange, Outcome, Refusal};
use crate::claim::Promise;
use crate::draft::{Draft, Path, Step};
use crate::judge::entity_of;
use crate::plan::{Context, Effect, Made, Object, Sink, Spot, accepted, named, refused, shown, spots};

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
    &answered_ids::AnsweredIds,
    &xml::Xml,
    &required::Required,
    &wrong_type::WrongType,
    &number_range::NumberRange,
    &length::Length,
    &item_count::ItemCount,
    &enum_value::EnumValue,
    &unique_items::UniqueItems,
    &format::Format,
    &pattern::Pattern,
    &unknown_parameter::UnknownParameter,
    &unknown_reference::UnknownReference,
    &odd_ids::OddIds,
    &deleted_reference::DeletedReference,
    &foreign_reference::ForeignReference,
    &requires_parameter::RequiresParameter,
    &further_element::FurtherElement,
    &envelope::Envelope,
    &envelope_id::EnvelopeId,
    &method_envelope::MethodEnvelope,
    &method_name::MethodName,
    &http_method::HttpMethod,
    &authentication::Authentication,
    &body_syntax::BodySyntax,
    &documented_status::DocumentedStatus,
    &media_type::MediaType,
    &ignored_header::IgnoredHeader,
    &fields::Fields,
    &filter::Filter,
    &found_text::FoundText,
    &filter_not_shown::FilterNotShown,
    &filter_read_only::FilterReadOnly,
    &filter_refused::FilterRefused,
    &filter_tree::FilterTree,
    &jsquery::Jsquery,
    &sort::Sort,
    &sort_refused::SortRefused,
    &paging::Paging,
    &page_numbers::PageNumbers,
    &cursor_paging::CursorPaging,
    &default_limit::DefaultLimit,
    &created::Created,
    &composed_part::ComposedPart,
    &odd_texts::OddTexts,
    &documented_example::DocumentedExample,
    &equal_entities::EqualEntities,
    &characters::Characters,
    &default_value::DefaultValue,
    &created_alone::CreatedAlone,
    &created_without::CreatedWithout,
    &updated::Updated,
    &updated_member::UpdatedMember,
    &updated_together::UpdatedTogether,
    &updated_texts::UpdatedTexts,
    &found_anew::FoundAnew,
    &found_inside::FoundInside,
    &seen_anew::SeenAnew,
    &twins_apart::TwinsApart,
    &reset::Reset,
    &reset_member::ResetMember,
    &emptied::Emptied,
    &deleted::Deleted,
    &in_use::InUse,
    &taken::Taken,
    &named_reference::NamedReference,
    &named_fact::NamedFact,
    &membership::Membership,
    &membership_several::MembershipSeveral,
    &unlisted::Unlisted,
    &elements::Elements,
    &elements_kept::ElementsKept,
    &element_order::ElementOrder,
    &shared_elements::SharedElements,
    &stamps::Stamps,
    &stored_whole::StoredWhole,
    &rewritten_array::RewrittenArray,
    &stored_bounds::StoredBounds,
    &left_out::LeftOut,
    &left_empty::LeftEmpty,
    &derived_elements::DerivedElements,
    &refused_changes::RefusedChanges,
    &refused_beside::RefusedBeside,
    &refused_ids::RefusedIds,
    &query_filter::QueryFilter,
    &query_sort::QuerySort,
    &resource_made::ResourceMade,
    &location::Location,
    &null_stored::NullStored,
    &resource_changed::ResourceChanged,
    &falsy::Falsy,
    &resource_replaced::ResourceReplaced,
    &resource_kept::ResourceKept,
    &resource_refused::ResourceRefused,
    &resource_gone::ResourceGone,
    &resource_in_use::ResourceInUse,
    &collection_below::CollectionBelow,
    &refusal_status::RefusalStatus,
    &others_kept::OthersKept,
    &many_ids::ManyIds,
    &undemonstrated::Undemonstrated,
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
    let reads = |method: &&Method| crate::plan::act(method) == Some(Deed::Read);
    offered().find(reads).or_else(|| offered().next())
}

/// That a field which is made of others holds what was sent for them; none where the rows of the object have no such field.
fn composed<'a>(object: &Object<'a>, cx: &Context<'a>, made: &Made, composed: &Composed) -> Option<Promise> {
    named(&object.list.fields, &composed.field)?;
    let mut args = made.args.clone();
    let parts: Vec<Draft> =
        composed.from.iter().filter_map(|name| args.at_mut(&Path::top(name).0).map(|part| part.clone())).collect();
    let any = parts.iter().any(|part| matches!(part, Draft::Known(value) if value.is_string()));
    any.then(|| Promise::Holds(object.subject(cx, &made.slot), composed.field.clone(), parts))
}

/// A call with a parameter that depends on a component of the product, which a target without the component refuses.
fn with_component<'a>(cx: &Context<'a>, method: &'a Method, spot: &Spot<'a>, case: &str) -> Result<Exchange, String> {
    let mut call = cx.call_with(spot, &format!("{case} (component)"), Effect::Shares)?;
    let top = spot.ancestors.first().copied().unwrap_or(spot.param);
    call.set(&Path::top(&top.name), cx.fresh(method, top, case, 1)?);
    let mut exchange = accepted(&call);
    exchange.expect.push(refused(cx, Violation::ComponentDisabled, None));
    Ok(exchange)
}

/// Any refusal at all: the documents do not say how, nor whether, such a request is refused.
fn any_refusal() -> Outcome {
    let error = ErrorRef::default();
    Outcome::Refused(Refusal { violation: Violation::NotFound, error, field: None, listed: Vec::new() })
}

/// What a REST method that writes an entity answers of what it was sent; nothing where it answers something else.
fn answered(method: &Method, args: &Draft) -> Vec<(Path, Draft)> {
    let Some((place, fields)) = entity_of(method) else { return Vec::new() };
    let body: Vec<_> = method.params.iter().filter(|param| param.location == Some(Location::Body)).cloned().collect();
    let within = |path: Path| Path(place.iter().cloned().map(Step::Name).chain(path.0).collect());
    shown(&body, fields, args).into_iter().map(|(path, value)| (within(path), value)).collect()
}

/// The scope of errors of all methods.
const EVERYWHERE: &str = "*";

/// What may be answered to a condition or an order by a field that does not exist: that it is unknown, or, unless the documents list both
/// errors for the methods that read, that it may not be used for this.
fn unknown_field(cx: &Context<'_>, prohibited: Violation) -> Vec<Outcome> {
    let mnemonic = |violation| cx.api.conventions.violation(violation).mnemonic;
    let (unexpected, other) = (mnemonic(Violation::Unexpected), mnemonic(prohibited));
    // A table of all errors there are tells nothing of which of them is for what.
    let beside = cx.api.errors.iter().filter(|scope| scope.scope != EVERYWHERE).any(|scope| {
        let lists = |name: &Option<String>| name.is_some() && scope.errors.iter().any(|error| error.mnemonic == *name);
        lists(&unexpected) && lists(&other)
    });
    let mut outcomes = vec![refused(cx, Violation::Unexpected, None)];
    outcomes.extend((!beside).then(|| refused(cx, prohibited, None)));
    outcomes
}

/// What may be answered to a filter or an order that is none: the documents do not tell these faults apart.
pub(super) fn malformed(cx: &Context<'_>) -> Vec<Outcome> {
    let faults = [Violation::InvalidValue, Violation::WrongType, Violation::Unexpected, Violation::MissingRequired];
    let mut outcomes: Vec<Outcome> = faults.into_iter().map(|violation| refused(cx, violation, None)).collect();
    outcomes.dedup();
    outcomes
}
