//! What the page is made of, ready to be written: bundled, shrunk, optimized.

use super::html;
use crate::command::bundler::{Bundler, Esbuild};
use crate::command::module;
use crate::command::project::{files_below, read_bytes, read_text, write};
use crate::command::site::digest::hex;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The parts that every page of a site shares.
pub struct Bundle {
    /// The engine, optimized.
    pub wasm: Vec<u8>,
    /// The engine's own JavaScript, as a module that can be imported alone.
    pub glue: String,
    /// Makes one file of each page's scripts.
    pub bundler: Box<dyn Bundler>,
    /// What the page fetches by name beside the module: `catalog`, the bundled `worker`, the reader of usage exports
    /// (`usage`, with its `usage_worker`), the writer of spreadsheets (`workbook`, with its own worker), and whatever else its `files` element lists.
    pub fetched: BTreeMap<String, Fetched>,
    /// What the reader should know about how it was built, if anything.
    pub note: Option<String>,
}

/// Whether a name stands for the words of a language, which only who speaks it fetches.
pub fn is_words(name: &str) -> bool {
    name.starts_with("words-")
}

/// A file that the page fetches.
pub struct Fetched {
    /// Its path in `www`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A page with its one script and its one stylesheet taken out.
pub struct Page {
    /// The page as written.
    pub html: String,
    /// All its modules as one module script.
    pub script: String,
    /// All its stylesheets as one.
    pub style: String,
}

/// Brings the module up to date and reads what stands in `www`.
pub fn bundle(root: &Path) -> Result<Bundle, String> {
    let bundler = Box::new(Esbuild::of(root)?);
    module::bring_up_to_date(root)?;
    let www = root.join("www");
    let optimize = |file: &Path| optimized(root, file);
    let (wasm, note) = optimize(&www.join("pkg/build_or_buy_bg.wasm"))?;
    let glue = bundler.module(&www.join("pkg/build_or_buy.js"))?;
    Ok(Bundle { wasm, glue, fetched: fetched(&www, bundler.as_ref(), &optimize)?, bundler, note })
}

/// Makes a module smaller; tells what the reader should know, if anything.
type Optimize<'a> = &'a dyn Fn(&Path) -> Result<(Vec<u8>, Option<String>), String>;

/// The files that the front page's `files` element names by `url`, but for the module.
fn fetched(www: &Path, bundler: &dyn Bundler, optimize: Optimize<'_>) -> Result<BTreeMap<String, Fetched>, String> {
    let listed: serde_json::Value = serde_json::from_str(&html::json(&read_text(&www.join("index.html"))?, "files"))
        .map_err(|error| format!("index.html: the element `files` is not JSON: {error}"))?;
    let mut found = BTreeMap::new();
    for (name, source) in listed.as_object().into_iter().flatten() {
        if let Some(path) = source["url"].as_str().filter(|_| name != "wasm") {
            let bytes = match name.as_str() {
                "worker" | "usage_worker" | "workbook_worker" => bundler.module(&www.join(path))?.into_bytes(),
                "usage" | "workbook" => optimize(&www.join(path))?.0,
                _ => read_bytes(&www.join(path))?,
            };
            found.insert(name.clone(), Fetched { path: path.to_owned(), bytes });
        }
    }
    match found.get("catalog") {
        Some(_) => Ok(found),
        None => Err("index.html: the element `files` must name the catalog".to_owned()),
    }
}

/// The one module script of a page.
pub const SCRIPT: &str = "script[type=module][src]";
/// The one stylesheet of a page.
pub const STYLE: &str = "link[rel=stylesheet]";

/// Reads a page of `www` and bundles what it loads.
///
/// Errors: the page does not hold exactly one module script and one stylesheet of its own, or they cannot be bundled.
pub fn page(www: &Path, name: &str, bundler: &dyn Bundler) -> Result<Page, String> {
    let html = read_text(&www.join(name))?;
    let one = |selector: &str, attribute: &str| match html::values(&html, selector, attribute).as_slice() {
        [path] => Ok(www.join(path)),
        several => Err(format!("{name} must hold exactly one {selector}, and holds {}", several.len())),
    };
    let script = bundler.module(&one(SCRIPT, "src")?)?;
    let style = bundler.style(&one(STYLE, "href")?)?;
    Ok(Page { html, script, style })
}

/// Errors where `www` holds a page that nobody would publish.
pub fn no_other_pages(www: &Path) -> Result<(), String> {
    let known = ["index.html", "embed.html", super::method::NAME].map(|name| www.join(name));
    let other = files_below(www)
        .into_iter()
        .find(|file| file.extension().is_some_and(|extension| extension == "html") && !known.contains(file));
    other.map_or(Ok(()), |file| {
        Err(format!("{}: only index.html, embed.html and method.html are published", file.display()))
    })
}

/// What wasm-opt does: the smallest of two dozen combinations tried, and no slower than `-O3`. It inlines nothing, since
/// the compiler has done so where it pays (Brotli 11, 2026-11-30: 287.2 KB instead of 289.9, the same times in Node).
const PASSES: &str = "--no-inline=* -Oz --low-memory-unused --strip-producers --flatten --rereloop -Oz -Oz";

/// The module after `wasm-opt`, where there is one, kept in `target` by content; else as it is, with a note.
fn optimized(root: &Path, wasm: &Path) -> Result<(Vec<u8>, Option<String>), String> {
    let Some(tool) = wasm_opt(root) else {
        let note = "wasm-opt is not installed: the engine is published a little larger than it could be \
                    (`npm ci` in tests/browser brings it)";
        return Ok((read_bytes(wasm)?, Some(note.to_owned())));
    };
    let kept = root.join(format!("target/site/{}.wasm", hex(&[&read_bytes(wasm)?, PASSES.as_bytes()].concat())));
    if let Ok(bytes) = std::fs::read(&kept) {
        return Ok((bytes, None));
    }
    let fresh = kept.with_extension("part");
    write(&fresh, [])?;
    let status = Command::new(&tool).args(PASSES.split(' ')).arg("-o").arg(&fresh).arg(wasm).status();
    if !matches!(status, Ok(status) if status.success()) {
        return Err(format!("{} failed on {}", tool.display(), wasm.display()));
    }
    let bytes = read_bytes(&fresh)?;
    std::fs::rename(&fresh, &kept).map_err(|error| format!("{} cannot be written: {error}", kept.display()))?;
    Ok((bytes, None))
}

/// The npm one that the tests install, else whatever the system has.
fn wasm_opt(root: &Path) -> Option<PathBuf> {
    let own = root.join("tests/browser/node_modules/.bin/wasm-opt");
    let candidates = [own, PathBuf::from("wasm-opt")];
    candidates.into_iter().find(|tool| Command::new(tool).arg("--version").output().is_ok_and(|o| o.status.success()))
}

/// The files of `www` that are published as they are: neither bundled, nor fetched under a hashed name, nor a page.
pub fn plain_files(www: &Path, bundle: &Bundle) -> Vec<String> {
    let names = files_below(www).into_iter().filter_map(|file| {
        let name = file.strip_prefix(www).ok()?.to_string_lossy().replace('\\', "/");
        let folders = ["pkg/", "vendor/", "languages/method/", "."];
        let linked = folders.iter().any(|folder| name.starts_with(folder));
        let extension = name.rsplit('.').next().unwrap_or_default();
        let made = matches!(extension, "html" | "js" | "mjs" | "css" | "ts" | "map");
        let made = made || bundle.fetched.values().any(|file| file.path == name);
        (!linked && !made).then_some(name)
    });
    names.collect()
}
