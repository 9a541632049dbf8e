//! How many times one figure is another, in words.

/// How far two figures are apart, and which way; nothing where one of them is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Times {
    /// At least 1.
    pub(super) times: f64,
    pub(super) rose: bool,
}

impl Times {
    /// From an old figure to a new one.
    pub(super) fn of(old: f64, new: f64) -> Option<Self> {
        let (times, rose) = if new >= old { (new / old, true) } else { (old / new, false) };
        (old > 0.0 && new > 0.0 && times.is_finite()).then_some(Self { times, rose })
    }

    /// Like `4.75 times dearer`: how it rose, or how it fell.
    pub(super) fn words(self, rose: &str, fell: &str) -> String {
        // Three digits: nobody weighs a fourth.
        let times = format!("{:.2e}", self.times).parse().unwrap_or(self.times);
        format!("{times} times {}", if self.rose { rose } else { fell })
    }
}

#[cfg(test)]
mod tests {
    use super::Times;

    #[test]
    fn either_way_alike_and_never_without_a_figure() {
        let said = |old, new| Times::of(old, new).map(|times| times.words("more", "less"));
        assert_eq!(said(0.15, 1.5).as_deref(), Some("10 times more"));
        assert_eq!(said(1.5, 0.15).as_deref(), Some("10 times less"));
        assert_eq!(said(4.0, 19.0).as_deref(), Some("4.75 times more"));
        for (old, new) in [(0.0, 1.0), (1.0, 0.0), (-1.0, 1.0), (f64::NAN, 1.0), (1.0, f64::INFINITY)] {
            assert_eq!(said(old, new), None, "{old} {new}");
        }
    }
}
