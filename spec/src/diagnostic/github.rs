//! Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.

use std::fmt::Write as _;

use super::{Finding, Kind, Level};

/// Renders each finding as `::level file=…,line=…::message`; GitHub calls a note a notice.
pub fn github<K: Kind>(findings: &[Finding<K>]) -> String {
    let mut text = String::new();
    for (found, files) in findings {
        let level = match K::severity(found.level) {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let region = files.region(&found.primary.span);
        let (file, title) =
            (property(&region.start.file), property(&format!("{} {}", found.code.id(), found.code.name())));
        let (line, column) = (region.start.line, region.start.column);
        // GitHub refuses columns for what reaches over several lines.
        let columns = if region.end_line == line {
            format!(",col={column},endColumn={}", region.end_column)
        } else {
            String::new()
        };
        let message = match found.help_text() {
            Some(help) => data(&format!("{}\n{help}", found.message)),
            None => data(&found.message),
        };
        let _ = writeln!(
            text,
            "::{level} file={file},line={line},endLine={}{columns},title={title}::{message}",
            region.end_line
        );
    }
    text
}

/// Escapes the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_property_or_a_command_is_escaped() {
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
        assert_eq!(data("100%: a, b\r\n"), "100%25: a, b%0D%0A");
    }
}
