//! Every assignment of a few streams.

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
