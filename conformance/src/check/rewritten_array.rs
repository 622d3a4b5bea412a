//! An array that an update writes takes the place of the one that was there, whatever the two have in common: elements may stay, go, and all be
//! others, as many as are allowed.

use doctract_spec::ir::{Method, Param, Type};

use super::Check;
use super::stored_whole::elements;
use super::updated::{change, written};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Object, Sink, seen_as, stands_alone};

/// See the module.
pub struct RewrittenArray;

impl Check for RewrittenArray {
    fn name(&self) -> &'static str {
        "rewritten_array"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "result.fields", "partial_update"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let Some(update) = object.update else { continue };
            let lists = object.written(update).filter(|(param, field)| {
                param.schema.kind == Type::Array && field.schema.kind == Type::Array && stands_alone(param)
            });
            for (param, field) in lists {
                for change in Rewriting::ALL {
                    self.one(cx, sink, (&object, update), (param, field), *change);
                }
            }
        }
    }
}

/// What the second list has of the first.
#[derive(Clone, Copy, PartialEq)]
enum Rewriting {
    /// All of it, and one more.
    Grown,
    /// All but its first element.
    Shrunk,
    /// Nothing, and both are as long as may be.
    Refilled,
}

impl Rewriting {
    const ALL: &[Self] = &[Self::Grown, Self::Shrunk, Self::Refilled];

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Grown => ("grown", "writes elements, then the same and one more"),
            Self::Shrunk => ("shrunk", "writes elements, then all but the first of them"),
            Self::Refilled => ("refilled", "writes as many elements as are allowed, then as many others"),
        }
    }

    /// The two lists. Nothing where there are too few elements for them.
    fn lists(
        self,
        all: Vec<Draft>,
        others: impl FnOnce() -> Result<Vec<Draft>, String>,
    ) -> Result<Option<[Vec<Draft>; 2]>, String> {
        let some: Vec<Draft> = all.iter().take(3).cloned().collect();
        let [_, rest @ ..] = &some[..] else { return Ok(None) };
        Ok(match (self, rest) {
            (_, []) => None,
            (Self::Grown, [head @ .., _]) => Some([[&some[..1], head].concat(), some.clone()]),
            (Self::Shrunk, rest) => Some([some.clone(), rest.to_vec()]),
            (Self::Refilled, _) => Some([all, others()?]),
        })
    }
}

impl RewrittenArray {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        (object, update): (&Object<'a>, &'a Method),
        (param, field): (&'a Param, &Param),
        rewriting: Rewriting,
    ) {
        let (word, does) = rewriting.words();
        if rewriting == Rewriting::Refilled && param.schema.max_items.is_none() {
            return;
        }
        let (kind, path) = (format!("{}/{word}", param.name), Path::top(&param.name));
        let id = format!("{}/{kind}", update.name);
        let built = || {
            let all = elements(cx, update, param, &id)?;
            let others = || elements(cx, update, param, &format!("{id} (others)"));
            let Some([before, after]) = rewriting.lists(all, others)? else { return Ok(None) };
            let Some(shown) = seen_as(&param.schema, &field.schema, &Draft::List(after.clone())) else {
                return Ok(None);
            };
            let made = cx.own(object.create, &id, Detail::Minimal, 1, None)?;
            let write = |list| change(cx, (object, update), &id, &made, vec![(param.name.clone(), Draft::List(list))]);
            let exchanges = vec![write(before)?, write(after)?, object.read(cx, &id, &[&made.slot])?];
            Ok(Some((exchanges, Promise::Row(object.subject(cx, &made.slot), vec![(path.clone(), shown)]))))
        };
        let Some(Some((exchanges, promise))) = sink.made(&id, update, built()) else { return };
        let does = format!("{does} as `{}`, and reads the entity", param.name);
        let case = sink.whole(self.name(), update, &kind, &does, exchanges);
        case.param = Some(path);
        case.sentence = written(update, param);
        // That the first is taken is the question of other cases.
        case.setting = 1;
        case.claims.push(Claim { exchange: 2, promise });
    }
}
