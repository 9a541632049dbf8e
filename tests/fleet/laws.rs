//! What holds for every week, load and fleet.

use build_or_buy::fleet::{Service, Work, margins};
use build_or_buy::units::Hours;
use proptest::prelude::*;

const MONTH: f64 = 730.5;

fn service() -> impl Strategy<Value = Service> {
    (1.0..200.0, 1.0..3.0, 0_u8..4, 0.0..0.3, 1_u8..4).prop_map(|(slots, burst, spare, spare_share, regions)| Service {
        slots,
        burst,
        spare: f64::from(spare),
        spare_share,
        regions: f64::from(regions),
    })
}

fn hours() -> impl Strategy<Value = [f64; 168]> {
    prop::collection::vec(prop_oneof![2 => Just(0.0), 8 => 0.0..1.0, 2 => 1.0..4.0], 168)
        .prop_map(|hours| hours.try_into().expect("168 of them"))
}

/// A bare fleet in one region, to look at work alone.
fn bare(slots: f64) -> Service {
    Service { slots, burst: 1.0, spare: 0.0, spare_share: 0.0, regions: 1.0 }
}

/// Replicas that a fleet by the hour keeps on average at the least, start-ups and waiting work left out: every hour holds
/// its busy minute, its queueing margin and its spares. The margin is concave, so over the week it is at least the peak's
/// in proportion to the load: the search rules fleets out by that.
fn kept_at_least(service: &Service, work: &Work, scale: f64) -> f64 {
    let each = scale / service.regions * service.burst;
    let (mean, peak) = ((work.mean() - work.waiting) * each, work.peak() * each);
    let (root, constant) = margins(service, peak);
    let serving = if peak > 0.0 { (mean + (root + constant) * mean / peak).max(1.0) } else { 1.0 };
    service.regions * (serving + service.spare.max(service.spare_share * serving))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn more_load_never_needs_fewer_replicas(service in service(), load in 0.0..200.0, more in 0.0..5.0) {
        prop_assert!(service.replicas(load + more) >= service.replicas(load));
        prop_assert!(service.replicas(load) >= load);
    }

    #[test]
    fn a_fleet_carries_no_more_than_its_replicas_and_more_with_more(service in service(), n in 0.0..500.0) {
        let carried = service.carried(n);
        prop_assert!((0.0..=n).contains(&carried));
        prop_assert!(service.carried(n + 1.0) >= carried);
        // What n carry without bursts needs n: the staffing rule is its inverse.
        let bare = Service { burst: 1.0, spare: 0.0, spare_share: 0.0, ..service };
        let whole = service.regions * n.ceil();
        prop_assert!(bare.replicas(bare.carried(whole)) <= whole);
    }

    #[test]
    fn carried_and_overflowing_work_is_all_work(hours in hours(), service in service(), scale in 0.01..50.0,
        waiting in 0.0..2.0, own in 0.05..1.0) {
        let work = Work::new(hours, waiting);
        let base = service.base_load(&work, scale, own, 1.0);
        let all = work.mean() * scale;
        prop_assert!((base.carried + base.overflow * all - all).abs() <= 1e-9 * all.max(1.0));
        prop_assert!(base.carried <= base.replicas + 1e-9);
        let level = base.replicas;
        let above: f64 = hours.iter().map(|load: &f64| f64::max(load * scale - level, 0.0)).sum();
        let total: f64 = hours.iter().sum::<f64>() * scale;
        let share = if total > 0.0 { above / total } else { 0.0 };
        prop_assert!((work.overflow(level, scale) - share).abs() <= 1e-9);
    }

    #[test]
    fn no_whole_base_load_is_cheaper_than_the_one_found(hours in hours(), slots in 1.0..100.0, scale in 0.01..30.0,
        own in 0.05..1.2) {
        let (work, service) = (Work::new(hours, 0.0), bare(slots));
        let cost = |n: u32| {
            let level = service.carried(f64::from(n));
            let above: f64 = hours.iter().map(|load: &f64| f64::max(load * scale - level, 0.0)).sum();
            f64::from(n) * own + above / 168.0
        };
        let least = (0..200).map(cost).fold(f64::INFINITY, f64::min);
        let found = service.base_load(&work, scale, own, 1.0);
        prop_assert!(cost(found.replicas as u32) <= least + 1e-9, "{found:?}");
    }

    #[test]
    fn an_always_on_fleet_holds_the_peak_and_each_days_waiting_work_and_one_less_would_not(hours in hours(),
        slots in 1.0..100.0, burst in 1.0..3.0, waiting in 0.0..6.0, beside in 0.0..1.0, scale in 0.01..20.0) {
        let service = Service { burst, ..bare(slots) };
        let work = Work::new(hours, waiting).beside(beside);
        let n = service.always_on(&work, scale);
        // A schedule hour by hour: idle replicas at full pace, those that serve as far as their target leaves.
        let fits = |n: f64| (0..7).all(|day| {
            let room: f64 = hours[day * 24..(day + 1) * 24].iter().map(|load| {
                let serving = service.replicas(load * scale);
                if serving > n { return f64::NEG_INFINITY; }
                (n - serving) + (serving - load * scale * burst) * beside
            }).sum();
            room >= waiting * scale * 24.0 - 1e-6
        });
        prop_assert!(fits(n), "{n} replicas");
        prop_assert!(n == 0.0 || !fits(n - 1.0), "{} would do", n - 1.0);
    }

    #[test]
    fn a_schedule_by_the_hour_is_the_sum_over_hours_of_what_runs_and_starts(hours in hours(), service in service(),
        scale in 0.01..30.0, startup in 0.0..1.0, to_zero in any::<bool>()) {
        let work = Work::new(hours, 0.0);
        let floor = if to_zero { 0.0 } else { service.replicas(1e-12) };
        let need = |hour: usize| service.replicas(hours[hour % 168] * scale).max(floor);
        let brute: f64 = (0..168).map(|hour| need(hour + 1) + (need(hour + 1) - need(hour)).max(0.0) * startup).sum();
        let got = service.hourly(&work, scale, Hours::new(startup), to_zero);
        prop_assert!((got - brute / 168.0 * MONTH).abs() <= 1e-6 * brute.max(1.0), "{got}, not {}", brute / 168.0 * MONTH);
    }

    #[test]
    fn by_the_hour_costs_no_more_than_always_on_and_no_less_than_the_work(hours in hours(), service in service(),
        scale in 0.01..30.0, startup in 0.0..12.0, waiting in 0.0..3.0, beside in 0.0..1.0, to_zero in any::<bool>()) {
        let work = Work::new(hours, waiting).beside(beside);
        let always = service.always_on(&work, scale) * MONTH;
        let startup = Hours::new(startup);
        let free = service.hourly(&work, scale, Hours::ZERO, to_zero);
        let least = if to_zero { 0.0 } else { service.replicas(1e-12) * MONTH };
        prop_assert!(free <= always.max(least) * (1.0 + 1e-9) + 1e-6);
        prop_assert!(free >= work.mean() * scale * MONTH * (1.0 - 1e-9));
        prop_assert!(to_zero || free >= kept_at_least(&service, &work, scale) * MONTH * (1.0 - 1e-8));
        let started = service.hourly(&work, scale, startup, to_zero);
        prop_assert!(started >= free);
        if waiting == 0.0 && scale * work.peak() > 0.0 {
            prop_assert!(started <= always * (1.0 + 1e-9));
        }
        // A fleet that may go to zero never costs more than one that may not.
        prop_assert!(service.hourly(&work, scale, startup, true) <= service.hourly(&work, scale, startup, false) + 1e-6);
    }

    #[test]
    fn chance_leaves_idle_hours_only_to_those_who_may_use_them(hours in hours(), scale in 0.0001..3.0,
        startup in 0.0..1.0, requests in 1.0..5_000.0) {
        let plain = Work::new(hours, 0.0);
        let startup = Hours::new(startup);
        let known = plain.clone().with_requests(requests);
        let service = Service { spare: 1.0, ..bare(16.0) };
        prop_assert_eq!(service.hourly(&known, scale, startup, false), service.hourly(&plain, scale, startup, false));
        let (less, more) = (service.hourly(&known, scale, startup, true), service.hourly(&plain, scale, startup, true));
        prop_assert!((0.0..=more + 1e-9).contains(&less), "{less} of {more}");
        let cold = service.cold_starts(&known, scale, startup);
        prop_assert!(cold.starts >= 0.0 && (0.0..=1.0).contains(&cold.requests.get()));
    }
}

