//! Parameters by position: a call of JSON-RPC may pass a list rather than members that have names.

use super::Reader;
use crate::facts::Shown;
use crate::files::Span;
use crate::ir::Protocol;
use crate::lint;
use crate::structure::Value;

impl Reader<'_, '_> {
    /// Reports the first call that passes its parameters by position: those that are read have names, which are none on the wire.
    pub(super) fn report_by_position(&mut self) {
        if self.cx.dialect.protocol != Protocol::JsonRpc {
            return;
        }
        let mut shown = self.facts.request.shown.iter().chain(&self.sent);
        if let Some(place) = shown.find_map(listed) {
            self.cx.report(lint::unread_cell::by_position(&place));
        }
    }
}

/// The place of a list of parameters; a list of one object holds named ones.
fn listed(shown: &Shown) -> Option<Span> {
    let params = shown.json.as_ref()?.member("params")?;
    let Value::Array(elements) = &params.value else { return None };
    let named = |value: &Value| matches!(value, Value::Object(_));
    let by_position = elements.len() > 1 || elements.first().is_some_and(|first| !named(&first.value));
    by_position.then(|| Span::new(shown.span.file, params.range.clone()))
}
