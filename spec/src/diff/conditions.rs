//! Compares when a parameter must or may be passed.

use super::found::{At, Found};
use super::schema::place;
use super::{Rule, words};
use crate::ir::Param;

/// Compares whether it must be there, and the conditions on it.
pub(super) fn compare(old: &Param, new: &Param, address: &str, request: bool, found: &mut Found) {
    requirement(old, new, address, request, found);
    for (fact, exact, was, is) in stated(old, new) {
        let rule = match (was.as_deref(), is.as_deref()) {
            (None, Some(_)) => Rule::ConditionAdded,
            (Some(_), None) => Rule::ConditionRemoved,
            (Some(was), Some(is)) if folded(was) != folded(is) && exact => Rule::ConditionChanged,
            (Some(was), Some(is)) if folded(was) != folded(is) => Rule::ConditionReworded,
            _ => continue,
        };
        let at = At { address, request, old: place(old, fact), new: place(new, fact) };
        let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "not told".to_owned());
        let (was, is) = (word(&was), word(&is));
        found.differs(rule, at, format!("`{fact}` of `{}` is: {is}; was: {was}", new.name), [&was, &is]);
    }
}

/// A condition: its key in the IR, whether it names something rather than tell it in words, and its text on both sides.
type Stated = (&'static str, bool, Option<String>, Option<String>);

fn stated(old: &Param, new: &Param) -> Vec<Stated> {
    let list = |items: &[String]| if items.is_empty() { None } else { Some(items.join(", ")) };
    let mut stated = vec![
        ("requires_component", true, old.requires_component.clone(), new.requires_component.clone()),
        ("requires_parameter", true, old.requires_parameter.clone(), new.requires_parameter.clone()),
        ("alternatives", true, list(&old.alternatives), list(&new.alternatives)),
        ("allowed_when", false, old.allowed_when.clone(), new.allowed_when.clone()),
        ("conditions", false, list(&old.conditions), list(&new.conditions)),
    ];
    // When it becomes required altogether, or need not be passed at all, that is told instead.
    if !old.is_required() && !new.is_required() {
        stated.push(("required_when", false, old.required_when.clone(), new.required_when.clone()));
        stated.push(("required_for", true, list(&old.required_for), list(&new.required_for)));
    }
    stated
}

fn requirement(old: &Param, new: &Param, address: &str, request: bool, found: &mut Found) {
    let (rule, what) = match (old.is_required(), new.is_required()) {
        (false, true) => (Rule::ParameterRequired, "is now required"),
        (true, false) => (Rule::ParameterOptional, "is no longer required"),
        _ => return,
    };
    let at = At { address, request, old: place(old, "required"), new: place(new, "required") };
    let word = |param: &Param| match (param.is_required(), &param.required_when) {
        (true, _) => "required".to_owned(),
        (false, Some(when)) => format!("required when: {when}"),
        (false, None) => "optional".to_owned(),
    };
    let message = format!("`{}` {what}{}", new.name, words::inferred(old, new, "required"));
    found.differs(rule, at, message, [&word(old), &word(new)]);
}

/// A text without what makes no difference to its meaning.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_lowercase()
}
