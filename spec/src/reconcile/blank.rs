//! Rows that lost their name: an example of the same object may still have it.

use crate::facts::{Context, Row, Shown};
use crate::files::Span;
use crate::lint;
use crate::structure::Node;

use super::shape::inner;

/// Gives nameless rows the members of the example that no row names, if there are as many of them.
pub(crate) fn fill_blank_names(cx: &mut Context, rows: &mut Vec<Row>, example: Option<(&Shown, &Node)>) {
    let blank: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].param.name.is_empty()).collect();
    if blank.is_empty() {
        return;
    }
    let file = example.map(|(shown, _)| shown.span.file).unwrap_or_default();
    let members = example.map(|(_, node)| inner(node).members()).unwrap_or_default();
    let free: Vec<_> = members.iter().filter(|(key, _)| !rows.iter().any(|row| row.param.name == key.name)).collect();
    if free.len() == blank.len() {
        for (at, (key, _)) in blank.into_iter().zip(free) {
            let found = lint::lost_name::recovered(&key.name, &rows[at].name, &Span::new(file, key.range.clone()));
            cx.report(found);
            rows[at].param.name.clone_from(&key.name);
            rows[at].param.inferred.push("name".to_owned());
            rows[at].param.role = cx.dialect.roles.get(&key.name).copied();
        }
        return;
    }
    for at in blank.into_iter().rev() {
        let row = rows.remove(at);
        cx.report(lint::lost_name::lost(&row.name));
    }
}
