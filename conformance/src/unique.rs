//! Values that differ from case to case and from run to run, and are the same again for the same seed.

use std::cell::Cell;
use std::rc::Rc;

use serde_json::Value;

/// The longest number whose values are counted rather than drawn.
const SHORT: usize = 6;

/// How many digits of base 36 a drawn number has at least, but for one in a million.
const DRAWN: usize = 8;

/// The longest text whose values are counted rather than drawn.
const SHORT_TEXT: usize = 4;

/// How many values were counted out to all cases of a plan.
#[derive(Debug, Default)]
pub struct Counted {
    numbers: Cell<u64>,
    /// By the length of the texts.
    texts: [Cell<u64>; SHORT_TEXT],
}

/// A source of unlike values for one case.
#[derive(Debug)]
pub struct Unique {
    run: u64,
    case: u64,
    count: Cell<u64>,
    counted: Rc<Counted>,
}

impl Unique {
    /// A source for the case of this id in the run of this seed. `counted` counts through all cases of a plan: where there is little room, as
    /// in a number of four digits, values drawn by chance would be equal soon.
    pub fn new(seed: u64, case: &str, counted: &Rc<Counted>) -> Self {
        Self {
            run: hash(&seed.to_le_bytes()),
            case: hash(case.as_bytes()),
            count: Cell::new(0),
            counted: Rc::clone(counted),
        }
    }

    /// A text that no other call returned, which begins with the prefix of the run.
    pub fn text(&self) -> String {
        format!("{}-{}", run_prefix(self.run), base36(self.next()))
    }

    /// A text of so many letters and digits: where these are few, the next of all that there are, from a place that the run decides. None where
    /// they are many enough to be drawn.
    pub fn short_text(&self, length: usize) -> Option<String> {
        let counted = self.counted.texts.get(length.checked_sub(1)?)?;
        counted.set(counted.get() + 1);
        let room = 36_u64.pow(u32::try_from(length).ok()?);
        let digits = base36((self.run % room + counted.get()) % room);
        Some(format!("{}{digits}", "0".repeat(length.saturating_sub(digits.len()))))
    }

    /// The same as [`Self::text`], of texts that are alike for longer than ten characters.
    pub fn text_alike(&self) -> String {
        format!("{}-0000000000{}", run_prefix(self.run), base36(self.next()))
    }

    /// As many digits as asked for, the first not 0.
    pub fn digits(&self, length: usize) -> String {
        if (2..=SHORT).contains(&length) {
            return self.short(length);
        }
        let mut digits = String::with_capacity(length);
        let mut state = self.next();
        while digits.len() < length {
            let digit = if digits.is_empty() { 1 + state % 9 } else { state % 10 };
            digits.push(char::from_digit(u32::try_from(digit).unwrap_or(0), 10).unwrap_or('0'));
            state = hash(&state.to_le_bytes());
        }
        digits
    }

    /// The next of all numbers of so many digits, from a place that the run decides.
    fn short(&self, length: usize) -> String {
        self.counted.numbers.set(self.counted.numbers.get() + 1);
        let least = 10_u64.pow(u32::try_from(length - 1).unwrap_or(0));
        let at = (self.run % (9 * least)).wrapping_add(self.counted.numbers.get());
        (least + at % (9 * least)).to_string()
    }

    /// A number that no other call in this plan returned, from a place that the run decides.
    pub fn number(&self) -> u64 {
        self.counted.numbers.set(self.counted.numbers.get() + 1);
        (self.run & 0xffff_ffff).wrapping_add(self.counted.numbers.get())
    }

    /// Which of so many is next in turn.
    pub fn turn(&self, of: usize) -> Option<usize> {
        usize::try_from(self.number().checked_rem(u64::try_from(of).ok()?)?).ok()
    }

    /// The JSON-RPC `id` of a request: a short word or a number, so that every method is seen to echo both.
    pub fn request_id(&self) -> Value {
        let drawn = self.next();
        if drawn.is_multiple_of(2) {
            Value::String(format!("c-{}", base36(drawn)))
        } else {
            // Every JSON reader keeps so many digits (RFC 8259, section 6).
            Value::from(drawn % 1_000_000_000)
        }
    }

    fn next(&self) -> u64 {
        self.count.set(self.count.get() + 1);
        let mut bytes = [0; 24];
        bytes[..8].copy_from_slice(&self.run.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.case.to_le_bytes());
        bytes[16..].copy_from_slice(&self.count.get().to_le_bytes());
        hash(&bytes)
    }
}

fn run_prefix(run: u64) -> String {
    format!("dt{}", base36(run & 0x00ff_ffff))
}

/// FNV-1a with a final mix (the standard hasher may change between releases of Rust, and a seed must give the same run for ever).
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let fnv = |state: u64, byte: &u8| (state ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let mut state = bytes.iter().fold(0xcbf2_9ce4_8422_2325, fnv);
    state = (state ^ (state >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    state ^ (state >> 29)
}

fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit(u32::try_from(number % 36).unwrap_or(0), 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}

/// Whether a value is a text as [`Unique::text`] makes them, which no other request holds: the prefix of a run, and a number.
pub(crate) fn is_own_text(value: &Value) -> bool {
    let digits =
        |text: &str| text.bytes().take_while(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase()).count();
    let parts = value.as_str().and_then(|text| text.strip_prefix("dt")?.split_once('-'));
    parts.is_some_and(|(run, rest)| digits(run) == run.len() && digits(rest) >= DRAWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_texts_are_told_from_words_of_the_documents() {
        let unique = Unique::new(7, "a", &Rc::default());
        let text = unique.text();
        assert!(is_own_text(&Value::from(text.as_str())), "{text}");
        assert!(is_own_text(&Value::from(format!("{text}@example.com"))));
        for word in ["dtmf_inband", "dtmf-", "dt", "other-1", "dtmf in-band", "dtmf-inband"] {
            assert!(!is_own_text(&Value::from(word)), "{word}");
        }
    }
}
