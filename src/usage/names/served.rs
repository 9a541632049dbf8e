//! What a load test was of, by the names it gives: an open model and a GPU of the catalog.

use super::spelling::stripped;
use crate::catalog::Catalog;

/// Whether two names have the same letters and digits.
fn same(one: &str, other: &str) -> bool {
    let bare = |text: &str| -> Vec<u8> {
        text.bytes().filter(u8::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
    };
    !one.is_empty() && bare(one) == bare(other)
}

/// The open model that a server was started with; `None` where the catalog has none of that name.
pub(in crate::usage) fn open_model(catalog: &Catalog, raw: &str) -> Option<String> {
    let (_, name) = stripped(&raw.to_ascii_lowercase());
    let found = catalog.models.iter().find(|row| same(&name, &row.id) || same(&name, &row.name));
    found.map(|row| row.id.clone())
}

/// The GPU that a name holds, such as `8xNVIDIA H100 80GB HBM3`: the longest id whose letters stand in it as words.
pub(in crate::usage) fn gpu(catalog: &Catalog, raw: &str) -> Option<String> {
    let lower = raw.to_ascii_lowercase();
    let words = || lower.split(|letter: char| !letter.is_ascii_alphanumeric());
    // `8xh100` is eight of them, and `80gb` the memory of an `a100-80`.
    let is = |word: &str, part: &str| {
        word.strip_suffix("gb").unwrap_or(word) == part
            || word
                .strip_suffix(part)
                .and_then(|many| many.strip_suffix('x'))
                .is_some_and(|many| many.parse::<u8>().is_ok())
    };
    let there = |id: &str| {
        id.split('-').all(|part| words().any(|word| is(word, part)))
            || words().any(|word| word.bytes().eq(id.bytes().filter(|letter| *letter != b'-')))
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
            ("NVIDIA GH200 480GB", "gh200"),
            ("AMD Instinct MI300X", "mi300x"),
            ("RTX 4090", "rtx-4090"),
        ] {
            assert_eq!(gpu(&catalog, raw).as_deref(), Some(id), "{raw}");
        }
        for raw in ["", "TPU v6e", "GB10", "H1000"] {
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
