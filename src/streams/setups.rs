//! What may be set up at all: models that are good enough, GPUs that can be paid for, formats and layouts that fit.

use crate::capacity::{KvPrecision, Layout, Serving, Unservable, disaggregated};
use crate::catalog::{Catalog, Commercial, Gpu, Kind, OpenModel, Precision};
use crate::date::Date;
use crate::fleet::rents::{self, Prices};
use crate::hosted::quality::{self, QualityFloor};
use crate::inputs::{Inputs, Parallelism, Payment, Workload};
use std::rc::Rc;

/// A format and a layout in which a model fits some GPUs.
#[derive(Clone, Debug)]
pub(crate) struct Fitted {
    pub(super) precision: Precision,
    pub(super) kv: KvPrecision,
    pub(super) layout: Layout,
    pub(super) serving: Rc<Serving>,
}

/// Every layout of 1, 2, 4 and 8 GPUs that fits, in the formats that model and GPU share, and what `parallelism` allows
/// beside them.
pub(crate) fn fitted(model: &OpenModel, gpu: &Gpu, parallelism: Parallelism) -> Vec<Result<Fitted, (u32, Unservable)>> {
    let mut all = Vec::new();
    for &precision in Precision::ALL {
        let known = precision == model.native || model.precisions.iter().any(|word| word == precision.word());
        // Half the bytes for the same answers: 16 bits are tried only where nothing smaller is published or can run.
        let smaller =
            gpu.fp8.is_some() && model.precisions.iter().any(|word| word == "fp8") || model.native != Precision::Bf16;
        if !known || precision == Precision::Bf16 && smaller {
            continue;
        }
        let kv = if gpu.fp8.is_some() { KvPrecision::Eight } else { KvPrecision::Sixteen };
        let mut fitting = 0;
        let mut failed = None;
        for layout in LAYOUTS {
            if !allowed(layout, model, gpu, parallelism, fitting) {
                continue;
            }
            match Serving::new(model, gpu, precision, kv, layout) {
                Ok(serving) => {
                    fitting += 1;
                    all.push(Ok(Fitted { precision, kv, layout, serving: Rc::new(serving) }));
                }
                Err(why) => failed = Some((layout.gpus(), why)),
            }
        }
        if fitting == 0
            && let Some(why) = failed
        {
            all.push(Err(why));
        }
    }
    all
}

/// What is tried, the usual way first.
const LAYOUTS: [Layout; 12] = [
    Layout::tensor(1),
    Layout::tensor(2),
    Layout::tensor(4),
    Layout::tensor(8),
    Layout::in_turn(8, 2),
    Layout::in_turn(1, 2),
    Layout::in_turn(1, 4),
    Layout::in_turn(1, 8),
    Layout::shared_experts(2),
    Layout::shared_experts(4),
    Layout::shared_experts(8),
    Layout::two_servers(8),
];

/// GPUs whose link is slower than this, GB a second, are joined by the server's own bus.
const BUS: f64 = 100.0;

/// Whether a layout is tried where so many fit before it: tensor parallelism always, since a pace that two GPUs just reach
/// is often cheaper on eight; beside it what a visitor allows and was measured, layers in turn on GPUs that only the bus joins, experts shared, prompts apart; and over two
/// servers, by the formula alone, what is too large for one.
fn allowed(layout: Layout, model: &OpenModel, gpu: &Gpu, how: Parallelism, fitting: u32) -> bool {
    let Layout { tensor_parallel, pipeline, data_parallel_attention, apart } = layout;
    let fits = tensor_parallel.max(if tensor_parallel == 1 { pipeline } else { 1 }) <= gpu.per_node.max(1);
    fits && if apart {
        how == Parallelism::Disaggregated && model.kind == Kind::Chat && disaggregated::is_measured(gpu)
    } else if data_parallel_attention {
        how == Parallelism::Expert && model.experts > 0
    } else if pipeline == 1 {
        true
    } else if tensor_parallel > 1 {
        how == Parallelism::Pipeline && fitting == 0
    } else {
        how == Parallelism::Pipeline && gpu.link.get() < BUS
    }
}

/// The GPUs that may be taken, with their prices on a day.
pub(super) fn candidates<'a>(inputs: &Inputs, catalog: &'a Catalog, on: Date) -> Vec<(&'a Gpu, Prices)> {
    let taken = |gpu: &&Gpu| inputs.gpu == gpu.id || inputs.gpu == "auto" && !gpu.consumer;
    let all = catalog.gpus.iter().filter(taken);
    all.map(|gpu| (gpu, rents::prices(catalog, gpu, inputs.provider, on))).collect()
}

/// The open models that may serve a workload and are good enough for it.
pub(super) fn eligible<'a>(
    catalog: &'a Catalog,
    workload: &Workload,
    kind: Kind,
    floor: QualityFloor<'_>,
) -> Vec<&'a OpenModel> {
    let wanted = &workload.open_model;
    catalog
        .models
        .iter()
        .filter(|model| *wanted == model.id || *wanted == "auto" && model.commercial != Commercial::No)
        .filter(|model| *wanted == model.id || quality::open_model_clears(catalog, model, kind, floor, workload))
        .collect()
}

pub(super) fn payable(inputs: &Inputs, prices: &Prices, owned_only: bool) -> bool {
    if owned_only {
        return prices.purchase.is_some();
    }
    match inputs.payment {
        Payment::Owned => prices.purchase.is_some(),
        Payment::Reserved => prices.reserved.is_some(),
        Payment::Spot => prices.spot.is_some(),
        Payment::OnDemand => prices.on_demand.is_some() || inputs.gpu_hour.is_some(),
        // Spot is never chosen for anyone.
        Payment::Auto => {
            let rented = prices.on_demand.is_some() || prices.reserved.is_some() || inputs.gpu_hour.is_some();
            rented || prices.purchase.is_some()
        }
    }
}
