//! Sorting the short lists of a report. The standard sort is written for millions of items and costs kilobytes of
//! code for every kind of item; here lists have tens.

use core::cmp::Ordering;

/// Sorts a short list by insertion; equals keep their order.
pub fn sort<T>(items: &mut [T], mut by: impl FnMut(&T, &T) -> Ordering) {
    for next in 1..items.len() {
        let mut at = next;
        while at > 0 && by(&items[at - 1], &items[at]) == Ordering::Greater {
            items.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// Sorts a short list by a plain number, least first.
pub fn rising<T>(items: &mut [T], number: impl Fn(&T) -> f64) {
    sort(items, |a, b| number(a).total_cmp(&number(b)));
}

/// Sorts many plain numbers, least first: as numbered items, since a second standard sort would be 1 KB of either module.
#[inline(never)]
pub fn numbers(items: &mut [f64]) {
    let mut pairs: Vec<(f64, u32)> = items.iter().map(|item| (*item, 0)).collect();
    numbered(&mut pairs);
    items.iter_mut().zip(pairs).for_each(|(item, (number, _))| *item = number);
}

/// Sorts many plain numbers with their places, least first, of equals the lower number.
#[inline(never)]
pub fn numbered(items: &mut [(f64, u32)]) {
    items.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_keep_their_order() {
        let mut items = [(2.0, 'a'), (1.0, 'b'), (2.0, 'c'), (1.0, 'd'), (-0.0, 'e'), (0.0, 'f')];
        rising(&mut items, |item| item.0);
        assert_eq!(items.map(|item| item.1), ['e', 'f', 'b', 'd', 'a', 'c']);
        sort(&mut items, |a, b| b.1.cmp(&a.1));
        assert_eq!(items.map(|item| item.1), ['f', 'e', 'd', 'c', 'b', 'a']);
    }
}
