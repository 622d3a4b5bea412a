//! An index of methods, one a row of a table, whose details stand under headings further down: a heading that is the name or the title
//! of a row goes on with the method of that row.

use std::collections::BTreeSet;

use super::Cutter;
use crate::dialect::CardKey;
use crate::document::Block;
use crate::facts::part::Part;
use crate::facts::{card, columns};

impl<'a> Cutter<'a> {
    /// Keeps the methods of a table, the parts from `first` on, by their names and titles. What two of them are called tells neither.
    pub(super) fn keep_index(&mut self, first: usize) {
        for at in first..self.parts.len() {
            let Some(card) = &self.parts[at].card else { continue };
            let mut called = BTreeSet::new();
            for (label, value) in &card.pairs {
                let key = card::key(self.dialect, label);
                if matches!(key, Some(CardKey::Name | CardKey::Title | CardKey::Description)) {
                    called.insert(columns::label(&value.text));
                }
            }
            for name in called.into_iter().filter(|name| name.chars().any(char::is_alphabetic)) {
                self.index.entry(name).and_modify(|other| *other = TWICE).or_insert(at);
            }
        }
    }

    /// Begins the method of a row of the index at the heading of its details; the row alone would only list it.
    pub(super) fn indexed(&mut self, block: &'a Block) -> Option<usize> {
        let Block::Heading(level, text) = block else { return None };
        if self.index.is_empty() {
            return None;
        }
        let at = self.index.get(&columns::label(text)).copied().filter(|at| *at != TWICE)?;
        let card = self.parts.get_mut(at)?.card.take()?;
        self.give_back();
        let (level, card) = (Some(*level), Some(card));
        self.parts.push(Part { card, title: Some(text), level, end: level, ..Part::shared() });
        Some(1)
    }
}

/// The number of no part.
const TWICE: usize = usize::MAX;
