//! Judging the answer of a REST method: its status, its media type, and its body.

use doctract_spec::Deed;
use doctract_spec::ir::{Response, Type};
use serde_json::Value;

use super::shape::{Shape, Whose, no_array};
use super::{Hearing, Listing, Problem, Symptom, charset, no_json, xml};
use crate::case::Outcome;
use crate::plan::act;

pub(super) fn judge(hearing: &Hearing<'_>) -> Vec<Problem> {
    let status = hearing.answer.status;
    let documented = hearing.method.responses.iter().find(|response| response.status == status);
    let fits = |outcome: &&Outcome| match outcome {
        Outcome::Accepted { .. } | Outcome::AcceptedXml => {
            (200..300).contains(&status) && (documented.is_some() || no_success(hearing))
        }
        Outcome::Status(wanted) | Outcome::Code(wanted) => *wanted == status,
        Outcome::NoResult => status >= 400,
        // A page without a single status of refusal promises none in particular (RFC 9110, section 15.5).
        Outcome::Refused(refusal) => match refusal.error.status.filter(|_| !no_refusal(hearing)) {
            Some(wanted) => wanted == status || lists_instead(hearing, wanted),
            None => (400..500).contains(&status),
        },
    };
    match (hearing.exchange.expect.iter().find(fits), documented) {
        (None, _) => vec![wrong_status(hearing, documented.is_some())],
        (Some(_), None) | (Some(Outcome::Code(_)), _) => Vec::new(),
        (Some(Outcome::AcceptedXml), Some(response)) => in_xml(hearing, response),
        (Some(_), Some(response)) => {
            let mut problems = in_json(hearing, response);
            problems.extend(mnemonic(hearing));
            problems
        }
    }
}

/// A refusal that gives itself another name than any that the dialect tells for what is wrong and for this status.
fn mnemonic(hearing: &Hearing<'_>) -> Option<Problem> {
    let path = hearing.api.conventions.error_members.get("mnemonic")?;
    let status = hearing.answer.status;
    let expected = hearing.refusals().filter(|refusal| refusal.error.status == Some(status));
    let names: Vec<&str> = expected.map(|refusal| refusal.error.mnemonic.as_deref()).collect::<Option<_>>()?;
    let body = serde_json::from_slice::<Value>(&hearing.answer.body).ok()?;
    let seen = path.split('.').try_fold(&body, |value, name| value.get(name))?.as_str()?;
    let problem = || {
        let got = format!("status {status} with {seen}");
        Problem::new(hearing.own_cause(), hearing.expected(), got).showing(Symptom::Answers(format!("error {seen}")))
    };
    (!names.is_empty() && !names.contains(&seen)).then(problem)
}

/// Whether the documents name no status of success, so that any of them will do.
fn no_success(hearing: &Hearing<'_>) -> bool {
    !hearing.method.responses.iter().any(|response| (200..300).contains(&response.status))
}

/// The statuses of a request at fault, of which an API has one or, for addresses and for bodies, both (RFC 9110, sections 15.5.1 and
/// 15.5.21).
const AT_FAULT: [u16; 2] = [400, 422];

/// Whether the answer has the status of a request at fault that the method's own page lists, while it does not list the one that the
/// dialect tells for all methods: the page is nearer.
fn lists_instead(hearing: &Hearing<'_>, wanted: u16) -> bool {
    let lists = |status: u16| hearing.method.responses.iter().any(|response| response.status == status);
    let status = hearing.answer.status;
    AT_FAULT.contains(&wanted) && AT_FAULT.contains(&status) && lists(status) && !lists(wanted)
}

/// Whether the documents of the method name no status of refusal, be it for a class of them.
fn no_refusal(hearing: &Hearing<'_>) -> bool {
    let method = hearing.method;
    method.response_classes.is_empty() && method.responses.iter().all(|response| response.status < 400)
}

fn wrong_status(hearing: &Hearing<'_>, documented: bool) -> Problem {
    let status = hearing.answer.status;
    let by_method = match status {
        501 => Some(format!("{}: not implemented", hearing.method.name)),
        _ if !documented && status >= 500 => {
            Some(format!("{}: answers the undocumented status {status}", hearing.method.name))
        }
        _ => None,
    };
    let cause = by_method.unwrap_or_else(|| hearing.own_cause());
    let problem = Problem::new(cause, hearing.expected(), format!("status {status}"));
    let accepted = (200..300).contains(&status);
    problem.showing(if accepted { Symptom::Accepted } else { Symptom::Answers(format!("status {status}")) })
}

