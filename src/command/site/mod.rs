//! Writes the published site: every file that can be is named by its content and checked by the browser.

mod answer;
pub mod bundle;
pub mod digest;
mod engines;
mod headers;
pub mod html;
pub mod inline;
pub mod method;
mod pages;
mod picture;
pub mod policy;
mod preset;
pub mod tongue;
mod worker;

use super::project::{read_text, root, write};
use bundle::Bundle;
use digest::{hashed_name, integrity};
use engines::{Engine, INDEX};
use preset::{Place, Preset};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tongue::Tongue;

/// What `site` takes.
#[derive(clap::Args, Default)]
pub struct Site {
    /// Folder to write; it is emptied first and must be empty, missing, or an earlier site
    pub folder: PathBuf,
    /// Where the site will stand, such as `https://example.org/build-or-buy/`: link previews need whole addresses
    #[arg(long, value_name = "ADDRESS")]
    pub url: Option<String>,
    /// The site as published before, whose engines are kept so that old links stay what they were
    #[arg(long, value_name = "FOLDER")]
    pub previous: Option<PathBuf>,
    /// Publish under another version than the package's (to try the archive of engines)
    #[arg(long, value_name = "VERSION", hide = true)]
    pub release: Option<String>,
}

/// A published file: its path relative to the site's root and its digest.
#[derive(Clone, Serialize, Deserialize)]
pub struct Asset {
    /// Relative to the site's root.
    pub url: String,
    /// `sha256-…`, or empty for a file whose name stays while its content changes.
    #[serde(default)]
    pub integrity: String,
}

/// The folder being written.
pub struct Output {
    folder: PathBuf,
}

impl Output {
    /// Writes a file under this name.
    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), String> {
        write(&self.folder.join(name), bytes)
    }

    /// Writes a file under a name that carries its digest.
    fn put_hashed(&mut self, folder: &str, name: &str, bytes: &[u8]) -> Result<Asset, String> {
        let url = format!("{folder}{}", hashed_name(name, bytes));
        self.put(&url, bytes)?;
        Ok(Asset { url, integrity: integrity(bytes) })
    }
}

/// What every page of the site refers to.
struct Shared {
    version: String,
    index: Asset,
    /// What the page fetches by name: the module, the catalog and the like.
    fetched: BTreeMap<String, Asset>,
    /// Older engines: imported by address, so their digests stand in the page's import map.
    older: Vec<Engine>,
}

/// Builds and writes the site.
pub fn run(options: &Site) -> Result<(), String> {
    let root = root()?;
    let bundle = bundle::bundle(&root)?;
    write_site(&root.join("www"), &bundle, options)?;
    if let Some(note) = &bundle.note {
        println!("note: {note}");
    }
    if options.url.is_none() {
        println!("note: without --url, link previews and oEmbed carry relative addresses, which most networks ignore");
    }
    println!("wrote {}: serve it from any static host, at the root or in a folder", options.folder.display());
    Ok(())
}

