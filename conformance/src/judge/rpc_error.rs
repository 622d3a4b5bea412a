//! Judging the error object of a JSON-RPC answer (JSON-RPC 2.0, section 5.1): its code, its mnemonic, and the parameter that it names.

use doctract_spec::ir::{Api, ErrorDoc, ErrorRef, Type, Violation};
use doctract_spec::near;
use serde_json::Value;

use super::listed::lists;
use super::passed::{same, values_at};
use super::{Hearing, Problem, Symptom};
use crate::case::{Outcome, Refusal};
use crate::draft::{Path, Step};

pub(super) fn problems(hearing: &Hearing<'_>, error: &Value) -> Vec<Problem> {
    let seen = ErrorMembers::of(hearing, error);
    // Of several ways to refuse, the answer is held to the one that it names.
    let named = |refusal: &&Refusal| refusal.error.mnemonic.is_some() && refusal.error.mnemonic == seen.mnemonic;
    let compared = |refusal: &Refusal| seen.compare(hearing, refusal);
    let by_name = hearing.refusals().filter(named).map(compared).min_by_key(Vec::len);
    let best = by_name.or_else(|| hearing.refusals().map(compared).min_by_key(Vec::len));
    let unexpected = || vec![seen.unexpected(hearing)];
    let found = best.unwrap_or_else(unexpected);
    let mut problems = seen.malformed(hearing, error);
    if !found.is_empty() && !seen.is_documented(hearing) {
        let cause = format!("{}: answers the undocumented {}", hearing.method.name, seen.name());
        problems.push(Problem::new(cause, hearing.expected(), format!("the undocumented {}", seen.words())));
    } else {
        problems.extend(found);
    }
    problems
}

/// The members of an error answer, found where the conventions say that they stand.
struct ErrorMembers {
    code: Option<i64>,
    mnemonic: Option<String>,
    field: Option<String>,
    message: Option<String>,
    value: Option<Value>,
    whole: Value,
}

/// The members of an error that are documented by their meaning, which tells their type, too.
const TYPES: &[(&str, Type)] =
    &[("mnemonic", Type::String), ("field", Type::String), ("params", Type::Object), ("metadata", Type::Object)];

impl ErrorMembers {
    fn of(hearing: &Hearing<'_>, error: &Value) -> Self {
        let text =
            |role: &str, usual: &str| member(hearing, error, role, usual).and_then(Value::as_str).map(str::to_owned);
        Self {
            code: member(hearing, error, "code", "code").and_then(integer),
            mnemonic: text("mnemonic", ""),
            field: text("field", ""),
            message: text("message", "message"),
            value: member(hearing, error, "value", "").cloned(),
            whole: error.clone(),
        }
    }

    /// Whether the method's own section or a shared one lists the error.
    fn is_documented(&self, hearing: &Hearing<'_>) -> bool {
        let shared = hearing.api.errors.iter().flat_map(|scope| &scope.errors);
        let mut documented = hearing.method.errors.iter().chain(shared);
        documented.any(|error: &ErrorDoc| match (&self.mnemonic, &error.mnemonic) {
            (Some(seen), Some(documented)) => seen == documented,
            _ => error.mnemonic.is_none() && error.code == self.code,
        })
    }

