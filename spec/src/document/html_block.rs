//! HTML between the paragraphs of Markdown (`CommonMark`, section 4.6) that holds words of its own.

/// The elements that Markdown between their tags belongs to, where blank lines stand between it and the tags.
const AROUND: [&str; 6] = ["blockquote", "li", "ul", "ol", "code", "pre"];

/// Whether a block holds words outside its tags, and ends what it begins, so that it is read by itself as HTML.
pub(super) fn is_whole(block: &str) -> bool {
    let (mut words, mut open, mut rest) = (false, 0_usize, block);
    while let Some((ahead, behind)) = rest.split_once('<') {
        words |= ahead.contains(char::is_alphanumeric);
        let (tag, next) = behind.split_once('>').unwrap_or((behind, ""));
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if AROUND.contains(&name.to_ascii_lowercase().as_str()) && !tag.ends_with('/') {
            match tag.starts_with('/') {
                true if open == 0 => return false,
                true => open -= 1,
                false => open += 1,
            }
        }
        rest = next;
    }
    (words || rest.contains(char::is_alphanumeric)) && open == 0
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    #[test]
    fn only_words_between_tags_that_are_closed_stand_by_themselves() {
        for block in
            ["<p>Words.</p>\n", "<div>\nWords\n</div>", "<ul>\n<li>One</li>\n</ul>", "<details><summary>More</summary>"]
        {
            assert!(is_whole(block), "{block}");
        }
        for block in
            ["<div>\n", "</details>", "<a name=\"x\"></a>", "<li>One", "</li>Two", "<blockquote>Words", "<hr/>"]
        {
            assert!(!is_whole(block), "{block}");
        }
    }
}