fn media_type(hearing: &Hearing<'_>, allowed: &[String], response: &Response) -> Option<Problem> {
    let seen = hearing.answer.media_type.as_deref();
    let fine = allowed.is_empty() || allowed.iter().any(|allowed| Some(allowed.as_str()) == seen);
    let cause = format!("{}: status {}: media type", hearing.method.name, response.status);
    (!fine).then(|| Problem::new(cause, format!("media type {}", allowed.join(" or ")), seen.unwrap_or("none")))
}

/// The documented header fields: those that are marked as required are there, and numbers are numbers.
fn headers<'h>(hearing: &'h Hearing<'_>, response: &'h Response) -> impl Iterator<Item = Problem> + 'h {
    response.headers.iter().filter_map(|header| {
        let cause = format!("{}: status {}: the field {}", hearing.method.name, response.status, header.name);
        let Some(value) = hearing.answer.headers.get(&header.name.to_ascii_lowercase()) else {
            let problem = || Problem::new(cause, format!("the header field {}", header.name), "none");
            return header.is_required().then(problem);
        };
        let fine = match header.schema.kind {
            Type::Integer => value.trim().parse::<i64>().is_ok(),
            Type::Number => value.trim().parse::<f64>().is_ok(),
            _ => true,
        };
        (!fine).then(|| Problem::new(cause, format!("a number in the header field {}", header.name), value.clone()))
    })
}

fn in_json(hearing: &Hearing<'_>, response: &Response) -> Vec<Problem> {
    let json = |media_type: &&String| media_type.contains("json");
    let allowed: Vec<String> = response.content_types.iter().filter(json).cloned().collect();
    let mut problems: Vec<Problem> = media_type(hearing, &allowed, response).into_iter().collect();
    problems.extend(headers(hearing, response));
    problems.extend(charset::problem(hearing));
    if response.fields.is_empty() {
        return problems;
    }
    if let Ok(body) = serde_json::from_slice::<Value>(&hearing.answer.body) {
        problems.extend(members(hearing, response, &body));
    } else {
        let cause = format!("{}: status {}: no JSON", hearing.method.name, response.status);
        problems.push(Problem::new(cause, "a JSON body", no_json::words(&hearing.answer.body)));
    }
    problems
}

/// Whether a row that the suite filled must be among those of an answer: the answer is about what the request itself did, or it holds all rows
/// that there are after a full one was made.
fn shows_own_row(hearing: &Hearing<'_>) -> bool {
    if act(hearing.method) != Some(Deed::Read) {
        return true;
    }
    let listing = Listing::of(hearing.api, hearing.method, hearing.answer);
    !hearing.case.after.is_empty() && listing.is_some_and(|listing| listing.total == Some(listing.rows.len() as u64))
}

fn members(hearing: &Hearing<'_>, response: &Response, body: &Value) -> Vec<Problem> {
    let lenient = response.status >= 400;
    let whose = match shows_own_row(hearing) {
        false => Whose::Anybodys,
        true if lenient => Whose::Documented,
        true => Whose::Own,
    };
    let shape = Shape { whose, ..hearing.shape(lenient) };
    let what = format!("body of status {}", response.status);
    let found = match body.as_array().filter(|_| response.array) {
        Some(rows) => shape.rows(&response.fields, false, None, rows, ""),
        None if response.array => no_array(body),
        None => shape.object(&response.fields, false, None, body, ""),
    };
    found.into_iter().map(|deviation| hearing.deviates(&what, deviation)).collect()
}

fn in_xml(hearing: &Hearing<'_>, response: &Response) -> Vec<Problem> {
    let Some(convention) = &hearing.api.conventions.xml else {
        return Vec::new();
    };
    let allowed = [convention.content_type.clone()];
    let mut problems: Vec<Problem> = media_type(hearing, &allowed, response).into_iter().collect();
    match xml::as_json(&hearing.answer.body, convention, &response.fields) {
        Ok(body) => {
            let whose = if shows_own_row(hearing) { Whose::Documented } else { Whose::Anybodys };
            let shape = Shape { whose, ..hearing.shape(false) };
            let found = shape.object(&response.fields, false, None, &body, "");
            let what = format!("body of status {}", response.status);
            problems.extend(found.into_iter().map(|deviation| hearing.deviates_in(&what, "XML body", deviation)));
        }
        Err(reason) => {
            let cause = format!("{}: XML", hearing.method.name);
            problems.push(Problem::new(cause, "the documented result in XML", reason));
        }
    }
    problems
}
