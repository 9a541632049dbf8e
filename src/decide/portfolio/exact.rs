//! Every assignment of a few streams, those first that could be cheapest; what cannot win is not worked out.

use super::found::Found;
use super::shop::Shop;

/// Offers every plan that could be the cheapest of its side; with `thorough` also every one that could be the
/// cheapest with some stream on some side.
pub(super) fn search(shop: &mut Shop<'_, '_, '_, '_>, served: &[usize], found: &mut Found, thorough: bool) {
    let mut open: Vec<(f64, Vec<u128>, Vec<usize>)> = Vec::new();
    partitions(served, &mut |parts, bought| {
        if let Some(floor) = shop.plan_floor(parts, bought) {
            open.push((floor, parts.to_vec(), bought.to_vec()));
        }
    });
    crate::order::rising(&mut open, |one| one.0);
    let runnable = served.iter().filter(|&&at| shop.floor(1 << at).is_some()).count();
    for (floor, parts, bought) in open {
        let limits = found.limits(&parts, &bought, runnable, thorough);
        if floor < limits[0].max(limits[1]) {
            shop.assemble(&parts, &bought, limits).iter().flatten().for_each(|priced| found.offer(priced));
        }
    }
}

/// Every way to leave some of the streams bought and to part the rest into groups.
pub(super) fn partitions(streams: &[usize], visit: &mut impl FnMut(&[u128], &[usize])) {
    fn go(
        streams: &[usize],
        at: usize,
        parts: &mut Vec<u128>,
        bought: &mut Vec<usize>,
        visit: &mut impl FnMut(&[u128], &[usize]),
    ) {
        let Some(&stream) = streams.get(at) else {
            visit(parts, bought);
            return;
        };
        bought.push(stream);
        go(streams, at + 1, parts, bought, visit);
        bought.pop();
        for part in 0..parts.len() {
            parts[part] |= 1 << stream;
            go(streams, at + 1, parts, bought, visit);
            parts[part] &= !(1 << stream);
        }
        parts.push(1 << stream);
        go(streams, at + 1, parts, bought, visit);
        parts.pop();
    }
    go(streams, 0, &mut Vec::new(), &mut Vec::new(), visit);
}
