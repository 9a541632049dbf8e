//! Puts a page's script, style, engine and prices into the page itself.

use super::Asset;
use super::bundle::{Bundle, Page, SCRIPT, STYLE};
use super::digest::integrity;
use super::html;
use super::policy::{Reach, content_security_policy};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::Write as _;

/// What an inlined page is told about itself.
pub struct Inside<'a> {
    /// The engine's version.
    pub version: &'a str,
    /// Where older engines are listed, if it may fetch them.
    pub engines: Option<Asset>,
    /// What stands beside the page and is fetched by address: the words of languages.
    pub beside: Vec<(String, Asset)>,
    /// What it may load.
    pub reach: Reach,
}

/// The page with everything inside. `head` and the digests of its inline scripts come before anything else.
pub fn inlined(
    page: &Page,
    bundle: &Bundle,
    inside: &Inside<'_>,
    head: &str,
    digests: &[String],
) -> Result<String, String> {
    let (script, style) = (&page.script, &page.style);
    // Behind `<!--` an element that a script only speaks of would swallow the script's own end.
    if script.contains("<!--") {
        return Err("a script that stands inside a page must not hold <!--".to_owned());
    }
    let html = html::replace(&page.html, STYLE, &format!("<style>{style}</style>"))?;
    let html = html::replace(&html, SCRIPT, &format!("<script type=\"module\">{script}</script>"))?;
    // Only what this page asks for: the record of past prices is not for a page that never shows it, and an embed takes
    // no files of its visitor's.
    let listed: serde_json::Value = serde_json::from_str(&html::json(&page.html, "files")).unwrap_or_default();
    let fetched = bundle.fetched.iter().map(|(name, file)| (name.as_str(), &file.bytes));
    let beside = |name: &str| inside.beside.iter().any(|(known, _)| known == name);
    let fetched = fetched.filter(|(name, _)| *name == "catalog" || !(listed[*name].is_null() || beside(name)));
    let packed: Vec<_> = fetched.chain([("wasm", &bundle.wasm)]).collect();
    let mut files = serde_json::json!({ "version": inside.version, "engines": inside.engines });
    for (name, _) in &packed {
        files[*name] = serde_json::json!({ "inline": format!("packed-{name}") });
    }
    for (name, asset) in &inside.beside {
        files[name] = serde_json::json!(asset);
    }
    let html = html::fill_json(&html, "files", &files.to_string())?;
    let scripts: Vec<String> = digests.iter().cloned().chain([integrity(script.as_bytes())]).collect();
    let policy = content_security_policy(inside.reach, &scripts, &[integrity(style.as_bytes())]);
    let html = html::insert_after(&html, "meta[charset]", &format!("\n{}\n{head}", policy_tag(&policy)))?;
    let packed: Vec<_> = packed
        .into_iter()
        .map(|(name, bytes)| format!("<script type=\"text/plain\" id=\"packed-{name}\">{}</script>\n", pack(bytes)))
        .collect();
    html::append(&html, "body", &packed.concat())
}

/// The policy as an element.
pub fn policy_tag(policy: &str) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
}

/// The digests of a page's inline scripts (true) and styles (false), read back from the page as a browser would.
pub fn digests(page: &str) -> Vec<(bool, String)> {
    let of = |selector, script| {
        let found = html::contents(page, selector).into_iter();
        found.map(move |text| (script, integrity(text.as_bytes())))
    };
    let scripts = "script[type=module]:not([src]), script[type=importmap], script:not([type]):not([src])";
    of("style", false).chain(of(scripts, true)).collect()
}

/// Raw deflate in base64: the page unpacks it with `DecompressionStream('deflate-raw')`.
fn pack(bytes: &[u8]) -> String {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    STANDARD.encode(encoder.finish().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::bundler::tests::AsWritten;
    use crate::command::site::bundle::Fetched;
    use std::io::Read as _;

    fn parts() -> (Page, Bundle) {
        let html = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>T</title>\n\
            <link rel=\"stylesheet\" href=\"style.css\">\n<script type=\"application/json\" id=\"files\">{}</script>\n\
            <script type=\"module\" src=\"main.js\"></script></head><body></body></html>";
        let page =
            Page { html: html.to_owned(), script: "document.title='x'".to_owned(), style: "p{color:red}".to_owned() };
        let catalog = Fetched { path: "catalog.json".to_owned(), bytes: b"{}".to_vec() };
        let fetched = [("catalog".to_owned(), catalog)].into();
        let bundle =
            Bundle { wasm: vec![7; 5000], glue: String::new(), bundler: Box::new(AsWritten), fetched, note: None };
        (page, bundle)
    }

    #[test]
    fn the_policy_names_exactly_what_stands_in_the_page() {
        let (page, bundle) = parts();
        let inside = Inside { version: "1.0.0", engines: None, beside: Vec::new(), reach: Reach::Nothing };
        let html = inlined(&page, &bundle, &inside, "", &[]).expect("complete");
        let found = digests(&html);
        assert_eq!(found, [(false, integrity(b"p{color:red}")), (true, integrity(b"document.title='x'"))]);
        for (script, digest) in found {
            let directive = if script { "script-src" } else { "style-src" };
            assert!(html.contains(&format!("{directive} '{digest}'")), "{html}");
        }
        assert!(html.find("Content-Security-Policy") < html.find("<style>"), "the policy comes first");
        assert!(!html.contains("src=") && !html.contains("href="), "nothing is loaded");
    }

    #[test]
    fn what_is_packed_unpacks_to_the_same_bytes() {
        let bytes: Vec<u8> = (0..10_000_u32).map(|i| (i * i % 251) as u8).collect();
        let raw = STANDARD.decode(pack(&bytes)).expect("base64");
        let mut unpacked = Vec::new();
        flate2::read::DeflateDecoder::new(raw.as_slice()).read_to_end(&mut unpacked).expect("deflate");
        assert_eq!(unpacked, bytes);
    }
}
