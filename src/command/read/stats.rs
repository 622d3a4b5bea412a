//! `doctract read --stats`: how much of the documents was found and understood.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Result;
use doctract_spec::diagnostic::Level;
use doctract_spec::ir::Ir;
use doctract_spec::stats::{CellCount, Cells, IrCount, count};
use serde::Serialize;

use crate::output::{BOLD, DIM, RESET};
use crate::reading::Read;

/// The counts, as JSON shows them.
#[derive(Serialize)]
struct Stats<'r> {
    /// The version of this form; it changes when a key changes its meaning.
    version: u32,
    /// The documents that were read.
    pages: usize,
    #[serde(flatten)]
    found: IrCount,
    /// Of each API, how many methods it has.
    apis: BTreeMap<String, usize>,
    /// Of each level, how many findings there are.
    findings: BTreeMap<&'static str, usize>,
    /// What became of the cells of all tables.
    cells: &'r Cells,
}

fn cells(read: &Read) -> Cells {
    let mut cells = Cells::default();
    for reading in &read.readings {
        cells += &reading.cells;
    }
    cells
}

fn stats<'r>(read: &Read, ir: &Ir, cells: &'r Cells) -> Stats<'r> {
    Stats {
        version: 1,
        pages: read.readings.iter().map(|reading| reading.documents).sum(),
        found: count(ir),
        apis: ir.apis.iter().map(|api| (api.name.clone(), api.methods.len())).collect(),
        findings: Level::ALL.iter().map(|level| (level.name(), read.count(*level))).collect(),
        cells,
    }
}

/// The counts as JSON.
pub(super) fn json(read: &Read, ir: &Ir) -> Result<String> {
    Ok(serde_json::to_string_pretty(&stats(read, ir, &cells(read)))?)
}

/// The counts as a table.
pub(super) fn human(read: &Read, ir: &Ir) -> String {
    let cells = cells(read);
    let stats = stats(read, ir, &cells);
    let mut text = String::new();
    let found = stats.found;
    let apis: Vec<_> = stats.apis.iter().map(|(name, methods)| format!("{name} {methods}")).collect();
    let findings: Vec<_> = stats.findings.iter().rev().map(|(level, count)| format!("{count} {level}s")).collect();
    for (name, value) in [
        ("pages", stats.pages.to_string()),
        ("methods", format!("{}  {DIM}{}{RESET}", found.methods, apis.join(", "))),
        ("parameters", found.parameters.to_string()),
        ("fields", found.fields.to_string()),
        ("rules", found.rules.to_string()),
        ("findings", findings.join(", ")),
    ] {
        let _ = writeln!(text, "{name:<12}{value}");
    }
    let _ = writeln!(
        text,
        "\n{BOLD}{:<16}{:>8}{:>12}{:>10}{:>8}{:>8}{:>8}{RESET}",
        "cells", "all", "understood", "reported", "share", "prose", "blank"
    );
    for (kind, count) in &cells.kinds {
        line(&mut text, kind, count);
    }
    line(&mut text, "all", &cells.all());
    text
}

fn line(text: &mut String, kind: &str, count: &CellCount) {
    let share = match count.understood + count.reported {
        0 => String::new(),
        _ => format!("{:.1}%", count.share_understood() * 100.0),
    };
    let _ = writeln!(
        text,
        "{kind:<16}{:>8}{:>12}{:>10}{share:>8}{:>8}{:>8}",
        count.total(),
        count.understood,
        count.reported,
        count.prose,
        count.blank
    );
}
