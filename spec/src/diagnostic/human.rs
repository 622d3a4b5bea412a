//! Findings as rustc shows them, with the places underlined.

use annotate_snippets::{AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};

use super::{Diagnostic, Kind, Label, Level};
use crate::files::{FileId, Files};

/// Places that are further apart than this many lines are shown apart.
const NEAR_LINES: usize = 60;

/// How many bytes are underlined in their lines. A page may be one line of a megabyte with a thousand findings in it: of more
/// bytes than these, only the place is told, and what stands there.
const MAX_SHOWN: usize = 64 * 1024;

/// How many bytes are cited of such a place.
const MAX_CITED: usize = 120;

/// Renders one finding. `styled` adds colours for a terminal.
pub fn human<K: Kind>(diagnostic: &Diagnostic<K>, files: &Files, styled: bool) -> String {
    let level = match diagnostic.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Note => Title::NOTE,
    };
    let level = level.with_name(K::word(diagnostic.level));
    let id = format!("{} {}", diagnostic.code.id(), diagnostic.code.name());
    let windows = windows(diagnostic, files);
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(id.as_str()));
    for window in &windows {
        group = if files.get(window.file).is_without_text() {
            group.elements(window.labels.iter().map(|(_, label)| origin(label, files)))
        } else if window.end - window.start > MAX_SHOWN {
            window.labels.iter().fold(group, |group, (_, label)| cited(group, label, files))
        } else {
            group.element(window.snippet(files))
        };
    }
    let help = diagnostic.help_text();
    if let Some(help) = &help {
        group = group.element(Title::HELP.message(help.as_str()));
    }
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let mut text = renderer.render(&[group]).clone();
    text.push('\n');
    text
}

/// A place in a file whose text is not at hand.
fn origin<'f>(label: &Label, files: &'f Files) -> Origin<'f> {
    let file = files.get(label.span.file);
    let (line, column) = file.position(label.span.start);
    Origin::path(&*file.path).line(line).char_column(column)
}

/// Adds the place of a label, and the beginning of what stands there, without the line around it.
fn cited<'a>(group: Group<'a>, label: &Label, files: &'a Files) -> Group<'a> {
    let file = files.get(label.span.file);
    let from = file.text.floor_char_boundary(label.span.start);
    let to = file.text.floor_char_boundary(label.span.end.min(from + MAX_CITED)).max(from);
    let text = file.text[from..to].lines().next().unwrap_or_default();
    let message = if text.is_empty() { label.message.clone() } else { format!("{}: `{text}`", label.message) };
    group.element(origin(label, files)).element(Title::NOTE.message(message))
}

/// A run of lines of one file, with the labels in it.
struct Window<'a> {
    file: FileId,
    start: usize,
    end: usize,
    labels: Vec<(AnnotationKind, &'a Label)>,
}

impl Window<'_> {
    fn snippet<'s>(&'s self, files: &'s Files) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
        let file = files.get(self.file);
        let (line, _) = file.position(self.start);
        let source = file.text.get(self.start..self.end).unwrap_or_default();
        let snippet = Snippet::source(source).line_start(line).path(&*file.path);
        snippet.annotations(self.labels.iter().map(|(kind, label)| {
            let start = label.span.start.clamp(self.start, self.end) - self.start;
            // An underline of several lines hides more than it shows: the first line stands for the place.
            let line_end = file.line_range(label.span.start).end.max(label.span.start);
            let end = label.span.end.min(line_end).clamp(self.start, self.end) - self.start;
            kind.span(start..end.max(start)).label(label.message.as_str())
        }))
    }
}

fn windows<'a, K>(diagnostic: &'a Diagnostic<K>, files: &Files) -> Vec<Window<'a>> {
    let primary = std::iter::once((AnnotationKind::Primary, &diagnostic.primary));
    let related = diagnostic.related.iter().map(|label| (AnnotationKind::Context, label));
    let mut windows: Vec<Window> = Vec::new();
    for (kind, label) in primary.chain(related) {
        let file = files.get(label.span.file);
        let lines = file.line_range(label.span.start.min(file.text.len()));
        let (line, _) = file.position(lines.start);
        let near = windows.iter_mut().find(|window| {
            let (first, _) = file.position(window.start);
            let (last, _) = file.position(window.end);
            window.file == label.span.file && line + NEAR_LINES >= first && line <= last + NEAR_LINES
        });
        if let Some(window) = near {
            window.start = window.start.min(lines.start);
            window.end = window.end.max(lines.end);
            window.labels.push((kind, label));
        } else {
            windows.push(Window {
                file: label.span.file,
                start: lines.start,
                end: lines.end,
                labels: vec![(kind, label)],
            });
        }
    }
    windows
}
