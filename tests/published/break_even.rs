//! Published base loads, break-even points and paybacks.

use super::*;

#[test]
fn cline_base_load_at_the_trough_saves_a_tenth() {
    // https://arafatkatze.github.io/inference-math/07-the-bill.html: 583 B tokens at $0.317 a million; a replica
    // costs 17,520, carries 70 B a month at 26,600 tokens a second; the trough is 110,000 tokens a second.
    let trough = 110_000.0 / 26_600.0;
    let mean = 583.0 / 70.0;
    // Nights at the trough for 30 % of the hours, the rest level at what gives the mean.
    let quiet = 50;
    let busy = (mean * 168.0 - trough * f64::from(quiet)) / f64::from(168 - quiet);
    let mut hours = [busy; 168];
    hours[..50].fill(trough);
    let work = Work::new(hours, 0.0);
    let elsewhere = 70_000.0 * 0.317;
    // Owning pays for a level that is exceeded for more than 17,520 / 22,190 = 79 % of the hours: the trough.
    let base = BARE.base_load(&work, 1.0, 17_520.0, elsewhere);
    assert_eq!(base.replicas, 4.0);
    let spill = base.overflow * mean * elsewhere;
    near(spill, 96_051.0, 1.0);
    near(base.replicas * 17_520.0 + spill, 166_131.0, 1.0);
    near(mean * elsewhere, 184_811.0, 1.0);
    // Printed: 166,000 against 185,000, a saving of 19,000.
    near(mean * elsewhere - (base.replicas * 17_520.0 + spill), 18_680.0, 1.0);
}

#[test]
fn the_newsvendor_table_of_the_measured_weeks_comes_out() {
    // Own K at unit cost r (the API is 1), overflow to the API. K*, overflow and cost relative to all-API, and the
    // cost when sized for the peak, computed from the Azure weeks of 2024; the catalog's shapes are those weeks.
    let catalog = catalog();
    let table = [
        ("coding", 0.2, 1.99, 0.09, 0.49, 0.60),
        ("coding", 0.3, 1.11, 0.31, 0.65, 0.90),
        ("coding", 0.5, 0.61, 0.51, 0.81, 1.50),
        ("coding", 0.7, 0.43, 0.61, 0.91, 2.11),
        ("chat", 0.2, 1.26, 0.03, 0.28, 0.33),
        ("chat", 0.3, 1.18, 0.05, 0.40, 0.50),
        ("chat", 0.5, 1.02, 0.11, 0.62, 0.83),
        ("chat", 0.7, 0.81, 0.24, 0.81, 1.16),
    ];
    for (shape, unit, level, overflow, cost, for_peak) in table {
        let hours = &catalog.shape(shape).expect("a measured shape").hours;
        let work = Work::new(hours.as_slice().try_into().expect("168 hours"), 0.0);
        // A thousand replicas to the mean load, so that whole replicas do not show.
        let base = BARE.base_load(&work, 1_000.0, unit, 1.0);
        // The table interpolates between neighboring hours where the optimum is the hour itself.
        let mut rising = hours.clone();
        rising.sort_by(f64::total_cmp);
        let place = (1.0 - unit) * 167.0;
        let (under, part) = (place as usize, place.fract());
        let between = rising[under] * (1.0 - part) + rising[under + 1] * part;
        near(between, level, 0.006);
        near(work.overflow(between, 1.0), overflow, 0.006);
        let least = unit * base.replicas / 1_000.0 + base.overflow;
        near(least, cost, 0.006);
        assert!(least <= unit * between + work.overflow(between, 1.0) + 1e-3, "{shape} {unit}");
        near(unit * work.peak(), for_peak, 0.006);
    }
}

#[test]
fn peakinfer_savings_follow_from_38_000_a_month() {
    // https://www.peakinfer.com/blog/when-self-hosting-actually-saves-money: GPUs 8,000, engineers 25,000, operations 5,000.
    let own = 8_000.0 + 25_000.0 + 5_000.0;
    for (bill, saving) in [(30_000.0, -8_000.0), (50_000.0, 12_000.0), (100_000.0, 62_000.0)] {
        near(bill - own, saving, 1e-9);
    }
}

#[test]
fn peakinfer_payback_was_printed_too_long() {
    // https://www.peakinfer.com/blog/the-math-on-self-hosting-vs-api: set-up 22,500; 40,000 − 10,000 − 30 % of 15,000.
    // The page prints about 1.5 months; 22,500 / 25,500 = 0.88.
    near(finance::payback(&[-22_500.0, 40_000.0 - 10_000.0 - 4_500.0]).expect("it pays back"), 0.882, 5e-4);
}

