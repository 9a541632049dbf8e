//! The largest load of one instance at a latency target.

use super::crossing::crossing;
use super::predict::Capacity;
use crate::units::{Milliseconds, RequestsPerSecond, TokensPerSecond};

/// A load to run an instance at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// Requests under way at once.
    pub concurrency: f64,
    /// Generated tokens.
    pub output: TokensPerSecond,
    /// Expected time between tokens of one sequence.
    pub per_token: Milliseconds,
    /// Requests completed.
    pub requests: RequestsPerSecond,
}

impl Capacity {
    /// The largest load whose predicted time between tokens stays within `target`, less the class's safety margin.
    ///
    /// `None` when even one request alone is slower than that. A larger target never gives less.
    pub fn plan(&self, target: Milliseconds) -> Option<Plan> {
        let limit = target.get() / 1e3 * self.class.safety();
        if self.per_token(1.0) > limit {
            return None;
        }
        Some(self.at(crossing(1.0, self.batch_max, |batch| self.per_token(batch) - limit)))
    }

    /// The load of work that may wait: as much at once as memory and engine allow.
    pub fn saturated(&self) -> Plan {
        self.at(self.batch_max)
    }

    fn at(&self, concurrency: f64) -> Plan {
        let point = self.predict(concurrency);
        Plan { concurrency, output: point.output, per_token: point.per_token, requests: point.requests }
    }
}
