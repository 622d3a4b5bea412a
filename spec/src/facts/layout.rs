//! Layouts of dates and times: `YYYY-MM-DD hh:mm:ss`, `DD.MM.YYYY`, `HH:MM`.
//!
//! Each run of a letter stands for so many digits (Unicode Technical Standard #35, date format patterns, which people use
//! in capitals and small letters as they like); everything between the runs stands for itself.

use std::fmt::Write as _;

/// The digits that a letter may stand for: the least and the most of them.
fn digits(letter: char, run: usize) -> bool {
    match letter.to_ascii_lowercase() {
        'y' => matches!(run, 2 | 4),
        'm' | 'd' | 'h' | 's' => matches!(run, 1 | 2),
        _ => false,
    }
}

/// The regular expression of a layout; `None` where the text is none.
pub(super) fn pattern(layout: &str) -> Option<String> {
    let mut pattern = String::from("^");
    let (mut rest, ends) = ends(layout.trim());
    let mut runs = 0;
    while let Some(first) = rest.chars().next() {
        let run = rest.chars().take_while(|c| *c == first).count();
        if first.is_ascii_alphabetic() && first != 'T' {
            if !digits(first, run) {
                return None;
            }
            let least = if run == 1 { "1,2".to_owned() } else { run.to_string() };
            write!(pattern, r"\d{{{least}}}").ok()?;
            runs += 1;
            rest = &rest[run..];
        } else {
            if r"\.+*?()|[]{}^$".contains(first) {
                pattern.push('\\');
            }
            pattern.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    pattern.push_str(&ends);
    pattern.push('$');
    (runs > 1).then_some(pattern)
}

/// What stands ahead of the fraction of a second and the offset of a layout, and the expression of these: `.sss`, `Z`, `+hh:mm`.
fn ends(layout: &str) -> (&str, String) {
    let (mut rest, mut ends) = (layout, String::new());
    let sign = rest.rfind(['+', '±']).or_else(|| rest.rfind('T').and_then(|at| Some(at + rest[at..].rfind('-')?)));
    let is_offset = |text: &str| matches!(text.to_ascii_lowercase().as_str(), "hh:mm" | "hhmm");
    if let Some(plain) = rest.strip_suffix('Z') {
        (rest, ends) = (plain, "Z".to_owned());
    } else if let Some((plain, offset)) = sign.map(|at| rest.split_at(at))
        && let Some(letters) = offset.strip_prefix(['+', '-', '±']).filter(|letters| is_offset(letters))
    {
        let colon = if letters.contains(':') { ":" } else { "" };
        (rest, ends) = (plain, format!(r"[+-]\d{{2}}{colon}\d{{2}}"));
    }
    if let Some((plain, fraction)) = rest.rsplit_once('.')
        && plain.contains(':')
        && !fraction.is_empty()
        && fraction.chars().all(|c| c.eq_ignore_ascii_case(&'s'))
    {
        return (plain, format!(r"\.\d{{{}}}{ends}", fraction.len()));
    }
    (rest, ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_digits() {
        assert_eq!(pattern("YYYY-MM-DD hh:mm:ss").as_deref(), Some(r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$"));
        assert_eq!(pattern("D.M.YY").as_deref(), Some(r"^\d{1,2}\.\d{1,2}\.\d{2}$"));
        let time = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}";
        for (layout, end) in [
            ("YYYY-MM-DDTHH:MM:SSZ", "Z$"),
            ("YYYY-MM-DDThh:mm:ss+hh:mm", r"[+-]\d{2}:\d{2}$"),
            ("YYYY-MM-DDThh:mm:ss±hhmm", r"[+-]\d{2}\d{2}$"),
            ("YYYY-MM-DDThh:mm:ss-hh:mm", r"[+-]\d{2}:\d{2}$"),
            ("YYYY-MM-DDTHH:MM:SS.sssZ", r"\.\d{3}Z$"),
        ] {
            assert_eq!(pattern(layout), Some(format!("{time}{end}")), "{layout}");
        }
        assert_eq!(pattern("YYYY-MM-DDThh:mm").as_deref(), Some(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$"));
    }

    #[test]
    fn what_is_none_is_refused() {
        for text in ["", "YYYY", "YYY-MM-DD", "hello", "any", "0-9"] {
            assert_eq!(pattern(text), None, "{text}");
        }
    }
}
