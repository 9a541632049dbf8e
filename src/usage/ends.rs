//! The least and the greatest of some numbers: moments of a file, days, lengths of prompts.

/// Two ends; of no numbers at all the first lies above the last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ends {
    pub(super) first: f64,
    pub(super) last: f64,
}

impl Ends {
    /// Of no numbers.
    pub(super) const NONE: Self = Self { first: f64::INFINITY, last: f64::NEG_INFINITY };

    /// Of some plain numbers.
    pub(super) fn of(numbers: impl IntoIterator<Item = f64>) -> Self {
        numbers.into_iter().fold(Self::NONE, |ends, number| ends.with(Self { first: number, last: number }))
    }

    /// Of these and others.
    pub(super) const fn with(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// Of all of several.
    pub(super) fn all<'a>(several: impl IntoIterator<Item = &'a Self>) -> Self {
        several.into_iter().fold(Self::NONE, |ends, one| ends.with(*one))
    }

    /// The part that lies between two others.
    pub(super) const fn within(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), last: self.last.min(other.last) }
    }

    /// Whether a plain number lies between them or on one of them.
    pub(super) fn holds(&self, number: f64) -> bool {
        (self.first..=self.last).contains(&number)
    }

    /// Whether both hold more than a moment of the other.
    pub(super) fn overlap(&self, other: &Self) -> bool {
        self.first < other.last && other.first < self.last
    }

    /// How far they are apart, in their unit.
    pub(super) const fn width(&self) -> f64 {
        self.last - self.first
    }
}

#[cfg(test)]
mod tests {
    use super::Ends;

    #[test]
    fn ends_of_some_of_none_and_of_two() {
        let (a, b) = (Ends::of([3.0, 1.0, 2.0]), Ends::of([5.0, 2.5]));
        assert_eq!((a.first, a.last, a.width()), (1.0, 3.0, 2.0));
        assert_eq!(Ends::all([&a, &b]), Ends { first: 1.0, last: 5.0 });
        assert_eq!(a.within(b), Ends { first: 2.5, last: 3.0 });
        assert!(a.overlap(&b) && a.holds(3.0) && !a.holds(3.1));
        // Files that touch share no time.
        assert!(!a.overlap(&Ends::of([3.0, 4.0])));
        // None changes nothing, holds nothing and overlaps nothing.
        assert_eq!(a.with(Ends::NONE), a);
        assert!(!Ends::NONE.holds(0.0) && !Ends::NONE.overlap(&a) && !Ends::NONE.first.is_finite());
    }
}
