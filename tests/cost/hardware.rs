//! Owned GPUs: bought whole, sold once, never younger than they are.

use crate::{month, near, plan_cost};
use build_or_buy::cost::lines::Line;
use build_or_buy::cost::plan::{Cost, Pay, Run};

/// A small company on a board of H100s, without growth, drift, discount or build.
fn cost(more: &str) -> Cost {
    let link = format!(
        "workloads=a&a.requests=50k&a.quality=any&a.shape=flat&gpu=h100&payment=owned&schedule=always&growth=0\
         &discount_rate=0&build_months=0&gpu_drift=0&resale_decay=50&{more}"
    );
    plan_cost(&link, &[0], Pay::Owned, Run::Always)
}

fn hardware(more: &str) -> f64 {
    cost(more).present.get(Line::Hardware).get()
}

/// A board of eight H100 at 40,625 dollars each.
const BOARD: f64 = 8.0 * 40_625.0;

#[test]
fn a_board_is_bought_whole_and_its_cables_are_not_sold() {
    // 12 % for cables; after a year half of the board's price comes back: 325,000 · (1.12 − 0.5).
    near(hardware("horizon=12"), BOARD * 0.62);
    assert!((cost("horizon=12").months[3].gpus - 8.0).abs() < 1e-12);
    // A GB300 comes as a rack of 72.
    assert!((cost("horizon=12&gpu=gb300").months[3].gpus - 72.0).abs() < 1e-12);
}

#[test]
fn what_reaches_the_end_of_its_life_is_sold_too() {
    // Two lives of a year are two times one; a 13th month buys a new board and sells it a month old.
    let life = hardware("horizon=12&gpu_life=1");
    near(hardware("horizon=24&gpu_life=1"), 2.0 * life);
    near(hardware("horizon=13&gpu_life=1"), life + BOARD * (1.12 - libm::pow(0.5, 1.0 / 12.0)));
}

#[test]
fn a_sale_is_never_a_profit_however_prices_move() {
    // At half the price in a year, the board of the second year is bought at half and sold at half of that.
    near(hardware("horizon=24&gpu_life=1&gpu_drift=-50"), BOARD * 0.62 * 1.5);
    for drift in ["-50", "0", "100"] {
        let sum = hardware(&format!("horizon=36&gpu_life=2&growth=300&requests=1M&gpu_drift={drift}"));
        assert!(sum > 0.0, "{drift}: {sum}");
    }
}

#[test]
fn gpus_already_owned_enter_a_year_old_and_leave_older() {
    // Two of the eight are needed. They enter at half of new and leave at an eighth two years later:
    // 81,250 · (0.5 − 0.125), no cables bought; the other six are the owner's to sell.
    let two = 2.0 * 40_625.0;
    near(hardware("horizon=24&owned_gpus=8"), two * 0.375);
    // A life of two years leaves them one; then a board is bought, and the old ones never come back.
    let second = BOARD * 0.62;
    near(hardware("horizon=24&owned_gpus=8&gpu_life=2"), two * (0.5 - 0.25) + second);
    near(hardware("horizon=36&owned_gpus=8&gpu_life=2"), two * (0.5 - 0.25) + BOARD * (1.12 - 0.25));
    // With the GPU left open nobody knows what they are.
    let open = cost("horizon=24&owned_gpus=8&gpu=auto").present;
    assert_eq!(open, cost("horizon=24&gpu=auto").present);
}

#[test]
fn all_that_is_owned_is_used_as_the_need_grows() {
    // A need that doubles every year grows into what stands idle before any board is bought.
    let link = "horizon=24&growth=100&owned_gpus=100000&gpu_life=10";
    let cost = cost(&link.replace("growth=100", "growth=100&a.requests=20M"));
    let bought: Vec<f64> = (0..24).map(|t| month(&cost, t, Line::Hardware)).filter(|amount| *amount > 0.0).collect();
    assert!(bought.len() > 1, "it grows");
    let most = cost.months.iter().map(|month| month.gpus).fold(0.0, f64::max);
    // No cables: every GPU was there, each at half of new or less.
    assert!(bought.iter().sum::<f64>() <= most * 40_625.0 * 0.5 + 1.0, "{bought:?} for {most}");
}

#[test]
fn two_groups_share_the_gpus_that_are_there() {
    // Two models, a GPU or two each, eight owned: nothing is bought, and no GPU is counted twice.
    let link = "workloads=a,b&a.requests=50k&b.requests=50k&a.quality=any&b.quality=good&a.shape=flat&b.shape=flat\
                &gpu=h100&payment=owned&schedule=always&growth=0&discount_rate=0&build_months=0&gpu_drift=0\
                &resale_decay=50&horizon=24";
    let with = |owned: &str| {
        let cost = plan_cost(&format!("{link}&owned_gpus={owned}"), &[0, 1], Pay::Owned, Run::Always);
        (cost.present.get(Line::Hardware).get(), cost.months[3].gpus)
    };
    let (all, gpus) = with("100");
    near(all, gpus * 40_625.0 * 0.375);
    // With fewer than both need, the rest is bought as whole boards.
    let (less, _) = with("1");
    assert!(less > all);
}