    /// What JSON-RPC 2.0, section 5.1, asks of every error object. Its causes name no method.
    fn malformed(&self, hearing: &Hearing<'_>, error: &Value) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut add = |what: &str| {
            let got = error.to_string();
            problems.push(Problem::new(format!("error object: {what}"), format!("an error object with {what}"), got));
        };
        if self.code.is_none() {
            add("an integer `code`");
        }
        if self.message.is_none() {
            add("a string `message`");
        }
        if hearing.api.conventions.error_members.contains_key("mnemonic") && self.mnemonic.is_none() {
            add("a mnemonic");
        }
        for (role, kind) in TYPES {
            let seen = member(hearing, error, role, "").filter(|seen| !seen.is_null() && !kind.holds(seen));
            if seen.is_some() {
                add(&format!("a `{role}` of type {kind:?}").to_lowercase());
            }
        }
        problems
    }

    /// Another error than any that may come.
    fn unexpected(&self, hearing: &Hearing<'_>) -> Problem {
        let field = self.field.as_deref().map(without_positions);
        let aimed_at = hearing.case.param.as_ref().map(Path::dotted);
        // An error that names the parameter at which the request aims may come for each parameter by the same fault.
        let elsewhere = field.filter(|field| aimed_at.as_ref() != Some(field));
        let at = elsewhere.map(|field| format!(" at `{field}`")).unwrap_or_default();
        let problem = Problem::new(hearing.own_cause(), hearing.expected(), self.words());
        problem.showing(Symptom::Answers(self.name() + &at))
    }

    fn compare(&self, hearing: &Hearing<'_>, refusal: &Refusal) -> Vec<Problem> {
        let error = &refusal.error;
        let wanted = super::describe(&Outcome::Refused(refusal.clone()));
        if error.mnemonic.is_some() && self.mnemonic.is_some() && !self.is_mnemonic(hearing, error) {
            return vec![self.unexpected(hearing)];
        }
        let mut problems = Vec::new();
        if error.code.is_some() && self.code.is_some() && error.code != self.code {
            let cause = error
                .mnemonic
                .as_ref()
                .map_or_else(|| hearing.own_cause(), |mnemonic| format!("the code of {mnemonic}"));
            problems.push(Problem::new(cause, wanted.clone(), self.words()).showing(Symptom::Code));
        }
        if let Some(field) =
            refusal.field.as_ref().filter(|_| hearing.api.conventions.error_members.contains_key("field"))
        {
            let misplaced = self.field.as_deref().is_some_and(|seen| has_misplaced_position(seen, field));
            match self.field.as_deref().map(without_positions) {
                Some(seen) if seen == field.dotted() && !misplaced => {}
                Some(_) => {
                    let cause = format!("{}, field", hearing.own_cause());
                    problems.push(Problem::new(cause, wanted, self.words()).showing(Symptom::Names));
                }
                None => problems.push(Problem::new(
                    "error object: the member that names the parameter",
                    wanted,
                    self.words(),
                )),
            }
            problems.extend(self.value_problem(hearing, refusal, field));
        }
        problems.extend(self.names_another(hearing, refusal));
        problems.extend(self.list_problem(hearing, refusal));
        problems
    }

    /// Where the documents do not say what an error names, it does not name another parameter than the one at fault.
    fn names_another(&self, hearing: &Hearing<'_>, refusal: &Refusal) -> Option<Problem> {
        let faults = [Violation::FilterProhibited, Violation::SortProhibited, Violation::Unexpected];
        let top = hearing.case.param.as_ref().and_then(|path| path.0.first());
        let Some(Step::Name(own)) = top.filter(|_| refusal.field.is_none() && faults.contains(&refusal.violation))
        else {
            return None;
        };
        let seen = without_positions(self.field.as_deref()?);
        let named = seen.split('.').next().unwrap_or_default();
        let other = hearing.method.params.iter().any(|param| param.name == named && param.name != *own);
        // What the parameter at fault holds may have the name of a parameter.
        let passed = values_at(hearing.exchange, &Path::top(own)).unwrap_or_default();
        let held = passed.iter().any(|value| value.to_string().contains(&Value::from(named).to_string()));
        (other && !held).then(|| {
            let wanted = format!("an error at `{own}`, or at what it holds");
            Problem::new(format!("{}, field", hearing.own_cause()), wanted, self.words()).showing(Symptom::Names)
        })
    }

    /// Whether the mnemonic is that of an error, or what the documents have in place of it: a page may misspell what the dialect knows.
    fn is_mnemonic(&self, hearing: &Hearing<'_>, error: &ErrorRef) -> bool {
        let (Some(seen), Some(known)) = (&self.mnemonic, &error.mnemonic) else { return false };
        is_mnemonic(hearing.api, seen, known, error.code)
    }

    /// An error that must list the elements at fault lists them, and no others, in one of the members that the dialect names.
    fn list_problem(&self, hearing: &Hearing<'_>, refusal: &Refusal) -> Option<Problem> {
        let members = &hearing.api.conventions.offenders;
        if refusal.listed.is_empty() || members.is_empty() {
            return None;
        }
        let places: Vec<&Value> = members.iter().filter_map(|path| at(&self.whole, path)).collect();
        let wanted = || format!("{} in one of `{}`", Value::Array(refusal.listed.clone()), members.join("`, `"));
        let cause = format!("{}, list", hearing.own_cause());
        let problem = || Problem::new(cause, wanted(), self.whole.to_string()).showing(Symptom::GivesBack);
        (!lists(&places, &refusal.listed)).then(problem)
    }

    /// An error that gives back a value gives back the one that was passed; where none was passed, there is none to give.
    ///
    /// Whether it gives one back at all is its own choice. Of several it may name the elements alone that are at fault.
    fn value_problem(&self, hearing: &Hearing<'_>, refusal: &Refusal, field: &Path) -> Option<Problem> {
        let role = hearing.api.conventions.error_members.get("value")?;
        let seen = self.value.as_ref()?;
        let mnemonic = refusal.error.mnemonic.as_deref().unwrap_or("the error");
        let wrong = |expected: String| {
            let problem = Problem::new(format!("{mnemonic}: `{role}`"), expected, format!("{seen} as `{role}`"));
            Some(problem.showing(Symptom::GivesBack))
        };
        match refusal.violation {
            Violation::MissingRequired if seen.is_null() || seen == "null" => None,
            Violation::MissingRequired
                if values_at(hearing.exchange, field).is_some_and(|passed| passed.iter().all(Value::is_null)) =>
            {
                wrong(format!("no `{role}`, since `{}` was left out", field.dotted()))
            }
            Violation::WrongType | Violation::InvalidValue | Violation::Unexpected => {
                let passed = values_at(hearing.exchange, field)?;
                let given_back = passed.iter().any(|passed| is_given_back(passed, seen));
                let expected = || passed.first().map(Value::to_string).unwrap_or_default();
                if given_back { None } else { wrong(format!("{} as `{role}`, as it was passed", expected())) }
            }
            Violation::NotFound | Violation::MissingReference => {
                let passed = values_at(hearing.exchange, field)?;
                let one = |seen: &Value| passed.iter().any(|passed| is_given_back(passed, seen));
                // Of several it may name those alone that are at fault.
                let several = || seen.as_array().is_some_and(|items| !items.is_empty() && items.iter().all(one));
                let expected = || passed.first().map(Value::to_string).unwrap_or_default();
                if one(seen) || several() {
                    None
                } else {
                    wrong(format!("{} as `{role}`, as it was passed", expected()))
                }
            }
            _ => None,
        }
    }

    fn name(&self) -> String {
        match (&self.mnemonic, self.code) {
            (Some(mnemonic), _) => format!("error {mnemonic}"),
            (None, Some(code)) => format!("error {code}"),
            (None, None) => "error".to_owned(),
        }
    }

    fn words(&self) -> String {
        let code = self.code.map(|code| format!(" ({code})")).unwrap_or_default();
        let field = self.field.as_ref().map(|field| format!(" at `{field}`")).unwrap_or_default();
        let message = self.message.as_ref().map(|message| format!(": {message}")).unwrap_or_default();
        let name = if self.mnemonic.is_some() { self.name() + &code } else { self.name() };
        format!("{name}{field}{message}")
    }
}

