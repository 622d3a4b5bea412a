//! Path templates: `/orgs/{orgId}/contacts`.

use percent_encoding::percent_decode_str;

/// The pattern by which axum routes a template: a segment with a parameter in it takes any segment, and is matched in full later.
///
/// Parameters are named by their place, so that templates which differ only in names share one route.
pub(super) fn pattern(template: &str) -> String {
    let segments = template.split('/').enumerate().map(|(index, segment)| {
        if segment.contains('{') { format!("{{p{index}}}") } else { segment.replace('}', "}}") }
    });
    let pattern = segments.collect::<Vec<_>>().join("/");
    if pattern.starts_with('/') { pattern } else { format!("/{pattern}") }
}

/// The parameters of a path, decoded; `None` where the path does not have the form of the template.
pub(super) fn parameters<'t>(template: &'t str, path: &str) -> Option<Vec<(&'t str, String)>> {
    let (template, path) = (template.trim_start_matches('/'), path.trim_start_matches('/'));
    if template.split('/').count() != path.split('/').count() {
        return None;
    }
    let mut found = Vec::new();
    for (form, segment) in template.split('/').zip(path.split('/')) {
        let segment = percent_decode_str(segment).decode_utf8().ok()?;
        match_segment(form, &segment, &mut found)?;
    }
    Some(found)
}

/// Matches one segment: literal text, or parameters with literal text around them. Of several parameters each ends where the text behind it
/// first stands; none is empty.
fn match_segment<'t>(form: &'t str, segment: &str, found: &mut Vec<(&'t str, String)>) -> Option<()> {
    let Some((before, mut form)) = form.split_once('{') else { return (form == segment).then_some(()) };
    let mut rest = segment.strip_prefix(before)?;
    loop {
        let (name, after) = form.split_once('}').unwrap_or((form, ""));
        let first = rest.chars().next()?.len_utf8();
        let Some((literal, next)) = after.split_once('{') else {
            let value = rest.strip_suffix(after).filter(|value| !value.is_empty())?;
            found.push((name, value.to_owned()));
            return Some(());
        };
        let end = first + rest[first..].find(literal)?;
        found.push((name, rest[..end].to_owned()));
        (form, rest) = (next, &rest[end + literal.len()..]);
    }
}

#[cfg(test)]
mod tests {
    use super::{parameters, pattern};

    #[test]
    fn patterns_forget_names() {
        assert_eq!(pattern("/orgs/{orgId}/contacts"), "/orgs/{p2}/contacts");
        assert_eq!(pattern("a/{b}.json"), "/a/{p1}");
    }

    #[test]
    fn finds_parameters() {
        let found = |template, path| parameters(template, path);
        assert_eq!(found("/orgs/{orgId}/contacts", "/orgs/a%20b/contacts"), Some(vec![("orgId", "a b".to_owned())]));
        assert_eq!(found("/a/{b}.json", "/a/c.json"), Some(vec![("b", "c".to_owned())]));
        assert_eq!(found("/a/{b}.json", "/a/c.xml"), None);
        assert_eq!(found("/a/{b}", "/a/"), None);
        let two = |from: &str, to: &str| Some(vec![("from", from.to_owned()), ("to", to.to_owned())]);
        assert_eq!(found("/rates/{from}-{to}", "/rates/eur-usd"), two("eur", "usd"));
        assert_eq!(found("/rates/x{from}..{to}.json", "/rates/xa..b..c.json"), two("a", "b..c"));
        assert_eq!(found("/rates/{from}-{to}", "/rates/--b"), two("-", "b"));
        for wrong in ["/rates/eurusd", "/rates/eur-", "/rates/-usd", "/rates/"] {
            assert_eq!(found("/rates/{from}-{to}", wrong), None, "{wrong}");
        }
        assert_eq!(found("/a/{b}", "/a/b/c"), None);
    }
}
