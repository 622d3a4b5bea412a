//! Short texts of values, without room on the heap.

use std::{fmt::Display, io::Write};

use serde::Serialize;

/// What nearly every number and word fits into.
const ROOM: usize = 64;

/// Hands over how a value is displayed.
pub(crate) fn displayed<R>(value: impl Display, with: impl FnOnce(&str) -> R) -> R {
    let mut room = [0; ROOM];
    let mut rest = room.as_mut_slice();
    let fits = write!(rest, "{value}").is_ok();
    let length = ROOM - rest.len();
    match std::str::from_utf8(&room[..length]) {
        Ok(text) if fits => with(text),
        _ => with(&value.to_string()),
    }
}

/// Hands over the JSON text of a value; `None` where it has none.
pub(crate) fn json<R>(value: &impl Serialize, with: impl FnOnce(&str) -> R) -> Option<R> {
    let mut room = [0; ROOM];
    let mut rest = room.as_mut_slice();
    let fits = serde_json::to_writer(&mut rest, value).is_ok();
    let length = ROOM - rest.len();
    match std::str::from_utf8(&room[..length]) {
        Ok(text) if fits => Some(with(text)),
        _ => serde_json::to_string(value).ok().map(|text| with(&text)),
    }
}

#[cfg(test)]
mod tests {
    use super::{ROOM, displayed, json};

    #[test]
    fn long_texts_are_whole_too() {
        for length in [0, 1, ROOM - 2, ROOM - 1, ROOM, ROOM + 1, 3 * ROOM] {
            let text = "я".repeat(length / 2) + &"a".repeat(length % 2);
            assert_eq!(displayed(&text, str::to_owned), text);
            assert_eq!(json(&text, str::to_owned), Some(format!("\"{text}\"")));
        }
    }
}