/// Writes the site from what stands in `www`.
pub fn write_site(www: &Path, bundle: &Bundle, options: &Site) -> Result<(), String> {
    let version = options.release.as_deref().unwrap_or(env!("CARGO_PKG_VERSION"));
    let site = options.url.as_ref().map(|url| format!("{}/", url.trim_end_matches('/')));
    bundle::no_other_pages(www)?;
    let index = bundle::page(www, "index.html", bundle.bundler.as_ref())?;
    let embed = www.join("embed.html").is_file();
    let embed = embed.then(|| bundle::page(www, "embed.html", bundle.bundler.as_ref())).transpose()?;
    let presets = preset::presets(www)?;
    // An earlier site may stand in the very folder that is written: it is read before the folder is emptied.
    let previous = options.previous.as_ref();
    let older = previous.map_or(Ok(Vec::new()), |previous| engines::of_earlier_site(previous, version))?;
    empty(&options.folder)?;
    let mut output = Output { folder: options.folder.clone() };

    let shared = publish_engines(bundle, version, older, &mut output)?;
    let style = output.put_hashed("", "style.css", index.style.as_bytes())?;
    let script = output.put_hashed("", "main.js", index.script.as_bytes())?;
    for name in bundle::plain_files(www, bundle) {
        output.put(&name, &super::project::read_bytes(&www.join(&name))?)?;
    }
    picture::put_icons(www, &mut output)?;
    if www.join("embed.js").is_file() {
        output.put("embed.js", bundle.bundler.script(&www.join("embed.js"))?.as_bytes())?;
    }

    let prices = super::report::catalog(Some(&www.join("catalog.json")))?;
    let front = Preset {
        id: String::new(),
        title: html::contents(&index.html, "title").concat(),
        summary: html::values(&index.html, "meta[name=description]", "content").concat(),
        query: String::new(),
    };
    let mut inline_digests = Vec::new();
    let mut all_html = String::new();
    let mut pages = Vec::new();
    for preset in std::iter::once(&front).chain(&presets) {
        let folder = if preset.id.is_empty() { String::new() } else { format!("p/{}/", preset.id) };
        let up = if preset.id.is_empty() { "" } else { "../../" };
        let place = Place { site: site.as_deref(), folder: &folder };
        let report = preset::report(preset, &prices);
        let html = pages::linked(&index, &script, &shared, up, preset, &report, &place)?;
        output.put(&format!("{folder}index.html"), html.as_bytes())?;
        inline_digests.extend(inline::digests(&html));
        if let Some(embed) = &embed {
            let html = pages::embedded(embed, bundle, &shared, up, preset)?;
            output.put(&format!("{folder}embed.html"), html.as_bytes())?;
            inline_digests.extend(inline::digests(&html));
        }
        output.put(&format!("{folder}card.png"), &picture::card(&preset::card(preset, &report))?)?;
        output.put(&format!("{folder}oembed.json"), preset::oembed(preset, &place).as_bytes())?;
        all_html.push_str(&html);
        pages.push(if folder.is_empty() { "./".to_owned() } else { folder });
    }

    let examples = method::examples(&prices);
    let explained = method::filled(www, &examples, None)?;
    if let Some(page) = &explained {
        let tongues = Tongue::all(www)?;
        let mut put = |name: &str, page: &str, own: Option<&Tongue>| {
            let html = method::linked(page, &style, &method::in_languages(&tongues, own))?;
            all_html.push_str(&html);
            output.put(name, html.as_bytes())
        };
        put(method::NAME, page, None)?;
        for tongue in &tongues {
            let page = method::filled(www, &examples, Some(tongue))?.unwrap_or_default();
            put(&method::name_in(&tongue.tag), &page, Some(tongue))?;
        }
    }

    let single = super::single_file::single_file(www, bundle)?;
    output.put("build-or-buy.html", single.as_bytes())?;
    inline_digests.extend(inline::digests(&single));

    let page = |url: &str| Asset { url: url.to_owned(), integrity: String::new() };
    // Every situation's page is kept too: without a network it still shows its own answer.
    let mut kept: Vec<Asset> = pages.iter().map(|url| page(url)).collect();
    kept.extend(explained.is_some().then(|| page(method::NAME)));
    kept.extend([page("manifest.webmanifest"), page("icon.svg"), style, script]);
    // A language is kept once somebody has used it.
    kept.extend(shared.fetched.into_iter().filter(|(name, _)| !bundle::is_words(name)).map(|(_, asset)| asset));
    if www.join("sw.js").is_file() {
        let worker = worker::with_files(&read_text(&www.join("sw.js"))?, &kept, &all_html)?;
        output.put("sw.js", worker.as_bytes())?;
    }
    output.put("_headers", headers::headers(&inline_digests).as_bytes())?;
    output.put("404.html", headers::not_found(site.as_deref()).as_bytes())?;
    output.put("robots.txt", b"User-agent: *\nAllow: /\n")?;
    // GitHub Pages would leave out names that start with an underscore.
    output.put(".nojekyll", b"")
}

/// Writes this build's engine beside the older ones, and their index.
fn publish_engines(
    bundle: &Bundle,
    version: &str,
    older: Vec<(Engine, engines::Files)>,
    output: &mut Output,
) -> Result<Shared, String> {
    for (name, bytes) in older.iter().flat_map(|(_, files)| files) {
        output.put(name, bytes)?;
    }
    let older: Vec<Engine> = older.into_iter().map(|(engine, _)| engine).collect();
    let folder = format!("engines/{version}/");
    let prices = &bundle.fetched["catalog"].bytes;
    let catalog: serde_json::Value =
        serde_json::from_slice(prices).map_err(|error| format!("catalog.json: {error}"))?;
    let engine = Engine {
        version: version.to_owned(),
        date: catalog["asof"].as_str().unwrap_or("unknown").to_owned(),
        js: output.put_hashed(&folder, "build_or_buy.js", bundle.glue.as_bytes())?,
        wasm: output.put_hashed(&folder, "build_or_buy_bg.wasm", &bundle.wasm)?,
        catalog: output.put_hashed(&folder, "catalog.json", prices)?,
    };
    let mut all = older.clone();
    all.push(engine.clone());
    engines::sort(&mut all);
    let text = serde_json::to_string_pretty(&all).map_err(|error| error.to_string())?;
    output.put(INDEX, text.as_bytes())?;
    // A page that is still open, or kept by a service worker, must find the index it was built with.
    let index = output.put_hashed("", INDEX, text.as_bytes())?;
    let mut fetched = BTreeMap::new();
    for (name, file) in &bundle.fetched {
        let asset =
            if name == "catalog" { engine.catalog.clone() } else { output.put_hashed("", &file.path, &file.bytes)? };
        fetched.insert(name.clone(), asset);
    }
    fetched.insert("wasm".to_owned(), engine.wasm.clone());
    fetched.insert("engines".to_owned(), index.clone());
    Ok(Shared { version: version.to_owned(), index, fetched, older })
}

/// Empties a folder that is an earlier site, but for hidden entries such as `.git`; a folder with anything else in it
/// is left alone and refused.
fn empty(folder: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{} cannot be emptied: {error}", folder.display());
    let hidden = |entry: &std::fs::DirEntry| entry.file_name().to_string_lossy().starts_with('.');
    let entries: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| !hidden(entry)).collect();
    if !entries.is_empty() && !folder.join(INDEX).is_file() {
        return Err(format!("{} holds something else than an earlier site: name another folder", folder.display()));
    }
    for entry in entries {
        let path = entry.path();
        if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }.map_err(failed)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
