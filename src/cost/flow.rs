//! One stream in numbers: its tokens, the bill of each offer, its load over the week.

use crate::catalog::HostedPrice;
use crate::demand::lengths::Lengths;
use crate::fleet::Order;
use crate::hosted::bill::{self, Bill, OwnPrices, Terms, Usage};
use crate::inputs::{Inputs, Workload, YesNo};
use crate::streams::{Case, OfferKind, PricedBy, Stream};
use crate::units::{HOURS_PER_WEEK, Milliseconds, Share};
use std::rc::Rc;

/// One stream in numbers.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Tokens and requests of a month at today's volume.
    pub usage: Usage,
    /// The bill of each offer at each of its price rows, at today's volume.
    pub bills: Vec<Vec<(u32, Bill)>>,
    /// Load relative to the mean, hour by hour.
    pub hours: [f64; HOURS_PER_WEEK],
    /// Those hours from the busiest down.
    pub order: Rc<Order>,
    /// Mean interactive requests a second.
    pub rate: f64,
    /// Mean requests a second that may wait.
    pub waiting: f64,
    /// Slowest acceptable pace.
    pub target: Milliseconds,
    /// What is left of the price in month t where one moves to cheaper models; empty where one stays.
    pub followed: Vec<f64>,
}

/// How a workload's prompts spread; the parts above the tiers are those of the model bought today.
fn lengths(workload: &Workload, stream: &Stream<'_>) -> Option<Lengths> {
    let today = stream.offers.first().filter(|offer| offer.kind == OfferKind::Today).map(|offer| offer.rows[0].1);
    let [first, second] = today.map_or([None; 2], HostedPrice::tiers_above);
    let above = [first.zip(workload.above_tier), second.zip(workload.above_second_tier)];
    Lengths::new(workload.input_tokens, workload.input_p95, above)
}

/// A stream at today's volume, with the bills of the offers that are wanted and of today's model.
pub(super) fn flow(case: &Case<'_>, inputs: &Inputs, stream: &Stream<'_>, wanted: &dyn Fn(usize) -> bool) -> Flow {
    let workload = &inputs.workloads[stream.workload];
    let requests = workload.requests * inputs.volume_factor * (1.0 + inputs.retries.get()) * stream.part.get();
    let usage = Usage {
        requests,
        input: workload.input_tokens,
        output: workload.output_tokens,
        reasoning: workload.reasoning_tokens,
        cached: workload.cached,
        cache_writes: workload.cache_writes,
        waiting: workload.waiting,
        lengths: lengths(workload, stream),
    };
    let week = match workload.peak_to_average {
        None => stream.week.clone(),
        Some(peak) => {
            let rhythm = case
                .catalog
                .shape("chat")
                .map_or_else(crate::week::Week::flat, |shape| crate::week::Week::new(&shape.hours));
            stream.week.with_peak(peak, &rhythm)
        }
    };
    let region = inputs.in_region == YesNo::Yes || case.mandate == crate::streams::Mandate::Restricted;
    let bills = stream
        .offers
        .iter()
        .enumerate()
        .map(|(at, offer)| {
            if !wanted(at) && offer.kind != OfferKind::Well {
                return Vec::new();
            }
            let today = offer.kind == OfferKind::Today;
            let own = own_prices(workload, offer.kind);
            offer
                .rows
                .iter()
                .map(|(month, row)| {
                    let terms = Terms {
                        caching: caching(workload, offer.kind, row, &usage),
                        batching: !today || workload.batching_today == YesNo::Yes,
                        in_region: region,
                        committed: if offer.priced_by == PricedBy::Contract {
                            inputs.committed_discount
                        } else {
                            Share::ZERO
                        },
                        gateway: inputs.gateway_fee,
                        price_change: inputs.api_price_change.get(),
                        peak_share: if row.peak_hours.is_empty() {
                            Share::ZERO
                        } else {
                            week.share_in(&row.peak_hours)
                        },
                    };
                    (*month, bill::bill(row, &own, &usage, &terms))
                })
                .collect()
        })
        .collect();
    let rate = requests.per_second().get();
    Flow {
        usage,
        bills,
        hours: *week.hours(),
        order: Rc::new(Order::of(week.hours())),
        rate: rate * workload.waiting.rest().get(),
        waiting: rate * workload.waiting.get(),
        target: workload.latency,
        followed: Vec::new(),
    }
}

/// The visitor's own prices, which count for the model bought today and no other.
fn own_prices(workload: &Workload, kind: OfferKind) -> OwnPrices {
    if matches!(kind, OfferKind::Today | OfferKind::Well) {
        OwnPrices { input: workload.price_input, output: workload.price_output, cached: workload.price_cached }
    } else {
        OwnPrices::default()
    }
}

/// Whether an offer's cache is used. Bought well, it is where it saves, which a dear cache write can prevent.
pub fn caching(workload: &Workload, kind: OfferKind, row: &crate::catalog::HostedPrice, usage: &Usage) -> bool {
    if kind == OfferKind::Today {
        workload.caching_today == YesNo::Yes
    } else {
        bill::cache_saves(row, &own_prices(workload, kind), usage)
    }
}
