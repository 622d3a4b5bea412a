//! Which syntax a file is written in.

/// The syntax of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A web page.
    Html,
    /// Markdown, with or without HTML in it.
    Markdown,
    /// Text that was copied from a rendered page.
    Text,
}

/// How many bytes are looked at: a page tells early what it is.
const PROBE: usize = 64 * 1024;

/// Tells the syntax by the file's ending and, where that says nothing, by what stands in it.
pub fn detect(path: &str, text: &str) -> Format {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("html" | "htm" | "xhtml") => return Format::Html,
        Some("md" | "markdown" | "mdx") => return Format::Markdown,
        _ => {}
    }
    let probe = &text[..text.floor_char_boundary(PROBE)];
    let start = probe.trim_start();
    let start = start[..start.floor_char_boundary(15)].to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Format::Html;
    }
    if probe.lines().any(is_markdown) { Format::Markdown } else { Format::Text }
}

fn is_markdown(line: &str) -> bool {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let heading = (1..=6).contains(&level) && line[level..].starts_with(' ');
    let delimiter = line.contains("--") && line.contains('|') && line.chars().all(|c| "|:- \t".contains(c));
    heading || delimiter || line.starts_with("```")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_decides_first() {
        assert_eq!(detect("a.html", "# heading"), Format::Html);
        assert_eq!(detect("a.MD", "<html>"), Format::Markdown);
    }

    #[test]
    fn the_text_decides_where_the_ending_says_nothing() {
        assert_eq!(detect("a.txt", "  <!DOCTYPE html><p>"), Format::Html);
        assert_eq!(detect("a.txt", "intro\n## heading\n"), Format::Markdown);
        assert_eq!(detect("a", "a | b\n--- | ---\n"), Format::Markdown);
        assert_eq!(detect("a", "|\nName |\nDescription |\n"), Format::Text);
        assert_eq!(detect("", ""), Format::Text);
    }
}
