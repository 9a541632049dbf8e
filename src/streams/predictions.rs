//! Setups of models on GPUs and what they carry, kept from one case to the next of the same catalog: neither depends on
//! volume, money or the day, so an edit of those predicts nothing anew.

use super::profile::Profile;
use super::setups::{Fitted, fitted};
use super::{Replica, Setup};
use crate::capacity::Unservable;
use crate::catalog::{Catalog, Gpu, OpenModel};
use crate::inputs::Parallelism;
use core::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// Profiles that are kept: a page edits one workload at a time, and a hand goes back.
const PROFILES: usize = 8;

/// What fits of one model on one GPU, and why the rest does not. The number is that of the first that fits, all setups
/// of the catalog counted as they were first asked for.
pub(super) type OnGpu = Rc<(usize, Vec<Result<Fitted, (u32, Unservable)>>)>;

/// What was predicted so far, of one catalog.
#[derive(Default)]
pub struct Predictions(RefCell<Known>);

#[derive(Default)]
struct Known {
    /// By how models are spread, then by model and GPU as the catalog has them.
    on: Vec<(Parallelism, Vec<Option<OnGpu>>)>,
    setups: usize,
    /// By profile and setup; nothing where the setup cannot serve.
    carried: Vec<(Profile, Vec<OnceCell<Option<Replica>>>)>,
}

impl Predictions {
    /// What fits of a model on a GPU, both of them the catalog's own rows.
    pub(super) fn on(&self, catalog: &Catalog, model: &OpenModel, gpu: &Gpu, how: Parallelism) -> OnGpu {
        let known = &mut *self.0.borrow_mut();
        let row = catalog.models.iter().position(|one| core::ptr::eq(one, model));
        let column = catalog.gpus.iter().position(|one| core::ptr::eq(one, gpu));
        let at = row.zip(column).map(|(row, column)| row * catalog.gpus.len() + column);
        let spread = known.on.iter().position(|one| one.0 == how).unwrap_or_else(|| {
            known.on.push((how, vec![None; catalog.models.len() * catalog.gpus.len()]));
            known.on.len() - 1
        });
        if let Some(found) = at.and_then(|at| known.on[spread].1[at].as_ref()) {
            return Rc::clone(found);
        }
        let all = fitted(model, gpu, how);
        let first = known.setups;
        known.setups += all.iter().flatten().count();
        let new = Rc::new((first, all));
        if let Some(at) = at {
            known.on[spread].1[at] = Some(Rc::clone(&new));
        }
        new
    }

    /// What a replica of a setup carries by a profile: as `predict` says, which is asked once.
    pub(super) fn carried(
        &self,
        profile: &Profile,
        setup: &Setup<'_>,
        predict: impl FnOnce() -> Option<Replica>,
    ) -> Option<Replica> {
        let carried = &mut self.0.borrow_mut().carried;
        let at = carried.iter().position(|known| known.0 == *profile).unwrap_or_else(|| {
            if carried.len() >= PROFILES {
                carried.remove(0);
            }
            carried.push((*profile, Vec::new()));
            carried.len() - 1
        });
        let by_setup = &mut carried[at].1;
        if by_setup.len() <= setup.number {
            by_setup.resize_with(setup.number + 1, OnceCell::new);
        }
        *by_setup[setup.number].get_or_init(predict)
    }
}
