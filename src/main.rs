//! doctract: documentation as contract.
//!
//! Only this crate touches the disk and the terminal. Results go to stdout, progress to stderr.

fn main() {
    let inputs = std::env::args().skip(1).map(|path| doctract_spec::Input { bytes: std::fs::read(&path).expect("file"), path }).collect();
    let reading = doctract_spec::read(inputs, &doctract_spec::Options::default());
    println!("{}", serde_json::to_string_pretty(&reading.ir).expect("json"));
    for diagnostic in &reading.diagnostics {
        eprintln!("{}", doctract_spec::diagnostic::human(diagnostic, &reading.files, false));
    }
}
