//! What was read, held against what there is.

use std::collections::BTreeMap;

use doctract_spec::Reading;
use doctract_spec::ir::Method;

use super::ground_truth::{Params, key};

/// A comparison.
#[derive(Debug, Default)]
pub struct Score {
    /// Methods in both.
    pub methods: usize,
    /// Methods that only the description has.
    pub missing_methods: Vec<String>,
    /// Methods that only the documents have.
    pub extra_methods: Vec<String>,
    /// Parameters in both.
    pub both: usize,
    /// Parameters that the documents name in a method's part and that were not read.
    pub missing: Vec<String>,
    /// Parameters of the description that stand nowhere in the method's part of the documents.
    pub undocumented: Vec<String>,
    /// Parameters that only the documents have.
    pub extra: Vec<String>,
    /// Parameters on which both say the same of whether they are required.
    pub required: usize,
    /// Those on which they do not.
    pub required_differs: Vec<String>,
    /// Parameters that both let travel in the same place.
    pub placed: usize,
    /// Those that they do not.
    pub placed_differs: Vec<String>,
}

impl Score {
    /// The part of the documented parameters that was read.
    pub fn recall(&self) -> f64 {
        ratio(self.both, self.both + self.missing.len())
    }

    /// The part of what was read that the description has, too.
    pub fn precision(&self) -> f64 {
        ratio(self.both, self.both + self.extra.len())
    }

    /// The part of the parameters in both that agree on whether they are required.
    pub fn required_agreement(&self) -> f64 {
        ratio(self.required, self.both)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of parameters are small")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Compares a reading with the methods of a description.
pub fn compare(reading: &Reading, truth: &BTreeMap<String, Params>) -> Score {
    let methods: Vec<&Method> = reading.ir.apis.iter().flat_map(|api| &api.methods).collect();
    let read: BTreeMap<String, &Method> = methods
        .iter()
        .filter_map(|method| Some((key(&method.http.as_ref()?.verb, &method.http.as_ref()?.path), *method)))
        .collect();
    let mut score = Score::default();
    for (name, params) in truth {
        match read.get(name) {
            Some(method) => one(&mut score, method, params, &part_of(reading, &methods, method)),
            None => score.missing_methods.push(name.clone()),
        }
    }
    score.methods = truth.len() - score.missing_methods.len();
    score.extra_methods = read.keys().filter(|name| !truth.contains_key(*name)).cloned().collect();
    score
}

fn one(score: &mut Score, method: &Method, truth: &Params, part: &str) {
    // What stands inside another parameter is compared where the documents list it beside the others.
    for (name, wanted) in truth.iter().filter(|(_, wanted)| !wanted.nested) {
        let shown = format!("{} {name}", method.name);
        let Some(read) = method.params.iter().find(|param| param.name == *name) else {
            let named = part.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').any(|word| word == name);
            if named {
                score.missing.push(shown);
            } else {
                score.undocumented.push(shown);
            }
            continue;
        };
        score.both += 1;
        let required = read.is_required();
        if required == wanted.required {
            score.required += 1;
        } else {
            score
                .required_differs
                .push(format!("{shown}: {} in the documents", if required { "required" } else { "optional" }));
        }
        let place = read.location.map_or("", doctract_spec::ir::Location::name);
        if place == wanted.place {
            score.placed += 1;
        } else {
            score
                .placed_differs
                .push(format!("{shown}: {place} in the documents, {} in the description", wanted.place));
        }
    }
    let extra = method.params.iter().filter(|param| !truth.contains_key(&param.name));
    score.extra.extend(extra.map(|param| format!("{} {}", method.name, param.name)));
}

/// The lines of a method's part of its document, without its code blocks: up to the next method of the same file.
fn part_of(reading: &Reading, methods: &[&Method], method: &Method) -> String {
    let file = reading.files.iter().find(|(_, file)| file.path == method.source.file);
    let from = method.source.line as usize;
    let behind = methods.iter().filter(|other| other.source.file == method.source.file);
    let to = behind.map(|other| other.source.line as usize).filter(|line| *line > from).min().unwrap_or(usize::MAX);
    let lines = file.map(|(_, file)| file.text.lines()).into_iter().flatten().enumerate();
    let mut fenced = false;
    let prose = lines.skip(from).take_while(|(at, _)| at + 1 < to).filter(|(_, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    });
    prose.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}
