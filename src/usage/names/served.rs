//! What a load test was of, by the names it gives: an open model and a GPU of the catalog.

use super::spelling::stripped;
use crate::catalog::Catalog;

/// Letters and digits alone.
fn bare(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The open model that a server was started with; `None` where the catalog has none of that name.
pub(in crate::usage) fn open_model(catalog: &Catalog, raw: &str) -> Option<String> {
    let (_, name) = stripped(&raw.to_lowercase());
    let name = bare(&name);
    let ids = catalog
        .models
        .iter()
        .filter(|row| !name.is_empty() && [&row.id, &row.name].iter().any(|one| bare(one) == name));
    ids.map(|row| row.id.clone()).next()
}

/// The GPU that a name holds, such as `8xNVIDIA H100 80GB HBM3`: the longest id whose letters stand in it as words.
pub(in crate::usage) fn gpu(catalog: &Catalog, raw: &str) -> Option<String> {
    let lower = raw.to_lowercase();
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // `8xH100` is eight of them.
    let plain = |word: &str| match word.split_once('x') {
        Some((many, rest)) if !many.is_empty() && many.bytes().all(|digit| digit.is_ascii_digit()) => rest.to_owned(),
        _ => word.to_owned(),
    };
    let words: Vec<String> = words.into_iter().map(plain).collect();
    let there = |id: &str| {
        let parts: Vec<&str> = id.split('-').collect();
        let has = |part: &&str| words.iter().any(|word| word == *part || *word == [part, "gb"].concat());
        parts.iter().all(has) || words.iter().any(|word| *word == parts.concat())
    };
    let found = catalog.gpus.iter().filter(|row| there(&row.id));
    found.max_by_key(|row| row.id.len()).map(|row| row.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Value;

    #[test]
    fn names_of_servers_are_those_of_the_catalog() {
        let file = std::fs::read_to_string("www/catalog.json").expect("the catalog is there");
        let value: Value = serde_json::from_str(&file).expect("it is JSON");
        let catalog = Catalog::read(&value).expect("it is usable").0;
        for (raw, id) in [
            ("1xH100", "h100"),
            ("NVIDIA H100 80GB HBM3", "h100"),
            ("NVIDIA H100 PCIe", "h100-pcie"),
            ("NVIDIA A100-SXM4-80GB", "a100-80"),
            ("NVIDIA L40S", "l40s"),
            ("AMD Instinct MI300X", "mi300x"),
            ("RTX 4090", "rtx-4090"),
        ] {
            assert_eq!(gpu(&catalog, raw).as_deref(), Some(id), "{raw}");
        }
        for raw in ["", "TPU v6e", "GH200", "H1000"] {
            assert_eq!(gpu(&catalog, raw), None, "{raw}");
        }
        for (raw, id) in [
            ("openai/gpt-oss-120b", "gpt-oss-120b"),
            ("zai-org/GLM-5.1-FP8", "glm-5.1"),
            ("meta-llama/Llama-3.3-70B-Instruct", "llama-3.3-70b"),
            ("Qwen/Qwen3-32B", "qwen3-32b"),
        ] {
            assert_eq!(open_model(&catalog, raw).as_deref(), Some(id), "{raw}");
        }
        assert_eq!(open_model(&catalog, "acme/own-model-7b"), None);
    }
}
