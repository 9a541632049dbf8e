//! What may be set up at all: models that are good enough, GPUs that can be paid for, formats and layouts that fit.

use super::setup::Setup;
use crate::capacity::{KvPrecision, Layout, Serving, Unservable, disaggregated};
use crate::catalog::{Catalog, Commercial, Gpu, Kind, OpenModel, Precision};
use crate::date::Date;
use crate::fleet::rents::{self, Prices};
use crate::hosted::quality::{self, QualityFloor};
use crate::inputs::{Inputs, Parallelism, Payment, Workload};

/// Every layout of 1, 2, 4 and 8 GPUs in the formats that model and GPU share; per GPU the two smallest that fit, and what
/// `parallelism` allows beside them.
pub(crate) fn setups_on<'a>(
    model: &'a OpenModel,
    gpu: &'a Gpu,
    prices: Prices,
    parallelism: Parallelism,
) -> Vec<Result<Setup<'a>, (u32, Unservable)>> {
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
        for gpus in [1, 2, 4, 8] {
            if gpus > gpu.per_node.max(1) || fitting == 2 {
                break;
            }
            let layout = Layout::tensor(gpus);
            match Serving::new(model, gpu, precision, kv, layout) {
                Ok(serving) => {
                    fitting += 1;
                    all.push(Ok(Setup { model, gpu, precision, kv, layout, serving, prices }));
                }
                Err(why) => failed = Some((gpus, why)),
            }
        }
        for layout in beside(model, gpu, parallelism, fitting == 0) {
            if let Ok(serving) = Serving::new(model, gpu, precision, kv, layout) {
                fitting += 1;
                all.push(Ok(Setup { model, gpu, precision, kv, layout, serving, prices }));
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

/// GPUs whose link is slower than this, GB a second, are joined by the server's own bus.
const BUS: f64 = 100.0;

/// The layouts that a visitor allows beside tensor parallelism, where they were measured: layers in turn on GPUs that only
/// the bus joins, experts shared, prompts apart; and over two servers, by the formula alone, what is `too_large` for one.
fn beside(model: &OpenModel, gpu: &Gpu, how: Parallelism, too_large: bool) -> Vec<Layout> {
    let within = |gpus: &u32| *gpus <= gpu.per_node;
    let whole = gpu.per_node >= 8;
    match how {
        Parallelism::Pipeline if too_large && whole => vec![Layout::in_turn(8, 2)],
        Parallelism::Pipeline if gpu.link.get() < BUS => {
            [2, 4, 8].into_iter().filter(within).map(|gpus| Layout::in_turn(1, gpus)).collect()
        }
        Parallelism::Expert if model.experts > 0 => {
            [2, 4, 8].into_iter().filter(within).map(Layout::shared_experts).collect()
        }
        Parallelism::Disaggregated if whole && model.kind == Kind::Chat && disaggregated::is_measured(gpu) => {
            vec![Layout::two_servers(8)]
        }
        _ => Vec::new(),
    }
}

/// The GPUs that may be taken, with their prices on a day.
pub(super) fn candidates<'a>(inputs: &Inputs, catalog: &'a Catalog, on: Date) -> Vec<(&'a Gpu, Prices)> {
    let taken = |gpu: &&Gpu| inputs.gpu == gpu.id || inputs.gpu == "auto" && gpu.per_node > 1;
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
