//! Required rows that lost their mark: some pages list them first, and each group by the alphabet.

use crate::facts::{Context, Row};
use crate::lint;

/// Marks the rows ahead of the alphabetical ones as required, if the dialect says that its pages are laid out so, and if
/// nothing contradicts it: there is one break, and no row ahead of it has a default.
pub(crate) fn infer_required(cx: &mut Context, rows: &mut [Row]) {
    if !cx.dialect.required.ahead_of_alphabetical || rows.iter().any(|row| !row.unmarked) {
        return;
    }
    let counts =
        |row: &Row| !row.param.name.is_empty() && cx.dialect.additional.as_deref() != Some(row.param.name.as_str());
    let named: Vec<usize> = (0..rows.len()).filter(|at| counts(&rows[*at])).collect();
    let name = |at: usize| rows[at].param.name.to_lowercase();
    let mut breaks = named.windows(2).filter(|pair| name(pair[0]) > name(pair[1])).map(|pair| pair[1]);
    let (Some(at), None) = (breaks.next(), breaks.next()) else { return };
    let ahead: Vec<usize> = named.into_iter().filter(|row| *row < at).collect();
    let optional = |row: &Row| {
        row.param.default.is_some() || row.param.rules.contains_key("default") || row.param.required == Some(false)
    };
    if ahead.iter().any(|row| optional(&rows[*row])) {
        return;
    }
    for row in ahead {
        let row = &mut rows[row];
        row.param.required = Some(true);
        row.param.inferred.push("required".to_owned());
        cx.report(lint::inferred_required::report(&row.param.name, &row.name));
    }
}
