//! Points on the quality index: what each workload asks for, and what each model has by which it was let in or not.

use super::row::{LedgerRow, brought, row};
use crate::catalog::HostedPrice;
use crate::cost::figures::Figures;
use crate::hosted::quality;
use crate::units::IndexPoints;

/// The scores of today's models, of every offer and of every open model that was compared, and the floors. A score of
/// answers that reason has a row of its own, where a workload reasons.
pub fn rows(rows: &mut Vec<LedgerRow>, figures: &Figures<'_, '_>) {
    let (case, catalog) = (figures.case, figures.case.catalog);
    floors(rows, figures);
    let today = figures.inputs.workloads.iter().filter_map(|workload| catalog.on(case.asof).row(&workload.model));
    let offered = case.streams.iter().flat_map(|stream| &stream.offers).map(|offer| offer.rows[0].1);
    let of = |row: &HostedPrice, key: &str| {
        let whose =
            if row.quality_is_floor { [" of its predecessor ", key, ", at least"].concat() } else { String::new() };
        [&row.model, ", points on the quality index", &whose].concat()
    };
    let hosted = today.chain(offered).filter_map(|row| row.quality.as_deref().map(|key| (key, of(row, key))));
    let open = case.told.iter().map(|&at| case.setups[at].model);
    let open = open
        .filter_map(|model| Some((model.quality.as_deref()?, model.name.clone() + ", points on the quality index")));
    let (plainly, reasons) = (uses(figures, false), uses(figures, true));
    let mut seen: Vec<&str> = Vec::new();
    for (key, label) in open.chain(hosted) {
        let Some(score) = catalog.score(key).filter(|_| !seen.contains(&key)) else { continue };
        seen.push(key);
        let mut add = |what: &str, points: IndexPoints| {
            // Of a score of one's own the points without reasoning may be the catalog's still.
            let set_by = brought(figures, if what.is_empty() { "plain" } else { "quality" }, key);
            let (source, date, grade) = match set_by {
                "overlay" => ("your own score", String::new(), "J"),
                _ => (catalog.index.as_str(), catalog.index_date.to_string(), "B"),
            };
            let label = label.clone() + what;
            rows.push(row(
                [key, " quality", what].concat(),
                label,
                points.get(),
                "points",
                source,
                &date,
                grade,
                set_by,
            ));
        };
        match score.plain {
            Some(points) if plainly => add("", points),
            // Known with reasoning only: that is what there is to go by.
            None if plainly || reasons => add(", with reasoning", score.score),
            _ => {}
        }
        if reasons && score.plain.is_some() {
            add(", with reasoning", score.score);
        }
    }
}

/// Whether a workload reasons, or does not.
fn uses(figures: &Figures<'_, '_>, reasoning: bool) -> bool {
    figures.inputs.workloads.iter().any(|workload| (workload.reasoning_tokens.get() > 0.0) == reasoning)
}

/// What the named floors ask for.
fn floors(rows: &mut Vec<LedgerRow>, figures: &Figures<'_, '_>) {
    for workload in &figures.inputs.workloads {
        let Some(points) = quality::floor(figures.case.catalog, None, workload).points() else { continue };
        let reasoning = if workload.reasoning_tokens.get() > 0.0 { ", with reasoning" } else { "" };
        let key = [workload.quality.word(), " quality asked for", reasoning].concat();
        if rows.iter().any(|row| row.key == key) {
            continue;
        }
        let label = ["Points that \u{201c}", workload.quality.word(), "\u{201d} asks for", reasoning].concat();
        let source = "judgement: without reasoning 8 is GPT-4o mini\u{2019}s class, 24 Gemma 4 31B\u{2019}s, 38 Claude Sonnet 5\u{2019}s";
        rows.push(row(key, label, points.get(), "points", source, "", "J", "engine"));
    }
}
