//! A parameter table: which column holds what, and what each row states.

use super::grid::{Grid, Placed};
use super::section_row::{self, Held};
use super::{
    Context, Row, apply, cells, columns, fit, inner_table, items, name_cell, nesting, phrases, row, spanned, turned,
    type_word, values,
};
use crate::dialect::{ColumnRole, Dialect};
use crate::document::{Block, Row as TableRow, Table, Text};
use crate::ir::{Param, Type};
use crate::lint;

use crate::stats::Fate;
use columns::{Cells, Columns};

/// Reads the header. `None` where no column is known: the table is none of parameters.
pub(crate) fn columns(cx: &mut Context, table: &Table) -> Option<Columns> {
    columns::read(cx, table)
}

/// Reads the rows of a parameter table. A table whose header is not known is reported and gives none.
pub(crate) fn rows(cx: &mut Context, table: &Table) -> Vec<Row> {
    match turned::turned(cx, table) {
        Some(turned) => upright(cx, &turned),
        None => upright(cx, table),
    }
}

/// Reads the rows of a table whose headings stand above.
fn upright(cx: &mut Context, table: &Table) -> Vec<Row> {
    let Some(columns) = columns(cx, table) else {
        return of_items(cx, table).unwrap_or_else(|| {
            unread(cx, table);
            Vec::new()
        });
    };
    if !columns.has(ColumnRole::Name) {
        columns.skip(cx, table);
        return Vec::new();
    }
    if is_of_sentences(cx, &columns, table) {
        unread(cx, table);
        return Vec::new();
    }
    if let Some(rows) = of_items(cx, table) {
        return rows;
    }
    columns.count_header(cx, table);
    let mut rows: Vec<Standing> = Vec::new();
    let mut parent = None;
    for (row, placed, held) in titled_body(cx, &columns, table) {
        let mut read = read_row(cx, &columns, row, placed);
        let members = inner_table::members(cx, row);
        inner_table::adopt(cx, &mut read.row, members);
        if let Some(last) = rows.last_mut().filter(|last| read.carried && spanned::goes_on(&last.row, &read.row)) {
            spanned::join(&mut last.row, read.row);
            continue;
        }
        parent = nesting::parent_of(&columns, read.parent, parent);
        let indent = nesting::indent(read.name);
        for mut row in name_cell::alternatives(cx, read.row, read.name) {
            held.hold_for(&mut row);
            rows.push(Standing { row, indent, parent: parent.clone() });
        }
    }
    nesting::nest(cx, rows)
}

/// The rows of a table of one column whose cells the patterns for lists take: `name (type) - what it is`. `None` where it is none.
fn of_items(cx: &mut Context, table: &Table) -> Option<Vec<Row>> {
    if cx.dialect.items.is_empty() || table.rows.iter().any(|row| row.cells.len() != 1) {
        return None;
    }
    let cells = table.rows.iter().flat_map(|row| &row.cells).map(|cell| Block::Paragraph(cell.text.clone()));
    let cells: Vec<Block> = cells.collect();
    let rows = items::rows(cx, &cells.iter().collect::<Vec<_>>());
    if rows.is_empty() {
        return None;
    }
    count_all(cx, table, "item", Fate::Understood);
    Some(rows)
}

/// Whether a table speaks of something else: nothing but its first column is one of parameters, and most of what stands there is
/// several words of prose, which no name on the wire is.
fn is_of_sentences(cx: &Context, columns: &Columns, table: &Table) -> bool {
    let telling = [ColumnRole::Type, ColumnRole::Required, ColumnRole::In, ColumnRole::Values, ColumnRole::Default];
    let Some(name) = columns.column(ColumnRole::Name).filter(|_| !telling.iter().any(|role| columns.has(*role))) else {
        return false;
    };
    let mut grid = Grid::default();
    let placed: Vec<_> = table.rows.iter().map(|row| grid.place(row)).skip(columns.first).collect();
    let names = placed.iter().flatten().filter(|placed| placed.column == name.start && !placed.carried);
    let (mut sentences, mut all) = (0, 0);
    for name in names.filter(|placed| !placed.cell.text.is_empty()) {
        all += 1;
        let text = &name.cell.text;
        let prose = text.folded() == text.marked() && text.folded().split_whitespace().count() > 2;
        let prose = prose && !name_cell::is_known(cx, text);
        sentences += usize::from(prose);
    }
    sentences * 2 > all
}

