//! What an answer says about how much more the target may be asked.

use std::time::{Duration, SystemTime};

use doctract_spec::ir::{Api, LimitNames, Violation};
use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::wire::Answer;

/// What a target asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pause {
    /// How long to send nothing; none where the target does not tell.
    pub(super) length: Option<Duration>,
    /// Whether the request was not dealt with, so that it must be sent again.
    pub(super) again: bool,
}

/// Reads it from an answer; none where the target asks for nothing.
pub(super) fn pause(api: &Api, answer: &Answer) -> Option<Pause> {
    let after = answer.retry_after.as_deref().and_then(|value| retry_after(value, SystemTime::now()));
    // RFC 6585, section 4, and RFC 9110, section 15.6.4.
    if answer.status == 429 || (answer.status == 503 && after.is_some()) {
        return Some(Pause { length: after, again: true });
    }
    // Only an answer that speaks of such a thing is read once more.
    let text = std::str::from_utf8(&answer.body).ok()?;
    if !names_of(api).iter().any(|name| text.contains(name)) {
        return None;
    }
    let body: Value = serde_json::from_str(text).ok()?;
    let length = used_up(api, &body);
    let again = refused_for_limit(api, &body);
    (again || length.is_some()).then_some(Pause { length, again })
}

/// The words without which an answer has nothing about limits.
fn names_of(api: &Api) -> Vec<String> {
    let refusal = api.conventions.violation(Violation::LimitExceeded);
    let code = refusal.code.map(|code| code.to_string());
    let counts = api.conventions.limits.as_ref().map(|names| names.remaining.clone());
    refusal.mnemonic.into_iter().chain(code).chain(counts).collect()
}

/// `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date.
fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date: Timestamp = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(value).ok()?;
    Some(SystemTime::from(date).duration_since(now).unwrap_or_default())
}

fn refused_for_limit(api: &Api, body: &Value) -> bool {
    let refusal = api.conventions.violation(Violation::LimitExceeded);
    let member = |role: &str| {
        let path = api.conventions.error_members.get(role)?;
        path.split('.').try_fold(body.get("error")?, |value, name| value.get(name))
    };
    match (&refusal.mnemonic, refusal.code) {
        (Some(mnemonic), _) => member("mnemonic").and_then(Value::as_str) == Some(mnemonic),
        (None, Some(code)) => member("code").and_then(Value::as_i64) == Some(code),
        (None, None) => false,
    }
}

/// How long until every count that is used up begins anew.
fn used_up(api: &Api, body: &Value) -> Option<Duration> {
    let (metadata, names) = (api.conventions.list.metadata.as_deref()?, api.conventions.limits.as_ref()?);
    let places = [body.pointer("/result"), body.pointer("/error/data"), Some(body)];
    let found = places.into_iter().flatten().find_map(|place| place.get(metadata))?;
    let nested = found.as_object()?.values().filter_map(Value::as_object);
    nested.chain(found.as_object()).filter_map(|counts| longest(counts, names)).max()
}

/// The longest time until a count begins anew, of those that are used up.
fn longest(counts: &Map<String, Value>, names: &LimitNames) -> Option<Duration> {
    let resets = counts.iter().filter(|(_, count)| count.as_f64().is_some_and(|count| count <= 0.0));
    let resets = resets.filter_map(|(name, _)| {
        let reset = counts.get(&format!("{}{}", name.strip_suffix(&names.remaining)?, names.reset))?;
        Duration::try_from_secs_f64(reset.as_f64()?).ok()
    });
    resets.max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Option<u64> {
        // 1994-11-06T08:49:37Z is the date that RFC 9110 shows.
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777 - 30);
        retry_after(text, now).map(|pause| pause.as_secs())
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(seconds("120"), Some(120));
        assert_eq!(seconds("Sun, 06 Nov 1994 08:49:37 GMT"), Some(30));
        assert_eq!(seconds("Sun, 06 Nov 1994 08:00:00 GMT"), Some(0));
        assert_eq!(seconds("soon"), None);
    }

    #[test]
    fn a_count_that_is_used_up_tells_when_it_begins_anew() {
        let counts = |minute: u64| {
            let limits = serde_json::json!({"day_left": 5, "day_anew": 900, "minute_left": minute, "minute_anew": 17});
            let names = LimitNames { remaining: "left".to_owned(), reset: "anew".to_owned() };
            longest(limits.as_object().unwrap(), &names)
        };
        assert_eq!(counts(0), Some(Duration::from_secs(17)));
        assert_eq!(counts(1), None);
    }
}
