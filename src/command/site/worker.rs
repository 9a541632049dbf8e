//! The service worker with the list of files it keeps.

use super::digest::hex;
use crate::command::site::Asset;

/// Fills the two marked lines of `sw.js`.
///
/// `files` are paths relative to the site's root; an empty integrity is a file whose name stays while its content
/// changes. Errors: a marker is missing.
pub fn with_files(template: &str, files: &[Asset], everything: &str) -> Result<String, String> {
    let list: Vec<_> = files.iter().map(|file| [file.url.as_str(), file.integrity.as_str()]).collect();
    let list = serde_json::to_string(&list).map_err(|error| error.to_string())?;
    // The contents of the files without a digest in their name count too: a new page is a new version.
    let version = &hex(format!("{list}{everything}").as_bytes())[..12];
    fill(&fill(template, "const FILES = []", &format!("const FILES = {list}"))?, "const VERSION = 'dev'", &{
        format!("const VERSION = '{version}'")
    })
}

fn fill(text: &str, marker: &str, by: &str) -> Result<String, String> {
    if text.matches(marker).count() == 1 {
        return Ok(text.replacen(marker, by, 1));
    }
    Err(format!("sw.js must hold `{marker}` exactly once"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "const VERSION = 'dev';\nconst FILES = [];\n";

    fn files() -> Vec<Asset> {
        let asset = |url: &str, integrity: &str| Asset { url: url.to_owned(), integrity: integrity.to_owned() };
        vec![asset("./", ""), asset("main.0123456789ab.js", "sha256-AAAA=")]
    }

    #[test]
    fn the_list_and_its_version_are_filled_in() {
        let worker = with_files(TEMPLATE, &files(), "page").expect("has both markers");
        assert!(worker.contains(r#"const FILES = [["./",""],["main.0123456789ab.js","sha256-AAAA="]];"#), "{worker}");
        assert!(!worker.contains("'dev'"), "{worker}");
    }

    #[test]
    fn any_change_of_content_is_a_new_version() {
        let first = with_files(TEMPLATE, &files(), "page").expect("fills");
        assert_eq!(first, with_files(TEMPLATE, &files(), "page").expect("fills"));
        assert_ne!(first, with_files(TEMPLATE, &files(), "page 2").expect("fills"));
        assert_ne!(first, with_files(TEMPLATE, &files()[..1], "page").expect("fills"));
    }

    #[test]
    fn a_template_without_its_marker_is_refused() {
        assert!(with_files("const FILES = [];", &files(), "").is_err());
    }
}
