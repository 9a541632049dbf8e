//! The portfolio against every plan there is, up to six workloads.

use super::drawn::{cases, company};
use super::{CATALOG, Pairs, inputs, with};
use build_or_buy::cost::figures::Figures;
use build_or_buy::cost::plan::{Choice, Group, Load, Pay, Plan, Run};
use build_or_buy::inputs::Inputs;
use proptest::prelude::*;
use proptest::sample::select;

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn up_to_three_workloads_get_the_best_of_all_plans(
        pairs in company(3),
        gpu in select(vec!["h100", "l40s", "b200", "a100-80"]),
        model in select(vec!["gpt-oss-120b", "gpt-oss-20b", "qwen3.6-35b-a3b", "llama-3.3-70b"]),
    ) {
        let pairs = narrowed(pairs, gpu, model, &[]);
        against_brute_force(&inputs(&pairs))?;
    }

    #[test]
    fn up_to_six_workloads_on_one_setup_get_the_best_of_all_plans(
        pairs in company(6),
        gpu in select(vec!["h100", "l40s"]),
        model in select(vec!["gpt-oss-20b", "qwen3.6-35b-a3b"]),
        payment in select(vec!["on-demand", "reserved"]),
    ) {
        let pairs = narrowed(pairs, gpu, model, &[("payment", payment), ("schedule", "always")]);
        against_brute_force(&inputs(&pairs))?;
    }
}

