//! The findings, with all that is needed to understand them.

use serde_json::Value;

use super::{Word, pieces, words};
use crate::report::counted;
use crate::run::{Finding, Folded, Summary};

/// The findings of one kind.
pub(super) struct Group {
    pub(super) title: &'static str,
    pub(super) class: &'static str,
    pub(super) findings: Vec<FindingView>,
}

/// One finding.
pub(super) struct FindingView {
    pub(super) anchor: String,
    pub(super) id: String,
    /// The id, as a heading shows it.
    pub(super) name: Vec<String>,
    /// In how many cases it shows, in words.
    pub(super) cases: String,
    pub(super) level: &'static str,
    pub(super) check: String,
    pub(super) sentence: Vec<Word>,
    pub(super) place: Vec<String>,
    pub(super) known: Option<Vec<Word>>,
    pub(super) does: Vec<Word>,
    pub(super) expected: Vec<Word>,
    pub(super) got: Vec<Word>,
    pub(super) request: String,
    pub(super) answer: String,
    pub(super) curl: String,
    pub(super) across: Option<Vec<Word>>,
    pub(super) folded: Vec<FoldedView>,
    pub(super) also: Vec<Also>,
}

/// Another case that met a defect.
pub(super) struct Also {
    pub(super) id: String,
    pub(super) name: Vec<String>,
}

/// One more way in which a defect shows.
pub(super) struct FoldedView {
    pub(super) name: Vec<String>,
    pub(super) expected: Vec<Word>,
    pub(super) got: Vec<Word>,
}

pub(super) fn groups(run: &Summary, anchor: &str) -> Vec<Group> {
    let kinds = [
        ("Findings", "failed", &run.findings),
        ("Known failures", "known", &run.known_findings),
        ("Seen where the documents are silent", "seen", &run.infos),
    ];
    let groups = kinds.into_iter().map(|(title, class, findings)| Group {
        title,
        class,
        findings: findings
            .iter()
            .enumerate()
            .map(|(at, finding)| FindingView::of(run, finding, format!("{anchor}-{class}-{}", at + 1)))
            .collect(),
    });
    groups.filter(|group| !group.findings.is_empty()).collect()
}

impl FindingView {
    fn of(run: &Summary, finding: &Finding, anchor: String) -> Self {
        let case = run.cases.iter().find(|case| case.id == finding.id);
        let (failure, source) = (&finding.failure, &finding.sentence.source);
        Self {
            anchor,
            id: finding.id.clone(),
            name: pieces(&finding.id),
            cases: counted(finding.also.len() + 1, "case"),
            level: finding.level.word(),
            check: finding.check.replace('_', " "),
            sentence: words(&finding.sentence.text),
            place: pieces(&format!("{}:{}", source.file, source.line)),
            known: case.and_then(|case| case.known.as_deref()).map(words),
            does: words(&finding.does),
            expected: words(&failure.problem.expected),
            got: words(&failure.problem.got),
            request: failure.request.clone(),
            answer: readable(&failure.answer),
            curl: failure.curl.clone(),
            across: finding.across.as_deref().map(words),
            folded: finding.folded.iter().map(FoldedView::of).collect(),
            also: finding.also.iter().map(|id| Also { id: id.clone(), name: pieces(id) }).collect(),
        }
    }
}

impl FoldedView {
    fn of(folded: &Folded) -> Self {
        let problem = &folded.problem;
        Self { name: pieces(&folded.id), expected: words(&problem.expected), got: words(&problem.got) }
    }
}

/// An answer with a JSON body on lines of its own, as far as the body is whole.
fn readable(answer: &str) -> String {
    let Some((status, body)) = answer.split_once(" {").map(|(status, body)| (status, format!("{{{body}"))) else {
        return answer.to_owned();
    };
    let pretty = serde_json::from_str::<Value>(&body).and_then(|body| serde_json::to_string_pretty(&body));
    pretty.map_or_else(|_| answer.to_owned(), |pretty| format!("{status}\n\n{pretty}"))
}
