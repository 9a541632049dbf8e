//! GPUs and providers by the names that lists of rents give them.

use build_or_buy::catalog::{Catalog, Gpu};
use std::path::Path;

/// GPUs by their names in lists.
const NAMES: &[(&str, &str)] = &[
    ("a100-80gb", "a100-80"),
    ("a100-80g", "a100-80"),
    ("a100-80gb-sxm", "a100-80"),
    ("a100", "a100-40"),
    ("a100-40gb", "a100-40"),
    ("rtx4090", "rtx-4090"),
    ("rtxpro6000", "rtx-pro-6000"),
    ("rtx-pro-6000-bse", "rtx-pro-6000"),
    ("h100-sxm", "h100"),
    ("h100-80gb", "h100"),
    ("h100-80gb-hbm3", "h100"),
    ("h100-sxm5", "h100"),
    ("a100-sxm4-80gb", "a100-80"),
    ("a100-sxm4-40gb", "a100-40"),
    ("h200-sxm", "h200"),
    ("b200-sxm", "b200"),
];

/// A provider by its name in lists.
pub(super) fn known_as(name: &str) -> &str {
    const PROVIDERS: &[(&str, &str)] = &[
        ("oci", "Oracle Cloud"),
        ("do", "DigitalOcean"),
        ("together", "Together AI"),
        ("vast", "Vast.ai"),
        ("google", "GCP"),
        ("amazon", "AWS"),
    ];
    PROVIDERS.iter().find(|(list, _)| name.eq_ignore_ascii_case(list)).map_or(name, |(_, known)| known)
}

/// `verda_vms.csv` and `verda/vms.csv` are Verda's.
pub(super) fn provider_of(file: &Path) -> String {
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or("");
    let bare = stem.trim_end_matches("_vms");
    if bare != "vms" {
        return bare.to_owned();
    }
    file.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or("").to_owned()
}

/// The card of a name, by its id in the catalog.
pub(super) fn gpu(catalog: &Catalog, name: &str) -> Option<String> {
    let lower = name.trim().to_lowercase().replace([' ', '_'], "-");
    let lower = lower.trim_start_matches("nvidia-").trim_start_matches("amd-").trim_start_matches("instinct-");
    // `b400-sxm-288gb`: what only says how it is built in, or repeats its memory, is taken off from the end.
    let mut name = lower.to_owned();
    loop {
        let known = NAMES.iter().find(|(list, _)| *list == name).map_or(name.as_str(), |(_, id)| id);
        if let Some(gpu) = catalog.gpu(known) {
            return Some(gpu.id.clone());
        }
        let (rest, last) = name.rsplit_once('-')?;
        let memory = last.strip_suffix("gb").is_some_and(|size| size.bytes().all(|byte| byte.is_ascii_digit()));
        let form =
            ["sxm", "sxm4", "sxm5", "sxm6", "oam", "hbm3", "hbm3e", "hbm4", "tensor", "core", "gpu", "baremetal"];
        // Of these the catalog has the one that sits in no slot.
        let slot = last == "pcie" && !["h200", "b200", "b300"].contains(&rest);
        if !memory && !slot && !form.contains(&last) {
            return None;
        }
        name = rest.to_owned();
    }
}

/// Cards whose memory differs by more are not one.
const ONE_CARD: f64 = 0.25;

/// The card with the memory that the list states: an `A100` with 81,920 MiB has 80 GB. Nothing where no card has it.
pub(super) fn sized(catalog: &Catalog, gpu: String, info: &str, count: f64) -> Option<String> {
    let named = catalog.gpu(&gpu)?;
    let fits = |gpu: &Gpu, size: f64| (size / gpu.memory.get() - 1.0).abs() < ONE_CARD;
    let (Some(size), total) = (gigabytes(info, "SizeInMiB'"), gigabytes(info, "TotalGpuMemoryInMiB'")) else {
        return Some(gpu);
    };
    // Some lists state one card's memory, some that of all; where both figures are equal, either is meant.
    let one = count <= 1.0 || total.is_some_and(|total| (total / size / count - 1.0).abs() < 0.01);
    if fits(named, size) || !one && fits(named, size / count) {
        return Some(gpu);
    }
    let stem = |id: &str| id.split('-').next().unwrap_or(id).to_owned();
    let other = catalog.gpus.iter().find(|other| stem(&other.id) == stem(&gpu) && fits(other, size));
    if one { other.map(|other| other.id.clone()) } else { Some(gpu) }
}

/// A card that comes in one size only, where the memory that the list states is that of the server.
pub(super) fn sole(catalog: &Catalog, gpu: String, info: &str, server: f64) -> Option<String> {
    let size = gigabytes(info, "TotalGpuMemoryInMiB'").or_else(|| gigabytes(info, "SizeInMiB'"))?;
    let stem = |id: &str| id.split('-').next().unwrap_or(id).to_owned();
    let named = catalog.gpu(&gpu)?.memory.get();
    let mut sisters = catalog.gpus.iter().filter(|other| stem(&other.id) == stem(&gpu));
    let alike = sisters.all(|other| (other.memory.get() / named - 1.0).abs() < ONE_CARD);
    (alike && (size / server - 1.0).abs() < 0.01).then_some(gpu)
}

/// The first figure behind a name, in GB; some lists write GB where they say MiB.
fn gigabytes(info: &str, name: &str) -> Option<f64> {
    let info = info.replace('"', "'");
    let rest = info.split(name).nth(1)?.trim_start_matches([':', ' ']);
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let size: f64 = rest[..end].parse().ok().filter(|size| *size > 0.0)?;
    Some(if size < 1_024.0 { size } else { size / 1_024.0 })
}

/// The card of another form, where the instance says so and the catalog tells them apart: `gpu_1x_h100_pcie`.
pub(super) fn formed(catalog: &Catalog, gpu: String, form: &str) -> String {
    let other = ["pcie", "nvl"].into_iter().filter(|word| form.contains(word));
    other.map(|word| format!("{gpu}-{word}")).find(|id| catalog.gpu(id).is_some()).unwrap_or(gpu)
}

#[cfg(test)]
mod tests {
    use super::provider_of;
    use std::path::Path;

    #[test]
    fn a_file_or_its_folder_names_the_provider() {
        assert_eq!(provider_of(Path::new("a/verda_vms.csv")), "verda");
        assert_eq!(provider_of(Path::new("v8/lambda/vms.csv")), "lambda");
    }
}
