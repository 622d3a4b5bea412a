//! Pages together are all rows, each once; and the total is the same on every page.

use serde_json::Value;

use super::Held;
use crate::judge::Problem;
use crate::judge::listing::Listing;

pub(super) fn judge(held: &Held<'_>, whole: usize, pages: &[usize], (ordered, again): (bool, bool)) -> Vec<Problem> {
    let (Some(known), Some(all)) = (held.known(), held.earlier(whole)) else {
        return Vec::new();
    };
    let mut listings: Vec<Listing> = pages.iter().filter_map(|page| held.earlier(*page)).collect();
    listings.extend((!again).then(|| held.listing.clone()));
    let keys = |listing: &Listing| -> Vec<Value> {
        listing.rows.iter().map(|row| row.get(&known.key).cloned().unwrap_or_default()).collect()
    };
    let mut problems = Vec::new();
    let (mut wanted, mut got): (Vec<Value>, Vec<Value>) = (keys(&all), listings.iter().flat_map(keys).collect());
    if !ordered {
        for keys in [&mut wanted, &mut got] {
            keys.sort_by_cached_key(ToString::to_string);
        }
    }
    if wanted != got {
        let words = |keys: &[Value]| keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let expected = format!("the pages to hold the rows {}", words(&wanted));
        problems.push(held.problem(expected, format!("the rows {}", words(&got))));
    }
    let differs = listings.iter().find(|listing| listing.total != all.total);
    if let Some(listing) = differs {
        let total = |total: Option<u64>| total.map_or("none".to_owned(), |total| total.to_string());
        let cause = format!("{}: the total depends on the page", held.method().name);
        problems.push(Problem::new(
            cause,
            format!("the total {} on every page", total(all.total)),
            total(listing.total),
        ));
    }
    problems
}
