//! Partial updates: what is absent stays, what is `null` is emptied.

use doctract_runtime::Patch;

/// Changes an optional value.
pub(super) fn apply<T>(patch: Patch<T>, stored: &mut Option<T>) {
    if let Some(value) = patch.into_option() {
        *stored = value;
    }
}

/// Changes a value that has a default, which is what `null` brings back.
pub(super) fn apply_or<T>(patch: Patch<T>, stored: &mut T, default: T) {
    if let Some(value) = patch.into_option() {
        *stored = value.unwrap_or(default);
    }
}

/// A list to write, `None` to leave the one that is there.
pub(super) fn emptied<T>(patch: Patch<Vec<T>>) -> Option<Vec<T>> {
    patch.into_option().map(Option::unwrap_or_default)
}