#[test]
fn no_load_costs_nothing() {
    let nothing = Work::new([0.0; 168], 0.0);
    let service = Service { spare: 2.0, spare_share: 0.05, regions: 3.0, burst: 1.5, slots: 8.0 };
    assert_eq!(service.replicas(0.0), 0.0);
    assert_eq!(service.always_on(&nothing, 1.0), 0.0);
    assert_eq!(service.hourly(&nothing, 1.0, Hours::new(0.1), true), 0.0);
    assert_eq!(service.base_load(&nothing, 1.0, 0.1, 1.0).replicas, 0.0);
    assert_eq!(service.cold_starts(&nothing, 1.0, Hours::new(0.1)).starts, 0.0);
}

#[test]
fn spares_and_regions_come_on_top_of_whole_replicas() {
    let service = Service { slots: 16.0, burst: 1.5, spare: 1.0, spare_share: 0.05, regions: 1.0 };
    // 0.2 · 1.5 = 0.3, 1.645 · √(0.3/16) = 0.225 and 0.8/16 = 0.05: one, with its spare two: 1 of 2.
    assert_eq!(service.replicas(0.2), 2.0);
    // 20 · 1.5 = 30, 1.645 · √(30/16) = 2.25, 0.05: 33, of which 5 % are 1.65: two spares.
    assert_eq!(service.replicas(20.0), 35.0);
    // Two regions hold half each with a spare of their own: 15 + 1.645 · √(15/16) + 0.05 = 16.6: 2 · (17 + 1).
    assert_eq!(Service { regions: 2.0, ..service }.replicas(20.0), 36.0);
    assert_eq!(Service { regions: 2.0, ..service }.replicas(0.2), 4.0);
}

