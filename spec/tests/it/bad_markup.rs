//! Markup that no writer means: the HTML parser moves it, keeps it apart or leaves it out, and nothing may panic of it.

/// Elements whose contents the parser keeps apart, moves, or leaves out, in each other's way.
#[test]
fn elements_in_wrong_places_do_not_stop_the_reader() {
    let table = "<h2>items.list</h2><table><tr><th>Name<th>Type<tr><td>id<td>int</table>";
    for wrong in [
        "<template>x<template>y</template>z</template>",
        "<template><template><template>",
        "</template></template>",
        "<table><template><tr><td>x</template><tr><td>y</table>",
        "<table><tr><template><td></template></table></template>",
        "<template><table>x<tr></template>y</table>",
        "<template><b><p></template></b><template><td></table>",
        "<p><template shadowrootmode=open>x</template>",
        "<b><template><b></b></b></template></b>",
        "<svg><template>x</template><foreignObject><template><td></svg>",
        "<table><svg><td>x</svg></table>",
        "<table><math><mi><tr><td>x</math></table>",
        "<math><annotation-xml encoding='text/html'><template><table></math>",
        "<svg><desc><table><svg></desc></svg><p></table>",
        "<frameset><frame><noframes>x</frameset>",
        "<table><frameset></table><frameset><template>",
        "<noscript><table><noscript></table></noscript>",
        "<table><a>1<td><a>2</a><table><a>3</a></table></table></a>",
        "<b><i><p></b><table><b></i><tr></b></table>",
        "<select><table><template><option><selectedcontent></select></table>",
        "<html colspan=2><body rowspan=2><html><body><head></head>",
        "<?target data?><!doctype html><table><!-- x --><?y></table><!-- z",
        "<table><tr><td colspan=x rowspan='' COLSPAN=2>x<td colspan=-1 rowspan=99999999999999999999999>y</table>",
    ] {
        for text in [format!("{table}{wrong}{table}"), format!("{wrong}{table}"), wrong.repeat(100)] {
            for name in ["bad.rpc.html", "bad.rpc.md"] {
                crate::rendered(&crate::read_text(name, text.as_bytes(), &crate::dialect("rpc")));
            }
        }
    }
}

/// Tags in any order: a fixed sequence of them, as no one would write them.
#[test]
fn tags_in_any_order_do_not_stop_the_reader() {
    const TAGS: &[&str] = &[
        "template", "table", "tbody", "tr", "td", "th", "caption", "colgroup", "col", "svg", "math", "mi", "desc", "b",
        "a", "nobr", "p", "div", "select", "option", "frameset", "noscript", "form", "body", "html", "li", "h2", "pre",
        "object", "title",
    ];
    let mut state = 7_u32;
    let mut next = |below: usize| {
        // Numerical Recipes' linear congruential generator; its low bits are poor.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % below
    };
    for _ in 0..400 {
        let mut piece = |_| {
            let tag = TAGS[next(TAGS.len())];
            match next(8) {
                0..=3 => format!("<{tag}>"),
                4..=5 => format!("</{tag}>"),
                6 => "text ".to_owned(),
                _ => "<!-- x -->".to_owned(),
            }
        };
        let text = (0..60).map(&mut piece).collect::<String>();
        crate::rendered(&crate::read_text("bad.html", text.as_bytes(), &crate::dialect("rpc")));
    }
}

/// What some sites put around or into their text hides none of it.
#[test]
fn forms_buttons_and_code_in_code_hide_nothing() {
    let page = std::fs::read_to_string(crate::folder().join("documents/terms.web.html")).unwrap();
    let read = |text: &str| crate::read_text("page.html", text.as_bytes(), &crate::dialect("web")).ir;
    let wanted = read(&page).apis[0].methods.iter().map(|method| method.name.clone()).collect::<Vec<_>>();
    assert_eq!(wanted.len(), 2, "{wanted:?}");
    for text in [
        page.replace("<body>", "<body><form action=/x>").replace("</body>", "</form></body>"),
        page.replace("<code>GET </code>", "<button>GET </button>"),
        page.replace("<pre>", "<pre><pre>"),
        page.replace("<h2>", "<form><input><button>Search</button></form><h2>"),
    ] {
        let ir = read(&text);
        let found: Vec<_> = ir.apis[0].methods.iter().map(|method| method.name.clone()).collect();
        assert_eq!(found, wanted, "{text}");
        assert_eq!(ir.apis[0].methods[0].responses[0].fields.len(), 1, "{text}");
    }
    let text = "<h2>Add</h2><div><button>Copy</button><button><b>POST</b> <span>/items</span></button></div>";
    let ir = crate::read_text("page.html", text.as_bytes(), &crate::dialect("rest")).ir;
    assert_eq!(ir.apis[0].methods[0].name, "POST /items");
}

/// Components as a program would write them, of which some are never closed, close what is not open, or nest without end.
#[test]
fn components_in_wrong_places_do_not_stop_the_reader() {
    let many = 2_000;
    for text in [
        "<Ab a=\"b\">\n".repeat(many) + "x\n" + &"</Ab>\n".repeat(many),
        "<Ab>".repeat(many) + &"</Ab>".repeat(many),
        "<Ab a=\"b\n".repeat(many) + "</Ab>",
        "<Ab>\n".to_owned() + &"x </Cd>\n".repeat(many) + "</Ab>",
        "### Path\n".to_owned() + &"<Field path=\"a\">\n".repeat(many) + &"</Field>\n".repeat(many),
        "### Path\n- <Field path=\"\u{e9}\"/>\n  <Field\n  path={[}/>\n<Field path={`a`}/> x\n<Field>x</Field"
            .to_owned(),
        "<Field path='a'>\r\n      <table><tr><td>\r\n</Field>\r\n    x\r\n</table>".to_owned(),
        "| <Field path='a'/> | b |\n|---|---|\n| <Ab>\n</Ab> | d |".to_owned(),
    ] {
        crate::rendered(&crate::read_text("bad.parts.mdx", text.as_bytes(), &crate::dialect("parts")));
    }
}
