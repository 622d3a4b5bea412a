//! A row that says the name of what it refers to says the one that the other row says of itself, also after the other has another name, by which the row is then
//! found.

mod long;
mod moved;

use doctract_spec::ir::{FilterOperation, Method, NamedReference as Convention, Param, Type};
use serde_json::Value;

use super::Check;
use super::created::is_free_text;
use super::found_inside::either;
use crate::case::Exchange;
use crate::claim::{Claim, Promise};
use crate::condition::Condition;
use crate::draft::{Draft, Path, Step};
use crate::jsquery::{self, is_plain};
use crate::names::element;
use crate::plan::{Context, Detail, Made, Object, Sink, accepted, by_value, id_member, is_reference, maker, named};

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
                if let Some(other) = named_by(cx, &objects, &naming) {
                    let run = Run { check: self.name(), cx, object, other, naming: &naming };
                    run.case(sink);
                    run.found_inside(sink);
                    moved::plan(&run, sink);
                    long::plan(&run, sink);
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

/// An object, another that its rows name, and the place where they do.
struct Run<'r, 'a> {
    check: &'static str,
    cx: &'r Context<'a>,
    object: &'r Object<'a>,
    other: &'r Object<'a>,
    naming: &'r Naming<'a, 'r>,
}

/// The entity that is named, the one whose row names it, the requests, and the conditions of the last ones of them, which search by the name.
struct Ground {
    other: Made,
    user: Made,
    exchanges: Vec<Exchange>,
    conditions: Vec<Condition>,
}

impl Run<'_, '_> {
    /// The entity that is named, and the one whose row names it.
    fn pair(&self, id: &str) -> Result<(Made, Made), String> {
        let other = self.cx.own(self.other.create, &format!("{id} (other)"), Detail::Full, 2, None)?;
        let user = self.user(id, &other)?;
        Ok((other, user))
    }

    /// An entity whose row names another one.
    fn user(&self, id: &str, other: &Made) -> Result<Made, String> {
        let (cx, naming) = (self.cx, self.naming);
        let mut args = cx.own(self.object.create, id, Detail::Minimal, 1, Some(naming.top))?.args;
        let mut named = Draft::Made(other.slot.clone());
        if naming.path.0.len() == 1 && naming.top.schema.kind == Type::Array {
            // Between two others, so that neither the first one's name nor the last one's is taken for all.
            let beside = |word: &str| {
                let made = cx.own(self.other.create, &format!("{id} ({word})"), Detail::Minimal, 3, None)?;
                Ok::<_, String>(Draft::Made(made.slot))
            };
            let few = naming.top.schema.max_items.is_some_and(|most| most < 3);
            named = Draft::List(if few { vec![named] } else { vec![beside("first")?, named, beside("last")?] });
        }
        if !args.set(&naming.path, named) {
            return Err(format!("no request can be made that reaches `{}`", naming.path));
        }
        cx.sent(self.object.create, id, args)
    }

    /// That a row names an entity as the answer ahead of its own does.
    fn agrees(&self, user: &Made, other: &Made, read: usize) -> Promise {
        let naming = self.naming;
        Promise::Agrees {
            of: self.object.subject(self.cx, &user.slot),
            within: naming.within.clone(),
            id: naming.id.clone(),
            member: naming.member.clone(),
            other: self.other.subject(self.cx, &other.slot),
            read,
            field: naming.convention.of.clone(),
            certain: naming.certain,
        }
    }

    fn ground(&self, id: &str) -> Result<Ground, String> {
        let cx = self.cx;
        let (other, user) = self.pair(id)?;
        let (theirs, ours) = (self.other.read(cx, id, &[&other.slot])?, self.object.read(cx, id, &[&user.slot])?);
        // The other has its name before it is referred to, and another after.
        let mut exchanges = vec![ours.clone(), theirs.clone(), ours.clone()];
        let mut conditions = Vec::new();
        if let Some((update, param)) = renaming(cx, self.other, self.naming.convention) {
            let mut call = self.other.call_for(cx, update, id, &other)?.0;
            let (path, new) = (Path::top(&param.name), other_script(param, cx.fresh(update, param, id, 3)?));
            call.set(&path, new.clone());
            let old = other.args.clone().at_mut(&path.0).map(|old| old.clone());
            conditions = old.and_then(|old| self.conditions(&user, param, &[new, old])).unwrap_or_default();
            let search = |condition: &Condition| self.object.list.search(cx, id, condition);
            // An index may be made by the first search.
            exchanges[0] = conditions.last().map_or(Ok(ours.clone()), search)?;
            // Another name ahead of the last one: who brings names up to date once may not do so again.
            let mut first = call.clone();
            first.set(&path, cx.fresh(update, param, &format!("{id} (first)"), 4)?);
            for call in [first, call] {
                exchanges.extend([accepted(&call), theirs.clone(), ours.clone()]);
            }
            exchanges.extend(conditions.iter().map(search).collect::<Result<Vec<_>, _>>()?);
        }
        Ok(Ground { other, user, exchanges, conditions })
    }

    /// The conditions that a row meets by the new name of the other and by the old one; none where rows are not chosen by the name.
    fn conditions(&self, user: &Made, param: &Param, names: &[Draft; 2]) -> Option<Vec<Condition>> {
        let top = self.naming.within.0.is_empty();
        let field = named(&self.object.list.fields, &self.naming.member).filter(|_| top)?;
        let whole = param.name == self.naming.convention.of;
        names.iter().map(|name| by_value(self.cx, self.object, &user.slot, field, (name, whole))).collect()
    }

    /// The condition that an array or object of the row names the other so; none where the rows are not asked for what stands inside, or the name is
    /// made of several.
    fn inside(&self, name: &Draft) -> Option<Condition> {
        let [Step::Name(top)] = &self.naming.within.0[..] else { return None };
        let field = named(&self.object.list.fields, top).filter(|field| field.filterable == Some(true))?;
        let asked = self.object.list.applies(self.cx, field, FilterOperation::Jsquery) && is_plain(&self.naming.member);
        let array = field.schema.kind == Type::Array;
        let query = jsquery::expression(array, Some(&self.naming.member), &name.known()?);
        asked.then(|| Condition::leaf(top, FilterOperation::Jsquery, Draft::text(query)))
    }

    /// The same for a name that stands inside an array or an object.
    fn found_inside(&self, sink: &mut Sink) {
        let (cx, naming, method) = (self.cx, self.naming, self.object.list.method);
        let Some((update, param)) = renaming(cx, self.other, naming.convention) else { return };
        if param.name != naming.convention.of {
            return;
        }
        let kind = format!("{}/found-by-name-of-the-other", naming.within.member(&naming.member));
        let id = format!("{}/{kind}", method.name);
        let built = || {
            let (other, user) = self.pair(&id)?;
            let (path, new) = (Path::top(&param.name), cx.fresh(update, param, &id, 3)?);
            let old = other.args.clone().at_mut(&path.0).map(|old| old.clone());
            let conditions = old.and_then(|old| Some([self.inside(&new)?, self.inside(&old)?]));
            let Some(conditions) = conditions else { return Ok(None) };
            let change =
                super::updated::change(cx, (self.other, update), &id, &other, vec![(param.name.clone(), new)])?;
            let search = |condition: &Condition| self.object.list.search(cx, &id, condition);
            let [new, old] = [search(&conditions[0])?, search(&conditions[1])?];
            // A target that does not know such expressions refuses the first.
            let first = Exchange { expect: either(cx), ..old.clone() };
            let read = self.object.read(cx, &id, &[&user.slot])?;
            Ok(Some((user.slot, conditions, vec![first, change, read, new, old])))
        };
        let Some(Some((user, conditions, exchanges))) = sink.made(&id, method, built()) else { return };
        let does =
            format!("gives another name to what a row names as `{}`, and looks for the row by both", naming.member);
        let case = sink.whole(self.check, method, &kind, &does, exchanges);
        case.param = Some(naming.within.member(&naming.member));
        (case.after, case.setting) = (vec![user.clone()], 1);
        for (exchange, condition) in (3..).zip(conditions) {
            let of = self.object.subject(cx, &user);
            case.claims.push(Claim { exchange, promise: Promise::Indexed { of, read: 2, condition } });
        }
    }

    fn case(&self, sink: &mut Sink) {
        let (cx, naming, method) = (self.cx, self.naming, self.object.list.method);
        let kind = format!("{}/name-of-the-other", naming.within.member(&naming.member));
        let id = format!("{}/{kind}", method.name);
        let Some(ground) = sink.made(&id, method, self.ground(&id)) else { return };
        let end = ground.exchanges.len() - ground.conditions.len();
        let does = format!("reads `{}` beside the name of the entity that it refers to", naming.member);
        let case = sink.whole(self.check, method, &kind, &does, ground.exchanges);
        // An answer that is kept from before the change would be forgotten for any other write.
        case.alone = true;
        case.param = Some(naming.within.member(&naming.member));
        case.after.push(ground.user.slot.clone());
        let of = self.object.subject(cx, &ground.user.slot);
        for exchange in (2..end).step_by(3) {
            let promise = self.agrees(&ground.user, &ground.other, exchange - 1);
            case.claims.push(Claim { exchange, promise });
        }
        for (exchange, condition) in (end..).zip(ground.conditions) {
            let promise = Promise::Indexed { of: of.clone(), read: end - 1, condition };
            case.claims.push(Claim { exchange, promise });
        }
    }
}

/// What a name may hold that somebody loses where it is copied: letters of another script, and what has a meaning in HTML.
const CHARACTERS: &str = " Ёж, ёж; & <b>";

/// A name with such characters behind it, where nothing that is documented decides what it is made of.
fn other_script(param: &Param, name: Draft) -> Draft {
    let room = param.schema.max_length.is_none_or(|most| most > 60);
    match name {
        Draft::Known(Value::String(text)) if room && is_free_text(param) => Draft::text(text + CHARACTERS),
        name => name,
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
