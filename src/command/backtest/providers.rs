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

#[cfg(test)]
mod tests {
    use super::*;

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
