//! A small site, written and read back.

use super::bundle::{Fetched, SCRIPT};
use super::*;
use crate::command::bundler::tests::AsWritten;
use crate::command::project::{files_below, read_bytes};
use std::collections::BTreeSet;

const PAGE: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Front</title>
<meta name="description" content="What it is.">
<link rel="stylesheet" href="style.css">
<script type="application/json" id="files">{"version":"dev","catalog":{"url":"catalog.json"}}</script>
<script type="application/json" id="baked">null</script>
<script type="module" src="main.js"></script>
</head>
<body><a href="methods.pdf">Methods</a><div id="app"><noscript></noscript></div></body>
</html>
"#;

/// A folder of its own for a test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("build-or-buy-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let files = [
            ("www/index.html", PAGE),
            ("www/embed.html", PAGE),
            ("www/style.css", "p { color: red }"),
            ("www/main.js", "import { b } from './b.js';\nb();\n"),
            ("www/b.js", "export const b = () => '<script></script>';\n"),
            ("www/sw.js", "const VERSION = 'dev';\nconst FILES = [];\n"),
            ("www/methods.pdf", "text"),
            ("www/presets.json", r#"[{"id":"bank","title":"Bank & co","summary":"Inside.","query":"v=2&a=b"}]"#),
        ];
        for (name, text) in files {
            write(&folder.join(name), text).expect("temporary files can be written");
        }
        let catalog = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/catalog.json");
        std::fs::copy(catalog, folder.join("www/catalog.json")).expect("the project's catalog");
        Self(folder)
    }

    /// Writes the site of this version; `engine` stands for what was compiled.
    fn site(&self, name: &str, version: &str, engine: &str, previous: Option<&str>) -> Result<PathBuf, String> {
        let www = self.0.join("www");
        let bytes = read_bytes(&www.join("catalog.json"))?;
        let bundle = Bundle {
            wasm: engine.into(),
            glue: format!("export default '{engine}'"),
            bundler: Box::new(AsWritten),
            fetched: [("catalog".to_owned(), Fetched { path: "catalog.json".to_owned(), bytes })].into(),
            note: None,
        };
        let folder = self.0.join(name);
        let options = Site {
            folder: folder.clone(),
            url: Some("https://example.org/x".to_owned()),
            previous: previous.map(|name| self.0.join(name)),
            release: Some(version.to_owned()),
        };
        write_site(&www, &bundle, &options).map(|()| folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn names(site: &Path) -> BTreeSet<String> {
    let relative = |file: PathBuf| file.strip_prefix(site).expect("below").to_string_lossy().replace('\\', "/");
    files_below(site).into_iter().map(relative).collect()
}

/// Every (address, digest) of a page's elements and of its `files` element, the address as seen from the site's root.
fn checked_by(page: &str, folder: &str) -> Vec<(String, String)> {
    let files: serde_json::Value = serde_json::from_str(&html::json(page, "files")).expect("json");
    let fetched = files.as_object().expect("object").values();
    let mut found: Vec<_> =
        fetched.filter_map(|f| Some((f["url"].as_str()?.to_owned(), f["integrity"].as_str()?.to_owned()))).collect();
    found.extend(html::values(page, SCRIPT, "src").into_iter().zip(html::values(page, SCRIPT, "integrity")));
    let up = if folder.is_empty() { "" } else { "../../" };
    let from_root = |address: &str| address.strip_prefix(up).expect("relative to the page").to_owned();
    found.into_iter().map(|(address, digest)| (from_root(&address), digest)).collect()
}

#[test]
fn every_address_on_a_page_leads_to_the_file_with_that_digest() {
    let folder = Folder::new("addresses");
    let site = folder.site("site", "1.0.0", "one", None).expect("writes");
    for page in ["", "p/bank/"] {
        let html = read_text(&site.join(page).join("index.html")).expect("is there");
        let all = checked_by(&html, page);
        // Script, module, catalog and the index of engines.
        assert_eq!(all.len(), 4, "{all:?}");
        for (address, digest) in all {
            assert_eq!(integrity(&read_bytes(&site.join(&address)).expect(&address)), digest, "{address}");
        }
    }
}

#[test]
fn a_presets_page_says_what_it_is_and_finds_its_files() {
    let folder = Folder::new("preset");
    let site = folder.site("site", "1.0.0", "one", None).expect("writes");
    let html = read_text(&site.join("p/bank/index.html")).expect("is there");
    for part in [
        "<title>Bank &amp; co</title>",
        "<meta name=\"description\" content=\"Inside.\">",
        "<script type=\"application/json\" id=\"baked\">{\"preset\":\"bank\",\"query\":\"v=2&a=b\",\"verdict\":{",
        "<h1 id=\"verdict\">",
        "<a href=\"../../methods.pdf\">",
        "href=\"https://example.org/x/p/bank/oembed.json\"",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let beside = ["p/bank/card.png", "p/bank/embed.html", "p/bank/oembed.json"];
    assert!(beside.iter().all(|name| names(&site).contains(*name)), "{:?}", names(&site));
}

#[test]
fn a_changed_file_changes_its_own_name_only() {
    let folder = Folder::new("names");
    let one = names(&folder.site("one", "1.0.0", "one", None).expect("writes"));
    write(&folder.0.join("www/style.css"), "p { color: blue }").expect("writes");
    let two = names(&folder.site("two", "1.0.0", "one", None).expect("writes"));
    let gone: Vec<_> = one.difference(&two).collect();
    assert!(matches!(gone.as_slice(), [name] if name.starts_with("style.")), "{gone:?}");
}

#[test]
fn the_next_release_keeps_the_engines_before_it() {
    let folder = Folder::new("releases");
    folder.site("first", "1.0.0", "one", None).expect("writes");
    folder.site("second", "1.0.1", "two", Some("first")).expect("writes");
    // Written over itself, as a host does that builds from what it has published.
    let site = folder.site("second", "1.10.0", "three", Some("second")).expect("writes");
    let index: Vec<Engine> = serde_json::from_str(&read_text(&site.join(INDEX)).expect("is there")).expect("json");
    let versions: Vec<_> = index.iter().map(|engine| engine.version.as_str()).collect();
    assert_eq!(versions, ["1.10.0", "1.0.1", "1.0.0"]);
    assert_eq!(index[2].date.len(), "2026-11-23".len());
    assert_eq!(read_text(&site.join(&index[2].wasm.url)).as_deref(), Ok("one"));

    let html = read_text(&site.join("p/bank/index.html")).expect("is there");
    let import_map = format!("\"./../../{}\":\"{}\"", index[2].js.url, index[2].js.integrity);
    assert!(html.contains(&import_map), "{html}");
    assert!(!html.contains(&format!("\"./../../{}\"", index[0].js.url)), "this build's engine is linked in");
}

#[test]
fn an_engine_that_was_changed_is_not_carried_over() {
    let folder = Folder::new("changed");
    let first = folder.site("first", "1.0.0", "one", None).expect("writes");
    let wasm =
        files_below(&first.join("engines")).into_iter().find(|file| file.extension().is_some_and(|e| e == "wasm"));
    write(&wasm.expect("is there"), "other").expect("writes");
    let refused = folder.site("second", "1.0.1", "two", Some("first")).expect_err("refuses");
    assert!(refused.ends_with("was changed since it was published"), "{refused}");
}

#[test]
fn inline_scripts_run_under_the_pages_policy_and_under_the_hosts() {
    let folder = Folder::new("policies");
    folder.site("first", "1.0.0", "one", None).expect("writes");
    let site = folder.site("second", "1.0.1", "two", Some("first")).expect("writes");
    let headers = read_text(&site.join("_headers")).expect("is there");
    for name in ["index.html", "embed.html", "build-or-buy.html", "p/bank/index.html", "p/bank/embed.html"] {
        let html = read_text(&site.join(name)).expect("is there");
        let own = html.find("http-equiv").map(|at| html[at..].split('>').next().unwrap_or_default().to_owned());
        let inline = inline::digests(&html);
        // The style, and the import map and the mark of a site's pages; the script of those that hold everything.
        let expected = if name == "build-or-buy.html" { 2 } else { 3 };
        assert_eq!(inline.len(), expected, "{name}");
        for (_, digest) in inline {
            assert!(own.as_ref().is_some_and(|own| own.contains(&format!("'{digest}'"))), "{name}: {own:?}");
            assert!(headers.contains(&format!("'{digest}'")), "{name}: {headers}");
        }
    }
}

#[test]
fn the_service_worker_keeps_what_the_front_page_needs() {
    let folder = Folder::new("worker");
    let site = folder.site("site", "1.0.0", "one", None).expect("writes");
    let worker = read_text(&site.join("sw.js")).expect("is there");
    let html = read_text(&site.join("index.html")).expect("is there");
    for page in ["./", "p/bank/"] {
        assert!(worker.contains(&format!("[\"{page}\",\"\"]")), "{page}: {worker}");
    }
    for (address, digest) in checked_by(&html, "") {
        assert!(worker.contains(&format!("[\"{address}\",\"{digest}\"]")), "{address}: {worker}");
    }
}

#[test]
fn a_folder_that_is_no_site_is_left_alone() {
    let folder = Folder::new("foreign");
    write(&folder.0.join("site/letter.txt"), "dear").expect("writes");
    let refused = folder.site("site", "1.0.0", "one", None).expect_err("refuses");
    assert!(refused.contains("holds something else than an earlier site"), "{refused}");
    assert_eq!(read_text(&folder.0.join("site/letter.txt")).as_deref(), Ok("dear"));

    folder.site("again", "1.0.0", "one", None).expect("writes");
    write(&folder.0.join("again/.git/HEAD"), "ref").expect("writes");
    write(&folder.0.join("again/stale.txt"), "old").expect("writes");
    let site = folder.site("again", "1.0.0", "two", None).expect("writes over an earlier site");
    assert!(site.join(".git/HEAD").is_file() && !site.join("stale.txt").exists());
}
