//! How much of the documents was understood: the cells of all tables, by what their column holds and by what became of
//! them. No cell is left out, so that the sums are those of the documents.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::Serialize;

use crate::ir::{Ir, Method, Param, Schema};

/// What became of the cells of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CellCount {
    /// Nothing stands in them.
    pub blank: usize,
    /// They became facts.
    pub understood: usize,
    /// They did not, and a finding says so.
    pub reported: usize,
    /// The dialect says that they are for people: descriptions, captions, columns and tables that state no facts.
    pub prose: usize,
}

impl CellCount {
    /// All of them.
    pub fn total(&self) -> usize {
        self.blank + self.understood + self.reported + self.prose
    }

    /// The share of what became facts among what should have, from 0 to 1; 1 where there is nothing.
    pub fn share_understood(&self) -> f64 {
        let float = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let wanted = self.understood + self.reported;
        if wanted == 0 { 1.0 } else { float(self.understood) / float(wanted) }
    }
}

impl AddAssign for CellCount {
    fn add_assign(&mut self, other: Self) {
        self.blank += other.blank;
        self.understood += other.understood;
        self.reported += other.reported;
        self.prose += other.prose;
    }
}

/// The cells of all tables by kind: by what their column holds, or `header`, `caption`, `card` and the like.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Cells {
    /// The counts by kind.
    pub kinds: BTreeMap<&'static str, CellCount>,
}

/// What became of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Blank,
    Understood,
    Reported,
    Prose,
}

impl Cells {
    /// Counts one cell.
    pub(crate) fn add(&mut self, kind: &'static str, fate: Fate) {
        let count = self.kinds.entry(kind).or_default();
        match fate {
            Fate::Blank => count.blank += 1,
            Fate::Understood => count.understood += 1,
            Fate::Reported => count.reported += 1,
            Fate::Prose => count.prose += 1,
        }
    }

    /// The count of one kind.
    pub fn of(&self, kind: &str) -> CellCount {
        self.kinds.get(kind).copied().unwrap_or_default()
    }

    /// The count of all kinds together.
    pub fn all(&self) -> CellCount {
        self.kinds.values().fold(CellCount::default(), |mut sum, count| {
            sum += *count;
            sum
        })
    }
}

impl AddAssign<&Self> for Cells {
    fn add_assign(&mut self, other: &Self) {
        for (kind, count) in &other.kinds {
            *self.kinds.entry(kind).or_default() += *count;
        }
    }
}

/// What an IR holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct IrCount {
    /// Its methods.
    pub methods: usize,
    /// The parameters of all requests, nested ones included.
    pub parameters: usize,
    /// The fields of all results and responses, nested ones included.
    pub fields: usize,
    /// The facts of which the documented sentence is kept.
    pub rules: usize,
}

/// Counts what an IR holds.
pub fn count(ir: &Ir) -> IrCount {
    let mut count = IrCount::default();
    for method in ir.apis.iter().flat_map(|api| &api.methods) {
        count.methods += 1;
        count.parameters += each(&method.params, &mut count.rules);
        count.fields += answers(method).map(|fields| each(fields, &mut count.rules)).sum::<usize>();
    }
    count
}

fn answers(method: &Method) -> impl Iterator<Item = &Vec<Param>> {
    let result = method.result.iter().flat_map(|result| [&result.fields, &result.beside]);
    result.chain(method.responses.iter().map(|response| &response.fields))
}

fn each(params: &[Param], rules: &mut usize) -> usize {
    params.iter().map(|param| 1 + one(param, rules)).sum()
}

/// The parameters that nest in one.
fn one(param: &Param, rules: &mut usize) -> usize {
    *rules += param.rules.len();
    let mut inside = 0;
    let mut schema: Option<&Schema> = Some(&param.schema);
    while let Some(open) = schema {
        inside += each(&open.fields, rules);
        schema = open.items.as_deref();
    }
    inside
}
