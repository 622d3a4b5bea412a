//! Generates crates from an IR: `generate IR.json OUTDIR` writes one crate for each API below the folder.

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [ir, folder] = arguments.as_slice() else { return Err("usage: generate IR.json OUTDIR".into()) };
    let ir: doctract_spec::ir::Ir = serde_json::from_str(&fs::read_to_string(ir)?)?;
    for api in &ir.apis {
        let files = doctract_codegen::generate(api, &doctract_codegen::Options::default())?;
        let folder = Path::new(folder).join(&api.name);
        let _ = fs::remove_dir_all(folder.join("src"));
        for (path, text) in files.iter() {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap_or(&folder))?;
            fs::write(path, text)?;
        }
        for note in files.skipped() {
            eprintln!("{note}");
        }
    }
    Ok(())
}