#[test]
fn configiq_first_crossing_is_followed_by_fourteen_more() {
    // https://github.com/redhat-performance/configiq, its audit scenario: hosted at 80 % · $1 + 20 % · $3 = $1.40 a
    // million; 100 tokens/s · 5 · 90 % · 360,000 s / 2 = 81 M tokens a step of 100 hours at $1; $30 beside.
    let capacity = capacity(100.0, 100.0) * 5.0 * 0.9 / 2.0;
    near(capacity, 81.0, 1e-9);
    let crossings = staircase_crossings(1.4, 30.0, 100.0, capacity);
    // Published: 235,714,286 tokens, the first. Hosted then wins again seven times; for good from 735.7 M.
    let expected = [
        235.714_286,
        243.0,
        307.142_857,
        324.0,
        378.571_429,
        405.0,
        450.0,
        486.0,
        521.428_571,
        567.0,
        592.857_143,
        648.0,
        664.285_714,
        729.0,
        735.714_286,
    ];
    assert_eq!(crossings.len(), expected.len(), "{crossings:?}");
    for (found, expected) in crossings.iter().zip(expected) {
        near(*found, expected, 1e-5);
    }
}

#[test]
fn the_staircase_of_case_t12_is_crossed_five_times() {
    // API $3/M; a node serves 300 M tokens a day for $20,000 a month; $15,000 fixed; 30.4375 days a month.
    let crossings = staircase_crossings(3.0 * 30.4375, 15_000.0, 20_000.0, 300.0);
    for (found, expected) in crossings.iter().zip([821.36, 900.0, 1_040.38, 1_200.0, 1_259.41]) {
        near(*found, expected, 0.005);
    }
    assert_eq!(crossings.len(), 5);
}

#[test]
fn dart_studio_break_even_lies_at_32_258_replies() {
    // https://www.dart-studio.com/blog/when-to-stop-paying-openai: 5,000 and 300 tokens at $0.15 and $0.60: 0.00093,
    // printed as 0.0009; $30 a month for the local machine: 32,258, printed as 30,000.
    let reply = per_request(5_000.0, 300.0, 0.15, 0.6);
    near(reply, 0.000_93, 1e-12);
    near(break_even(30.0, reply, 0.0).expect("a reply costs something"), 32_258.06, 0.01);
    near(hosted(32_258.064_516, 5_000.0, 300.0, 0.15, 0.6, &[]), 30.0, 1e-6);
}

#[test]
fn rahulkashyap_break_even_lies_at_669_643_requests() {
    // https://rahulkashyap.dev/learn/llm-serving-economics/04-api-vs-self-hosting-break-even: 2 M requests of 1,200
    // and 400 tokens at $3 and $15; 6,000 fixed and $0.40 a million.
    near(hosted(2e6, 1_200.0, 400.0, 3.0, 15.0, &[]), 19_200.0, 1e-6);
    let marginal = per_request(1_200.0, 400.0, 0.4, 0.4);
    near(6_000.0 + marginal * 2e6, 7_280.0, 1e-6);
    let requests = break_even(6_000.0, per_request(1_200.0, 400.0, 3.0, 15.0), marginal).expect("it crosses");
    near(requests, 669_642.857, 0.001);
}

#[test]
fn randomcalculators_divided_the_hardware_by_a_saving_that_already_paid_for_it() {
    // https://www.randomcalculators.com, on-prem against cloud: 8 GPUs at 35,000 and 40 % more over 4 years, 0.7 kW,
    // PUE 1.4, $0.12, 400 hours, 3,000 for the room; the cloud at $4.50. Its text says that the cloud is slightly
    // cheaper and that it never breaks even.
    let hardware = 8.0 * 35_000.0 * 1.4;
    let running = rent(8.0, 0.7 * 1.4 * 0.12, 400.0) + 3_000.0;
    let own = hardware / 48.0 + running;
    let cloud = rent(8.0, 4.5, 400.0);
    near(own, 11_542.986_667, 1e-5);
    near(cloud, 14_400.0, 1e-9);
    // Their way: the hardware over a saving in which a 48th of it is charged each month.
    near(hardware / (cloud - own), 137.206_22, 1e-4);
    // Right: the cash that is saved each month against the cash laid out.
    let flows: Vec<f64> = core::iter::once(-hardware).chain([cloud - running; 48]).collect();
    near(finance::payback(&flows).expect("within four years"), 35.559_813, 1e-5);
}
