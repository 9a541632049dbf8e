//! Random numbers of a fixed algorithm in whole-number arithmetic, so that one link gives one picture everywhere.
//!
//! The generator is xoshiro256++ (Blackman & Vigna 2021, public domain), its state filled by `SplitMix64` from a
//! seed, the seed a 64-bit FNV-1a hash of the link's canonical pairs.

/// The stream of random numbers of one seed.
#[derive(Clone, Debug)]
pub struct Random([u64; 4]);

impl Random {
    /// From any seed; seeds that differ in one bit give unrelated streams.
    pub fn new(seed: u64) -> Self {
        let mut state = seed;
        let mut split = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = state;
            mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ mixed >> 31
        };
        Self([split(), split(), split(), split()])
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        let state = &mut self.0;
        let result = state[0].wrapping_add(state[3]).rotate_left(23).wrapping_add(state[0]);
        let shifted = state[1] << 17;
        state[2] ^= state[0];
        state[3] ^= state[1];
        state[1] ^= state[2];
        state[0] ^= state[3];
        state[2] ^= shifted;
        state[3] = state[3].rotate_left(45);
        result
    }

    /// A chance, evenly from 0 to 1, both ends excluded: 53 bits, half a step off zero.
    pub fn uniform(&mut self) -> f64 {
        ((self.bits() >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
    }

    /// Evenly one of `0..count`, by multiplication (Lemire 2019 without its rejection: the bias of a count under
    /// a million is below one in 10¹²).
    pub fn below(&mut self, count: u32) -> u32 {
        ((u128::from(self.bits()) * u128::from(count)) >> 64) as u32
    }

    /// Puts a slice in random order (Fisher & Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at as u32 + 1) as usize);
        }
    }
}

/// The seed of a set of pairs in their canonical order: FNV-1a over keys and texts with a mark between.
pub fn seed(pairs: &[(String, String)]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |bytes: &[u8]| {
        for byte in bytes.iter().chain(&[0xff]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    };
    for (key, text) in pairs {
        eat(key.as_bytes());
        eat(text.as_bytes());
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_the_published_one() {
        // SplitMix64 from seed 0 begins e220a8397b1dcdaf (its authors' reference); the first output of
        // xoshiro256++ is then rotl(s0 + s3, 23) + s0 of that state.
        let random = Random::new(0);
        assert_eq!(random.0[0], 0xe220_a839_7b1d_cdaf);
        let [s0, .., s3] = random.0;
        assert_eq!(random.clone().bits(), s0.wrapping_add(s3).rotate_left(23).wrapping_add(s0));
        // From state 1, 2, 3, 4 the reference implementation gives 41943041, 58720359, 3588806011781223.
        let mut known = Random([1, 2, 3, 4]);
        assert_eq!([known.bits(), known.bits(), known.bits()], [41_943_041, 58_720_359, 3_588_806_011_781_223]);
    }

    #[test]
    fn a_seed_depends_on_every_byte_and_its_place() {
        let pair = |key: &str, text: &str| vec![(key.to_owned(), text.to_owned())];
        assert_eq!(seed(&[]), 0xcbf2_9ce4_8422_2325);
        assert_ne!(seed(&pair("a", "bc")), seed(&pair("ab", "c")));
        assert_ne!(seed(&pair("a", "1")), seed(&pair("a", "2")));
    }

    #[test]
    fn a_shuffle_loses_nothing_and_favors_no_place() {
        let mut random = Random::new(7);
        let mut hits = [0_u32; 8];
        for _ in 0..8_000 {
            let mut order: Vec<usize> = (0..8).collect();
            random.shuffle(&mut order);
            hits[order.iter().position(|item| *item == 0).expect("still there")] += 1;
        }
        // 1,000 each, standard deviation 30.
        assert!(hits.iter().all(|count| (850..1_150).contains(count)), "{hits:?}");
    }
}
