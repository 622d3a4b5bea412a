//! What names a method: its heading, its card or its request line.

use super::card::{self, Card};
use super::outline::Part;
use super::request_line::{self, RequestLine};
use super::{Context, MethodFacts, TypeRef, columns, phrases, resolve_type, verbs};
use crate::dialect::{CardKey, Dialect, Place};
use crate::document::{Cell, Row, Text};
use crate::files::Span;
use crate::ir::{Http, Note, Param, Protocol};
use crate::lint;
use crate::stats::Fate;

/// Reads the head of a method's part.
pub(super) fn read(cx: &mut Context, part: &Part) -> MethodFacts {
    let unsaid = cx.dialect.verb.is_none() && part.is_of_unknown_verb(cx.dialect);
    let mut facts = MethodFacts {
        title: part.title.map(Text::folded).unwrap_or_default(),
        // Of an item of a list that tells no more, what is described elsewhere is the method.
        listed: part.listed || (part.in_list && part.shows_only()),
        ..MethodFacts::default()
    };
    facts.description = part.intro.iter().map(|text| text.folded()).collect::<Vec<_>>().join("\n");
    facts.name_span = part.title.map(Text::first_span).unwrap_or_default();
    read_heading(cx, &mut facts, part);
    if let Some(card) = &part.card {
        read_card(cx, &mut facts, card);
    }
    if let Some(line) = &part.request {
        read_request_line(cx, &mut facts, line);
    }
    if let Some(http) = facts.http.as_ref().filter(|_| unsaid) {
        cx.report(lint::unread_cell::taken_for_get(&http.path, &facts.name_span));
    }
    if cx.dialect.protocol == Protocol::Rest && facts.http.is_none() && !facts.name.is_empty() {
        by_name(cx, &mut facts);
    }
    if let Some(card) = part.card.as_ref().filter(|_| facts.name.is_empty()) {
        report_nameless(cx, card);
    }
    facts
}

/// Reports a card that has no label of a path, for whose value another finding would stand, and no name in it.
fn report_nameless(cx: &mut Context, card: &Card) {
    let has_path = card.pairs.iter().any(|(label, _)| card::key(cx.dialect, label) == Some(CardKey::Path));
    if let Some((label, _)) = card.pairs.first().filter(|_| !has_path) {
        cx.report(lint::unread_cell::report(&label.text, "", "the name or the path of a method"));
    }
}

fn read_heading(cx: &mut Context, facts: &mut MethodFacts, part: &Part) {
    if let Some(title) = part.capture("title") {
        title.clone_into(&mut facts.title);
    }
    if let Some(name) = part.capture("name") {
        name.clone_into(&mut facts.name);
    }
    if let Some(address) = part.capture("url").or(part.capture("path")) {
        let verb = part.capture("verb").or(cx.dialect.verb.as_deref()).unwrap_or("GET");
        let line = RequestLine::new(verb, address, facts.name_span.clone());
        read_request_line(cx, facts, &line);
        facts.more.extend(line.shorter);
    }
}

/// The same method at the request lines that stand beside its own: all holds for each of them, but for the parameters of the
/// paths of others.
pub(crate) fn variants(part: &Part, facts: MethodFacts) -> Vec<MethodFacts> {
    let at = |line: &RequestLine| {
        let mut facts = facts.clone();
        put_request_line(&mut facts, line);
        facts
    };
    let mut all: Vec<MethodFacts> = part.more.iter().chain(&facts.more).map(at).collect();
    all.insert(0, facts);
    if all.len() > 1 {
        let paths: Vec<String> = all.iter().filter_map(|facts| Some(facts.http.as_ref()?.path.clone())).collect();
        for facts in &mut all {
            let own = facts.http.as_ref().map(|http| http.path.clone()).unwrap_or_default();
            let holds = |path: &str, name: &str| path.contains(&format!("{{{name}}}"));
            facts.params.retain(|(_, row)| {
                let name = row.param.name.as_str();
                holds(&own, name) || !paths.iter().any(|path| holds(path, name))
            });
        }
    }
    all
}

