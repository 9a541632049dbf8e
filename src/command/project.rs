//! Where the project's own files are.

use std::path::{Path, PathBuf};

/// The folder that holds `Cargo.toml`, `www/` and `src/`.
///
/// `cargo run` names it in the environment; a binary started by hand looks upwards from the working folder.
/// Errors: neither holds a `www` folder.
pub fn root() -> Result<PathBuf, String> {
    let named = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let here = std::env::current_dir().map_err(|error| format!("the working folder cannot be read: {error}"))?;
    named
        .iter()
        .map(PathBuf::as_path)
        .chain(here.ancestors())
        .find(|folder| folder.join("Cargo.toml").is_file() && folder.join("www").is_dir())
        .map(Path::to_path_buf)
        .ok_or_else(|| "no project here: run this in the folder that holds Cargo.toml and www/".to_owned())
}

/// Reads a text file, or says which one could not be read.
pub fn read_text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))
}

/// Reads a file, or says which one could not be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))
}

/// Writes a file and the folders above it, or says which one could not be written.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), String> {
    let wrote = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(path, bytes));
    wrote.map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

/// Every file below a folder, sorted; nothing where the folder is not there.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}
