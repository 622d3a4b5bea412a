//! What is asked of texts: parts of them, patterns, and other letters.

use doctract_spec::ir::FilterOperation as Op;

use super::Trial;
use crate::draft::Draft;
use crate::seen::{Form, SeenValue};

/// A text that hardly any value has.
const NOBODY: &str = "no such text";

/// A field whose texts are asked for.
struct Texts<'f> {
    list: &'f str,
    field: &'f str,
}

impl Texts<'_> {
    /// Something made of a text of the field, between two texts.
    fn part(&self, form: Form, ahead: &str, behind: &str) -> Draft {
        let around = [ahead.to_owned(), behind.to_owned()];
        Draft::Seen(SeenValue { form, around, ..SeenValue::whole(self.list, self.field, 0) })
    }

    /// The same in a regular expression, where it means nothing but itself.
    fn expression(&self, form: Form, ahead: &str, behind: &str) -> Draft {
        let around = [ahead.to_owned(), behind.to_owned()];
        Draft::Seen(SeenValue { form, around, escaped: true, ..SeenValue::whole(self.list, self.field, 0) })
    }

    fn patterns(&self, any: &str) -> Vec<Trial> {
        vec![
            ("like-prefix", Op::Like, self.part(Form::Head, "", any)),
            ("like-suffix", Op::Like, self.part(Form::Tail, any, "")),
            // What stands in the midst of a text is neither its beginning nor its end.
            ("like-no-prefix", Op::Like, self.part(Form::Tail, "", any)),
            ("like-no-suffix", Op::Like, self.part(Form::Head, any, "")),
            ("like-inner", Op::Like, self.part(Form::Middle, any, any)),
            ("like-whole", Op::Like, self.part(Form::Whole, "", "")),
            ("like-no-wildcard", Op::Like, self.part(Form::Head, "", "")),
            ("like-gap", Op::Like, self.part(Form::Gap, any, "")),
            ("like-nothing-between", Op::Like, self.part(Form::Parted, any, "")),
            ("like-dot", Op::Like, self.part(Form::Dotted, "", "")),
            ("like-blank", Op::Like, self.part(Form::Spaced, "", "")),
            ("like-anything", Op::Like, Draft::text(any)),
        ]
    }

    fn expressions(&self) -> Vec<Trial> {
        let either = format!("|{NOBODY})$");
        vec![
            ("regexp-start", Op::Regexp, self.expression(Form::Head, "^", "")),
            ("regexp-end", Op::Regexp, self.expression(Form::Tail, "", "$")),
            ("regexp-inner", Op::Regexp, self.expression(Form::Middle, "", "")),
            ("regexp-wrong-start", Op::Regexp, self.expression(Form::Tail, "^", "")),
            ("regexp-wrong-end", Op::Regexp, self.expression(Form::Head, "", "$")),
            ("regexp-any", Op::Regexp, self.expression(Form::Head, "^", ".*$")),
            ("regexp-one", Op::Regexp, self.expression(Form::Head, "^", ".$")),
            ("regexp-some", Op::Regexp, self.expression(Form::Head, "^", "[^@#]+$")),
            ("regexp-either", Op::Regexp, self.expression(Form::Whole, "^(", &either)),
            ("regexp-optional", Op::Regexp, self.expression(Form::Head, "^", "@?")),
            ("regexp-times", Op::Regexp, self.expression(Form::Head, "^", ".{1,200}$")),
            // One that is found all the same shows that what takes the meaning from a full stop is lost.
            ("regexp-no-meaning", Op::Regexp, self.expression(Form::Dotted, "^", "$")),
            ("regexp-class", Op::Regexp, self.expression(Form::Head, "^", "[[:alnum:]]$")),
        ]
    }
}

/// The trials of a text; those of patterns only where the documents tell a wildcard.
pub(super) fn trials(list: &str, field: &str, wildcard: Option<&str>, case_sensitive: bool) -> Vec<Trial> {
    let texts = Texts { list, field };
    let mut trials = wildcard.map(|any| texts.patterns(any)).unwrap_or_default();
    trials.extend([
        ("equal-part", Op::Equal, texts.part(Form::Head, "", "")),
        ("not-equal-part", Op::NotEqual, texts.part(Form::Head, "", "")),
    ]);
    trials.extend(texts.expressions());
    if case_sensitive {
        let other = || texts.part(Form::OtherCase, "", "");
        trials.extend([
            ("equal-other-case", Op::Equal, other()),
            ("not-equal-other-case", Op::NotEqual, other()),
            ("in-other-case", Op::In, Draft::List(vec![other()])),
            ("like-other-case", Op::Like, other()),
            ("regexp-other-case", Op::Regexp, texts.expression(Form::OtherCase, "", "")),
        ]);
    }
    trials
}
