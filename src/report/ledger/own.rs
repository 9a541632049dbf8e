//! Numbers that only an overlay brings into an answer: the size of one's own models.

use super::row::{LedgerRow, brought, row};
use crate::cost::figures::Figures;

/// Models that could be run, where they come from the overlay.
pub fn rows(rows: &mut Vec<LedgerRow>, figures: &Figures<'_, '_>) {
    let catalog = figures.case.catalog;
    if catalog.overlaid.is_empty() {
        return;
    }
    let mut seen: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
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
