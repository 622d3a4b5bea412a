//! Keeping the secret out of everything that is written down, in whatever form a target sends it back.

mod encoded;

use crate::draft::Alteration;
use crate::target::Credential;
use encoded::{Form, forms};

/// How many characters one character of the secret takes at most where it is written otherwise: `\\u0022`, `&#x000022;`, `%F0%9F%98%80`.
const WIDEST: usize = 14;

/// How many characters Base64 or hexadecimal digits make of one at most: of each of its four bytes, two.
const ENCODED: usize = 8;

/// How many backslashes in a row are read as the escapes of one character: JSON in JSON doubles them, six times over with these.
const DEEPEST: usize = 63;

/// Replaces every occurrence of the secret by `$VARIABLE`. Each character of it may stand as it is, behind backslashes, as `\u0022`
/// (RFC 8259, section 7), percent-encoded (RFC 3986, section 2.1), as `+` for a space, or as a character reference of HTML and XML; the whole
/// may be encoded as Base64, also inside of a longer text, or in hexadecimal digits.
pub(crate) fn redact(credential: Option<&Credential>, text: &str) -> String {
    let variable = |credential: &Credential| format!("${}", credential.variable);
    let redacted = replace(credential, text, variable);
    // Cases present it in the other case and without its end, too, which the target may send back.
    [Alteration::OtherCase, Alteration::Shorter].into_iter().fold(redacted, |text, how| {
        let other = credential
            .map(|credential| Credential { secret: how.of(&credential.secret), variable: credential.variable.clone() });
        replace(other.as_ref(), &text, variable)
    })
}

/// Replaces every occurrence of the secret by what the credential is called.
pub(crate) fn replace(credential: Option<&Credential>, text: &str, name: impl FnOnce(&Credential) -> String) -> String {
    let Some(credential) = credential.filter(|credential| !credential.secret.is_empty()) else {
        return text.to_owned();
    };
    let forms = forms(&credential.secret);
    let firsts: Vec<char> = forms.iter().filter_map(|form| form.chars.first().copied()).collect();
    let may_begin = |char: char| "\\%&+".contains(char) || firsts.contains(&char);
    let name = name(credential);
    let mut out = String::with_capacity(text.len());
    // How much of it a name ends: that is taken away by no form that begins a character earlier.
    let mut named = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let met = || forms.iter().find_map(|form| Some((form, after(&form.chars, rest)?)));
        if let Some((form, after)) = if may_begin(first) { met() } else { None } {
            if form.ahead && out.len() > named && out.ends_with(Form::has) {
                out.pop();
            }
            out.push_str(&name);
            named = out.len();
            rest = if form.behind { after.strip_prefix(Form::has).unwrap_or(after) } else { after };
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// Whether the secret occurs in any of its forms.
pub(crate) fn holds(credential: Option<&Credential>, text: &str) -> bool {
    credential.is_some() && redact(credential, text) != text
}

/// The beginning of a text without the secret. What is cut off takes no part of the secret with it.
pub(crate) fn beginning(credential: Option<&Credential>, text: &str, length: usize) -> String {
    let secret = credential.map_or(0, |credential| credential.secret.chars().count());
    let window: String = text.chars().take(length + secret * WIDEST * ENCODED).collect();
    let redacted = redact(credential, &window);
    let mut shown: String = redacted.chars().take(length).collect();
    if shown.len() < redacted.len() || window.len() < text.len() {
        shown.push_str(" …");
    }
    shown
}

/// What follows the secret at the beginning of a text; none where it does not begin with it. A character such as `&` may begin another one,
/// so that all ways of reading are followed.
fn after<'t>(secret: &[char], text: &'t str) -> Option<&'t str> {
    let mut ways = vec![text];
    for char in secret {
        ways = ways.into_iter().flat_map(|rest| written(*char, rest)).collect();
        ways.sort_unstable_by_key(|rest| rest.len());
        ways.dedup_by_key(|rest| rest.len());
        if ways.is_empty() {
            return None;
        }
    }
    ways.first().copied()
}

/// What may follow a character that is written at the beginning of a text in one of its forms.
fn written(char: char, text: &str) -> impl Iterator<Item = &str> {
    let space = if char == ' ' { text.strip_prefix('+') } else { None };
    let unescaped = without_escapes(text);
    let escaped = if unescaped.len() < text.len() { unescaped.strip_prefix(char) } else { None };
    let forms = [
        text.strip_prefix(char),
        space,
        escaped,
        by_code_units(char, text),
        percent_encoded(char, text),
        reference(char, text),
    ];
    forms.into_iter().flatten()
}

/// What follows the backslashes that a text begins with, of which no more are read than there is sense in.
fn without_escapes(text: &str) -> &str {
    let count = text.bytes().take(DEEPEST).take_while(|byte| *byte == b'\\').count();
    &text[count..]
}

