//! Addresses of mail, and names of hosts.

/// An address of mail: a name and a host of two labels at least.
pub(super) fn email(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(at) = bytes.iter().rposition(|byte| *byte == b'@') else { return false };
    let (local, domain) = (&bytes[..at], &bytes[at + 1..]);
    local.len() <= 64
        && domain.len() <= 255
        && labels(local, &ATOM, |_| true) >= 1
        && labels(domain, &HOST, host_label) >= 2
        // Letters of all scripts are let in (RFC 6531, section 3.3), and no other characters.
        && (text.is_ascii() || text.chars().all(|c| c.is_ascii() || c.is_alphanumeric()))
}

/// A host name, of one label or several (RFC 1123, section 2.1): letters of ASCII alone, for others are written with them.
pub(super) fn name(text: &str) -> bool {
    text.is_ascii() && text.len() <= 253 && labels(text.as_bytes(), &HOST, host_label) >= 1
}

fn host_label(label: &[u8]) -> bool {
    label.first() != Some(&b'-') && label.last() != Some(&b'-') && label.len() <= 63
}

/// How many labels there are between dots; none when one of them is empty, holds another byte, or does not fit.
fn labels(text: &[u8], allowed: &[bool; 256], fits: impl Fn(&[u8]) -> bool) -> usize {
    let mut count = 0;
    for label in text.split(|byte| *byte == b'.') {
        if label.is_empty() || !label.iter().all(|byte| allowed[usize::from(*byte)]) || !fits(label) {
            return 0;
        }
        count += 1;
    }
    count
}

/// What an atom is made of (RFC 5322, section 3.2.3).
static ATOM: [bool; 256] = letters_digits_and(b"!#$%&'*+-/=?^_`{|}~");

/// What a label of a host name is made of (RFC 1123, section 2.1).
static HOST: [bool; 256] = letters_digits_and(b"-");

/// Letters, digits, all bytes beyond ASCII, and some more.
const fn letters_digits_and(more: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut index = 0;
    while index < more.len() {
        table[more[index] as usize] = true;
        index += 1;
    }
    let mut byte = u8::MAX;
    while byte > 0 {
        table[byte as usize] |= byte.is_ascii_alphanumeric() || !byte.is_ascii();
        byte -= 1;
    }
    table
}
