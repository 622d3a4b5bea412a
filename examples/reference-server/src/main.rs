//! The generated server traits, implemented on SQLite.

fn main() {}
