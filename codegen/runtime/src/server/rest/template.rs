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

/// Matches one segment: literal text, or literal text around one parameter.
fn match_segment<'t>(form: &'t str, segment: &str, found: &mut Vec<(&'t str, String)>) -> Option<()> {
    let Some((before, rest)) = form.split_once('{') else { return (form == segment).then_some(()) };
    let (name, after) = rest.split_once('}').unwrap_or((rest, ""));
    let value = segment.strip_prefix(before)?.strip_suffix(after)?;
    if value.is_empty() {
        return None;
    }
    found.push((name, value.to_owned()));
    Some(())
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
        assert_eq!(found("/a/{b}", "/a/b/c"), None);
    }
}
