//! A comparison in words.

use std::fmt::Write as _;

use super::compare::Score;

/// The figures, and with `all` what stands on one side only.
pub fn report(name: &str, score: &Score, all: bool) -> String {
    let mut text = String::new();
    let total = score.methods + score.missing_methods.len();
    let _ = writeln!(text, "{name}");
    let _ = writeln!(
        text,
        "  methods     {} of {total} found, {} more in the documents",
        score.methods,
        score.extra_methods.len()
    );
    let _ = writeln!(
        text,
        "  parameters  {} in both, recall {:.3}, precision {:.3}",
        score.both,
        score.recall(),
        score.precision()
    );
    let _ = writeln!(
        text,
        "  required    {:.3} agree, {} differ",
        score.required_agreement(),
        score.required_differs.len()
    );
    let _ = writeln!(text, "  place       {} agree, {} differ", score.placed, score.placed_differs.len());
    let lists = [
        ("methods that only the description has", &score.missing_methods),
        ("methods that only the documents have", &score.extra_methods),
        ("parameters that the documents name and that were not read", &score.missing),
        ("parameters that only the description has", &score.undocumented),
        ("parameters that only the documents have", &score.extra),
        ("required in one and not in the other", &score.required_differs),
        ("in another place", &score.placed_differs),
    ];
    for (title, list) in lists {
        let _ = writeln!(text, "  {} {title}", list.len());
        for line in list.iter().filter(|_| all) {
            let _ = writeln!(text, "    {line}");
        }
    }
    text
}
