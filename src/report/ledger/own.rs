//! Numbers that only an overlay brings into an answer: scores of hosted models, and the size of one's own models.

use super::row::{LedgerRow, brought, row};
use crate::cost::figures::Figures;

/// Scores by which an offer was let in, and models that could be run, where they come from the overlay.
pub fn rows(rows: &mut Vec<LedgerRow>, figures: &Figures<'_, '_>) {
    let catalog = figures.case.catalog;
    if catalog.overlaid.is_empty() {
        return;
    }
    let mut seen: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
    let offers = figures.case.streams.iter().flat_map(|stream| &stream.offers);
    for score in offers.filter_map(|offer| catalog.score(offer.rows[0].1.quality.as_deref()?)) {
        let key = score.model.clone() + " quality";
        if brought(figures, "quality", &score.model) == "overlay" && !seen.contains(&key) {
            let label = score.model.clone() + ", points on the quality index";
            rows.push(row(key.clone(), label, score.score.get(), "points", "your own score", "", "J", "overlay"));
            seen.push(key);
        }
    }
    for model in figures.case.told.iter().map(|&at| figures.case.setups[at].model) {
        let key = model.id.clone() + " size";
        if brought(figures, "models", &model.id) == "overlay" && !seen.contains(&key) {
            let (label, checked) = (model.name.clone() + ", parameters", model.checked.to_string());
            let (source, grade) = (&model.source, model.grade.word());
            rows.push(row(key.clone(), label, model.total.get(), "billion", source, &checked, grade, "overlay"));
            seen.push(key);
        }
    }
}
