//! Rows that name the objects that they stand in, in a column of their own.

use std::collections::BTreeMap;

use super::{MAX_DEPTH, Segment, adopt, as_list, container, is_single, members, plain};
use crate::facts::{Context, Row};
use crate::ir::Param;

/// Gives rows to the objects that they name; an object that has no row of its own gets one.
pub(super) fn by_parent(cx: &mut Context, rows: Vec<(Option<String>, Row)>) -> Vec<Row> {
    let unmarked = cx.dialect.required.unmarked;
    let mut top: Vec<Row> = Vec::new();
    let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (parent, row) in rows {
        let name = plain(&row.param.name).to_owned();
        let Some(parent) = parent.filter(|parent| plain(parent) != name) else {
            known.entry(name).or_insert_with(|| vec![top.len()]);
            top.push(row);
            continue;
        };
        let segment = Segment { name: plain(&parent), list: parent.ends_with("[]"), element: false };
        let path = known.entry(segment.name.to_owned()).or_insert_with(|| {
            top.push(Row { param: container(&segment, &row, unmarked), ..row.clone() });
            vec![top.len() - 1]
        });
        let mut path = path.clone();
        let Some(owner) =
            owner(&mut top, &path).filter(|owner| path.len() < MAX_DEPTH && !is_single(owner.schema.kind))
        else {
            top.push(row);
            continue;
        };
        as_list(owner, &segment);
        let before = members(&mut owner.schema).len();
        adopt(cx, owner, row);
        if members(&mut owner.schema).len() > before {
            path.push(before);
            known.entry(name).or_insert(path);
        }
    }
    top
}

/// The parameter at a path of places.
fn owner<'r>(top: &'r mut [Row], path: &[usize]) -> Option<&'r mut Param> {
    let (first, rest) = path.split_first()?;
    let mut param = &mut top.get_mut(*first)?.param;
    for at in rest {
        param = members(&mut param.schema).get_mut(*at)?;
    }
    Some(param)
}
