//! The value of information, against closed forms and against samples fifty times as large.

use super::seeds;
use build_or_buy::inputs::Spread;
use build_or_buy::judge::information::{Grid, Worth, worth};
use build_or_buy::judge::regret::Regret;
use build_or_buy::judge::uncertainty::spread::Distribution;
use build_or_buy::judge::uncertainty::{draws, quantile};
use build_or_buy::normal;
use build_or_buy::random::Random;

#[test]
fn the_textbook_investor_regrets_350_by_choosing_stock() {
    // Case T4: chances .5, .3, .2 as 5, 3 and 2 of 10 draws; pay-offs of stock 1500, 300, −800, of the fund 900,
    // 600, −200, of deposits 500 each; costs are pay-offs with the sign turned. Expected 680, 590, 500; with
    // perfect information 1030, so the EVPI is 350.
    let costs = |payoff: [f64; 3]| -> Vec<f64> {
        payoff.iter().zip([5, 3, 2]).flat_map(|(value, times)| vec![-value; times]).collect()
    };
    let regret =
        Regret::of(&[costs([1_500.0, 300.0, -800.0]), costs([900.0, 600.0, -200.0]), costs([500.0, 500.0, 500.0])]);
    assert_eq!(regret.means, [-680.0, -590.0, -500.0]);
    assert_eq!((regret.best, regret.wins.as_slice()), (0, &[5, 3, 2][..]));
    for (mine, expected) in regret.expected.iter().zip([350.0, 440.0, 530.0]) {
        assert!((mine - expected).abs() < 1e-9);
    }
    assert_eq!(regret.evpi(), regret.expected[0]);
}

/// Costs of doing nothing (0) and of an option that saves `saving`, with what knowing each factor is worth.
fn two_options(draws: usize, factors: usize, seed: u64, saving: impl Fn(&[f64]) -> f64) -> (Regret, Vec<Worth>) {
    let grid = Grid::new(draws);
    let leans_on = vec![None; factors];
    let orders = draws::orders(&leans_on, &grid, &seeds(factors, seed));
    let mut scores = vec![0.0; factors];
    let costs = (0..draws)
        .map(|draw| {
            for (score, order) in scores.iter_mut().zip(&orders) {
                *score = grid.scores[order[draw] as usize];
            }
            -saving(&scores)
        })
        .collect();
    let costs = [vec![0.0; draws], costs];
    let regret = Regret::of(&costs);
    let worths = worth(&costs, &regret, &grid, &orders, &leans_on);
    (regret, worths)
}

#[test]
fn value_of_information_of_a_normal_sum_is_its_closed_form() {
    // Case T6: a saving x1 + x2 with x1 ~ N(1, 3²), x2 ~ N(0, 4²). EVPI = 5·L(1/5) = 1.53447,
    // EVPPI(x1) = 3·L(1/3) = 0.76271, EVPPI(x2) = 4·L(1/4) = 1.14538.
    assert!((5.0 * normal::loss(0.2) - 1.534_47).abs() < 1e-5);
    assert!((3.0 * normal::loss(1.0 / 3.0) - 0.762_71).abs() < 1e-5);
    assert!((4.0 * normal::loss(0.25) - 1.145_38).abs() < 1e-5);
    for seed in 0..10 {
        let (regret, worths) = two_options(2_000, 2, seed, |x| 1.0 + 3.0 * x[0] + 4.0 * x[1]);
        assert!((regret.evpi() - 1.534_47).abs() < 0.12, "{}", regret.evpi());
        assert!((worths[0].evppi - 0.762_71).abs() < 0.01, "{:?}", worths[0]);
        assert!((worths[1].evppi - 1.145_38).abs() < 0.01, "{:?}", worths[1]);
        assert!(worths.iter().all(|worth| !worth.suppressed));
    }
}

#[test]
fn an_input_that_cannot_matter_is_suppressed() {
    // The third factor does nothing; the other two work only through each other, which no single one explains.
    let mut shown = 0;
    for seed in 0..200 {
        let (regret, worths) = two_options(2_000, 4, seed, |x| 3.0 * x[0] * x[1] + 0.5 * x[3]);
        shown += usize::from(!worths[2].suppressed);
        assert!(worths[2].evppi < 0.15 * regret.evpi(), "{:?}", worths[2]);
    }
    assert!(shown <= 2, "{shown} of 200");
    // Where the answer is settled nothing is worth knowing.
    let (regret, worths) = two_options(2_000, 2, 1, |x| -50.0 + x[0] + x[1]);
    assert_eq!(regret.evpi(), 0.0);
    assert!(worths.iter().all(|worth| worth.suppressed && worth.evppi == 0.0));
}

#[test]
fn over_200_problems_intervals_cover_as_often_as_they_claim() {
    let mut random = Random::new(2_026);
    let (mut inside, mut evpi_covered) = (0, 0);
    for problem in 0..200_u64 {
        let size = 2 + random.below(5) as usize;
        let inputs: Vec<(f64, Distribution)> = (0..size)
            .map(|_| {
                let middle = 10.0 + 90.0 * random.uniform();
                let ends = (middle * (0.3 + 0.6 * random.uniform()), middle, middle * (1.1 + 2.0 * random.uniform()));
                let spread = if random.below(2) == 0 { Spread::Lognormal } else { Spread::Normal };
                let weight = 2.0 * random.uniform() - 1.0;
                (weight, Distribution::new(spread, ends, (-1e9, 1e9), "").expect("it rises"))
            })
            .collect();
        let value = |scores: &[f64]| -> f64 {
            inputs.iter().zip(scores).map(|((weight, from), score)| weight * from.at(*score)).sum()
        };
        let grid = Grid::new(1_000);
        let orders = draws::orders(&vec![None; size], &grid, &seeds(size, problem));
        let row = |draw: usize| -> Vec<f64> { orders.iter().map(|order| grid.scores[order[draw] as usize]).collect() };
        let mut outcomes: Vec<f64> = (0..1_000).map(|draw| value(&row(draw))).collect();
        let regret = Regret::of(&[vec![0.0; 1_000], outcomes.clone()]);
        outcomes.sort_by(f64::total_cmp);
        // The truth of each problem, drawn apart from the sample.
        let truth: Vec<f64> = (0..size).map(|_| normal::quantile(random.uniform())).collect();
        let truth = value(&truth);
        inside += i32::from(quantile(&outcomes, 0.1) <= truth && truth <= quantile(&outcomes, 0.9));
        // What perfect information is really worth, from a sample fifty times as large.
        let mut large = (0.0, 0.0);
        for _ in 0..50_000 {
            let scores: Vec<f64> = (0..size).map(|_| normal::quantile(random.uniform())).collect();
            let value = value(&scores);
            large = (large.0 + value, large.1 + value.min(0.0));
        }
        let evpi = (large.0.min(0.0) - large.1) / 50_000.0;
        evpi_covered += i32::from((regret.evpi() - evpi).abs() <= 2.0 * regret.error + 0.02 * evpi);
    }
    // 80 % of 200 are 160, standard deviation 5.7; two standard errors cover 95 %, 190.
    assert!((143..=177).contains(&inside), "{inside}");
    assert!(evpi_covered >= 180, "{evpi_covered}");
}
