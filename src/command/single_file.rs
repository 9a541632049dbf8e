//! Writes the whole calculator as one HTML file that opens from disk and reaches nothing.

use super::project::{read_bytes, root, write};
use super::site::bundle::{self, Page};
use super::site::html;
use super::site::inline::{Inside, inlined};
use super::site::method;
use super::site::policy::Reach;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::path::{Path, PathBuf};

/// What `single-file` takes.
#[derive(clap::Args)]
pub struct SingleFileOptions {
    /// File to write
    #[arg(default_value = "build-or-buy.html")]
    path: PathBuf,
}

/// Builds and writes the file.
pub fn run(options: &SingleFileOptions) -> Result<(), String> {
    let root = root()?;
    let bundle = bundle::bundle(&root)?;
    let html = single_file(&root.join("www"), &bundle)?;
    write(&options.path, &html)?;
    if let Some(note) = &bundle.note {
        println!("note: {note}");
    }
    println!("wrote {}: {} KB, opens from disk", options.path.display(), html.len().div_ceil(1000));
    Ok(())
}

/// The page with everything inside.
pub fn single_file(www: &Path, bundle: &bundle::Bundle) -> Result<String, String> {
    let page = bundle::page(www, "index.html", bundle.bundler.as_ref())?;
    let html = with_method(&without_writer(&without_neighbors(&page.html, www)?)?, www)?;
    let inside =
        Inside { version: env!("CARGO_PKG_VERSION"), engines: None, beside: Vec::new(), reach: Reach::Nothing };
    inlined(&Page { html, ..page }, bundle, &inside, "", &[])
}

/// A file on a disk has the page about the method inside, folded, above its foot.
fn with_method(html: &str, www: &Path) -> Result<String, String> {
    if !www.join(method::NAME).is_file() {
        return Ok(html.to_owned());
    }
    let catalog = super::report::catalog(Some(&www.join("catalog.json")))?;
    let Some(page) = method::filled(www, &method::examples(&catalog), None)? else { return Ok(html.to_owned()) };
    html::insert_before(&html::without(html, "#to-method"), "footer", &method::folded(&page)?)
}

/// A file on a disk lacks the writer of spreadsheets, which would be 380 KB of it (2026-11-30); the page says where it is.
fn without_writer(html: &str) -> Result<String, String> {
    let mut files: serde_json::Value =
        serde_json::from_str(&html::json(html, "files")).map_err(|error| format!("files: {error}"))?;
    if let Some(listed) = files.as_object_mut() {
        listed.retain(|name, _| !name.starts_with("workbook"));
    }
    html::fill_json(html, "files", &files.to_string())
}

/// A file on a disk has no manifest, and carries its icon inside.
fn without_neighbors(html: &str, www: &Path) -> Result<String, String> {
    let html = html::without(html, "link[rel=manifest]");
    if html::values(&html, "link[rel=icon]", "href").is_empty() {
        return Ok(html);
    }
    let svg = STANDARD.encode(read_bytes(&www.join("icon.svg"))?);
    html::set(&html, "link[rel=icon]", "href", &format!("data:image/svg+xml;base64,{svg}"))
}
