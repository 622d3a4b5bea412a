//! The secret as other texts hold it: in Base64 (RFC 4648, sections 4 and 5), in hexadecimal digits (section 8), and what it says itself where
//! it is the Base64 of a user name and a password (RFC 7617, section 2).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// How many characters of Base64 are the secret for sure where it stands inside of more, and how many where it stands alone.
const INSIDE: usize = 6;
const ALONE: usize = 4;

/// A text that the secret is told by.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Form {
    /// Its characters.
    pub(super) chars: Vec<char>,
    /// Whether the character ahead of it tells a part of the secret, too.
    pub(super) ahead: bool,
    /// Whether the character behind it does.
    pub(super) behind: bool,
}

impl Form {
    fn whole(text: &str) -> Self {
        Self { chars: text.chars().collect(), ahead: false, behind: false }
    }

    /// Whether a character may be one of Base64, in either of its alphabets.
    pub(super) fn has(char: char) -> bool {
        char.is_ascii_alphanumeric() || "+/-_".contains(char)
    }
}

/// All forms of a secret, itself included.
pub(super) fn forms(secret: &str) -> Vec<Form> {
    let mut forms = vec![Form::whole(secret)];
    for told in [secret.to_owned()].into_iter().chain(decoded(secret)) {
        forms.push(Form::whole(&told));
        let hex = |upper: bool| {
            told.bytes().map(move |byte| if upper { format!("{byte:02X}") } else { format!("{byte:02x}") })
        };
        if told.len() * 2 > ALONE {
            forms.extend([false, true].map(|upper| Form::whole(&hex(upper).collect::<String>())));
        }
        forms.extend((0..3).flat_map(|shift| in_base64(told.as_bytes(), shift)));
    }
    forms.sort();
    forms.dedup();
    // What tells more is looked for first.
    forms.reverse();
    forms
}

/// The Base64 of a secret that so many bytes (of three) stand ahead of: the characters that it alone decides.
fn in_base64(secret: &[u8], shift: usize) -> Vec<Form> {
    let padded = [&[0; 3][..shift], secret].concat();
    let bits = padded.len() * 8;
    let (from, to) = ((shift * 8).div_ceil(6), bits / 6);
    if to < from + if shift == 0 { ALONE } else { INSIDE } {
        return Vec::new();
    }
    let form = |text: String| Form {
        chars: text.chars().take(to).skip(from).collect(),
        ahead: shift > 0,
        behind: !bits.is_multiple_of(6),
    };
    vec![form(STANDARD_NO_PAD.encode(&padded)), form(URL_SAFE_NO_PAD.encode(&padded))]
}

/// A user name with its password, and the password, where the secret is the Base64 of these.
fn decoded(secret: &str) -> Vec<String> {
    let bytes = STANDARD.decode(secret).or_else(|_| URL_SAFE_NO_PAD.decode(secret)).ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    let pair = text.filter(|text| text.len() >= ALONE && !text.chars().any(char::is_control));
    let Some((pair, password)) = pair.as_ref().and_then(|pair| Some((pair, pair.split_once(':')?.1))) else {
        return Vec::new();
    };
    let password = Some(password.to_owned()).filter(|password| password.len() >= ALONE);
    [pair.clone()].into_iter().chain(password).collect()
}