/// How alike two mnemonics are at least of which one is the other misspelt.
const SLIP: f64 = 0.95;

/// Whether a mnemonic is the known one of an error with this code, or what the documents have in its place.
pub fn is_mnemonic(api: &Api, documented: &str, known: &str, code: Option<i64>) -> bool {
    let misspelt = || {
        api.error(known).is_none()
            && api.error(documented).is_some_and(|page| page.code == code)
            && near::likeness(known, documented) >= SLIP
    };
    documented == known || misspelt()
}

/// Whether a value is the one that was passed, as it is or as text: documents disagree on which of the two is given back.
fn is_given_back(passed: &Value, seen: &Value) -> bool {
    let text = passed.to_string();
    same(passed, seen) || seen.as_str() == Some(text.as_str())
}

/// The documents do not say whether the position of an element is part of a name: `numbers[3].status` and `numbers.3.status` are
/// `numbers.status`.
fn without_positions(field: &str) -> String {
    let field = field.replace('[', ".").replace(']', "");
    let names = field.split('.').filter(|part| !part.is_empty() && !part.bytes().all(|byte| byte.is_ascii_digit()));
    names.collect::<Vec<_>>().join(".")
}

/// Whether a name holds the position of an element behind a name that is no array's: `place[0].street` where `place` is an object.
fn has_misplaced_position(seen: &str, field: &Path) -> bool {
    let seen = seen.replace('[', ".").replace(']', "");
    let parts: Vec<&str> = seen.split('.').filter(|part| !part.is_empty()).collect();
    let is_position = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let inner = parts.iter().rposition(|part| !is_position(part)).unwrap_or_default();
    let mut steps = field.0.iter().peekable();
    for pair in parts.get(..=inner).unwrap_or_default().windows(2) {
        if is_position(pair[0]) {
            continue;
        }
        let named = steps.any(|step| matches!(step, Step::Name(name) if name == pair[0]));
        let item = steps.next_if(|step| matches!(step, Step::Item)).is_some();
        if named && !item && is_position(pair[1]) {
            return true;
        }
    }
    false
}

fn member<'v>(hearing: &Hearing<'_>, error: &'v Value, role: &str, usual: &str) -> Option<&'v Value> {
    let path = hearing.api.conventions.error_members.get(role).map_or(usual, String::as_str);
    if path.is_empty() {
        return None;
    }
    at(error, path)
}

/// A number without a fraction, however it is written (JSON Schema 2020-12, section 4.2.3).
fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_f64()?.to_string().parse().ok())
}

fn at<'v>(error: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(error, |value, name| value.get(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_stands_behind_the_name_of_an_array() {
        let inside = |name: &str, member: &str| Path::top(name).member(member);
        let element = Path::top("parts").item().member("label");
        assert!(has_misplaced_position("place[0].street", &inside("place", "street")));
        assert!(has_misplaced_position("place.0.street", &inside("place", "street")));
        for seen in ["parts[0].label", "parts.0.label", "parts.label"] {
            assert!(!has_misplaced_position(seen, &element), "{seen}");
        }
        assert!(!has_misplaced_position("tags[1]", &Path::top("tags")));
        assert!(!has_misplaced_position("", &Path::top("tags")));
    }
}
