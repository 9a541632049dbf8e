//! The normal distribution in software, the same bits on every host.

/// 90th percentile of the standard normal distribution: ranges are read as 10th to 90th percentile.
pub const P90: f64 = 1.281_551_565_544_600_4;

/// Density of the standard normal distribution at a score.
pub fn density(z: f64) -> f64 {
    libm::exp(-0.5 * z * z) * 0.398_942_280_401_432_7
}

/// Chance that a standard normal variable lies below `z`.
pub fn below(z: f64) -> f64 {
    0.5 * libm::erfc(-z * core::f64::consts::FRAC_1_SQRT_2)
}

/// Unit normal loss L(u) = φ(u) − u·(1 − Φ(u)): the mean of what a standard normal variable exceeds `u` by.
pub fn loss(u: f64) -> f64 {
    density(u) - u * below(-u)
}

/// The value that a standard normal variable lies below with a chance from 0 to 1 (both excluded; held to ±8.2).
///
/// Rational approximations of Wichura 1988 (Applied Statistics, algorithm AS 241, PPND16); relative error 10⁻¹⁵.
pub fn quantile(chance: f64) -> f64 {
    let centered = chance - 0.5;
    if centered.abs() <= 0.425 {
        let r = 0.180_625 - centered * centered;
        return centered * ratio(r, &MIDDLE);
    }
    let tail = if centered < 0.0 { chance } else { 1.0 - chance };
    let r = (-libm::log(tail.clamp(1e-16, 0.5))).sqrt();
    let z = if r <= 5.0 { ratio(r - 1.6, &TAIL) } else { ratio(r - 5.0, &FAR) };
    if centered < 0.0 { -z } else { z }
}

/// Numerator and denominator coefficients, constant term first.
type Ratio = [[f64; 8]; 2];

fn ratio(r: f64, [above, under]: &Ratio) -> f64 {
    let sum = |terms: &[f64; 8]| terms.iter().rev().fold(0.0, |sum, term| sum * r + term);
    sum(above) / sum(under)
}

const MIDDLE: Ratio = [
    [
        3.387_132_872_796_366_6,
        1.331_416_678_917_843_8e2,
        1.971_590_950_306_551_3e3,
        1.373_169_376_550_946_e4,
        4.592_195_393_154_987e4,
        6.726_577_092_700_87e4,
        3.343_057_558_358_813e4,
        2.509_080_928_730_122_7e3,
    ],
    [
        1.0,
        4.231_333_070_160_091e1,
        6.871_870_074_920_579e2,
        5.394_196_021_424_751e3,
        2.121_379_430_158_659_7e4,
        3.930_789_580_009_271e4,
        2.872_908_573_572_194_3e4,
        5.226_495_278_852_854e3,
    ],
];
const TAIL: Ratio = [
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        2.417_807_251_774_506e-1,
        2.272_384_498_926_918_4e-2,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        6.897_673_349_851e-1,
        1.481_039_764_274_800_8e-1,
        1.519_866_656_361_645_7e-2,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
];
const FAR: Ratio = [
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        2.965_605_718_285_048_7e-1,
        2.653_218_952_657_612_4e-2,
        1.242_660_947_388_078_4e-3,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        5.998_322_065_558_88e-1,
        1.369_298_809_227_358e-1,
        1.487_536_129_085_061_5e-2,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_7e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unit_loss_is_that_of_the_tables() {
        // Case T6b: L(0), L(0.5), L(1), L(2) of the standard table.
        for (u, value) in [(0.0, 0.398_94), (0.5, 0.197_80), (1.0, 0.083_32), (2.0, 0.008_49)] {
            assert!((loss(u) - value).abs() < 5e-6, "L({u}) = {}", loss(u));
        }
    }

    #[test]
    fn quantiles_are_those_of_the_tables_and_invert_the_chance() {
        // Wichura's own check values: 0.25, 0.001, 1e-20 (held here) → −0.6744897501960817, −3.090232306167814.
        assert!((quantile(0.25) + 0.674_489_750_196_081_7).abs() < 1e-15);
        assert!((quantile(0.001) + 3.090_232_306_167_813_5).abs() < 1e-14);
        assert!((quantile(0.9) - P90).abs() < 1e-15);
        for step in 1..2_000 {
            let chance = f64::from(step) / 2_000.0;
            assert!((below(quantile(chance)) - chance).abs() < 1e-14, "{chance}");
            assert!((quantile(chance) + quantile(1.0 - chance)).abs() < 1e-13);
        }
        for tail in [1e-6, 1e-10, 1e-14] {
            assert!((below(quantile(tail)) / tail - 1.0).abs() < 1e-10, "{tail}");
        }
    }
}