/// The same company on one model and GPU.
fn narrowed(mut pairs: Pairs, gpu: &str, model: &str, more: &[(&str, &str)]) -> Pairs {
    let slugs: Vec<String> = pairs[0].1.split('~').map(ToOwned::to_owned).collect();
    pairs.push(("gpu".into(), gpu.into()));
    pairs.extend(slugs.iter().map(|slug| (format!("{slug}.open_model"), model.to_owned())));
    pairs.extend(more.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
    pairs
}

fn against_brute_force(inputs: &Inputs) -> Result<(), TestCaseError> {
    with(inputs, &CATALOG, |figures, portfolio| {
        if !portfolio.unserved.is_empty() {
            prop_assert!(brute_force(figures).iter().all(Option::is_none), "some plan serves every workload");
            return Ok(());
        }
        let brute = brute_force(figures);
        let build = if portfolio.build_is_partial { &None } else { &portfolio.build };
        for (side, found) in [&portfolio.buy, &portfolio.hybrid, build].into_iter().enumerate() {
            match (found, &brute[side]) {
                (Some(found), Some((present, plan))) => {
                    let same = (found.present - present).abs() <= 1e-9 * present.abs();
                    prop_assert!(same, "{:?} but {} by {:?}", found, present, plan);
                }
                (found, brute) => prop_assert_eq!(found.is_none(), brute.is_none(), "side {}", side),
            }
        }
        let least = brute.iter().flatten().map(|(present, _)| *present).fold(f64::INFINITY, f64::min);
        let best = portfolio.best.as_ref().map_or(f64::INFINITY, |best| best.present);
        prop_assert!((best - least).abs() <= 1e-9 * least, "{} but {}", best, least);
        Ok(())
    })
}

/// The cheapest for each answer (everything bought, a mix, everything run) of every assignment of every stream to
/// every offer or group, every setup, every way to pay and run.
fn brute_force(figures: &Figures<'_, '_>) -> [Option<(f64, Plan)>; 3] {
    let streams = figures.case.streams.len();
    let meanwhile: Vec<Option<usize>> = (0..streams).map(|stream| figures.best_offer(stream)).collect();
    let mut best = [None, None, None];
    // Labels by restricted growth: 0 is bought, 1 … k the groups in order of first use.
    let mut labels = vec![0_usize; streams];
    loop {
        try_labels(figures, &labels, &meanwhile, &mut best);
        let mut at = streams;
        loop {
            if at == 0 {
                return best;
            }
            at -= 1;
            let used = labels[..at].iter().copied().max().unwrap_or(0);
            if labels[at] <= used {
                labels[at] += 1;
                labels[at + 1..].fill(0);
                break;
            }
        }
    }
}

fn try_labels(
    figures: &Figures<'_, '_>,
    labels: &[usize],
    meanwhile: &[Option<usize>],
    best: &mut [Option<(f64, Plan)>; 3],
) {
    let case = figures.case;
    let mut choices = Vec::new();
    for (stream, &label) in labels.iter().enumerate() {
        if label > 0 {
            choices.push(Choice::Own(label - 1));
            continue;
        }
        let feasible = (0..case.streams[stream].offers.len()).filter(|&at| case.streams[stream].offers[at].feasible);
        let cheapest = feasible
            .min_by(|&a, &b| figures.bought(stream, a, 1.0).get().total_cmp(&figures.bought(stream, b, 1.0).get()));
        let Some(offer) = cheapest else { return };
        choices.push(Choice::Bought(offer));
    }
    let groups = labels.iter().copied().max().unwrap_or(0);
    let options: Vec<Vec<(Group, Load)>> = (1..=groups)
        .map(|label| {
            let members: Vec<usize> = (0..labels.len()).filter(|&stream| labels[stream] == label).collect();
            priced_ways(figures, &members, meanwhile)
        })
        .collect();
    if options.iter().any(Vec::is_empty) {
        return;
    }
    let mut taken = vec![0; options.len()];
    loop {
        let chosen: Vec<&(Group, Load)> = options.iter().zip(&taken).map(|(ways, &at)| &ways[at]).collect();
        let plan = Plan {
            choices: choices.clone(),
            groups: chosen.iter().map(|(group, _)| group.clone()).collect(),
            meanwhile: meanwhile.to_vec(),
            interim: Vec::new(),
        };
        let loads: Vec<Load> = chosen.iter().map(|(_, load)| load.clone()).collect();
        if let Some(cost) = figures.present_with(&plan, &loads, 1.0) {
            let present = cost.total().get();
            let slot = &mut best[plan.side() as usize];
            if slot.as_ref().is_none_or(|(known, _)| present < *known) {
                *slot = Some((present, plan));
            }
        }
        let Some(next) = (0..taken.len()).find(|&at| taken[at] + 1 < options[at].len()) else { return };
        taken[..next].fill(0);
        taken[next] += 1;
    }
}

/// The ways that hold any GPU: a base load of nothing is buying with people, and no plan.
/// The ways to run some streams together that have a price, with their loads.
pub fn priced_ways(figures: &Figures<'_, '_>, members: &[usize], meanwhile: &[Option<usize>]) -> Vec<(Group, Load)> {
    let load = |group: Group| Some((group.clone(), figures.load(group.setup, &group.streams)?));
    let runs = |(group, load): &(Group, Load)| {
        figures.alone(group, load, meanwhile, 1.0).is_some_and(|alone| alone.gpus.iter().any(|gpus| *gpus > 0.0))
    };
    ways(figures, members).into_iter().filter_map(load).filter(runs).collect()
}

fn ways(figures: &Figures<'_, '_>, members: &[usize]) -> Vec<Group> {
    let case = figures.case;
    let mut ways = Vec::new();
    for setup in 0..case.setups.len() {
        let model = &case.setups[setup].model.id;
        let fits =
            |&stream: &usize| case.streams[stream].setups.iter().any(|&other| case.setups[other].model.id == *model);
        if !members.iter().all(fits) || !members.iter().any(|&stream| case.streams[stream].setups.contains(&setup)) {
            continue;
        }
        let owned_only = members.iter().any(|&stream| case.streams[stream].owned_only);
        let own_only = members.iter().any(|&stream| case.streams[stream].own_only);
        for pay in [Pay::OnDemand, Pay::Reserved, Pay::Owned] {
            let word = match pay {
                Pay::OnDemand => "on-demand",
                Pay::Reserved => "reserved",
                _ => "owned",
            };
            let asked = figures.inputs.payment.word();
            if asked != "auto" && asked != word && !owned_only || owned_only && pay != Pay::Owned {
                continue;
            }
            let priced = if pay == Pay::Owned {
                case.setups[setup].prices.purchase.is_some()
            } else {
                figures.gpu_hour(setup, pay).is_some()
            };
            let by_hour = pay == Pay::OnDemand;
            let runs: &[Run] = match (figures.inputs.schedule.word(), by_hour) {
                ("auto", true) if !own_only => &[Run::Always, Run::Hourly, Run::Zero, Run::Burst],
                ("auto", true) => &[Run::Always, Run::Hourly, Run::Zero],
                ("auto", false) if !own_only => &[Run::Always, Run::Burst],
                ("hourly", true) => &[Run::Hourly],
                ("zero", true) => &[Run::Zero],
                _ => &[Run::Always],
            };
            if priced {
                ways.extend(runs.iter().map(|&run| Group { setup, streams: members.to_vec(), pay, run }));
            }
        }
    }
    ways
}
