//! Writes the published site: every file that can be is named by its content and checked by the browser.

pub mod bundle;
pub mod digest;
mod engines;
mod headers;
pub mod html;
pub mod inline;
mod picture;
pub mod policy;
mod preset;
mod worker;

use super::project::{read_text, root, write};
use bundle::{Bundle, Page, is_module, is_stylesheet};
use digest::{hashed_name, integrity};
use engines::{Engine, INDEX};
use policy::{Reach, content_security_policy};
use preset::{Place, Preset};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What `site` takes.
#[derive(clap::Args)]
pub struct SiteOptions {
    /// Folder to write; it is emptied first and must be empty, missing, or an earlier site
    folder: PathBuf,
    /// Where the site will stand, such as `https://example.org/build-or-buy/`: link previews need whole addresses
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
    /// The site as published before, whose engines are kept so that old links stay what they were
    #[arg(long, value_name = "FOLDER")]
    previous: Option<PathBuf>,
    /// Publish under another version than the package's (to try the archive of engines)
    #[arg(long, value_name = "VERSION", hide = true)]
    release: Option<String>,
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
    engine: Engine,
    index: Asset,
    /// Older engines: imported by address, so their digests stand in the page's import map.
    older: Vec<Engine>,
}

/// Builds and writes the site.
pub fn run(options: &SiteOptions) -> Result<(), String> {
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

fn write_site(www: &Path, bundle: &Bundle, options: &SiteOptions) -> Result<(), String> {
    let version = options.release.as_deref().unwrap_or(env!("CARGO_PKG_VERSION"));
    let site = options.url.as_ref().map(|url| format!("{}/", url.trim_end_matches('/')));
    let index = bundle::page(www, "index.html")?;
    let embed = www.join("embed.html").is_file().then(|| bundle::page(www, "embed.html")).transpose()?;
    let presets = preset::presets(www)?;
    // An earlier site may stand in the very folder that is written: read before it is emptied.
    let kept_aside = Aside::new(options)?;
    empty(&options.folder)?;
    let mut output = Output { folder: options.folder.clone() };

    let shared = publish_engines(bundle, version, kept_aside.previous(), &mut output)?;
    let style = output.put_hashed("", "style.css", index.style.as_bytes())?;
    let script = output.put_hashed("", "main.js", index.script.as_bytes())?;
    for name in bundle::plain_files(www) {
        output.put(&name, &super::project::read_bytes(&www.join(&name))?)?;
    }
    put_icons(www, &mut output)?;
    if www.join("embed.js").is_file() {
        output.put("embed.js", super::javascript::script(&read_text(&www.join("embed.js"))?)?.as_bytes())?;
    }

    let asof = &shared.engine.date;
    let front = Preset {
        id: String::new(),
        title: html::title(&index.html).to_owned(),
        summary: html::description(&index.html).to_owned(),
        query: String::new(),
    };
    let mut inline_digests = Vec::new();
    let mut front_html = String::new();
    for preset in std::iter::once(&front).chain(&presets) {
        let folder = if preset.id.is_empty() { String::new() } else { format!("p/{}/", preset.id) };
        let up = if preset.id.is_empty() { "" } else { "../../" };
        let place = Place { site: site.as_deref(), folder: &folder };
        let html = linked_page(&index, &style, &script, &shared, up, preset, &place)?;
        output.put(&format!("{folder}index.html"), html.as_bytes())?;
        inline_digests.extend(inline::digests(&html));
        if let Some(embed) = &embed {
            let html = embedded_page(embed, bundle, &shared, up, preset)?;
            output.put(&format!("{folder}embed.html"), html.as_bytes())?;
            inline_digests.extend(inline::digests(&html));
        }
        output.put(&format!("{folder}card.png"), &picture::card(&preset::card(preset, asof))?)?;
        output.put(&format!("{folder}oembed.json"), preset::oembed(preset, &place).as_bytes())?;
        if preset.id.is_empty() {
            front_html = html;
        }
    }

    let page = |url: &str| Asset { url: url.to_owned(), integrity: String::new() };
    let Engine { wasm, catalog, .. } = shared.engine.clone();
    let kept = [page("./"), page("manifest.webmanifest"), page("icon.svg"), style, script, wasm, catalog, shared.index];
    if www.join("sw.js").is_file() {
        let worker = worker::with_files(&read_text(&www.join("sw.js"))?, &kept, &front_html)?;
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
    previous: Option<&Path>,
    output: &mut Output,
) -> Result<Shared, String> {
    let older = previous.map_or(Ok(Vec::new()), |previous| engines::carry_over(previous, version, output))?;
    let folder = format!("engines/{version}/");
    let catalog: serde_json::Value =
        serde_json::from_slice(&bundle.catalog).map_err(|error| format!("catalog.json: {error}"))?;
    let engine = Engine {
        version: version.to_owned(),
        date: catalog["asof"].as_str().unwrap_or("unknown").to_owned(),
        js: output.put_hashed(&folder, "build_or_buy.js", bundle.glue.as_bytes())?,
        wasm: output.put_hashed(&folder, "build_or_buy_bg.wasm", &bundle.wasm)?,
        catalog: output.put_hashed(&folder, "catalog.json", &bundle.catalog)?,
    };
    let mut all = older.clone();
    all.push(engine.clone());
    engines::sort(&mut all);
    let text = serde_json::to_string_pretty(&all).map_err(|error| error.to_string())?;
    output.put(INDEX, text.as_bytes())?;
    // A page that is still open, or kept by a service worker, must find the index it was built with.
    let index = output.put_hashed("", INDEX, text.as_bytes())?;
    Ok(Shared { version: version.to_owned(), engine, index, older })
}

/// A page that loads its parts from hashed files.
fn linked_page(
    page: &Page,
    style: &Asset,
    script: &Asset,
    shared: &Shared,
    up: &str,
    preset: &Preset,
    place: &Place<'_>,
) -> Result<String, String> {
    let checked = |asset: &Asset| format!("\"{}\" integrity=\"{}\" crossorigin", asset.url, asset.integrity);
    let html = html::replace_tag(&page.html, "stylesheet", is_stylesheet, |_| {
        format!("<link rel=\"stylesheet\" href={}>", checked(style))
    })?;
    let html = html::replace_tag(&html, "module script", is_module, |_| {
        format!("<script type=\"module\" src={}></script>", checked(script))
    })?;
    let html = html::prefix_paths(&html, up);
    let html = with_preset(&html, preset)?;
    let files = serde_json::json!({
        "version": shared.version,
        "wasm": Asset { url: format!("{up}{}", shared.engine.wasm.url), ..shared.engine.wasm.clone() },
        "catalog": Asset { url: format!("{up}{}", shared.engine.catalog.url), ..shared.engine.catalog.clone() },
        "engines": Asset { url: format!("{up}{}", shared.index.url), ..shared.index.clone() },
    });
    let html = html::replace_json(&html, "files", &files.to_string())?;
    let (map, digests) = import_map(&shared.older, up);
    let policy = inline::policy_tag(&content_security_policy(Reach::OwnSite, &digests, &[]));
    let touch = format!("<link rel=\"apple-touch-icon\" href=\"{up}icon-192.png\">");
    html::insert_into_head(&html, &[policy, map, preset::head(preset, place), touch].join("\n"))
}

/// The page for iframes: everything inside, so that it also runs where its host gives it no origin of its own; only an
/// older engine is fetched.
fn embedded_page(page: &Page, bundle: &Bundle, shared: &Shared, up: &str, preset: &Preset) -> Result<String, String> {
    let html = with_preset(&html::prefix_paths(&page.html, up), preset)?;
    let engines = Asset { url: format!("{up}{}", shared.index.url), ..shared.index.clone() };
    let (map, digests) = import_map(&shared.older, up);
    let page = Page { html, script: page.script.clone(), style: page.style.clone() };
    let inside = inline::Inside { version: &shared.version, engines: Some(engines), reach: Reach::OwnSite };
    inline::inlined(&page, bundle, &inside, &map, &digests)
}

/// The page with the preset's title, description and query.
fn with_preset(html: &str, preset: &Preset) -> Result<String, String> {
    if preset.id.is_empty() {
        return Ok(html.to_owned());
    }
    let html = html::set_title(html, &preset.title)?;
    let html = html::set_description(&html, &preset.summary)?;
    let baked = serde_json::json!({ "preset": preset.id, "query": preset.query });
    html::replace_json(&html, "baked", &baked.to_string())
}

/// The digests of the engines that a page may import by address; nothing where there are none.
fn import_map(older: &[Engine], up: &str) -> (String, Vec<String>) {
    if older.is_empty() {
        return (String::new(), Vec::new());
    }
    let entries = older.iter().map(|engine| (format!("./{up}{}", engine.js.url), engine.js.integrity.clone().into()));
    let map = serde_json::json!({ "integrity": entries.collect::<serde_json::Map<_, _>>() }).to_string();
    let digest = integrity(map.as_bytes());
    (format!("<script type=\"importmap\">{map}</script>"), vec![digest])
}

/// The icons that a manifest needs as pixels, and the manifest that lists them.
fn put_icons(www: &Path, output: &mut Output) -> Result<(), String> {
    let (Ok(svg), Ok(manifest)) = (read_text(&www.join("icon.svg")), read_text(&www.join("manifest.webmanifest")))
    else {
        return Ok(());
    };
    let mut manifest: serde_json::Value =
        serde_json::from_str(&manifest).map_err(|error| format!("manifest.webmanifest: {error}"))?;
    for (name, size, maskable) in
        [("icon-192.png", 192, false), ("icon-512.png", 512, false), ("icon-maskable.png", 512, true)]
    {
        output.put(name, &picture::icon(&svg, size, maskable)?)?;
        let purpose = if maskable { "maskable" } else { "any" };
        let entry = serde_json::json!({
            "src": name, "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": purpose,
        });
        manifest["icons"].as_array_mut().ok_or("manifest.webmanifest: icons is not a list")?.push(entry);
    }
    output.put("manifest.webmanifest", format!("{manifest:#}\n").as_bytes())
}

/// Where the earlier site can be read while the new one is written.
struct Aside {
    previous: Option<PathBuf>,
    temporary: Option<PathBuf>,
}

impl Aside {
    fn new(options: &SiteOptions) -> Result<Self, String> {
        let Some(previous) = &options.previous else {
            return Ok(Self { previous: None, temporary: None });
        };
        let same =
            previous.canonicalize().ok().is_some_and(|path| options.folder.canonicalize().is_ok_and(|o| o == path));
        if !same {
            return Ok(Self { previous: Some(previous.clone()), temporary: None });
        }
        let temporary = previous.with_extension("previous");
        std::fs::rename(previous, &temporary).map_err(|error| format!("{}: {error}", previous.display()))?;
        Ok(Self { previous: Some(temporary.clone()), temporary: Some(temporary) })
    }

    fn previous(&self) -> Option<&Path> {
        self.previous.as_deref()
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            let _ = std::fs::remove_dir_all(temporary);
        }
    }
}

/// Empties a folder that is an earlier site; a folder with anything else in it is left alone and refused.
fn empty(folder: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{} cannot be emptied: {error}", folder.display());
    let Ok(mut entries) = std::fs::read_dir(folder) else {
        return Ok(());
    };
    if entries.next().is_none() {
        return Ok(());
    }
    if !folder.join(INDEX).is_file() {
        return Err(format!("{} holds something else than an earlier site: name another folder", folder.display()));
    }
    std::fs::remove_dir_all(folder).map_err(failed)
}
