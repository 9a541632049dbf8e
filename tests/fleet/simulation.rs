//! A small discrete-event simulation of a fleet: requests arrive at random, join the replica with the fewest under
//! way, and every replica slows down with its batch as the capacity model says.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// Numbers that look random and are the same on every machine (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn exponential(&mut self, mean: f64) -> f64 {
        -libm::log(1.0 - self.share()) * mean
    }
}

/// What is simulated.
pub struct Fleet<'a> {
    pub replicas: usize,
    /// Requests under way per replica up to which the target holds.
    pub slots: usize,
    /// Requests under way per replica beyond which new ones wait outside.
    pub admitted: usize,
    /// Time per token with k under way, s; index k.
    pub pace: &'a [f64],
    /// Mean tokens of an answer; lengths are exponential.
    pub tokens: f64,
    /// Requests a second.
    pub rate: f64,
    /// True where requests are dealt at random instead of to the replica with the fewest under way.
    pub blind: bool,
}

/// What is measured.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// Part of all tokens written slower than the target.
    pub slow_tokens: f64,
    /// Part of requests whose mean pace, without waiting, misses the target.
    pub slow_requests: f64,
    /// Part of requests that wait for a place.
    pub waited: f64,
    /// Mean wait of all requests over the mean time in service at the target.
    pub mean_wait: f64,
    /// Wait that one request in twenty exceeds, same unit.
    pub long_wait: f64,
}

struct Replica {
    /// Tokens that a request present since the start would have by now.
    written: f64,
    since: f64,
    /// (count at which it is done, arrival, length), soonest first.
    under_way: BinaryHeap<Reverse<(Ordered, Ordered, Ordered)>>,
}

#[derive(Clone, Copy, PartialEq)]
struct Ordered(f64);
impl Eq for Ordered {}
impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Fleet<'_> {
    /// Serves `requests` requests after an eighth as many that warm up.
    pub fn run(&self, requests: usize, seed: u64) -> Seen {
        let mut dice = Dice(seed);
        let target = self.pace[self.slots];
        let mut replicas: Vec<Replica> =
            (0..self.replicas).map(|_| Replica { written: 0.0, since: 0.0, under_way: BinaryHeap::new() }).collect();
        let mut outside: VecDeque<(f64, f64)> = VecDeque::new();
        let (mut next_arrival, warm_up) = (dice.exponential(1.0 / self.rate), requests / 8);
        let (mut tokens, mut slow_tokens, mut slow_requests, mut waited, mut done, mut arrived) =
            (0.0, 0.0, 0.0, 0.0, 0.0, 0_usize);
        let mut waits = Vec::new();
        loop {
            let first_done = replicas
                .iter()
                .enumerate()
                .filter_map(|(at, replica)| {
                    let Reverse((end, ..)) = replica.under_way.peek()?;
                    Some((replica.since + (end.0 - replica.written) * self.pace[replica.under_way.len()], at))
                })
                .min_by(|a, b| a.0.total_cmp(&b.0));
            let counted = arrived > warm_up;
            let mut settle = |replica: &mut Replica, now: f64| {
                let k = replica.under_way.len();
                if k > 0 {
                    let more = (now - replica.since) / self.pace[k];
                    replica.written += more;
                    if counted {
                        tokens += more * k as f64;
                        slow_tokens += if k > self.slots { more * k as f64 } else { 0.0 };
                    }
                }
                replica.since = now;
            };
            let (now, length, arrival, at) = match first_done {
                Some((now, at)) if now <= next_arrival => {
                    settle(&mut replicas[at], now);
                    let replica = &mut replicas[at];
                    let Some(Reverse((end, began, length))) = replica.under_way.pop() else { break };
                    replica.written = end.0;
                    if counted {
                        done += 1.0;
                        slow_requests += f64::from(u8::from(now - began.0 > length.0 * target * (1.0 + 1e-9)));
                    }
                    let Some((arrival, length)) = outside.pop_front() else { continue };
                    (now, length, arrival, at)
                }
                _ => {
                    let now = next_arrival;
                    arrived += 1;
                    if arrived > requests + warm_up {
                        break;
                    }
                    next_arrival = now + dice.exponential(1.0 / self.rate);
                    let length = dice.exponential(self.tokens).max(1.0);
                    let fewest = (0..replicas.len()).min_by_key(|&at| replicas[at].under_way.len()).unwrap_or(0);
                    let at = if self.blind { (dice.share() * replicas.len() as f64) as usize } else { fewest };
                    if replicas[at].under_way.len() >= self.admitted {
                        outside.push_back((now, length));
                        continue;
                    }
                    settle(&mut replicas[at], now);
                    (now, length, now, at)
                }
            };
            let replica = &mut replicas[at];
            replica.under_way.push(Reverse((Ordered(replica.written + length), Ordered(now), Ordered(length))));
            if counted {
                waited += f64::from(u8::from(now > arrival));
                waits.push(now - arrival);
            }
        }
        waits.sort_unstable_by(f64::total_cmp);
        let service = self.tokens * target;
        Seen {
            slow_tokens: slow_tokens / tokens,
            slow_requests: slow_requests / done,
            waited: waited / waits.len() as f64,
            mean_wait: waits.iter().sum::<f64>() / waits.len() as f64 / service,
            long_wait: waits[waits.len() * 19 / 20] / service,
        }
    }
}