/// What request lines tell that stand where no method begins.
pub(crate) fn mentioned(lines: &[RequestLine]) -> Vec<MethodFacts> {
    let one = |line| {
        let mut facts = MethodFacts::default();
        put_request_line(&mut facts, line);
        facts
    };
    lines.iter().map(one).collect()
}

/// Puts what the paths of all methods of a document begin with ahead of the path of one, unless it is there.
pub(crate) fn put_base(facts: &mut MethodFacts, base: &str) {
    let base = super::path_template::normal(base.trim_end_matches(['.', ',', ';']));
    let Some(http) = facts.http.as_mut().filter(|http| base.len() > 1 && !is_under(&http.path, &base)) else { return };
    http.path.insert_str(0, &base);
    facts.name = format!("{} {}", http.verb, http.resource());
}

/// Whether a path begins with all the segments of another one.
fn is_under(path: &str, base: &str) -> bool {
    path.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

/// A method that is documented by its name alone goes where the dialect says.
fn by_name(cx: &Context, facts: &mut MethodFacts) {
    let Some((verb, path)) = &cx.dialect.request else { return };
    let path = path.replace("{name}", &facts.name);
    facts.name = format!("{verb} {path}");
    facts.http = Some(Http { verb: verb.clone(), path });
}

fn read_card(cx: &mut Context, facts: &mut MethodFacts, card: &Card) {
    let (mut stated, mut address) = (Verbs::default(), None);
    count_captions(cx, card);
    for (label, value) in &card.pairs {
        let text = value.text.folded();
        let key = card::key(cx.dialect, label);
        let fate = if key.is_some() { Fate::Understood } else { Fate::Reported };
        for cell in [label, value] {
            count(cx, "card", cell, fate);
        }
        match key {
            Some(CardKey::Name) => {
                (facts.name, facts.name_span) = (super::cells::name(&value.text), value.text.first_span());
            }
            Some(CardKey::Verb) => stated.read(cx.dialect, label, value),
            Some(CardKey::Path) => address = Some((value.as_ref(), text)),
            Some(CardKey::Title) => facts.title = text,
            Some(CardKey::Description) => facts.description = text,
            Some(CardKey::Access) => facts.access = text,
            Some(CardKey::Version) => facts.version = text,
            Some(CardKey::RequiresAuthentication) => {
                facts.requires_authentication = super::cells::flag(cx, &Param::default(), &value.text);
            }
            Some(CardKey::Note | CardKey::Request | CardKey::Result) if text.is_empty() => {}
            Some(CardKey::Note) => {
                let source = cx.source(&value.text.first_span());
                facts.notes.push(Note { text: format!("{}: {text}", label.text.folded()), source });
            }
            Some(CardKey::Request) => facts.request.kind = Some(named_type(cx, value)),
            Some(CardKey::Result) => facts.result.kind = Some(named_type(cx, value)),
            Some(CardKey::Ignore) => {}
            None if label.text.is_empty() && text.is_empty() => {}
            None => cx.report(lint::unknown_column::report(&columns::label(&label.text), &label.text)),
        }
    }
    match address {
        Some((cell, text)) => card_request(cx, facts, card, &stated, cell, &text),
        None => verb_of_heading(cx, facts, &stated),
    }
    read_more(cx, facts, card);
}

fn named_type(cx: &Context, cell: &Cell) -> (TypeRef, Span) {
    (resolve_type(cx.dialect, &cell.text.folded()), cell.text.first_span())
}

fn count_captions(cx: &mut Context, card: &Card) {
    for cell in card.captions.iter().flat_map(|row| &row.cells) {
        count(cx, "caption", cell, Fate::Prose);
    }
}

/// Counts a cell: as blank, or with what became of it.
fn count(cx: &mut Context, kind: &'static str, cell: &Cell, fate: Fate) {
    cx.cells.add(kind, if cell.text.is_empty() { Fate::Blank } else { fate });
}

/// Reads the rows of a card that are further request lines, and reports those that are not.
fn read_more(cx: &mut Context, facts: &mut MethodFacts, card: &Card) {
    let shares = card.shares_all(cx.dialect);
    for row in &card.more {
        let lines = if shares { request_lines(cx, card, row) } else { Vec::new() };
        let fate = if lines.is_empty() { Fate::Reported } else { Fate::Understood };
        for cell in &row.cells {
            count(cx, "card", cell, fate);
        }
        if let Some(cell) = row.cells.first().filter(|_| lines.is_empty()) {
            cx.report(lint::unread_cell::report(&cell.text, "", "the only method of its card"));
        }
        for mut line in lines {
            let shorter = std::mem::take(&mut line.shorter);
            facts.more.push(line);
            facts.more.extend(shorter);
        }
    }
}

/// The request lines in a row of a card beyond the first: an address and HTTP methods.
fn request_lines(cx: &Context, card: &Card, row: &Row) -> Vec<RequestLine> {
    let below = |wanted| card.below(cx.dialect, row, wanted);
    let (Some(verbs), Some(path)) = (below(CardKey::Verb), below(CardKey::Path)) else { return Vec::new() };
    let words = path.text.folded();
    let address = request_line::with_host(only_address(&path.text).unwrap_or(&words).trim_matches(['`', '"', ' ']));
    if address.is_empty() || address.contains(' ') {
        return Vec::new();
    }
    let line = |verb: &String| RequestLine::new(verb, address.as_ref(), path.text.first_span());
    told_verbs(verbs).iter().map(line).collect()
}

/// What the cells of a card say of its HTTP methods.
#[derive(Default)]
struct Verbs<'c> {
    /// The cell that names them.
    cell: Option<&'c Cell>,
    /// Those that marks stand below.
    marked: Vec<&'static str>,
    /// Whether there are columns for marks.
    has_marks: bool,
}