#[test]
fn a_fleet_that_sleeps_outside_office_hours_starts_five_times_a_week() {
    let office = core::array::from_fn(|hour| f64::from(u8::from(hour < 120 && (9..17).contains(&(hour % 24)))));
    let work = Work::new(office, 0.0);
    let service = bare(16.0);
    // One replica of load needs ⌈1 + 1.645/4 + 0.05⌉ = 2: 40 hours of 2 and 5 starts of 2 · 0.1 h = 81 replica-hours a
    // week, times 730.5/168.
    assert!((service.hourly(&work, 1.0, Hours::new(0.1), true) - 81.0 * 730.5 / 168.0).abs() < 1e-9);
    // By the hour one stays on: 128 more hours, and only the second is started.
    assert!((service.hourly(&work, 1.0, Hours::new(0.1), false) - (128.0 + 80.0 + 0.5) * 730.5 / 168.0).abs() < 1e-9);
    let cold = service.cold_starts(&work, 1.0, Hours::new(0.1));
    // 5 of 40 busy hours begin cold, and a tenth of such an hour's requests wait: 0.0125.
    assert!((cold.starts - 5.0 * 730.5 / 168.0).abs() < 1e-9 && (cold.wait.get() - 360.0).abs() < 1e-9);
    assert!((cold.requests.get() - 0.0125).abs() < 1e-12);
}

#[test]
fn a_fleet_never_sleeps_from_twenty_requests_in_its_quietest_hour() {
    // A week that is half as busy in one hour; of 80 requests an hour two regions have 20 each there at the work as it is.
    let hours = core::array::from_fn(|hour| if hour == 3 { 0.5 } else { 1.0 });
    let service = Service { regions: 2.0, ..bare(16.0) };
    let known = Work::new(hours, 0.0).with_requests(80.0);
    assert_eq!(service.sleepless_from(&known), 1.0);
    let paid = |scale: f64, to_zero: bool| service.hourly(&known, scale, Hours::new(0.0), to_zero);
    assert_eq!(paid(1.0, true), paid(1.0, false));
    assert!(paid(0.9, true) < paid(0.9, false), "18 requests leave an hour empty now and then");
    // Where an hour has no work at all, or nobody knows how many requests there are, it is never or always.
    let idle = Work::new(core::array::from_fn(|hour| f64::from(u8::from(hour > 0))), 0.0);
    assert_eq!(service.sleepless_from(&idle), f64::INFINITY);
    assert_eq!(service.sleepless_from(&idle.with_requests(80.0)), f64::INFINITY);
}

#[test]
fn every_hour_fills_whole_servers_by_itself() {
    let office = core::array::from_fn(|hour| f64::from(u8::from(hour < 120 && (9..17).contains(&(hour % 24)))));
    let work = Work::new(office, 0.0);
    let service = bare(16.0);
    let paid = |scale, whole| service.hourly_in_wholes(&work, scale, Hours::ZERO, false, whole) * 168.0 / 730.5;
    // Two replicas fit a server: 2 by day and 1 by night are one server always, 168 hours of 2.
    assert!((paid(1.0, 2.0) - 336.0).abs() < 1e-9);
    // 1.6 + 1.645 · √(1.6/16) + 0.05 = 2.17: 3 by day are two servers, and the night is not dearer for it: not
    // (40 · 3 + 128) · 4/3 = 330.7 but 40 · 4 + 128 · 2 = 416, and no more than a server stays that is needed.
    assert!((paid(1.6, 2.0) - 416.0).abs() < 1e-9);
    // Replicas that are whole servers leave nothing to round.
    assert!((paid(1.6, 0.0) - (40.0 * 3.0 + 128.0)).abs() < 1e-9 && (paid(1.6, 1.0) - paid(1.6, 0.0)).abs() < 1e-9);
}

#[test]
fn a_trickle_of_requests_leaves_a_sleeping_fleet_idle_most_of_the_time() {
    // A tenth of a request an hour, 1,000 an hour in a replica: an hour is busy with 1 − e^−0.1 = 9.516 %.
    let work = Work::new([1e-4; 168], 0.0).with_requests(1_000.0);
    let hours = bare(16.0).hourly(&work, 1.0, Hours::ZERO, true);
    assert!((hours - 0.095_162_6 * 730.5).abs() < 1e-3, "{hours}");
}