/// Columns whose cells are facts as they stand.
const FACT_COLUMNS: &[(ColumnRole, &str)] = &[
    (ColumnRole::Minimum, "minimum"),
    (ColumnRole::Maximum, "maximum"),
    (ColumnRole::MinLength, "min_length"),
    (ColumnRole::MaxLength, "max_length"),
    (ColumnRole::Format, "format"),
    (ColumnRole::Pattern, "pattern"),
];

/// Reports a table that nobody reads.
pub(crate) fn unread(cx: &mut Context, table: &Table) {
    cx.report(lint::unknown_table::report(table));
    count_all(cx, table, "unread_table", Fate::Reported);
}

/// Reports a table that nobody reads, unless all its columns are for people.
pub(crate) fn prose_or_unread(cx: &mut Context, table: &Table) {
    match columns::read(cx, table) {
        Some(columns) => columns.skip(cx, table),
        None => unread(cx, table),
    }
}

/// Counts all cells of a table as one kind.
pub(crate) fn count_all(cx: &mut Context, table: &Table, kind: &'static str, fate: Fate) {
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        cx.cells.add(kind, if cell.text.is_empty() { Fate::Blank } else { fate });
    }
}

/// The rows behind the header that state something, on the grid. Captions are left out, and said to be prose.
pub(crate) fn body<'t>(cx: &mut Context, columns: &Columns, table: &'t Table) -> Vec<(&'t TableRow, Vec<Placed<'t>>)> {
    titled_body(cx, columns, table).into_iter().map(|(row, placed, _)| (row, placed)).collect()
}

/// As [`body`], each row with what the caption above says of it.
fn titled_body<'t>(
    cx: &mut Context,
    columns: &Columns,
    table: &'t Table,
) -> Vec<(&'t TableRow, Vec<Placed<'t>>, Held)> {
    let mut grid = Grid::default();
    let mut rows = Vec::new();
    let mut held = Held::default();
    for (at, row) in table.rows.iter().enumerate() {
        let placed = grid.place(row);
        if at < columns.first {
            continue;
        }
        let blank = row.cells.iter().all(|cell| cell.text.is_empty());
        let titled = section_row::in_first_cell(cx.dialect, columns, &placed);
        if !blank && titled.is_none() && !columns.is_caption(&placed) {
            rows.push((row, placed, held));
            continue;
        }
        if let Some(first) = row.cells.first().filter(|_| !blank) {
            held = titled.unwrap_or_else(|| section_row::stated(cx.dialect, &first.text));
        }
        caption(cx, columns, row, held);
    }
    rows
}

/// Counts the cells of a caption, and reports one that may be a row whose other cells are lost.
fn caption(cx: &mut Context, columns: &Columns, row: &TableRow, held: Held) {
    if let [only] = row.cells.as_slice()
        && only.colspan == 1
        && held.is_empty()
        && !only.text.is_empty()
    {
        cx.report(lint::shifted_cells::report(row, 1, columns.width, &only.text.folded(), false));
    }
    let fate = if held.is_empty() { Fate::Prose } else { Fate::Understood };
    for cell in &row.cells {
        cx.cells.add("caption", if cell.text.is_empty() { Fate::Blank } else { fate });
    }
}

/// A row as it was read.
struct Read<'t> {
    row: Row,
    /// The cell of its name.
    name: Option<&'t Text>,
    /// Whether that belongs to the row above and spans this one.
    carried: bool,
    /// What its column of parents says.
    parent: Option<&'t Text>,
}

/// A row, and how it stands to those above.
pub(super) struct Standing {
    pub(super) row: Row,
    /// How far its name is indented by spaces.
    pub(super) indent: usize,
    /// The object that it stands in, where a column tells.
    pub(super) parent: Option<String>,
}

