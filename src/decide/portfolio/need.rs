//! What a division of streams into groups still needs to be one of its sort.

use super::way::{Kind, Way};
use std::rc::Rc;

/// What is asked of a combination.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Nothing.
    Any,
    /// That at least one of its groups leans on a host.
    Leaning,
    /// That none does.
    Alone,
}

impl Need {
    pub(super) const fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Alone => Kind::ALONE,
            Self::Any | Self::Leaning => Kind::ALL,
        }
    }

    pub(super) fn met(self, ways: &[Rc<Way>]) -> bool {
        match self {
            Self::Any => true,
            Self::Leaning => ways.iter().any(|way| way.leans()),
            Self::Alone => !ways.iter().any(|way| way.leans()),
        }
    }
}
