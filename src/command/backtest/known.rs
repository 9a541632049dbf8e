//! What windows that had ended by a day say of prices after it.

use super::fall::Range;
use super::few::wider;
use super::fits::{after, fitted, things};
use super::record::Record;
use super::windows::{Kind, Window, windows};
use build_or_buy::cost::jumps::Steps;
use build_or_buy::date::Date;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What was fitted before, by place of the kind and day.
type Fitted = RefCell<BTreeMap<(usize, Date), Option<Steps>>>;

/// The windows of every kind, and what was known of them when.
pub struct Known<'r> {
    /// Where they come from.
    pub record: &'r Record,
    windows: Vec<(Kind, Vec<Window>)>,
    fitted: Fitted,
}

impl<'r> Known<'r> {
    /// Of a record.
    pub fn new(record: &'r Record) -> Self {
        let windows = Kind::ALL.map(|kind| (kind, windows(record, kind)));
        Self { record, windows: windows.into(), fitted: Fitted::default() }
    }

    /// All windows of a kind.
    pub fn windows(&self, kind: Kind) -> &[Window] {
        self.windows.iter().find(|(one, _)| *one == kind).map_or(&[], |(_, windows)| windows)
    }

    /// The steps of a kind as windows that ended before a day have them; none of following.
    pub fn steps(&self, kind: Kind, day: Date) -> Option<Steps> {
        let place = Kind::ALL.iter().position(|one| *one == kind).filter(|_| kind != Kind::Follow)?;
        if let Some(steps) = self.fitted.borrow().get(&(place, day)) {
            return *steps;
        }
        let early: Vec<Window> = self.windows(kind).iter().filter(|one| one.before(day)).copied().collect();
        let steps = fitted(&early);
        self.fitted.borrow_mut().insert((place, day), steps);
        steps
    }

    /// The range of a window by the steps of a kind, were they of so many models that their count does not widen it.
    pub fn plain(&self, kind: Kind, window: &Window) -> Option<[f64; 3]> {
        let day = window.told_by()?;
        let early: Vec<Window> = self.windows(kind).iter().filter(|one| one.before(day)).copied().collect();
        let far = self.steps(kind, day).map(|steps| after(steps, window.months))?;
        Some(far.map(|end| end / wider(things(&early))))
    }

    /// The range of a window as earlier ones had it; none where there were none.
    pub fn range(&self, kind: Kind, window: &Window) -> Option<[f64; 3]> {
        let day = window.told_by()?;
        if kind == Kind::Follow {
            let alike = |one: &&Window| one.before(day) && one.months == window.months;
            let early: Vec<Window> = self.windows(kind).iter().filter(alike).copied().collect();
            return Range::of_scores(&early).map(|Range(range)| range);
        }
        self.steps(kind, day).map(|steps| after(steps, window.months))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_ended_later_is_in_a_range() {
        let record = Record::read(&super::super::super::project::root().expect("the project")).expect("its record");
        let known = Known::new(&record);
        let mut compared = 0;
        for kind in Kind::ALL {
            let late = |one: &&Window| one.late() && [6, 18].contains(&one.months);
            for window in known.windows(kind).iter().filter(late).step_by(25) {
                // A record in which everything later moved tenfold says the same of it.
                let day = window.told_by().expect("a day");
                let turned = |one: &Window| Window { change: if one.before(day) { one.change } else { 2.3 }, ..*one };
                let turned = known.windows(kind).iter().map(turned).collect();
                let other = Known { record: &record, windows: vec![(kind, turned)], fitted: Fitted::default() };
                assert_eq!(other.range(kind, window), known.range(kind, window), "{kind:?} {window:?}");
                compared += 1;
            }
        }
        assert!(compared > 60, "{compared}");
    }
}
