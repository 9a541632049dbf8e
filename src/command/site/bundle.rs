//! What the page is made of, ready to be written: linked, shrunk, optimized.

use super::html::{self, Tag, tags};
use crate::command::project::{files_below, read_bytes, read_text, write};
use crate::command::site::digest::hex;
use crate::command::{javascript, module};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The parts that every page of a site shares.
pub struct Bundle {
    /// The whole engine, optimized.
    pub wasm: Vec<u8>,
    /// The module that a page waits for, optimized.
    pub first: Vec<u8>,
    /// The whole engine's own JavaScript, as a module that can be imported alone.
    pub glue: String,
    /// What the page fetches by name beside the modules: `catalog`, the linked `worker`, and whatever else its `files`
    /// element lists.
    pub fetched: BTreeMap<String, Fetched>,
    /// What the reader should know about how it was built, if anything.
    pub note: Option<String>,
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
    module::bring_up_to_date(root)?;
    let www = root.join("www");
    let (wasm, note) = optimized(root, &www.join("pkg/build_or_buy_bg.wasm"))?;
    let (first, _) = optimized(root, &www.join("first/first_bg.wasm"))?;
    let glue = javascript::script(&read_text(&www.join("pkg/build_or_buy.js"))?)?;
    Ok(Bundle { wasm, first, glue, fetched: fetched(&www)?, note })
}

/// The files that the front page's `files` element names by `url`, but for the modules.
fn fetched(www: &Path) -> Result<BTreeMap<String, Fetched>, String> {
    let listed: serde_json::Value = serde_json::from_str(html::json(&read_text(&www.join("index.html"))?, "files"))
        .map_err(|error| format!("index.html: the element `files` is not JSON: {error}"))?;
    let mut found = BTreeMap::new();
    for (name, source) in listed.as_object().into_iter().flatten() {
        if let Some(path) = source["url"].as_str().filter(|_| name != "wasm" && name != "whole") {
            let read = |path: &str| read_text(&www.join(path));
            let bytes = match name.as_str() {
                "worker" => javascript::script(&javascript::link(path, &read)?)?.into_bytes(),
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

/// Which module a page runs itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Runs {
    /// The small one, with the whole one in a worker behind it.
    First,
    /// The whole one: everything is inside the page, and no byte twice.
    Whole,
}

/// Reads a page of `www` and links what it loads.
///
/// Errors: the page does not hold exactly one module script and one stylesheet of its own, or they cannot be linked.
pub fn page(www: &Path, name: &str, runs: Runs) -> Result<Page, String> {
    let html = read_text(&www.join(name))?;
    let all = tags(&html);
    let one = |what: &str, found: Vec<&str>| match found.as_slice() {
        [path] => Ok((*path).to_owned()),
        _ => Err(format!("{name} must hold exactly one {what}, and holds {}", found.len())),
    };
    let scripts = all.iter().filter(|tag| is_module(tag)).filter_map(|tag| tag.value("src")).collect();
    let styles = all.iter().filter(|tag| is_stylesheet(tag)).filter_map(|tag| tag.value("href")).collect();
    let read = |path: &str| match path {
        // Both modules speak alike; the whole one knows more.
        "first/first.js" if runs == Runs::Whole => read_text(&www.join("pkg/build_or_buy.js")),
        _ => read_text(&www.join(path)),
    };
    let script = javascript::script(&javascript::link(&one("<script type=\"module\" src=…>", scripts)?, &read)?)?;
    let style = javascript::stylesheet(&read(&one("<link rel=\"stylesheet\" href=…>", styles)?)?);
    Ok(Page { html, script, style })
}

/// Errors where `www` holds a page that nobody would publish.
pub fn no_other_pages(www: &Path) -> Result<(), String> {
    let known = ["index.html", "embed.html"].map(|name| www.join(name));
    let other = files_below(www)
        .into_iter()
        .find(|file| file.extension().is_some_and(|extension| extension == "html") && !known.contains(file));
    other.map_or(Ok(()), |file| Err(format!("{}: only index.html and embed.html are published", file.display())))
}

/// Whether the tag loads a module.
pub fn is_module(tag: &Tag<'_>) -> bool {
    tag.name == "script" && tag.value("type") == Some("module")
}

/// Whether the tag loads a stylesheet.
pub fn is_stylesheet(tag: &Tag<'_>) -> bool {
    tag.name == "link" && tag.value("rel") == Some("stylesheet")
}

/// What wasm-opt does: the smallest of a dozen combinations tried, and no slower than `-O3`.
const PASSES: &str = "-Oz --low-memory-unused --strip-producers --flatten --rereloop -Oz -Oz";

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

/// The files of `www` that are published as they are: neither linked, nor fetched under a hashed name, nor a page.
pub fn plain_files(www: &Path, bundle: &Bundle) -> Vec<String> {
    let names = files_below(www).into_iter().filter_map(|file| {
        let name = file.strip_prefix(www).ok()?.to_string_lossy().replace('\\', "/");
        let linked = name.starts_with("pkg/")
            || name.starts_with("first/")
            || name.starts_with("vendor/")
            || name.starts_with('.');
        let extension = name.rsplit('.').next().unwrap_or_default();
        let made = matches!(extension, "html" | "js" | "mjs" | "css" | "ts" | "map");
        let made = made || bundle.fetched.values().any(|file| file.path == name);
        (!linked && !made).then_some(name)
    });
    names.collect()
}
