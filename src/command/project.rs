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

/// Reads a text file without the mark that some editors put before its first byte.
///
/// Errors: which file could not be read, and as what to save one that is stored in another way.
pub fn read_text(path: &Path) -> Result<String, String> {
    let bytes = read_bytes(path)?;
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let why = "it is stored as UTF-16, which some programs call Unicode: save it as UTF-8";
        return Err(format!("{} cannot be read: {why}", path.display()));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
        let line = 1 + good.matches('\n').count();
        format!("{} cannot be read: line {line} has a letter that is not UTF-8: save the file as UTF-8", path.display())
    })?;
    Ok(text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text))
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
