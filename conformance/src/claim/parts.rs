//! What a promise needs before it can be judged.

use super::{Promise, Subject};
use crate::condition::Condition;
use crate::draft::{Draft, Slot};

impl Promise {
    /// Everything with holes in it, which must be filled before the promise can be judged.
    pub fn drafts(&self) -> Vec<&Draft> {
        match self {
            Self::Filtered(condition) | Self::Indexed { condition, .. } | Self::Chosen { condition, .. } => {
                leaves(condition)
            }
            Self::Row(_, fields) | Self::Says(fields) => fields.iter().map(|(_, value)| value).collect(),
            Self::Holds(_, _, parts) => parts.iter().collect(),
            Self::Each { value, .. } | Self::Nowhere { value, .. } => vec![value],
            Self::Exactly { ids, .. } | Self::Without { ids, .. } => vec![ids],
            Self::InOrder { elements, .. } | Self::Stay { elements, .. } => vec![elements],
            _ => Vec::new(),
        }
    }

    /// Whether it is judged by the rows that the run made for the list method under test.
    pub fn needs_rows(&self) -> bool {
        matches!(
            self,
            Self::Filtered(_)
                | Self::Sorted(_)
                | Self::Flags(_)
                | Self::Reversed { .. }
                | Self::Arranged { .. }
                | Self::Pages { .. }
                | Self::Numbered
                | Self::Followed { .. }
        )
    }

    /// The entity that it speaks of.
    pub fn subject(&self) -> Option<&Subject> {
        match self {
            Self::Row(of, _)
            | Self::Filled(of, _)
            | Self::Derived(of, _)
            | Self::NoRow(of)
            | Self::Reset(of, _)
            | Self::Holds(of, _, _)
            | Self::Unchanged { of, .. }
            | Self::LeftOut { of, .. }
            | Self::Merged { of, .. }
            | Self::Agrees { of, .. }
            | Self::Indexed { of, .. }
            | Self::Element { of, .. }
            | Self::Stay { of, .. }
            | Self::NotBefore { of, .. }
            | Self::Unlike { of, .. }
            | Self::InOrder { of, .. } => Some(of),
            _ => None,
        }
    }

    /// The entities whose ids it needs.
    pub fn entities(&self) -> Vec<&Slot> {
        if let Self::Derived(of, derived) = self {
            let [first, holder] = &derived.premise.1;
            return vec![&of.entity, &derived.other.entity, first, holder];
        }
        let other = match self {
            Self::Agrees { other, .. } => Some(&other.entity),
            Self::Element { other, .. } | Self::Unlike { other, .. } => Some(other),
            Self::Kept { but, .. } => but.as_ref(),
            Self::Each { entity, .. } => Some(entity),
            _ => None,
        };
        self.subject().map(|of| &of.entity).into_iter().chain(other).collect()
    }
}

fn leaves(condition: &Condition) -> Vec<&Draft> {
    match condition {
        Condition::Leaf { value, .. } => vec![value],
        Condition::Node { parts, .. } => parts.iter().flat_map(leaves).collect(),
    }
}
