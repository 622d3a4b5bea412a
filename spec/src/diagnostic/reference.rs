//! The lint reference, made from the doc comments of the lints.

use std::fmt::Write as _;

use crate::lint::Code;

/// What stands ahead of the reference.
const HEAD: &str = "\
<!-- Made from the doc comments in spec/src/lint/; to refresh it, run: cargo run -- explain --all > docs/lints.md -->

# Lints

What `doctract lint` reports. `doctract explain CODE` prints one of the entries.

An **error** is certain: whatever the server does, what the document says is wrong there, or a part of it was lost. A
**warning** is a contradiction, of which one side is wrong, or something that was not understood. A **note** is worth knowing
and may be intended. `[lints]` in `doctract.toml` gives a lint another level (`name-differs = \"error\"`) or turns it off.
";

/// All lints: a table, and the entry of each.
pub fn reference() -> String {
    let mut text = String::from(HEAD);
    text.push_str("\n| code | name | level | |\n| --- | --- | --- | --- |\n");
    for code in Code::ALL {
        let (id, name) = (code.id(), code.name());
        let _ = writeln!(
            text,
            "| {id} | [{name}](#{}-{name}) | {} | {} |",
            id.to_lowercase(),
            code.level(),
            code.summary()
        );
    }
    for code in Code::ALL {
        let _ = write!(text, "\n## {code}\n\n{}", entry(*code));
    }
    text
}

/// One lint as a chapter of its own: its summary, its level, and its explanation one level down.
fn entry(code: Code) -> String {
    let explanation = code.explanation().replace("## ", "### ");
    format!("{} Level: {}.\n\n{explanation}", code.summary(), code.level())
}

/// One lint, as `doctract explain` prints it.
pub fn explain(code: Code) -> String {
    format!("# {code}\n\n{} Level: {}.\n\n{}", code.summary(), code.level(), code.explanation())
}

/// All lints, one a line.
pub fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or(0);
    let line =
        |code: &Code| format!("{}  {:width$}  {:7}  {}\n", code.id(), code.name(), code.level().name(), code.summary());
    Code::ALL.iter().map(line).collect()
}