impl<'c> Verbs<'c> {
    fn read(&mut self, dialect: &Dialect, label: &Cell, value: &'c Cell) {
        let Some(verb) = verbs::of_word(&label.text.folded()) else {
            self.cell = Some(value);
            return;
        };
        self.has_marks = true;
        if verbs::is_marked(dialect, &value.text) {
            self.marked.push(verb);
        }
    }
}

/// The only address that is set as code in a cell of several words.
fn only_address(text: &Text) -> Option<&str> {
    let code = text.pieces.iter().filter(|piece| piece.style.code).map(|piece| piece.text.trim());
    let mut addresses = code.filter(|code| code.starts_with('/') || code.contains("://"));
    addresses.next().filter(|_| addresses.next().is_none())
}

/// The request lines of a card: the HTTP methods in cells of their own, or ahead of the path.
fn card_request(cx: &mut Context, facts: &mut MethodFacts, card: &Card, stated: &Verbs, cell: &Cell, text: &str) {
    let (ahead, address) = match text.split_once(' ') {
        Some((ahead, address)) if !verbs::of_text(ahead).is_empty() => (verbs::of_text(ahead), address),
        _ => (Vec::new(), text),
    };
    let address = request_line::with_host(only_address(&cell.text).unwrap_or(address).trim_matches(['`', '"', ' ']));
    let address = address.as_ref();
    if address.is_empty() || address.contains(' ') {
        return cx.report(lint::unread_cell::report(&cell.text, "", "the path of the method"));
    }
    let told = match stated.cell.filter(|cell| !cell.text.is_empty()) {
        Some(cell) => {
            let told = told_verbs(cell);
            if told.is_empty() {
                return cx.report(lint::unread_cell::report(&cell.text, "", "an HTTP method"));
            }
            told
        }
        None if !stated.marked.is_empty() => owned(&stated.marked),
        None if !ahead.is_empty() => owned(&ahead),
        None => match card.verb.as_deref().and_then(verbs::of_word) {
            Some(verb) if !stated.has_marks => owned(&[verb]),
            _ if card.in_row || stated.cell.is_some() => return cx.report(lint::unread_cell::no_verb(&cell.text)),
            _ => owned(&[no_verb(cx, cell)]),
        },
    };
    let line = |verb: &String| RequestLine::new(verb, address, cell.text.first_span());
    let mut lines = told.iter().map(line);
    if let Some(first) = lines.next() {
        read_request_line(cx, facts, &first);
        facts.more.extend(first.shorter);
    }
    for mut line in lines {
        let shorter = std::mem::take(&mut line.shorter);
        facts.more.push(line);
        facts.more.extend(shorter);
    }
}