fn read_row<'t>(cx: &mut Context, columns: &Columns, row: &'t TableRow, placed: Vec<Placed<'t>>) -> Read<'t> {
    let covered = placed.iter().map(|placed| placed.column + placed.span).max().unwrap_or(0);
    let written = row.written.unwrap_or(covered);
    let fitted = if covered < columns.width { fit::fit(cx, columns, &placed) } else { None };
    let moved = fitted.is_some();
    let cells = Cells::new(columns, fitted.unwrap_or(placed));
    let mut out = new_row(cx, &cells, row);
    if written != columns.width {
        cx.report(lint::shifted_cells::report(row, written, columns.width, &out.param.name, moved));
    }
    facts(cx, &mut out, &cells);
    if let Some(name) = cells.get(ColumnRole::Name).filter(|_| out.kind.is_some()) {
        name_cell::report_no_name(cx, &out, &name.text);
    }
    cells.report_left_over(cx, row, &out.param.name);
    out.param.role = cx.dialect.roles.get(&out.param.name).copied();
    let text = |role| cells.get(role).map(|cell| &cell.text);
    Read {
        row: out,
        name: text(ColumnRole::Name),
        carried: cells.is_carried(ColumnRole::Name),
        parent: text(ColumnRole::Parent),
    }
}

/// What the cells of a row state, beside its name.
fn facts(cx: &mut Context, out: &mut Row, cells: &Cells) {
    let get = |role| cells.get(role).map(|cell| &cell.text);
    if let Some(word) = get(ColumnRole::Type) {
        set_type(cx, out, &word.folded(), &word.first_span());
    }
    let text = get(ColumnRole::Description);
    let description = text.map(|text| take_type(cx, out, &text.outside_quotes(), text)).unwrap_or_default();
    if let Some(place) = get(ColumnRole::In) {
        row::location(cx, out, &place.folded(), place);
    }
    if let Some(shown) = get(ColumnRole::Example) {
        by_example(out, shown);
    }
    let param = &mut out.param;
    if let Some(required) = get(ColumnRole::Required) {
        cx.counted("required", required, |cx| cells::required(cx, param, required));
    } else if param.required.is_none() {
        let first = || cells::stated(cx.dialect, &cells::first_line(text?)?);
        param.required = cells::stated(cx.dialect, &description).or_else(first);
        out.unmarked = param.required.is_none();
        param.required = param.required.or(cx.dialect.required.unmarked);
    }
    if let Some(flag) = get(ColumnRole::Nullable) {
        param.schema.nullable |= cells::flag(cx, param, flag).unwrap_or(false);
    }
    flags(cx, param, cells);
    if let Some(allowed) = get(ColumnRole::Values) {
        let spread = spanned::is_spread(cells);
        cx.counted("values", allowed, |cx| spanned::allowed(cx, param, spread, allowed));
    }
    if let Some(text) = get(ColumnRole::Default) {
        cx.counted("default", text, |cx| default(cx, param, text));
    }
    if let Some(shown) = get(ColumnRole::Example).filter(|shown| !cells::is_blank(shown)) {
        cx.counted("example", shown, |cx| examples(cx, param, shown));
    }
    for (role, fact) in FACT_COLUMNS {
        if let Some(value) = get(*role).filter(|value| !cells::is_blank(value)) {
            apply::set_text(cx, param, fact, &value.folded(), &value.first_span());
        }
    }
    if let Some(text) = text {
        phrases::description(cx, param, &description, text);
        values::in_description(param, text);
    }
}

fn default(cx: &mut Context, param: &mut Param, text: &Text) {
    let (words, span) = (text.folded(), text.first_span());
    if text.pieces.iter().any(|piece| piece.style.code) {
        apply::set_text(cx, param, "default", &words, &span);
    } else if !cells::is_blank(text) {
        apply::set_default(cx, param, &words, &words, &span);
    }
}

/// The values that a cell shows: those set as code, or else the whole of it, as where it shows an array or an object in several lines.
fn examples(cx: &mut Context, param: &mut Param, text: &Text) {
    let span = text.first_span();
    let code = text.pieces.iter().filter(|piece| piece.style.code).map(|piece| piece.text.trim());
    let code: Vec<&str> = code.filter(|code| !code.is_empty()).collect();
    let whole = code.join(" ");
    let one = matches!(param.schema.kind, Type::Array | Type::Object)
        && (whole.starts_with('{')
            || whole.starts_with('[') && serde_json::from_str::<serde_json::Value>(code[0]).is_err());
    match (code.is_empty(), one) {
        (true, _) => apply::set_text(cx, param, "examples", &text.folded(), &span),
        (false, true) => apply::set_text(cx, param, "examples", &whole, &span),
        (false, false) => code.iter().for_each(|code| apply::set_text(cx, param, "examples", code, &span)),
    }
}

