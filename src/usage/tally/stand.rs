//! Where the rows of a sum stand: the first and the last of them, so that a number says which rows it is from.

/// Bits of a record's number; those of its file come before.
const RECORD: u32 = 40;

/// First and last row, each as its file and its record; of no rows the first lies after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::usage) struct Stand {
    first: u64,
    last: u64,
}

impl Default for Stand {
    fn default() -> Self {
        Self { first: u64::MAX, last: 0 }
    }
}

impl Stand {
    /// Of one row.
    pub(super) const fn at(file: usize, record: u64) -> Self {
        let at = (file as u64) << RECORD | record;
        Self { first: at, last: at }
    }

    /// The files and records of the first and the last row; `None` of no rows.
    pub(in crate::usage) const fn ends(self) -> Option<[(usize, u64); 2]> {
        if self.first > self.last {
            return None;
        }
        Some([parts(self.first), parts(self.last)])
    }

    /// Of these rows and others.
    pub(super) fn with(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// Without some of them: what stands between is not known, so what is left lies within the ends that are given.
    pub(super) fn without(self, other: Self) -> Self {
        let Self { mut first, mut last } = self;
        if other.first <= first {
            first = last.min(other.last + 1);
        }
        if other.last >= last {
            let same = other.first >> RECORD == first >> RECORD;
            last = if same { first.max(other.first - 1) } else { first };
        }
        Self { first, last }
    }
}

const fn parts(at: u64) -> (usize, u64) {
    ((at >> RECORD) as usize, at & ((1 << RECORD) - 1))
}

#[cfg(test)]
mod tests {
    use super::Stand;

    #[test]
    fn ends_of_rows_that_come_and_go() {
        let rows = Stand::at(0, 3).with(Stand::at(0, 9));
        assert_eq!((rows.ends(), Stand::default().ends()), (Some([(0, 3), (0, 9)]), None));
        assert_eq!(rows.with(Stand::default()), rows);
        // Without its first or its last row what is left begins or ends one row further in.
        assert_eq!(rows.without(Stand::at(0, 3)).ends(), Some([(0, 4), (0, 9)]));
        assert_eq!(rows.without(Stand::at(0, 9)).ends(), Some([(0, 3), (0, 8)]));
        assert_eq!(rows.without(Stand::at(0, 5)), rows);
        // Without those of a later file the earlier one's are left.
        let both = rows.with(Stand::at(1, 1).with(Stand::at(1, 7)));
        assert_eq!(both.without(Stand::at(1, 1).with(Stand::at(1, 7))).ends(), Some([(0, 3), (0, 3)]));
    }
}
