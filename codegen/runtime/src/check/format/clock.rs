//! Dates and times (RFC 3339, section 5.6).

/// Two digits as a number.
fn two(bytes: &[u8]) -> Option<u32> {
    match bytes {
        [a @ b'0'..=b'9', b @ b'0'..=b'9'] => Some(u32::from(a - b'0') * 10 + u32::from(b - b'0')),
        _ => None,
    }
}

/// A date of the calendar.
pub(super) fn date(bytes: &[u8]) -> bool {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = bytes else { return false };
    let (Some(century), Some(year), Some(month), Some(day)) =
        (two(&[*y1, *y2]), two(&[*y3, *y4]), two(&[*m1, *m2]), two(&[*d1, *d2]))
    else {
        return false;
    };
    let year = century * 100 + year;
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// A date and a time.
pub(super) fn date_time(bytes: &[u8]) -> bool {
    let Some((day, [b'T' | b't' | b' ', rest @ ..])) = bytes.split_at_checked(10) else { return false };
    date(day) && time(rest)
}

/// A time of the day.
pub(super) fn time(bytes: &[u8]) -> bool {
    let Some((clock, rest)) = bytes.split_at_checked(8) else { return false };
    clock_time(clock) && offset(fraction(rest))
}

fn clock_time(bytes: &[u8]) -> bool {
    let [h1, h2, b':', m1, m2, b':', s1, s2] = bytes else { return false };
    // 60 is a leap second.
    let within = |high: u8, low: u8, most: u32| two(&[high, low]).is_some_and(|n| n <= most);
    within(*h1, *h2, 23) && within(*m1, *m2, 59) && within(*s1, *s2, 60)
}

/// What follows the fraction of a second; the text itself when its fraction has no digits.
fn fraction(bytes: &[u8]) -> &[u8] {
    let Some(digits) = bytes.strip_prefix(b".") else { return bytes };
    let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 { bytes } else { &digits[count..] }
}

fn offset(bytes: &[u8]) -> bool {
    match bytes {
        [] | [b'Z' | b'z'] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => {
            two(&[*h1, *h2]).is_some_and(|h| h <= 23) && two(&[*m1, *m2]).is_some_and(|m| m <= 59)
        }
        _ => false,
    }
}
