//! What several groups cost at the least, whether or not some of them share GPUs.

/// Groups up to which every choice of those that share is looked at.
const EVERY: usize = 8;

/// What one group cannot undercut; people, and what it costs on any setup, left out.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// On GPUs of its own.
    pub(super) apart: f64,
    /// As the host of others: always on, one GPU to a replica. Infinite where it cannot be.
    pub(super) host: f64,
    /// As a guest: its work, on GPUs that could be divided at will.
    pub(super) work: f64,
}

impl Part {
    /// The least of several ways in each respect.
    pub(super) fn least(ways: impl Iterator<Item = Self>) -> Self {
        let none = Self { apart: f64::INFINITY, host: f64::INFINITY, work: f64::INFINITY };
        ways.fold(none, |a, b| Self { apart: a.apart.min(b.apart), host: a.host.min(b.host), work: a.work.min(b.work) })
    }
}

/// The least over every choice of groups that share, none among them, bare USD.
pub(super) fn least(parts: &[Part]) -> f64 {
    parts.iter().map(|part| part.apart).sum::<f64>().min(least_shared(parts))
}

/// The least over every choice of at least two groups that share, bare USD: those pay for no less than the least host among them
/// would alone, and for no less than the work of all of them.
pub(super) fn least_shared(parts: &[Part]) -> f64 {
    if parts.len() > EVERY {
        return parts.iter().map(|part| part.host).fold(f64::INFINITY, f64::min);
    }
    let mut least = f64::INFINITY;
    for sharing in 1_u32..1 << parts.len() {
        if sharing.count_ones() < 2 {
            continue;
        }
        let (mut alone, mut host, mut work) = (0.0, f64::INFINITY, 0.0);
        for (at, part) in parts.iter().enumerate() {
            if sharing >> at & 1 == 1 {
                host = f64::min(host, part.host);
                work += part.work;
            } else {
                alone += part.apart;
            }
        }
        least = least.min(alone + host.max(work));
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_shares_pays_for_one_host_and_for_all_of_the_work() {
        let part = |apart, host, work| Part { apart, host, work };
        let (a, b, c) = (part(10.0, 12.0, 4.0), part(9.0, 9.0, 3.0), part(20.0, f64::INFINITY, 19.0));
        // Apart 19; together the less of 12 and 9 as host, which is more than the work of 7.
        assert_eq!(least(&[a, b]), 9.0);
        // a + b on b's host 9, c apart 20: 29. All three on one host: the work of 26. b and c: 22 and a apart: 32.
        assert_eq!(least(&[a, b, c]), 26.0);
        // Nobody can be a host: apart, whatever the work.
        assert_eq!(least(&[c, c]), 40.0);
    }
}
