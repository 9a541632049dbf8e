//! Looks up what could be bought for a stream: the model of today in two ways, and every other that would do.

use super::case::Case;
use super::offer::{Offer, OfferKind, PricedBy};
use crate::catalog::{Ending, HostedPrice, Kind};
use crate::hosted::quality::{self, QualityFloor};
use crate::inputs::{Tuning, Workload};

impl<'a> Case<'a> {
    pub(super) fn offers(
        &self,
        workload: &Workload,
        today: Option<&'a HostedPrice>,
        kind: Kind,
        floor: QualityFloor<'_>,
        own_only: bool,
        hosts: &[&str],
    ) -> Vec<Offer<'a>> {
        let catalog = self.catalog;
        let priced_by = |row: &HostedPrice| {
            if hosts.contains(&row.host.as_str()) { PricedBy::Contract } else { PricedBy::List }
        };
        let fits = |row: &HostedPrice| {
            let longest = workload.input_p95.map_or(workload.input_tokens, |p95| p95.max(workload.input_tokens));
            let needs = longest + workload.output_tokens + workload.reasoning_tokens;
            row.kind == kind
                && row.context.is_none_or(|context| needs.get() * row.tokenizer_factor.unwrap_or(1.0) <= context.get())
        };
        let mut offers = Vec::new();
        if let Some(row) = today {
            for kind in [OfferKind::Today, OfferKind::Well] {
                // What is bought today is taken as good enough unless its own score says otherwise.
                let rows = self.dated(row);
                let (serves, open) = (!own_only && fits(row), row.is_open(self.asof));
                // What its host no longer sells is today's bill, and nothing that anybody could choose.
                let feasible = serves && (!row.retired(self.asof) || still_paid(row, workload));
                let (priced_by, weights) = (priced_by(row), row.weights.as_deref());
                offers.push(Offer { kind, rows, serves, feasible, priced_by, weights, open });
            }
        }
        for row in catalog.choices(self.asof) {
            if today.is_some_and(|today| today.id == row.id) || !fits(row) {
                continue;
            }
            let open = row.is_open(self.asof);
            // A fine-tune a host may hold needs weights that a host can load.
            if workload.tuning != Tuning::None && !open {
                continue;
            }
            let score = quality::score(catalog, row.quality.as_deref(), row.quality_is_floor, workload);
            // The model of today at another host is as good as it is, with a score or without.
            let itself = matches!(floor, QualityFloor::Unknown { .. })
                && today.is_some_and(|today| {
                    row.model == today.model || row.weights.is_some() && today.weights == row.weights
                });
            let good = kind != Kind::Chat && open || kind == Kind::Chat && (quality::clears(score, floor) || itself);
            if good {
                let kind = if open { OfferKind::SameWeights } else { OfferKind::Other };
                offers.push(Offer {
                    kind,
                    rows: self.dated(row),
                    serves: !own_only,
                    feasible: !own_only,
                    priced_by: priced_by(row),
                    weights: row.weights.as_deref(),
                    open,
                });
            }
        }
        offers
    }

    /// An offer's row in force and its later steps, by the month in which each begins.
    fn dated(&self, row: &'a HostedPrice) -> Vec<(u32, &'a HostedPrice)> {
        let steps = self.catalog.later_prices(&row.id, self.asof);
        core::iter::once((1, row))
            .chain(steps.into_iter().filter_map(|step| {
                // Month t begins on the first of the calendar month t − 1 months on.
                let months =
                    step.from.months_since(self.asof) + i32::from(step.from > step.from.first_of_month_after(0));
                u32::try_from(months.max(0)).ok().map(|months| (months + 1, step))
            }))
            .collect()
    }
}

/// Whether a visitor's own price shows that what nobody saw on sale of late is sold to them.
pub fn still_paid(row: &HostedPrice, workload: &Workload) -> bool {
    row.ends == Some(Ending::Unseen) && (workload.price_input.is_some() || workload.price_output.is_some())
}
