//! What the report tells about a fleet: memory, limits, starts, neighbors, the week, and what lost.

use crate::company::{catalog, query};
use crate::own_servers::SMALL;
use build_or_buy::report::{self, Report};

fn answer(pairs: &[(&str, &str)]) -> Report {
    let catalog = catalog();
    report::answer(&query(pairs, &catalog), &catalog, 0)
}

/// Qwen3 14B in 8 bits on L4 cards of 24 GB, in office hours, off when idle.
const OFFICE: [(&str, &str); 12] = [
    ("workloads", "one"),
    ("one.requests", "3k"),
    ("one.input_tokens", "1500"),
    ("one.output_tokens", "400"),
    ("one.quality", "any"),
    ("one.open_model", "qwen3-14b"),
    ("one.latency", "200"),
    ("one.shape", "office"),
    ("gpu", "l4"),
    ("payment", "on-demand"),
    ("schedule", "zero"),
    ("startup", "0.1"),
];

#[test]
fn memory_limits_and_starts_are_those_of_the_sheet_of_paper() {
    let report = answer(&OFFICE);
    let fleet = report.workloads[0].fleet.as_ref().expect("it can be run");
    let near = |value: f64, expected: f64| assert!((value - expected).abs() < 1e-9, "{value}, not {expected}");
    // 0.94 of 24 GB; 14.8 billion parameters of a byte; 1.5 GB and 2 % of 24.
    near(fleet.gpu_memory.get(), 24.0);
    near(fleet.memory.get(), 22.56);
    near(fleet.weights.get(), 14.8);
    near(fleet.workspace.get(), 1.98);
    near(fleet.cache.get(), 5.78);
    // 40 layers · 8 heads · 128 · 2 bytes are 81,920 bytes a token: 5.78 GB hold 70,556, more than the model's 40,960.
    near(fleet.longest_context.expect("it is alone").get(), 40_960.0);
    // Each holds its prompt and half its answer, 1,700 tokens: 41.5 requests.
    assert_eq!(fleet.batch_limit, Some(41.0));
    // Five office days a week, each after an idle night: 5 · 730.5 / 168 a month, and 0.1 hours each.
    let cold = fleet.cold_start.expect("it is off when idle");
    near(cold.wait.get(), 360.0);
    assert!((cold.starts - 5.0 * 730.5 / 168.0).abs() < 1e-3, "{}", cold.starts);
    assert!(!fleet.chosen && fleet.shares_with.is_empty());
    let said: Vec<String> = fleet.facts.iter().map(build_or_buy::sentence::Sentence::plain).collect();
    println!("{said:#?}");
    assert_eq!(said.len(), 4);
    assert!(said[0].starts_with("Each GPU has 24 GB, of which an engine may use 22.6 GB. Weights take 14.8 GB"));
    assert!(said[1].contains("41,000 tokens") && said[1].ends_with("which is all the model can take."));
}

#[test]
fn the_week_has_an_hour_of_work_for_each_hour_and_is_off_at_night() {
    let report = answer(&OFFICE);
    let week = &report.weeks[0];
    println!("{}", week.title.plain());
    assert_eq!((week.work.len(), week.running.len(), week.elsewhere.len()), (168, 168, 168));
    // Monday 3:00 and Saturday noon, Monday noon: nothing, and one copy with its spare.
    assert_eq!((week.running[3], week.running[132], week.running[12]), (0.0, 0.0, 2.0));
    for (work, running) in week.work.iter().zip(&week.running) {
        assert!(work <= running);
    }
    // The mean of the hours is what the copies do: busy share · paid copies; half an hour's start for each day is paid
    // too, so the picture's copies are at most those.
    let fleet = report.workloads[0].fleet.as_ref().expect("it can be run");
    let mean = |hours: &[f64]| hours.iter().sum::<f64>() / 168.0;
    let busy = mean(&week.work) / mean(&week.running);
    assert!(fleet.utilization.get() > 0.5 * busy && fleet.utilization.get() < 1.5 * busy);
}

#[test]
fn an_always_on_fleet_is_idle_for_the_part_that_its_title_says() {
    let mut pairs = OFFICE;
    pairs[1].1 = "3M";
    pairs[10].1 = "always";
    let report = answer(&pairs);
    let (week, fleet) = (&report.weeks[0], report.workloads[0].fleet.as_ref().expect("it can be run"));
    println!("{}", week.title.plain());
    assert!(week.running.iter().all(|now| *now == fleet.replicas));
    let mean = week.work.iter().sum::<f64>() / 168.0;
    assert!((mean / fleet.replicas - fleet.utilization.get()).abs() < 1e-9);
    assert!(week.work.iter().copied().fold(0.0, f64::max) <= fleet.replicas);
    assert!(fleet.cold_start.is_none());
}

#[test]
fn models_on_the_same_gpus_name_each_other_and_have_one_week() {
    let bound = [("regime", "air-gap"), ("clause", "all of it"), ("premises", "rented")];
    let report = answer(&[&SMALL[..], &bound].concat());
    let fleets: Vec<_> = report.workloads.iter().filter_map(|one| one.fleet.as_ref()).collect();
    assert_eq!(fleets.len(), 2);
    assert_eq!(fleets[0].shares_with, [fleets[1].model.clone()]);
    assert_eq!(fleets[1].shares_with, [fleets[0].model.clone()]);
    assert_eq!((fleets[0].gpus, fleets[0].chosen), (fleets[1].gpus, true));
    assert_eq!(report.weeks.len(), 1);
    assert_eq!(report.weeks[0].models.len(), 2);
    // Together they have the GPUs that the option is charged for.
    let build = report.options.iter().find(|option| option.best).expect("it can be run");
    println!("{} GPUs at first, {} at most", fleets[0].gpus, build.gpus);
    assert!(fleets[0].gpus <= build.gpus);
}

#[test]
fn a_base_load_sends_the_busy_hours_to_a_host() {
    let mut overflowing = 0;
    for volume in ["300M", "1B", "1.5B", "2B", "3B", "5B"] {
        let report = answer(&[
            ("workloads", "tickets"),
            ("ml_ops", "platform"),
            ("tickets.input_tokens", "400"),
            ("tickets.output_tokens", "10"),
            ("tickets.requests", volume),
            ("tickets.quality", "any"),
            ("tickets.waiting", "0"),
            ("tickets.peak_to_average", "12"),
        ]);
        let (week, fleet) = (&report.weeks[0], report.workloads[0].fleet.as_ref().expect("it can be run"));
        println!("{volume}: {:?} {:?} {}", week.run, fleet.pay, week.title.plain());
        let beyond: f64 = week.elsewhere.iter().sum();
        let share = beyond / week.work.iter().sum::<f64>();
        assert!((share - fleet.overflow.get()).abs() < 1e-9, "{share} in the hours, {:?} in all", fleet.overflow);
        assert!(week.elsewhere.iter().zip(&week.work).all(|(beyond, work)| beyond <= work));
        overflowing += u32::from(beyond > 0.0);
    }
    assert!(overflowing > 0);
}

#[test]
fn what_lost_is_told_by_name() {
    let report = answer(&[]);
    for workload in &report.workloads {
        assert!(!workload.passed_over.is_empty() && workload.passed_over.len() <= 21);
        for one in &workload.passed_over {
            assert!(!one.why.is_empty());
            assert!(one.gpu.chars().next().is_none_or(char::is_uppercase), "{}", one.gpu);
        }
    }
}
