//! The pages of a site: the front page and one per preset, and each again for iframes.

use super::bundle::{Bundle, Page, SCRIPT, STYLE, is_words};
use super::digest::integrity;
use super::engines::Engine;
use super::policy::{Reach, content_security_policy};
use super::preset::{self, Place, Preset};
use super::{Asset, Shared, answer, html, inline};
use build_or_buy::Report;

/// A page that loads its parts from hashed files, but for its style: that stands inside, so that the answer it is delivered
/// with is painted after one round trip. On Lighthouse's phone it is there after 972 ms instead of 1,258.
pub fn linked(
    page: &Page,
    script: &Asset,
    shared: &Shared,
    up: &str,
    preset: &Preset,
    report: &Report,
    place: &Place<'_>,
) -> Result<String, String> {
    let checked = |asset: &Asset| format!("\"{}\" integrity=\"{}\" crossorigin", asset.url, asset.integrity);
    let html = html::replace(&page.html, STYLE, &format!("<style>{}</style>", page.style))?;
    let html = html::replace(&html, SCRIPT, &format!("<script type=\"module\" src={}></script>", checked(script)))?;
    let html = html::prefix_paths(&html, up);
    let html = with_answer(&with_preset(&html, preset)?, preset, report)?;
    let root = if up.is_empty() { "./" } else { up };
    let mut files = serde_json::json!({ "version": shared.version, "root": root });
    for (name, asset) in &shared.fetched {
        files[name] = serde_json::json!({ "url": format!("{up}{}", asset.url), "integrity": asset.integrity });
    }
    let html = html::fill_json(&html, "files", &files.to_string())?;
    let (map, mut digests) = import_map(&shared.older, up);
    digests.push(integrity(ASKED.as_bytes()));
    let asked = format!("<script>{ASKED}</script>");
    let policy =
        inline::policy_tag(&content_security_policy(Reach::OwnSite, &digests, &[integrity(page.style.as_bytes())]));
    let touch = format!("<link rel=\"apple-touch-icon\" href=\"{up}icon-192.png\">");
    html::insert_after(
        &html,
        "meta[charset]",
        &["", &policy, &map, &asked, &preset::head(preset, place), &touch].join("\n"),
    )
}

/// The page for iframes: everything inside, so that it also runs where its host gives it no origin of its own; only an
/// older engine and the words of another language are fetched.
pub fn embedded(page: &Page, bundle: &Bundle, shared: &Shared, up: &str, preset: &Preset) -> Result<String, String> {
    let html = with_preset(&html::prefix_paths(&page.html, up), preset)?;
    let engines = Asset { url: format!("{up}{}", shared.index.url), ..shared.index.clone() };
    let (map, digests) = import_map(&shared.older, up);
    let page = Page { html, script: page.script.clone(), style: page.style.clone() };
    let words = shared.fetched.iter().filter(|(name, _)| is_words(name));
    let beside =
        words.map(|(name, asset)| (name.clone(), Asset { url: format!("{up}{}", asset.url), ..asset.clone() }));
    let (beside, reach) = (beside.collect(), Reach::OwnSite);
    let inside = inline::Inside { version: &shared.version, engines: Some(engines), beside, reach };
    inline::inlined(&page, bundle, &inside, &map, &digests)
}

/// Marks a page whose address carries inputs: the answer it was delivered with is another one, and is not shown.
const ASKED: &str = "if(location.search||location.hash.includes('='))document.documentElement.dataset.asked=''";

/// The page with its answer, to be read at once and taken over by the script.
fn with_answer(html: &str, preset: &Preset, report: &Report) -> Result<String, String> {
    let html = html::prepend(html, "#app", &answer::main(report))?;
    let case = if preset.id.is_empty() {
        "The answer above is that of a usual company"
    } else {
        "The answer above is that of this case"
    };
    let told = format!(
        "<p class=\"wait\">{case}. This page computes yours in your browser, which takes JavaScript; your figures never leave the page.</p>"
    );
    let html = html::fill(&html, "noscript", &told)?;
    let verdict = serde_json::to_value(&report.verdict).map_err(|error| error.to_string())?;
    let baked = match preset.id.as_str() {
        "" => serde_json::json!({ "query": "", "verdict": verdict }),
        id => serde_json::json!({ "preset": id, "query": preset.query, "verdict": verdict }),
    };
    html::fill_json(&html, "baked", &baked.to_string())
}

/// The page with the preset's title, description and query.
fn with_preset(html: &str, preset: &Preset) -> Result<String, String> {
    if preset.id.is_empty() {
        return Ok(html.to_owned());
    }
    let html = html::fill(html, "title", &html::text_of(&preset.title))?;
    let html = html::set(&html, "meta[name=description]", "content", &preset.summary)?;
    let baked = serde_json::json!({ "preset": preset.id, "query": preset.query });
    html::fill_json(&html, "baked", &baked.to_string())
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
