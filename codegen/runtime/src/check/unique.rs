//! Lists whose elements must differ.

use serde::Serialize;
use serde_json::Value;

use super::broken;
use crate::{Kind, Rule, Violation};

/// Up to here comparing all pairs is faster than sorting.
const PAIRS: usize = 32;

/// The elements must differ. `mnemonic` is the word by which the documents call the error here, where it is not the usual one.
///
/// # Errors
/// `Duplicate`, with the elements that stand more than once, each of them one time.
pub fn unique<T: PartialEq + Serialize>(
    name: &str,
    list: &[T],
    mnemonic: Option<&'static str>,
    rule: Rule,
) -> Result<(), Violation> {
    let differ = if list.len() <= PAIRS { all_differ(list) } else { repeated(list).is_empty() };
    if differ {
        return Ok(());
    }
    let mut violation = broken(Kind::Duplicate, name, list, rule);
    violation.value = Some(Value::Array(repeated(list)));
    violation.mnemonic = mnemonic;
    Err(violation)
}

fn all_differ<T: PartialEq>(list: &[T]) -> bool {
    list.iter().enumerate().all(|(index, element)| !list[..index].contains(element))
}

/// The elements that stand more than once, by their JSON text, which any element has.
fn repeated<T: Serialize>(list: &[T]) -> Vec<Value> {
    let mut texts: Vec<(String, Value)> =
        list.iter().filter_map(|element| serde_json::to_value(element).ok()).map(|v| (v.to_string(), v)).collect();
    texts.sort_by(|a, b| a.0.cmp(&b.0));
    let mut found: Vec<Value> = Vec::new();
    for pair in texts.windows(2) {
        if pair[0].0 == pair[1].0 && found.last() != Some(&pair[0].1) {
            found.push(pair[0].1.clone());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::unique;
    use crate::Rule;

    #[test]
    fn lists_what_stands_twice() {
        let rule = Rule::new("must differ", "a.md:1");
        assert!(unique("a", &[1, 2, 3], None, rule).is_ok());
        let violation = unique("a", &[3, 1, 3, 1, 3], Some("twice"), rule).unwrap_err();
        assert_eq!(violation.value, Some(json!([1, 3])));
        assert_eq!(violation.mnemonic, Some("twice"));
        let many: Vec<u32> = (0..100).chain([7]).collect();
        assert_eq!(unique("a", &many, None, rule).unwrap_err().value, Some(json!([7])));
    }
}
