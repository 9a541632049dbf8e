//! A model's name as exports write it, to the catalog's id.

mod found;
mod hosts;
mod latest;
mod sellers;
mod served;
mod spelling;

use crate::catalog::{Catalog, HostedPrice};
pub use found::Known;
pub(super) use found::Match;
use hosts::{HOSTS, host as at};
pub(super) use latest::Days;
pub(super) use served::{gpu, open_model};
use spelling::{folded, spellings, stripped};

/// Families of models and the host that made them: of several rows theirs comes first.
const MAKERS: [(&str, &str); 12] = [
    ("gpt-oss", ""),
    ("gpt-", "openai"),
    ("text-embedding", "openai"),
    ("claude", "anthropic"),
    ("gemini", "google"),
    ("deepseek", "deepseek"),
    ("mistral", "mistral"),
    ("ministral", "mistral"),
    ("grok", "xai"),
    ("kimi", "moonshot"),
    ("glm", "zai"),
    ("qwen", "alibaba"),
];

const SIZES: [&str; 14] = [
    "nano",
    "mini",
    "luna",
    "terra",
    "sol",
    "astra",
    "haiku",
    "sonnet",
    "opus",
    "fable",
    "flash-lite",
    "flash",
    "pro",
    "embedding",
];

/// The host that made a family; empty where none is known.
fn made_by(name: &str) -> &'static str {
    MAKERS.iter().find(|(front, _)| name.starts_with(front)).map_or("", |(_, maker)| *maker)
}

/// What an offer is called at its host.
fn tail(row: &HostedPrice) -> &str {
    row.id.split_once('/').map_or("", |(_, tail)| tail)
}

/// Looks a name up. `host` is the catalog's word for the host that the file is from, `provider` what the row names; `days`
/// are the first and the last on which it was called.
pub(super) fn find(catalog: &Catalog, raw: &str, host: &str, provider: &str, days: Days) -> Match {
    let none = |note: &str| Match { id: String::new(), known: Known::Unknown, note: note.to_owned(), chosen: false };
    if raw.trim().is_empty() {
        return none("the file does not name the model");
    }
    let lower = raw.trim().to_ascii_lowercase();
    if lower.contains("application-inference-profile") {
        return none("an inference profile of your own hides the model");
    }
    let (named, name): (Option<&str>, String) = stripped(&lower);
    // Hosts are known by their words, or by their names in the catalog.
    let sells = |host: &&str| catalog.hosted.iter().any(|row| at(row) == *host);
    let named = named.or_else(|| lower.split_once('/').map(|(front, _)| front).filter(sells));
    let (name, tuned) = spelling::untuned(&name);
    let provider = provider.to_ascii_lowercase();
    let by_provider = HOSTS.iter().find(|(word, _)| provider.replace([' ', '-'], "_") == *word || provider == *word);
    let by_provider = by_provider.map(|(_, host)| *host).or(Some(provider.as_str()).filter(sells));
    let wanted = by_provider.or(named.filter(|named| *named != "openrouter")).unwrap_or(host);
    let variant = match () {
        () if lower.ends_with(":free") => "the free variant has no price; the list price is used",
        () if tuned || lower.starts_with("ft:") => {
            "what a fine-tuned model costs is not in the catalog; the list price of the model it was made of is used"
        }
        () => "",
    };
    let rows =
        |fits: &dyn Fn(&HostedPrice) -> bool| catalog.hosted.iter().find(|row| fits(row)).map(|row| row.id.clone());
    let same = |row: &HostedPrice, name: &str| {
        tail(row) == name || folded(&row.model) == name || row.weights.as_deref() == Some(name)
    };
    let also = |note: String| if variant.is_empty() { note } else { [variant, "; ", &note].concat() };
    // A release with its own row comes before the model that it is one of.
    let release = lower.rsplit('/').next().and_then(|last| last.split(['@', ':']).next()).unwrap_or_default();
    let own = catalog.hosted.iter().any(|row| tail(row) == release);
    // An alias of several models is no model, be it called like one.
    if !own && let Some(found) = latest::newest(catalog, raw, name, [wanted, made_by(name)], days) {
        return found;
    }
    for name in Some(release.to_owned()).filter(|_| own).into_iter().chain(spellings(name)) {
        if let Some(id) = rows(&|row| at(row) == wanted && same(row, &name)) {
            return Match { id, known: Known::Exact, note: variant.into(), chosen: false };
        }
        let named = named.filter(|named| *named != "openrouter" && *named != "azure");
        let elsewhere = [named, Some(made_by(&name))]
            .into_iter()
            .flatten()
            .find_map(|maker| rows(&|row| at(row) == maker && same(row, &name)))
            .or_else(|| rows(&|row| same(row, &name)));
        // A host's name that is not known may be anybody's, and the maker before a model's name is no host.
        let who = match wanted {
            _ if !provider.is_empty() && by_provider.is_none() => "its host",
            "openai" => "",
            _ => wanted,
        };
        if let Some(found) = sellers::assumed(catalog, raw, who, made_by(&name), &|row| same(row, &name)) {
            return Match { note: also(found.note), ..found };
        }
        if let Some(id) = elsewhere {
            let note = if wanted.is_empty() && provider.is_empty() {
                variant.to_owned()
            } else {
                let who = if who.is_empty() { wanted } else { who };
                also(format!("no price of {who} is in the catalog; this is the same model at another host"))
            };
            return Match { id, known: Known::Elsewhere, note, chosen: false };
        }
    }
    let family = name.split(['-', '.']).next().unwrap_or_default();
    let size =
        SIZES.iter().find(|size| name.split('-').any(|word| word == **size) || name.contains(&format!("-{size}")));
    if let Some(size) = size {
        let mut fits: Vec<&HostedPrice> = catalog
            .hosted
            .iter()
            .filter(|row| {
                let tail = tail(row);
                tail.starts_with(family)
                    && tail.split('-').any(|word| word == *size || size.contains('-') && tail.contains(*size))
                    && !(*size == "flash" && tail.contains("flash-lite"))
            })
            .collect();
        crate::order::sort(&mut fits, |a, b| a.from.cmp(&b.from).then_with(|| a.id.cmp(&b.id)));
        if let Some(newest) = fits.last() {
            let note = format!("“{raw}” is not in the catalog; the newest of its family is taken");
            return Match { id: newest.id.clone(), known: Known::Assumed, note, chosen: false };
        }
    }
    none("its name is not in the catalog")
}
