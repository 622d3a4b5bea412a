//! A text that does not fit the documented pattern is refused: one that is nothing like it, one with more at either end, one of the other case.

use doctract_spec::ir::{Type, Violation};

use super::{Check, targets};
use crate::draft::Draft;
use crate::pattern::fits;
use crate::plan::{Change, Context, Probe, Sink, Spot, refused};

/// A text that few patterns fit.
const NO_PATTERN: &str = "?? no pattern ??";

/// See the module.
pub struct Pattern;

impl Check for Pattern {
    fn name(&self) -> &'static str {
        "pattern"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["pattern"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for spot in targets(cx).filter(|spot| spot.schema.kind == Type::String && spot.schema.values.is_empty()) {
            let Some(pattern) = spot.schema.pattern.as_deref() else { continue };
            if fits(pattern, NO_PATTERN).is_none() {
                let id = format!("{}/{}/pattern", spot.method.name, spot.path);
                sink.miss(id, spot.method, format!("the suite does not understand the pattern `{pattern}`"));
                continue;
            }
            for (kind, text) in misfits(cx, &spot) {
                self.one(cx, sink, &spot, (pattern, kind, text));
            }
        }
    }
}

/// Texts within the bounds of the length that do not fit the pattern, each with the last part of the id of its case.
fn misfits<'a>(cx: &Context<'a>, spot: &Spot<'a>) -> Vec<(&'static str, String)> {
    let schema = spot.schema;
    let fitting = cx.sampler(&format!("{}/{}/pattern#value", spot.method.name, spot.path)).scalar("", schema, false);
    let fitting = fitting.as_str().unwrap_or_default();
    let swap = |letter: char| {
        if letter.is_ascii_lowercase() { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() }
    };
    let texts = vec![
        ("pattern", NO_PATTERN.to_owned()),
        ("pattern.ahead", format!("?{fitting}")),
        ("pattern.behind", format!("{fitting}?")),
        ("pattern.case", fitting.chars().map(swap).collect()),
    ];
    let bound = |count: u64| {
        schema.min_length.is_none_or(|least| count >= least) && schema.max_length.is_none_or(|most| count <= most)
    };
    let misfit = |text: &String| schema.pattern.as_deref().is_some_and(|pattern| fits(pattern, text) == Some(false));
    texts.into_iter().filter(|(_, text)| misfit(text) && bound(text.chars().count() as u64)).collect()
}

impl Pattern {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>, (pattern, kind, text): (&str, &str, String)) {
        let probe = Probe {
            check: self.name(),
            kind: kind.to_owned(),
            fact: "pattern",
            plain: format!("pattern {pattern}"),
            does: format!("sends {text:?} as `{}`", spot.path),
            change: Change::Set(Draft::text(text)),
            expect: vec![refused(cx, Violation::InvalidValue, Some(&spot.path))],
        };
        sink.probe(cx, spot, probe);
    }
}
