//! The places of what is read: line and column are those of the file, whatever a parser made of its text.

use doctract_spec::ir::Source;

/// A page whose messages are written with character references, once several of them on one line.
const PAGE: &str = "<table>\n<tr><th>Method</th><th><code>items.get</code></th></tr>\n</table>\n\
<h3>Parameters</h3>\n<table>\n<tr><th>Name</th><th>Type</th></tr>\n\
<tr><td><code>id</code></td><td>number</td></tr>\n</table>\n\
<h3>Request JSON</h3>\n<pre><code>{&quot;method&quot;: &quot;items.get&quot;, &quot;params&quot;: {\n\
  &quot;id&quot;: &quot;number&quot;, &#34;tag&#34;: &quot;string&quot;,\n\
  <span>&quot;size&quot;</span>: &quot;number&quot;\n}}\n</code></pre>\n";

fn place(page: &str, name: &str) -> Source {
    let reading = crate::read_text("page.html", page.as_bytes(), &crate::dialect("rpc"));
    let method = &reading.ir.apis[0].methods[0];
    let param = method.params.iter().find(|param| param.name == name);
    param.unwrap_or_else(|| panic!("{name} is not read: {}", crate::rendered(&reading))).source.clone()
}

#[test]
fn a_member_behind_character_references_has_its_place() {
    for (name, written) in [("tag", "&#34;tag"), ("size", "&quot;size")] {
        let found = place(PAGE, name);
        let line = PAGE.lines().nth(found.line as usize - 1).unwrap();
        let text: String = line.chars().skip(found.column as usize - 1).collect();
        assert!(text.starts_with(written), "{name} at {found}: {text}");
    }
}

#[test]
fn ends_of_lines_of_two_characters_move_nothing() {
    let dos = PAGE.replace('\n', "\r\n");
    for name in ["id", "tag", "size"] {
        assert_eq!(place(&dos, name), place(PAGE, name), "{name}");
    }
}