/// What the columns of a list say that hold a flag each.
fn flags(cx: &mut Context, param: &mut Param, cells: &Cells) {
    let mut flag = |role: ColumnRole| {
        let text = &cells.get(role)?.text;
        cx.counted(role.name(), text, |cx| cells::flag(cx, param, text))
    };
    let flags = (flag(ColumnRole::Filterable), flag(ColumnRole::Sortable), flag(ColumnRole::ByDefault));
    (param.filterable, param.sortable, param.by_default) = flags;
}

/// Where nothing else tells the type, the example value does.
fn by_example(row: &mut Row, text: &Text) {
    if row.kind.is_some() || row.param.schema.kind != Type::Any {
        return;
    }
    let text = text.folded();
    let kind = match serde_json::from_str(&text) {
        Ok(serde_json::Value::Bool(_)) => Type::Boolean,
        Ok(serde_json::Value::Number(number)) if number.is_f64() => Type::Number,
        Ok(serde_json::Value::Number(_)) => Type::Integer,
        Ok(serde_json::Value::Array(_)) => Type::Array,
        Ok(serde_json::Value::Object(_)) => Type::Object,
        _ if text.starts_with('[') && text.ends_with(']') => Type::Array,
        _ if text.starts_with('{') && text.ends_with('}') => Type::Object,
        Err(_) if cells::is_word(&text) => Type::String,
        _ => return,
    };
    row.param.schema.kind = kind;
    row.param.inferred.push("type".to_owned());
}

fn new_row(cx: &mut Context, cells: &Cells, row: &TableRow) -> Row {
    let name = cells.get(ColumnRole::Name);
    let span = name.map_or_else(|| row.span.clone(), |cell| cell.text.first_span());
    let param = Param { source: cx.source(&span), ..Param::default() };
    let mut out = Row { param, name: span, kind: None, unmarked: false, depth: cells.indent(ColumnRole::Name) };
    if let Some(cell) = name {
        name_cell::read(cx, &mut out, &cell.text);
    }
    out
}

/// Sets the type from its word.
pub(crate) fn set_type(cx: &mut Context, row: &mut Row, word: &str, span: &crate::files::Span) {
    if word.is_empty() {
        return;
    }
    let kind = type_word::resolve(cx.dialect, &word.replace('`', ""));
    type_word::put(&kind, &mut row.param.schema);
    for (fact, value) in &kind.facts {
        apply::set_captured(cx, &mut row.param, fact, value, word, span);
    }
    row.kind = Some((kind, span.clone()));
}

/// Takes the type, and what else the dialect knows beside a description, out of one that begins with it or has it on a line of its
/// own.
pub(crate) fn take_type(cx: &mut Context, row: &mut Row, text: &str, whole: &Text) -> String {
    let dialect = cx.dialect;
    let ahead = || {
        dialect.description.iter().find_map(|pattern| {
            let found = pattern.prefix(text)?;
            let end = found.get(0)?.end();
            let rest = text[end..].trim_start_matches([' ', '.', ',', ';', ':', '\n']).to_owned();
            Some((pattern.named(&found), rest))
        })
    };
    // A line of its own says by itself where it ends.
    let Some((captures, rest)) = own_line(dialect, text, whole).or_else(ahead) else { return text.to_owned() };
    row::apply(cx, row, &captures, whole);
    rest
}

type Captures = Vec<(String, String)>;

/// How many lines of a description are looked at.
const MAX_LINES: usize = 64;

/// What stands on a line of its own, the last one first, and the description without the line.
fn own_line(dialect: &Dialect, text: &str, whole: &Text) -> Option<(Captures, String)> {
    if dialect.description.is_empty() || !whole.pieces.iter().any(|piece| piece.text.contains('\n')) {
        return None;
    }
    whole.lines().iter().rev().take(MAX_LINES).find_map(|line| {
        let line = line.folded();
        let at = text.rfind(&line).filter(|_| !line.is_empty())?;
        let captures = dialect.description.iter().find_map(|pattern| Some(pattern.named(&pattern.matches(&line)?)))?;
        let (ahead, behind) = (text[..at].trim_end(), text[at + line.len()..].trim_start());
        Some((captures, format!("{ahead} {behind}").trim().to_owned()))
    })
}
