//! A row that says the name of what it refers to says the one that the other row says of itself, also after the other has another name.

use doctract_spec::ir::{Method, NamedReference as Convention, Param, Type};

use super::Check;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::names::element;
use crate::plan::{Context, Detail, Object, Sink, accepted, id_member, is_reference, maker, named};

/// See the module.
pub struct NamedReference;

impl Check for NamedReference {
    fn name(&self) -> &'static str {
        "named_reference"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["result.fields", "see_methods", "conventions.named_references"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let objects = Object::all(cx);
        for object in &objects {
            for naming in cx.api.conventions.named_references.iter().flat_map(|names| places(cx, object, names)) {
                let of = named_by(cx, &objects, &naming);
                if let Some(other) = of {
                    self.one(cx, sink, object, other, &naming);
                }
            }
        }
    }
}

/// A place in the rows of an object that names another, and the parameter that decides which.
struct Naming<'a, 'c> {
    /// The object, or the array of objects; empty for the row.
    within: Path,
    id: String,
    member: String,
    top: &'a Param,
    /// Where the id of the other is sent.
    path: Path,
    maker: &'a Method,
    convention: &'c Convention,
    /// Whether the place holds exactly what is sent. What follows from that in another place may be nothing.
    certain: bool,
}

fn places<'a, 'c>(cx: &Context<'a>, object: &Object<'a>, names: &'c Convention) -> Vec<Naming<'a, 'c>> {
    let mut found = Vec::new();
    for (id, member) in pairs(&object.list.fields, names) {
        found.extend(naming(cx, object, names, Path::default(), (id, member)));
    }
    for field in &object.list.fields {
        for (id, member) in pairs(&element(&field.schema).fields, names) {
            found.extend(naming(cx, object, names, Path::top(&field.name), (id, member)));
        }
    }
    found
}

/// The fields of which one names what the other refers to.
fn pairs<'f>(fields: &'f [Param], names: &Convention) -> Vec<(&'f Param, &'f Param)> {
    let pair = |id: &'f Param| {
        let stem = id.name.strip_suffix(&names.id)?;
        Some((id, named(fields, &format!("{stem}{}", names.name))?))
    };
    fields.iter().filter_map(pair).collect()
}

fn naming<'a, 'c>(
    cx: &Context<'a>,
    object: &Object<'a>,
    convention: &'c Convention,
    within: Path,
    (id, member): (&Param, &Param),
) -> Option<Naming<'a, 'c>> {
    let create = object.create;
    let own = named(&create.params, within.dotted().split('.').find(|name| !name.is_empty()).unwrap_or(&id.name));
    let top = own.or_else(|| listing(object, id).filter(|_| !within.0.is_empty()))?;
    let (param, path) = if within.0.is_empty() {
        (top, Path::top(&top.name))
    } else if top.schema.kind == Type::Array {
        let field = named(&object.list.fields, &top.name)?;
        let shown = id_member(top.schema.items.as_deref()?, field.schema.items.as_deref()?)?;
        (shown == id.name).then_some((top, Path::top(&top.name)))?
    } else {
        (named(&top.schema.fields, &id.name)?, within.member(&id.name))
    };
    let maker = maker(cx.api, create, param, path.0.len() == 1).filter(|_| is_reference(param))?;
    let certain = own.is_some();
    Some(Naming { within, id: id.name.clone(), member: member.name.clone(), top, path, maker, convention, certain })
}

/// The parameter by which an object lists others, whose ids its rows show under the name of this one.
fn listing<'a>(object: &Object<'a>, id: &Param) -> Option<&'a Param> {
    object.create.params.iter().find(|param| {
        let sent = param.schema.items.as_deref().filter(|_| param.schema.kind == Type::Array && is_reference(param));
        let field = named(&object.list.fields, &param.name).and_then(|field| field.schema.items.as_deref());
        sent.zip(field).and_then(|(sent, field)| id_member(sent, field)).as_ref() == Some(&id.name)
    })
}

fn named_by<'o, 'a>(cx: &Context<'a>, objects: &'o [Object<'a>], naming: &Naming<'a, '_>) -> Option<&'o Object<'a>> {
    let other = Object::made_by(objects, naming.maker).filter(|other| !cx.leaves_out(other.create))?;
    named(&other.list.fields, &naming.convention.of).map(|_| other)
}

impl NamedReference {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        object: &Object<'a>,
        other: &Object<'a>,
        naming: &Naming<'a, '_>,
    ) {
        let kind = format!("{}/name-of-the-other", naming.within.member(&naming.member));
        let id = format!("{}/{kind}", object.list.method.name);
        let built = || {
            let named = cx.own(other.create, &format!("{id} (other)"), Detail::Full, 2, None)?;
            let user = cx.own(object.create, &id, Detail::Minimal, 1, Some(naming.top))?;
            let mut args = user.args.clone();
            let made = Draft::Made(named.slot.clone());
            let array = naming.path.0.len() == 1 && naming.top.schema.kind == Type::Array;
            if !args.set(&naming.path, if array { Draft::List(vec![made]) } else { made }) {
                return Err(format!("no request can be made that reaches `{}`", naming.path));
            }
            let user = cx.sent(object.create, &id, args)?;
            let (theirs, ours) = (other.read(cx, &id, &[&named.slot])?, object.read(cx, &id, &[&user.slot])?);
            // The other has its name before it is referred to, and another after.
            let mut exchanges = vec![ours.clone(), theirs.clone(), ours.clone()];
            if let Some((update, param)) = renaming(cx, other, naming.convention) {
                let mut call = other.call_for(cx, update, &id, &named)?.0;
                call.set(&Path::top(&param.name), cx.fresh(update, param, &id, 3)?);
                exchanges.extend([accepted(&call), theirs, ours]);
            }
            Ok((named, user, exchanges))
        };
        let Some((named, user, exchanges)) = sink.made(&id, object.list.method, built()) else { return };
        let reads: Vec<usize> = (2..exchanges.len()).step_by(3).collect();
        let does = format!("reads `{}` beside the name of the entity that it refers to", naming.member);
        let case = sink.whole(self.name(), object.list.method, &kind, &does, exchanges);
        case.param = Some(naming.within.member(&naming.member));
        for exchange in reads {
            let promise = Promise::Agrees {
                of: object.subject(cx, &user.slot),
                within: naming.within.clone(),
                id: naming.id.clone(),
                member: naming.member.clone(),
                other: other.subject(cx, &named.slot),
                read: exchange - 1,
                field: naming.convention.of.clone(),
                certain: naming.certain,
            };
            case.claims.push(Claim { exchange, promise });
        }
    }
}

/// The parameter by which the other gets another name.
fn renaming<'a>(cx: &Context<'a>, other: &Object<'a>, names: &Convention) -> Option<(&'a Method, &'a Param)> {
    let update = other.update?;
    let composed = cx.api.conventions.composed.iter().find(|composed| composed.field == names.of);
    let parts = composed.into_iter().flat_map(|composed| &composed.from);
    let mut names = std::iter::once(&names.of).chain(parts);
    names.find_map(|name| named(&update.params, name)).map(|param| (update, param))
}
