//! What shared GPUs take at one volume, kept: many plans form the same pools.

use crate::cost::plan::{Alone, Group, Pay, Plan, set_of};
use crate::cost::sharing::Pool;
use core::cell::RefCell;
use std::rc::Rc;

/// The groups of a pool, the host first: their setups, how they are paid, their streams.
type Key = Vec<(usize, Pay, u128)>;

/// What was asked for before; nothing where a pool cannot run.
#[derive(Default)]
pub(super) struct Pooled {
    known: RefCell<Vec<(Key, Option<Rc<Alone>>)>>,
}

impl Pooled {
    /// What a plan's pool takes, people left out: known, or worked out from its host and the streams that it serves.
    pub(super) fn of(
        &self,
        plan: &Plan,
        pool: &Pool,
        work_out: impl FnOnce(&Group, &[usize]) -> Option<Alone>,
    ) -> Option<Rc<Alone>> {
        let groups = || pool.members.iter().map(|&member| &plan.groups[member]);
        let key: Key = groups().map(|group| (group.setup, group.pay, set_of(group.streams.iter().copied()))).collect();
        if let Some((_, known)) = self.known.borrow().iter().find(|known| known.0 == key) {
            return known.clone();
        }
        let served: Vec<usize> = groups().flat_map(|group| &group.streams).copied().collect();
        let new = work_out(&plan.groups[pool.members[0]], &served).map(Rc::new);
        self.known.borrow_mut().push((key, new.clone()));
        new
    }
}
