//! Lines that state a fact by themselves: where the API is reached.

use crate::dialect::Dialect;
use crate::document::Text;

/// What a line states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FactLine {
    /// Scheme and host.
    pub(crate) server: Option<String>,
    /// The path that those of the methods begin with.
    pub(crate) base: Option<String>,
}

/// Reads a line by the patterns of the dialect.
pub(crate) fn read(dialect: &Dialect, text: &Text) -> FactLine {
    let line = text.folded();
    let mut facts = FactLine::default();
    for found in dialect.lines.iter().filter_map(|pattern| pattern.matches(&line)) {
        let take = |name: &str| found.name(name).map(|text| text.as_str().to_owned());
        let with_scheme = |server: String| if server.contains("://") { server } else { format!("https://{server}") };
        facts.server = facts.server.or_else(|| take("server").map(with_scheme));
        facts.base = facts.base.or_else(|| take("base"));
    }
    facts
}
