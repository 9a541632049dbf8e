//! Why a model, a GPU, a week or a rule of one's own changes nothing in a report, row by row.

use build_or_buy::catalog::{Catalog, Commercial, Kind, OpenModel};
use build_or_buy::hosted::quality::score;
use build_or_buy::inputs::Workload;
use build_or_buy::inputs::link::Query;
use build_or_buy::report::Report;
use build_or_buy::units::IndexPoints;

/// Table, name and why, for every row of these tables that no number comes from.
pub fn without_effect(query: &Query, catalog: &Catalog, report: &Report) -> Vec<(&'static str, String, String)> {
    let inputs = &query.inputs;
    let counts = |head: String| report.ledger.iter().any(|row| row.set_by == "overlay" && row.key.starts_with(&head));
    let mut found = Vec::new();
    let own = |table: &str, name: &str| catalog.is_own(table, name);
    for model in catalog.models.iter().filter(|row| own("models", &row.id)) {
        if !counts(model.id.clone() + " size") {
            found.push(("models", model.id.clone(), model_idle(model, query, catalog, report)));
        }
    }
    for gpu in catalog.gpus.iter().filter(|row| own("gpus", &row.id) && !counts(row.id.clone() + " ")) {
        let rented = catalog.rents.iter().any(|row| row.gpu == gpu.id);
        let why = if inputs.gpu != "auto" && inputs.gpu != gpu.id {
            format!("is not asked about: gpu={} is.", inputs.gpu)
        } else if !rented && inputs.gpu_hour.is_none() && !catalog.purchases.iter().any(|row| row.gpu == gpu.id) {
            "has no price: add a row in rents or purchases.".to_owned()
        } else {
            let id = &gpu.id;
            format!("has no effect here: no plan that this report shows runs on it. To see it, ask with gpu={id}.")
        };
        found.push(("gpus", gpu.id.clone(), why));
    }
    for row in catalog.shapes.iter().filter(|row| own("shapes", &row.id)) {
        if !inputs.workloads.iter().any(|workload| workload.shape == row.id) {
            let slug = inputs.workloads.first().map_or("w1", |workload| workload.slug.as_str());
            found.push(("shapes", row.id.clone(), format!("counts where it is asked for: {slug}.shape={}.", row.id)));
        }
    }
    for row in catalog.regimes.iter().filter(|row| own("regimes", &row.id) && inputs.regime != row.id) {
        found.push(("regimes", row.id.clone(), format!("counts where it is asked for: regime={}.", row.id)));
    }
    found
}

/// Why no plan that is shown runs a model: of several workloads, what keeps it from the one that it comes nearest to.
fn model_idle(model: &OpenModel, query: &Query, catalog: &Catalog, report: &Report) -> String {
    let each = query.inputs.workloads.iter().zip(&report.workloads);
    let far = each.map(|(workload, shown)| {
        let kind = catalog.rows_of(&workload.model).last().map_or(Kind::Chat, |row| row.kind);
        let (id, slug) = (&model.id, &workload.slug);
        let named = workload.open_model == model.id;
        if let Some(lost) = shown.passed_over.iter().find(|lost| lost.model == model.name) {
            return (5, format!("has no effect here: {} on {}.", lost.why, lost.gpu));
        }
        if workload.open_model != "auto" && !named {
            return (0, format!("is not asked about: {slug}.open_model={} is.", workload.open_model));
        }
        let ask = format!("To see it all the same, ask with {slug}.open_model={id}.");
        if !named && model.kind != kind {
            return (1, "is of another kind than what is bought today.".to_owned());
        }
        if !named && model.commercial == Commercial::No {
            return (2, format!("may not be used commercially, by its row. {ask}"));
        }
        if let Some(why) = too_weak(model, catalog, workload, shown.floor.map(IndexPoints::get)).filter(|_| !named) {
            return (3, format!("{why} {ask}"));
        }
        (4, format!("has no effect here: others do the same for less. {ask}"))
    });
    far.max_by_key(|(rank, _)| *rank).map_or_else(|| "has no effect here.".to_owned(), |(_, why)| why)
}

/// What its score is, where it does not reach what is asked for.
fn too_weak(model: &OpenModel, catalog: &Catalog, workload: &Workload, floor: Option<f64>) -> Option<String> {
    if model.kind != Kind::Chat {
        return None;
    }
    let floor = floor?;
    let Some(score) = score(catalog, model.quality.as_deref(), false, workload) else {
        return Some(format!(
            "has no score, and {floor} points are asked for: add `quality` to it and a row of that name in quality."
        ));
    };
    let points = score.points.get();
    if score.reasoning_only {
        return Some(format!("has a score with reasoning only, {points}, and this work does not reason: add plain."));
    }
    (points < floor).then(|| format!("is scored {points}, and {floor} points are asked for."))
}
