//! Suspicions of weights: an offer that names those of another family, or of another size, than its own name says.

use super::kin::size;
use super::names;
use super::suspicions::At;
use build_or_buy::catalog::{Catalog, HostedPrice};

pub(super) fn weights(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice) {
    let Some(model) = row.weights.as_deref().and_then(|id| catalog.model(id)) else { return };
    let offer = names::key(names::tail(&row.id));
    let theirs = names::key(&model.id);
    // `qwen` of `qwen3.8-27b`, `gpt` of `gpt-oss-120b`.
    let letters = |name: &str| name.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
    let family = letters(&theirs);
    if !offer.contains(&family) && !row.model.to_lowercase().contains(&family) {
        let name = &model.name;
        return at.say("weights", format!("`{}`, {name}, and no name of this offer says {family}", model.id));
    }
    // All that it has stands first; what it uses of that comes behind.
    let whole =
        |key: &str| key.split('-').filter(|word| !word.starts_with('a')).find_map(size).filter(|size| *size > 0.0);
    if let (Some(mine), Some(other)) = (whole(&offer), whole(&theirs))
        && (mine / other - 1.0).abs() > 0.1
        && (mine / model.total.get() - 1.0).abs() > 0.1
        && (mine / model.active.get() - 1.0).abs() > 0.1
    {
        at.say("weights", format!("`{}` of {other} billion parameters, and the offer's name says {mine}", model.id));
    }
}