/// The HTTP method that a card tells of a method whose heading has its path.
fn verb_of_heading(cx: &mut Context, facts: &mut MethodFacts, stated: &Verbs) {
    let (Some(http), Some(cell)) = (&facts.http, stated.cell.filter(|cell| !cell.text.is_empty())) else { return };
    let Some(verb) = told_verbs(cell).into_iter().next() else {
        return cx.report(lint::unread_cell::report(&cell.text, "", "an HTTP method"));
    };
    let line =
        RequestLine { query: facts.query.clone(), ..RequestLine::new(&verb, &http.path, facts.name_span.clone()) };
    for more in &mut facts.more {
        more.verb.clone_from(&verb);
    }
    put_request_line(facts, &line);
}

fn owned(verbs: &[&str]) -> Vec<String> {
    verbs.iter().map(|verb| (*verb).to_owned()).collect()
}

/// The HTTP methods in a cell: its code, or all its words; one of no standard where it is set as code.
fn told_verbs(cell: &Cell) -> Vec<String> {
    let name = super::cells::name(&cell.text);
    let told = verbs::of_text(&name);
    let told = if told.is_empty() { verbs::of_text(&cell.text.folded()) } else { told };
    let own = || verbs::is_own(&cell.text).then_some(name);
    if told.is_empty() { own().into_iter().collect() } else { told.into_iter().map(str::to_owned).collect() }
}

/// What a card is read as that tells no HTTP method: what the dialect says of all methods, or GET, which is reported.
fn no_verb(cx: &mut Context, path: &Cell) -> &'static str {
    let told = cx.dialect.verb.as_deref().and_then(verbs::of_word);
    told.unwrap_or_else(|| {
        cx.report(lint::unread_cell::taken_for_get(&path.text.folded(), &path.text.first_span()));
        "GET"
    })
}

fn put_request_line(facts: &mut MethodFacts, line: &RequestLine) {
    facts.name = format!("{} {}", line.verb, line.path);
    facts.name_span = line.span.clone();
    facts.http = Some(line.http());
    facts.servers.extend(line.server.clone());
    facts.query.clone_from(&line.query);
}

fn read_request_line(cx: &mut Context, facts: &mut MethodFacts, line: &RequestLine) {
    put_request_line(facts, line);
    cx.subject.clone_from(&facts.name);
    if !line.title.is_empty() {
        facts.title.clone_from(&line.title);
    }
    if !line.rest.is_empty() {
        remark(cx, facts, &line.rest, &line.span);
    }
}

/// A remark on the whole method: a rule that a phrase knows, and a note in any case.
pub(super) fn remark(cx: &mut Context, facts: &mut MethodFacts, text: &str, span: &Span) {
    let found = phrases::matches(cx, Place::Method, text, &Param::default());
    let flag = |name: &str| found.iter().find_map(|known| known.phrase.set.get(name)?.as_bool());
    facts.partial_update |= flag("partial_update").unwrap_or(false);
    facts.requires_authentication = facts.requires_authentication.or(flag("requires_authentication"));
    if found.is_empty() {
        cx.report(lint::unknown_phrase::report(text, &facts.name, span));
    }
    let source = cx.source(span);
    facts.notes.push(Note { text: text.to_owned(), source });
}
