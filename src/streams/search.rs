//! What could be run for a stream: every setup of every model that is good enough, and what was passed over.

use super::case::Case;
use super::passed_over::{PassedOver, Reason, no_model, no_price, unfit};
use super::profile::Profile;
use super::replica::rank;
use super::setup::Setup;
use super::setups::{eligible, payable};
use super::table::Table;
use crate::catalog::{Kind, OpenModel};
use crate::hosted::quality::QualityFloor;
use crate::inputs::{Inputs, Workload};
use crate::units::Share;
use core::ops::Range;

/// Models that reports speak of for one stream: why each of their setups lost. All are looked at.
const MODELS_TOLD: usize = 5;

/// Setups of each of them that reports name beside the chosen one.
const SETUPS_TOLD: usize = 3;

impl<'a> Case<'a> {
    /// Every setup that can serve a workload: models in the order of their work, each model's by rent for today's load.
    pub(super) fn setups_for(
        &mut self,
        inputs: &Inputs,
        workload: &Workload,
        part: Share,
        kind: Kind,
        floor: QualityFloor<'_>,
        owned_only: bool,
    ) -> Vec<usize> {
        let mut models = eligible(self.catalog, workload, kind, floor);
        // Fewer active parameters are less work per token; of equals, fewer in all.
        crate::order::sort(&mut models, |a, b| {
            let work = |model: &OpenModel| model.active.get() + model.total.get() / 20.0;
            work(a).total_cmp(&work(b)).then_with(|| a.id.cmp(&b.id))
        });
        if models.is_empty() {
            self.pass(("", "", 0), || (Reason::NoModel, no_model(kind, floor)));
        }
        let table = self.table(inputs, workload, kind);
        let mut found = Vec::new();
        for (place, model) in models.into_iter().enumerate() {
            let speak = place < MODELS_TOLD;
            if speak {
                self.pass_unbuilt(inputs, model, owned_only);
            }
            let built = self.build(inputs, model);
            let mut ranked: Vec<((f64, f64), usize)> = Vec::with_capacity(built.len());
            for at in built {
                let setup = &self.setups[at];
                if !payable(inputs, &setup.prices, owned_only) {
                    continue;
                }
                match self.tables[table].learn(&self.predictions, inputs, workload, at, setup) {
                    Some(replica) => ranked.push((rank(inputs, workload, part, &replica, setup), at)),
                    None if speak => {
                        let who = (setup.model.id.as_str(), setup.gpu.id.as_str(), setup.layout.gpus());
                        let why = unfit(inputs, workload, setup);
                        self.pass(who, || why);
                    }
                    None => {}
                }
            }
            if speak {
                // Beside the cheapest for this load, the cheapest for an endless one.
                crate::order::rising(&mut ranked, |one| one.0.1);
                let efficient: Vec<usize> = ranked.iter().take(2).map(|(_, at)| *at).collect();
                crate::order::rising(&mut ranked, |one| one.0.0);
                for (place, &(_, at)) in ranked.iter().enumerate().take(SETUPS_TOLD + 6) {
                    if place < SETUPS_TOLD || efficient.contains(&at) {
                        if !self.told.contains(&at) {
                            self.told.push(at);
                        }
                    } else if !self.told.contains(&at) {
                        let setup = &self.setups[at];
                        let who = (setup.model.id.as_str(), setup.gpu.id.as_str(), setup.layout.gpus());
                        self.pass(who, || (Reason::Dearer, String::from("dearer")));
                    }
                }
            }
            found.extend(ranked.into_iter().map(|(_, at)| at));
        }
        found
    }

    /// Where the table of a workload stands.
    fn table(&mut self, inputs: &Inputs, workload: &Workload, kind: Kind) -> usize {
        let profile = Profile::of(inputs, workload, kind);
        self.tables.iter().position(|known| known.profile == profile).unwrap_or_else(|| {
            self.tables.push(Table::new(inputs, workload, kind));
            self.tables.len() - 1
        })
    }

    /// Every setup of a model that could be paid for, made once.
    fn build(&mut self, inputs: &Inputs, model: &'a OpenModel) -> Range<usize> {
        if let Some((_, range)) = self.built.iter().find(|(known, _)| core::ptr::eq(*known, model)) {
            return range.clone();
        }
        let start = self.setups.len();
        for &(gpu, prices) in &self.gpus {
            if prices.purchase.is_some() || payable(inputs, &prices, false) {
                let on = self.predictions.on(self.catalog, model, gpu, inputs.parallelism);
                let fitted = on.1.iter().flatten().enumerate();
                self.setups.extend(fitted.map(|(at, one)| Setup::of(one, model, gpu, prices, on.0 + at)));
            }
        }
        self.built.push((model, start..self.setups.len()));
        start..self.setups.len()
    }

    /// Notes why a model cannot be set up on GPUs at all.
    fn pass_unbuilt(&mut self, inputs: &Inputs, model: &'a OpenModel, owned_only: bool) {
        for (gpu, prices) in self.gpus.clone() {
            if !payable(inputs, &prices, owned_only) {
                if inputs.gpu != "auto" {
                    self.pass((&model.id, &gpu.id, 1), || (Reason::NoPrice, no_price(inputs, owned_only)));
                }
                continue;
            }
            let on = self.predictions.on(self.catalog, model, gpu, inputs.parallelism);
            for (gpus, why) in on.1.iter().filter_map(|one| one.as_ref().err()) {
                self.pass((&model.id, &gpu.id, *gpus), || (Reason::of(why), why.to_string()));
            }
        }
    }

    /// Notes a setup that was not taken for the stream being added.
    fn pass(&mut self, (model, gpu, gpus): (&str, &str, u32), told: impl FnOnce() -> (Reason, String)) {
        let (reason, why) = told();
        let stream = self.streams.len();
        let known = self
            .passed_over
            .iter_mut()
            .find(|one| one.model == model && one.gpu == gpu && one.gpus == gpus && one.why == why);
        if let Some(known) = known {
            if !known.streams.contains(&stream) {
                known.streams.push(stream);
            }
        } else if self.passed_over.len() < 400 {
            let (model, gpu) = (model.to_owned(), gpu.to_owned());
            self.passed_over.push(PassedOver { model, gpu, gpus, reason, why, streams: vec![stream] });
        }
    }
}
