//! Every engine a site has published, so that an old link opens with the engine and the prices that made it.

use super::Asset;
use super::digest::integrity;
use crate::command::project::{read_bytes, read_text};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The index's name at the root of a site, where the next build looks for it.
pub const INDEX: &str = "engines.json";

/// An engine's files: paths relative to the site's root, and contents.
pub type Files = Vec<(String, Vec<u8>)>;

/// One released engine. Paths are relative to the index.
#[derive(Clone, Serialize, Deserialize)]
pub struct Engine {
    /// The version that links name, such as `1.0.0`.
    pub version: String,
    /// The day of its newest prices.
    pub date: String,
    /// Its JavaScript, to be imported.
    pub js: Asset,
    /// Its module.
    pub wasm: Asset,
    /// Its prices and parameters.
    pub catalog: Asset,
}

/// The engines of an earlier site but those of `version`, which is built anew, each with its files by path.
///
/// Errors: the index cannot be read, or a file is missing or is not the one the index names.
pub fn of_earlier_site(previous: &Path, version: &str) -> Result<Vec<(Engine, Files)>, String> {
    let place = previous.join(INDEX);
    let known: Vec<Engine> = serde_json::from_str(&read_text(&place)?)
        .map_err(|error| format!("{} is not an index of engines: {error}", place.display()))?;
    let others = known.into_iter().filter(|engine| engine.version != version);
    let read = |engine: Engine| {
        let mut files = Vec::new();
        for asset in [&engine.js, &engine.wasm, &engine.catalog] {
            if !asset.url.starts_with("engines/") || asset.url.contains("..") {
                return Err(format!("{}: {} is not below engines/", place.display(), asset.url));
            }
            let file = previous.join(&asset.url);
            let bytes = read_bytes(&file)?;
            if integrity(&bytes) != asset.integrity {
                return Err(format!("{} was changed since it was published", file.display()));
            }
            files.push((asset.url.clone(), bytes));
        }
        Ok((engine, files))
    };
    others.map(read).collect()
}

/// Newest first, by the numbers in the version.
pub fn sort(engines: &mut [Engine]) {
    let numbers = |engine: &Engine| -> Vec<u64> {
        engine.version.split(['.', '-', '+']).map_while(|part| part.parse().ok()).collect()
    };
    engines.sort_by_key(|engine| std::cmp::Reverse(numbers(engine)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn engine(version: &str) -> Engine {
        let asset = Asset { url: "engines/x".to_owned(), integrity: String::new() };
        let own = str::to_owned;
        Engine { version: own(version), date: own(""), js: asset.clone(), wasm: asset.clone(), catalog: asset }
    }

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        let mut all = ["1.2.0", "1.10.0", "1.9.9", "2.0.0"].map(engine);
        sort(&mut all);
        assert_eq!(all.map(|engine| engine.version), ["2.0.0", "1.10.0", "1.9.9", "1.2.0"]);
    }
}
