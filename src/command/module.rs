//! Builds the engine, the reader of usage exports and the writer of spreadsheets for the browser into `www/pkg`, with what that needs on a machine that has only Rust.

use super::project::{files_below, read_bytes, read_text, write};
use super::site::digest::hex;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const TARGET: &str = "wasm32-unknown-unknown";
const WASM_PACK: &str = "0.15.1";

/// Packages with their names in `www/pkg`, the npm package's own last: wasm-pack begins a package by removing its
/// `package.json`, and writes one only for the last.
const PACKAGES: [(&str, &str); 3] = [
    ("src/wasm/usage", "build_or_buy_usage"),
    ("src/wasm/workbook", "build_or_buy_xlsx"),
    ("src/wasm", "build_or_buy"),
];

/// What the flags of `.cargo/config.toml` are for the writer of spreadsheets: it runs once and need not be fast. Brotli 11,
/// 2026-11-30: 228.1 KB by `z`, 258.2 by `s`, nearly all of it the crate that knows the format.
const SMALLEST: &str = "-C opt-level=z -C target-feature=+simd128 -C link-arg=--keep-section=target_features";

/// Brings the modules up to date with the sources; returns whether anything was built.
///
/// Errors: one sentence that says what to do, where a tool is missing and cannot be installed or the build failed.
pub fn bring_up_to_date(root: &Path) -> Result<bool, String> {
    let stamp = root.join("www/pkg/.stamp");
    let sources = fingerprint(root)?;
    let package = root.join("www/pkg");
    let built = |(_, name): (&str, &str)| {
        ["_bg.wasm", ".js"].into_iter().all(|end| package.join(format!("{name}{end}")).is_file())
    };
    if PACKAGES.into_iter().all(built) && read_text(&stamp).is_ok_and(|old| old == sources) {
        return Ok(false);
    }
    add_target()?;
    let wasm_pack = find_or_install_wasm_pack()?;
    eprintln!("Building the engine for the browser (the first time takes a minute or two).");
    for (folder, _) in PACKAGES {
        let mut build = Command::new(&wasm_pack);
        build.args(["build", folder, "--target", "web", "--out-dir"]).arg(&package).current_dir(root);
        if folder == "src/wasm/workbook" {
            build.env("RUSTFLAGS", SMALLEST);
        }
        let own = folder == "src/wasm";
        let status = if own { &mut build } else { build.arg("--no-pack") }
            .status()
            .map_err(|error| format!("{} cannot be started: {error}", wasm_pack.display()))?;
        if !status.success() {
            return Err(
                "`wasm-pack build` failed: its messages above say why (without a network it cannot fetch crates; \
                        run this once with one)"
                    .to_owned(),
            );
        }
    }
    list_all_files(&package)?;
    write(&stamp, sources)?;
    Ok(true)
}

/// npm packs what `files` lists, and wasm-pack lists the files of its own package only.
fn list_all_files(package: &Path) -> Result<(), String> {
    let place = package.join("package.json");
    let wrong = |error: serde_json::Error| format!("{}: {error}", place.display());
    let mut manifest: serde_json::Value = serde_json::from_str(&read_text(&place)?).map_err(wrong)?;
    let files =
        PACKAGES.into_iter().rev().flat_map(|(_, name)| [".js", ".d.ts", "_bg.wasm"].map(|end| [name, end].concat()));
    manifest["files"] = files.collect();
    write(&place, serde_json::to_string_pretty(&manifest).map_err(wrong)?)
}

/// A digest of everything the browser module is compiled from, by content: a fresh checkout or a touched file builds
/// nothing anew.
fn fingerprint(root: &Path) -> Result<String, String> {
    let command = root.join("src/command");
    let main = root.join("src/main.rs");
    let mut files = files_below(&root.join("src"));
    files.retain(|file| !file.starts_with(&command) && *file != main);
    files.extend(["Cargo.toml", "Cargo.lock", ".cargo/config.toml"].map(|name| root.join(name)));
    let mut all = Vec::new();
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        all.extend(format!("{name} {}\n", hex(&read_bytes(&file)?)).into_bytes());
    }
    Ok(hex(&all))
}

fn add_target() -> Result<(), String> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output().map_err(|error| {
        format!("rustc cannot be started ({error}): install Rust from https://rustup.rs and open a new terminal")
    })?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim());
    if sysroot.join("lib/rustlib").join(TARGET).join("lib").is_dir() {
        return Ok(());
    }
    eprintln!("This Rust cannot compile for the browser yet: adding its {TARGET} target (20 MB, a few seconds).");
    match Command::new("rustup").args(["target", "add", TARGET]).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("the target could not be added: with a network, run `rustup target add {TARGET}`")),
        Err(_) => Err(format!(
            "this Rust was not installed by rustup and has no {TARGET} target: install Rust from https://rustup.rs, \
             or your distribution's package with the standard library for that target"
        )),
    }
}

/// Where wasm-pack is: on the path, else in cargo's own folder, else freshly installed there.
fn find_or_install_wasm_pack() -> Result<PathBuf, String> {
    let mut places = vec![PathBuf::from("wasm-pack")];
    let cargo_home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    places.extend(
        cargo_home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).map(|c| c.join("bin/wasm-pack")),
    );
    if let Some(place) = places.iter().find(|place| runs(place)) {
        return Ok(place.clone());
    }
    eprintln!(
        "wasm-pack, which packs the engine for the browser, is not installed: installing it once with\n    \
         cargo install wasm-pack --locked --version {WASM_PACK}\nThis compiles about 200 crates: 2 to 4 minutes."
    );
    let status = Command::new("cargo")
        .args(["install", "wasm-pack", "--locked", "--version", WASM_PACK])
        // Inside `cargo run` the package's own folder is the working folder: keep its target folder out of this.
        .current_dir(std::env::temp_dir())
        .status();
    let installed = matches!(status, Ok(status) if status.success());
    places.into_iter().find(|place| installed && runs(place)).ok_or_else(|| {
        format!(
            "wasm-pack could not be installed: with a network, run `cargo install wasm-pack --locked --version \
             {WASM_PACK}`"
        )
    })
}

fn runs(program: &Path) -> bool {
    let started = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    match started {
        Ok(status) => status.success(),
        Err(error) => error.kind() != ErrorKind::NotFound && error.kind() != ErrorKind::PermissionDenied,
    }
}
