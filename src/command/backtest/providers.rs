//! Who lets a GPU, by the name of its series.

use build_or_buy::inputs::Provider;

/// Hyperscalers and marketplaces by the beginning of their names; the other providers are specialists.
const HYPERSCALERS: [&str; 4] = ["AWS", "Azure", "GCP", "Oracle"];
const MARKETPLACES: [&str; 4] = ["Akash", "RunPod", "TensorDock", "Vast.ai"];

/// Who lets a GPU, by the name of its series: `H100 at Lambda, on-demand`.
pub fn provider(id: &str) -> Provider {
    let name = id.split_once(" at ").map_or("", |(_, name)| name);
    if HYPERSCALERS.iter().any(|one| name.starts_with(one)) || name.contains("hyperscaler") {
        Provider::Hyperscaler
    } else if MARKETPLACES.iter().any(|one| name.starts_with(one)) {
        Provider::Marketplace
    } else {
        Provider::Specialist
    }
}

/// A GPU as the catalog calls it, by the name of its series: `a100-80-pcie` for `A100 80GB PCIe at Crusoe, on-demand`.
pub fn card(id: &str) -> String {
    let name = id.split_once(" at ").map_or(id, |(name, _)| name);
    name.to_lowercase().replace("gb", "").replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gpus_are_called_as_in_the_catalog() {
        let names = ["A100 80GB PCIe at Crusoe, on-demand", "RTX 4090 at Vast.ai, on-demand", "H100 at AWS, on-demand"];
        assert_eq!(names.map(card), ["a100-80-pcie", "rtx-4090", "h100"]);
        let catalog = super::super::super::report::catalog(None).expect("the catalog");
        let record = super::super::record::Record::read(&super::super::super::project::root().expect("the project"));
        let unknown = |id: &&String| !catalog.gpus.iter().any(|gpu| gpu.id == card(id));
        let unknown: Vec<String> = record.expect("its record").rents.keys().filter(unknown).cloned().collect();
        // L40 without S is let but not in the catalog.
        assert!(unknown.iter().all(|id| id.starts_with("L40 at ")), "{unknown:?}");
    }

    #[test]
    fn providers_are_told_by_name() {
        let kinds = [
            "A10 at AWS, spot",
            "H100 at Silicon Data index (hyperscaler), on-demand",
            "H100 at RunPod Secure, on-demand",
        ];
        let [hyperscaler, marketplace] = [Provider::Hyperscaler, Provider::Marketplace];
        assert_eq!(kinds.map(provider), [hyperscaler, hyperscaler, marketplace]);
        assert_eq!(provider("H100 at Lambda, on-demand"), Provider::Specialist);
    }
}