/// `\u0022`, and two of them for a character beyond the first plane.
fn by_code_units(char: char, text: &str) -> Option<&str> {
    let mut units = [0; 2];
    char.encode_utf16(&mut units).iter().try_fold(text, |rest, unit| {
        let digits = without_escapes(rest.strip_prefix('\\')?).strip_prefix('u')?;
        let (code, rest) = digits.split_at_checked(4)?;
        (u16::from_str_radix(code, 16).ok()? == *unit).then_some(rest)
    })
}

fn percent_encoded(char: char, text: &str) -> Option<&str> {
    let mut bytes = [0; 4];
    char.encode_utf8(&mut bytes).bytes().try_fold(text, |rest, byte| {
        let (code, rest) = rest.strip_prefix('%')?.split_at_checked(2)?;
        (u8::from_str_radix(code, 16).ok()? == byte).then_some(rest)
    })
}

/// `&quot;`, `&#34;` or `&#x22;`.
fn reference(char: char, text: &str) -> Option<&str> {
    let text = text.strip_prefix('&')?;
    let end = text.bytes().take(WIDEST).position(|byte| byte == b';')?;
    let (name, rest) = (&text[..end], &text[end + 1..]);
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    });
    let named = match name {
        "quot" => Some('"'),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        _ => None,
    };
    (number.and_then(char::from_u32).or(named) == Some(char)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credential(secret: &str) -> Credential {
        Credential { variable: "TOKEN".to_owned(), secret: secret.to_owned() }
    }

    #[test]
    fn every_form_of_the_secret_is_replaced() {
        let credential = credential("a\"b/ё c&😀");
        let forms = [
            "a\"b/ё c&😀",
            "A\"B/ё C&😀",
            r#"a\"b\/ё c&😀"#,
            r#"a\\\"b/ё c&😀"#,
            r"a\u0022b\u002F\u0451\u0020c\u0026\ud83d\uDE00",
            "a%22b%2F%D1%91%20c%26%F0%9F%98%80",
            "a%22b%2f%d1%91+c%26%f0%9f%98%80",
            "a&quot;b/&#1105; c&amp;&#x1F600;",
            "%61\"b/ё c&😀",
        ];
        for form in forms {
            assert_eq!(redact(Some(&credential), &format!("<{form}>")), "<$TOKEN>", "{form}");
        }
    }

    #[test]
    fn every_encoding_of_the_secret_is_replaced() {
        use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};
        let secret = "s3cr?t>ZQ~ÿ9";
        let credential = credential(secret);
        for around in [("", ""), ("u:", ""), ("us:", ":x"), ("user", "tail")] {
            let text = format!("{}{secret}{}", around.0, around.1);
            let whole = BASE64_STANDARD.encode(&text);
            for form in [&whole, &whole.replace('/', "\\/"), &BASE64_URL_SAFE_NO_PAD.encode(&text)] {
                let redacted = redact(Some(&credential), &format!("<{form}>"));
                assert!(redacted.contains("$TOKEN") && redacted.len() < 20, "{form} gives {redacted}");
            }
            let hex = text.bytes().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
            for form in [hex.to_uppercase(), hex] {
                assert!(redact(Some(&credential), &form).contains("$TOKEN"), "{form}");
            }
        }
        let basic = self::credential(&BASE64_STANDARD.encode("user:pass word"));
        assert_eq!(redact(Some(&basic), "no user:pass word, no pass%20word"), "no $TOKEN, no $TOKEN");
    }

    #[test]
    fn all_else_stays() {
        let percent = credential("a%25&amp;b");
        assert_eq!(redact(Some(&percent), "a%25&amp;b a%2525%26amp;b a%25b"), "$TOKEN $TOKEN a%25b");
        let credential = credential("abc");
        for text in ["", "ab", "ab c", "a%b", "\\", "%", "&amp", "\\u00", "Abc"] {
            assert_eq!(redact(Some(&credential), text), text);
        }
        assert_eq!(redact(None, "abc"), "abc");
    }

    #[test]
    fn a_hostile_answer_takes_no_time() {
        let begun = std::time::Instant::now();
        for hostile in ["\\", "&", "%", "\\u", "a\\"] {
            let text = hostile.repeat(100_000);
            assert_eq!(redact(Some(&credential("a;b")), &text), text);
        }
        assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
    }

    #[test]
    fn what_is_cut_off_leaves_no_part_of_the_secret() {
        let credential = credential("secret");
        assert_eq!(beginning(Some(&credential), "12345secret67", 8), "12345$TO …");
        assert_eq!(beginning(Some(&credential), "12345", 8), "12345");
    }
}
