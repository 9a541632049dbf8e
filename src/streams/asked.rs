//! What later rooms ask of a case: which models would do.

use super::case::{Case, Stream};
use super::passed_over::{PassedOver, Reason};
use super::setup::Setup;
use super::setups::{eligible, payable};
use crate::catalog::{Gpu, OpenModel};
use crate::hosted::quality::{self, QualityFloor};
use crate::inputs::Inputs;
use crate::units::IndexPoints;

impl<'a> Case<'a> {
    /// The open models that may serve a stream and are good enough for it.
    pub fn models_for(&self, inputs: &Inputs, stream: usize) -> Vec<&'a OpenModel> {
        let Stream { workload, kind, floor, .. } = self.streams[stream];
        eligible(self.catalog, &inputs.workloads[workload], kind, floor)
    }

    /// The open model of a stream's kind with the most points among those that may be used, and its points as far as
    /// a score that counts for this workload is known.
    pub fn best_model(&self, inputs: &Inputs, stream: usize) -> Option<(&'a OpenModel, Option<IndexPoints>)> {
        let Stream { workload, kind, .. } = self.streams[stream];
        let workload = &inputs.workloads[workload];
        let points = |model: &OpenModel| {
            let score = quality::score(self.catalog, model.quality.as_deref(), false, workload);
            score.filter(|score| !score.reasoning_only).map(|score| score.points)
        };
        let usable = eligible(self.catalog, workload, kind, QualityFloor::Any).into_iter();
        let scored = usable.map(|model| (model, points(model))).filter(|one| one.1.is_some());
        let value = |one: &(&OpenModel, Option<IndexPoints>)| one.1.map_or(0.0, IndexPoints::get);
        scored.max_by(|a, b| value(a).total_cmp(&value(b)))
    }

    /// Why the one open model that is chosen for a stream cannot be set up for it, where that is no matter of pace or
    /// price.
    pub fn unsuited(&self, inputs: &Inputs, stream: usize) -> Option<String> {
        let Stream { workload, ref setups, .. } = self.streams[stream];
        let chosen = self.catalog.model(&inputs.workloads[workload].open_model).filter(|_| setups.is_empty())?;
        let lost = self.why_not(stream);
        let count = lost.len();
        // What is wrong with the model itself is the reason, whatever else is wrong with some GPU.
        let own = lost.iter().position(|one| matches!(one.reason, Reason::Attention | Reason::Context));
        let told = lost.into_iter().nth(own.unwrap_or(count.checked_sub(1)?))?;
        match told.reason {
            Reason::Attention => Some(told.why),
            Reason::Context | Reason::Format | Reason::Memory => Some([&chosen.name, ": ", &told.why].concat()),
            Reason::NoModel | Reason::NoPrice | Reason::Slow | Reason::Dearer => None,
        }
    }

    /// Whether any GPU that may be taken has a price in the way a stream's is to be paid.
    pub fn any_payable(&self, inputs: &Inputs, stream: usize) -> bool {
        let owned_only = self.streams[stream].owned_only;
        self.gpus.iter().any(|(_, prices)| payable(inputs, prices, owned_only))
    }

    /// A model in its smallest format on one GPU of a kind, for sharing that GPU with another model.
    pub fn guest(&self, model: &OpenModel, gpu: &Gpu) -> Option<&Setup<'a>> {
        let (_, range) = self.built.iter().find(|(known, _)| core::ptr::eq(*known, model))?;
        let weights = |setup: &Setup<'_>| setup.serving.memory().weights.get();
        let here =
            self.setups[range.clone()].iter().filter(|one| one.layout.gpus() == 1 && core::ptr::eq(one.gpu, gpu));
        here.min_by(|a, b| weights(a).total_cmp(&weights(b)))
    }

    /// Why setups lost for a stream, the most fundamental reason first: what was tried nearest to working for each
    /// model and GPU that does not work at all, then what is only dearer; at most three of a kind.
    pub fn why_not(&self, stream: usize) -> Vec<PassedOver> {
        let works = |one: &PassedOver| {
            self.streams[stream].setups.iter().any(|&setup| {
                let setup = &self.setups[setup];
                setup.model.id == one.model && setup.gpu.id == one.gpu
            })
        };
        let mut found: Vec<&PassedOver> = self
            .passed_over
            .iter()
            .filter(|one| one.streams.contains(&stream) && (one.reason == Reason::Dearer || !works(one)))
            .collect();
        // Of a pair's formats and layouts the one that came nearest to working speaks for the others.
        crate::order::sort(&mut found, |a, b| b.reason.cmp(&a.reason).then(b.gpus.cmp(&a.gpus)));
        let mut chosen: Vec<PassedOver> = Vec::new();
        for one in found {
            let twice = chosen.iter().any(|known| known.model == one.model && known.gpu == one.gpu);
            if !twice && chosen.iter().filter(|known| known.reason == one.reason).count() < 3 {
                chosen.push(one.clone());
            }
        }
        chosen.reverse();
        chosen
    }
}
