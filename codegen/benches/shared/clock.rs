//! How long things take, as the least of several rounds: what else the machine does makes a round longer, never shorter.

use std::time::{Duration, Instant};

const ROUNDS: usize = 40;

/// The time that one call takes, out of rounds of so many calls. Things to be compared go through the rounds side by side.
pub(crate) fn least(calls: u32, things: &mut [&mut dyn FnMut()]) -> Vec<Duration> {
    let mut least = vec![Duration::MAX; things.len()];
    for _ in 0..ROUNDS {
        for (thing, least) in things.iter_mut().zip(&mut least) {
            let begin = Instant::now();
            for _ in 0..calls {
                thing();
            }
            *least = (*least).min(begin.elapsed() / calls);
        }
    }
    least
}

/// One time as a part of another.
pub(crate) fn ratio(part: Duration, whole: Duration) -> f64 {
    part.as_secs_f64() / whole.as_secs_f64()
}

/// Whether the command line asks for one thing alone, for a profiler: `-- SUBJECT THING CALLS`. If it asks for one of these, it runs.
pub(crate) fn alone(subject: &str, things: &mut [(&str, &mut dyn FnMut())]) -> bool {
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [asked_subject, asked_thing, calls] = asked.as_slice() else { return false };
    for (_, thing) in things.iter_mut().filter(|(name, _)| asked_subject == subject && asked_thing == name) {
        (0..calls.parse::<u64>().unwrap()).for_each(|_| thing());
    }
    true
}
