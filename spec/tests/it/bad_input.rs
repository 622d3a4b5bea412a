//! No input may panic, and none may take more than a time that grows with its size.

use doctract_spec::{Input, Options, read};

fn read_all(bytes: &[u8]) -> doctract_spec::Reading {
    for name in ["rpc", "rest"] {
        for ending in ["md", "html", "txt"] {
            let _ = crate::read_text(&format!("bad.{ending}"), bytes, &crate::dialect(name));
        }
    }
    read(vec![Input { path: "bad".to_owned(), bytes: bytes.to_vec() }], &Options::default())
}

#[test]
fn what_is_no_document_is_reported() {
    for bytes in [
        &b""[..],
        b"\0\0\0",
        b"\xFF\xFE\xFF",
        b"plain words",
        b"<",
        b"|",
        b"|\n",
        b"|\n|",
        b"{",
        b"```json\n{",
        b"\xEF\xBB\xBF",
    ] {
        let reading = read_all(bytes);
        assert!(!reading.diagnostics.is_empty(), "{bytes:?}");
    }
}

/// What is put where it does not belong.
const WRONG: [&str; 8] = ["я", "|", "<td>", "</table>", "{", "\"", "`", "\u{0}"];

/// Documents cut off in the midst, and with one sign put in the wrong place.
#[test]
fn broken_documents_do_not_stop_the_reader() {
    let documents = crate::files(&crate::folder().join("documents"));
    for path in documents.iter().filter(|path| path.extension().is_none_or(|ending| ending != "snap")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let dialect = crate::dialect(name.split('.').nth(1).unwrap());
        let text = std::fs::read_to_string(path).unwrap();
        for (place, (at, _)) in text.char_indices().step_by(31).enumerate() {
            let cut = crate::read_text(name, &text.as_bytes()[..at], &dialect);
            // Showing a finding must not fail either, wherever its place is.
            crate::rendered(&cut);
            // Each place gets two of them, so that every one of them gets into every part of a document.
            for wrong in [WRONG[place % WRONG.len()], WRONG[(place * 3 + 5) % WRONG.len()]] {
                let broken = format!("{}{wrong}{}", &text[..at], &text[at..]);
                crate::rendered(&crate::read_text(name, broken.as_bytes(), &dialect));
            }
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_replaced_and_the_rest_is_read() {
    let path = crate::folder().join("documents/nested.rpc.md");
    let mut bytes = std::fs::read(path).unwrap();
    bytes.extend(b"\n\xFF\xC3\n");
    let reading = crate::read_text("nested.rpc.md", &bytes, &crate::dialect("rpc"));
    assert!(!reading.ir.apis[0].methods.is_empty());
    assert!(reading.diagnostics.iter().any(|found| found.code.name() == "not-text"));
}

/// Types that stand in each other multiply: what is made of a page must not.
#[test]
fn types_that_multiply_end() {
    const TABLE: &str = "|\nName |\nDescription |\n";
    let part = |part: usize| {
        let row = |member| format!("|\nm{member} |\nType: Part{} A part. |\n", part + 1);
        format!("Part{part}\n{TABLE}{}", (0..10).map(row).collect::<Vec<_>>().concat())
    };
    let method = |at: usize| format!("Add {at}\nPOST /items/{at}\nBody\n{TABLE}|\nwhole |\nType: Part0 All. |\n");
    let pieces = [method(0)].into_iter().chain((0..16).map(part)).chain((1..21).map(method));
    let text = pieces.collect::<Vec<_>>().concat();
    let reading = crate::read_text("bad.txt", text.as_bytes(), &crate::dialect("rest"));
    let mut members = 0;
    for side in reading.ir.apis[0].methods.iter().flat_map(doctract_spec::ir::Method::sides) {
        side.each(&mut |_, _| members += 1);
    }
    assert!((20_000..=200_100).contains(&members), "{members}");
    assert!(reading.diagnostics.iter().any(|found| found.code.name() == "type-too-large"));
}

#[test]
fn deep_and_wide_documents_end() {
    let deep = "<div>".repeat(10_000) + &"<table><tr><td>".repeat(500) + "x";
    let wide =
        format!("<table><tr>{}</tr><tr><td colspan=\"999999999\">x</td></tr></table>", "<td>a</td>".repeat(20_000));
    let quotes = "> ".repeat(5_000) + "x";
    let lists = (0..2_000).map(|depth| " ".repeat(depth) + "- x\n").collect::<String>();
    let braces = "{\n\n".repeat(20_000) + &"[".repeat(20_000);
    let bars = "|\n".repeat(10_000) + &"a |\n".repeat(10_000);
    for (ending, text) in [("html", deep), ("md", wide), ("md", quotes), ("md", lists), ("txt", braces), ("txt", bars)]
    {
        let reading = crate::read_text(&format!("bad.{ending}"), text.as_bytes(), &crate::dialect("rpc"));
        assert!(!reading.diagnostics.is_empty());
    }
}

#[test]
fn a_large_document_is_read_whole() {
    let path = crate::folder().join("documents/nested.rpc.md");
    let one = std::fs::read_to_string(path).unwrap();
    let many: String = (0..300).map(|at| one.replace("items.create", &format!("items{at}.create"))).collect();
    let reading = crate::read_text("many.rpc.md", many.as_bytes(), &crate::dialect("rpc"));
    assert_eq!(reading.ir.apis[0].methods.len(), 300);
}

fn read_page(bytes: &[u8]) -> doctract_spec::Reading {
    crate::read_text("page.html", bytes, doctract_spec::dialect::builtin("uis").unwrap())
}

/// A page with one method: its card, its parameters and the request.
fn page(rows: &str, json: &str) -> String {
    let card = "<tr><td>Метод<td>items.create<tr><td>Описание<td>x";
    let header = "<tr><th>Название<th>Тип";
    let request = "<h3>JSON структура запроса</h3>";
    format!("<table>{card}</table><h3>Параметры запроса</h3><table>{header}{rows}</table>{request}<pre>{json}</pre>")
}

fn rows(count: usize) -> String {
    (0..count).map(|at| format!("<tr><td>p{at}<td>string")).collect::<Vec<_>>().concat()
}

#[test]
fn a_table_of_many_rows_is_read_whole() {
    let reading = read_page(page(&rows(100_000), "{}").as_bytes());
    assert_eq!(reading.ir.apis[0].methods[0].params.len(), 100_000);
}

#[test]
fn deep_json_is_cut_off_with_a_finding() {
    for json in ["{\"a\":".repeat(10_000), "[".repeat(10_000), "{\"params\":[".repeat(10_000)] {
        let reading = read_page(page(&rows(1), &json).as_bytes());
        assert!(reading.diagnostics.iter().any(|found| found.code.name() == "invalid-json"));
    }
}

#[test]
fn every_encoding_of_a_page_is_read_alike() {
    let text = page("<tr><td>caf&eacute;&#x20;<td>string", "{}");
    let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let with_mark = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
    for bytes in [
        text.clone().into_bytes(),
        with_mark(b"\xEF\xBB\xBF", text.clone().into_bytes()),
        with_mark(b"\xFF\xFE", utf16(u16::to_le_bytes)),
        with_mark(b"\xFE\xFF", utf16(u16::to_be_bytes)),
        text.replace("<td>string", "<td>\0string").into_bytes(),
    ] {
        let reading = read_page(&bytes);
        assert_eq!(reading.ir.apis[0].methods[0].params[0].name, "café");
    }
}

#[test]
fn spans_without_sense_do_not_grow_a_table() {
    for attribute in ["colspan=999999999", "rowspan=999999999", "colspan=\"6 align=\"", "colspan=-1", "colspan=0"] {
        let rows = format!("<tr><td {attribute}>first<td>string{}", rows(2_000));
        let reading = read_page(page(&rows, "{}").as_bytes());
        assert!(reading.cells.all().total() >= 4_000, "{attribute}");
    }
}

#[test]
fn tables_in_tables_are_read_or_reported() {
    let nested = format!("<tr><td>outer<td>{}inner", "<table><tr><td>".repeat(10_000));
    let reading = read_page(page(&nested, "{}").as_bytes());
    assert!(!reading.diagnostics.is_empty());
}

#[test]
fn a_finding_in_a_very_long_line_is_shown_by_its_place_alone() {
    let rows = format!("{}<tr><td><td>string", rows(4_000));
    let reading = read_page(page(&rows, "{}").as_bytes());
    let found = reading.diagnostics.iter().find(|found| found.code.name() == "lost-name").unwrap();
    let shown = doctract_spec::diagnostic::human(found, &reading.files, false);
    assert!(shown.contains("--> page.html:1:") && shown.len() < 1000, "{shown}");
}
