//! Which of its media types an answer comes in (RFC 9110, section 12.5.1).

use http::{HeaderMap, header::ACCEPT};

use crate::{ApiSpec, XmlSpec};

/// What JSON is called.
const JSON: &str = "application/json";

/// Whether the caller would rather have XML than JSON. JSON wins where nothing is said, and where both are as welcome.
pub(super) fn asks_for_xml(spec: &ApiSpec, headers: &HeaderMap) -> bool {
    let Some(xml) = spec.xml else { return false };
    let fields = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let ranges: Vec<(String, u16)> = fields.flat_map(|field| field.split(',')).filter_map(range).collect();
    let of_json = welcome(&ranges, &[JSON]);
    let of_xml = welcome(&ranges, &xml_names(&xml));
    of_xml > of_json || (of_xml == of_json && of_xml > 0 && is_first(&ranges, &xml))
}

/// What XML may be called: as documented, or by either of its registered names (RFC 7303, section 9).
fn xml_names(xml: &XmlSpec) -> [&'static str; 3] {
    [xml.content_type, "application/xml", "text/xml"]
}

/// Of two types that are named and as welcome, the one that is named first is taken.
fn is_first(ranges: &[(String, u16)], xml: &XmlSpec) -> bool {
    let named = |(range, _): &&(String, u16)| range == JSON || xml_names(xml).contains(&range.as_str());
    ranges.iter().find(named).is_some_and(|(range, _)| range != JSON)
}

/// A media range and its quality in thousandths (section 12.4.2), 1000 where it has none.
fn range(text: &str) -> Option<(String, u16)> {
    let mut parts = text.split(';').map(str::trim);
    let media = parts.next().filter(|media| !media.is_empty())?.to_ascii_lowercase();
    let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    Some((media, quality.map_or(1000, thousandths)))
}

/// A quality as a whole number; 0 for what is none.
fn thousandths(quality: &str) -> u16 {
    let (whole, fraction) = quality.split_once('.').unwrap_or((quality, ""));
    if fraction.len() > 3 {
        return 0;
    }
    let digits = format!("{whole}{fraction:0<3}");
    digits.parse().ok().filter(|thousandths| *thousandths <= 1000).unwrap_or(0)
}

/// How welcome a type is: the most specific range that it falls into counts.
fn welcome(ranges: &[(String, u16)], names: &[&str]) -> u16 {
    let best = |falls: &dyn Fn(&str, &str) -> bool| {
        let qualities = ranges.iter().filter(|(range, _)| names.iter().any(|name| falls(range, name)));
        qualities.map(|(_, quality)| *quality).max()
    };
    let within =
        |range: &str, name: &str| range.strip_suffix("/*").is_some_and(|kind| name.split('/').next() == Some(kind));
    best(&|range, name| range == name)
        .or_else(|| best(&within))
        .or_else(|| best(&|range, _| range == "*/*"))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header::ACCEPT};

    use super::asks_for_xml;
    use crate::{ApiSpec, Members, XmlSpec};

    const SPEC: ApiSpec = ApiSpec {
        endpoint: "/",
        auth: None,
        violations: &[],
        members: Members {
            code: None,
            message: None,
            mnemonic: None,
            field: None,
            value: None,
            params: None,
            metadata: None,
        },
        error_lists: &[],
        closed: false,
        xml: Some(XmlSpec { content_type: "text/xml", root: "a", booleans: ["y", "n"], suffix: None }),
    };

    #[test]
    fn goes_by_quality_and_then_by_order() {
        let cases = [
            ("", false),
            ("*/*", false),
            ("text/xml", true),
            ("application/xml", true),
            ("text/*", true),
            ("application/json, text/xml", false),
            ("text/xml, application/json", true),
            ("text/xml;q=0.5, application/json", false),
            ("application/json;q=0.5, text/xml;q=0.75", true),
            ("text/xml;q=0, */*", false),
            ("application/json;q=0, */*;q=0.1", true),
            ("text/xml;level=1;Q=0.9, */*;q=0.8", true),
            ("text/html, image/png", false),
            ("text/xml;q=nonsense, application/json;q=0.1", false),
            (";;q=,,", false),
        ];
        for (accept, xml) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
            assert_eq!(asks_for_xml(&SPEC, &headers), xml, "{accept}");
        }
        assert!(!asks_for_xml(&SPEC, &HeaderMap::new()));
    }
}
