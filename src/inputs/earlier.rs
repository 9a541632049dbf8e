//! What the defaults of earlier link versions were, so that an old link goes on meaning what it meant.
//!
//! Only what has changed since stands here: low, middle and high as a link writes a range. A link of version 1 that
//! does not name the input gets these, an overlay and the link itself come after them.

/// Inputs of the whole decision that had another default or range in version 1, the release 1.0.0.
const GLOBAL_1: &[(&str, &str)] = &[
    ("api_drift", "-35~-15~20"),
    ("build_months", "0.5~2.5~6"),
    ("gpu_drift", "-30~0~35"),
    ("incidents", "0.5~2~6"),
    ("moves", "stay"),
    ("overhead", "10~20~35"),
    ("rota_absorbed", "50~90~98"),
    ("run_people_more", "1M"),
    ("run_people_small", "0.1~0.4~1"),
    ("upgrade_effort", "1~3~8"),
];

/// The same for each workload.
const WORKLOAD_1: &[(&str, &str)] = &[("cached", "10~40~70")];

/// Pairs that the defaults of an earlier link version come to, for the workloads given by their short names.
/// Empty for the version of today and for any text that is no version.
pub fn pairs(version: &str, slugs: &[&str]) -> Vec<(String, String)> {
    let (global, workload) = match version {
        "1" => (GLOBAL_1, WORKLOAD_1),
        _ => return Vec::new(),
    };
    let whole = global.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let each = slugs
        .iter()
        .flat_map(|slug| workload.iter().map(move |(name, text)| ([slug, ".", name].concat(), (*text).to_owned())));
    whole.chain(each).collect()
}

/// Whether a text is a link version known here.
pub fn is_known(version: &str) -> bool {
    matches!(version, "1" | "2")
}
