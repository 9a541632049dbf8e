//! The build phase is bought, with all that buying takes: evaluation, model changes, lag, outages and moving.

use crate::{month, near, plan_cost, with_figures};
use build_or_buy::cost::lines::Line;
use build_or_buy::cost::plan::{Pay, Run};
use build_or_buy::decide::break_even::Never;

const COMPANY: &str = "workloads=a&a.requests=500k&a.quality=any&growth=0&outage_cost=2000&api_uptime=99&failover=no\
                       &overrun=1&build_team=0&payment=on-demand&schedule=always";

#[test]
fn while_it_builds_it_pays_what_a_buyer_pays() {
    // Building for 60 of 36 months: bought throughout. 1 % of 730.5 hours at 2,000 dollars is 14,610 a month; two model
    // changes a year or as many as the default says, each with its evaluation, as for whoever buys.
    let building = plan_cost(&format!("{COMPANY}&build_months=60"), &[0], Pay::OnDemand, Run::Always);
    let buying = plan_cost(&format!("{COMPANY}&build_months=60"), &[], Pay::OnDemand, Run::Always);
    near(month(&building, 10, Line::Outage), 14_610.0);
    for line in [Line::Evaluation, Line::Upgrades, Line::Lag, Line::Outage] {
        near(month(&building, 10, line), month(&buying, 10, line));
    }
    assert!(month(&buying, 10, Line::Evaluation) > 0.0 && month(&buying, 10, Line::Upgrades) > 0.0);
    // Half of the eleventh month is still bought: half of its outages and evaluation at the host are too.
    let half =
        plan_cost(&format!("{COMPANY}&build_months=10.5&own_uptime=100&incidents=0"), &[0], Pay::OnDemand, Run::Always);
    near(month(&half, 10, Line::Outage), 7_305.0);
}

#[test]
fn a_longer_build_never_undercuts_buying_where_running_is_dearer() {
    let present = |months: f64, own: &[usize]| {
        plan_cost(&format!("{COMPANY}&build_months={months}"), own, Pay::OnDemand, Run::Always).present.total().get()
    };
    let buying = present(0.0, &[]);
    let mut last = f64::INFINITY;
    for months in [0.0, 1.0, 6.0, 12.0, 24.0, 34.0, 36.0, 48.0] {
        let building = present(months, &[0]);
        assert!(building > buying, "{months} months: {building}, buying {buying}");
        // It moves towards buying; what moving to a host for the while costs may be paid on the way.
        let moving = 40_000.0;
        assert!(building < last + moving, "{months} months: {building} after {last}");
        last = building;
    }
}

#[test]
fn a_host_used_for_the_while_is_moved_to_only_where_that_pays() {
    // For a week nobody moves to another host: today's model, bought well, bridges it. For years one does.
    let interim = |months: &str| {
        with_figures(&format!("{COMPANY}&build_months={months}"), &mut |figures| {
            let best = figures.best_offer(0);
            (figures.interim(0, None, 1.0), best)
        })
    };
    let (short, best) = interim("0.2");
    assert!(short == Some(1) && best != Some(1), "{short:?} {best:?}");
    let (long, best) = interim("36");
    assert_eq!(long, best);
    // And then the move is paid, beside the one to one's own servers.
    let migration = |months: &str| {
        let cost = plan_cost(&format!("{COMPANY}&build_months={months}"), &[0], Pay::OnDemand, Run::Always);
        month(&cost, 0, Line::Migration)
    };
    near(migration("36"), 2.0 * migration("0.2"));
}

#[test]
fn a_platform_team_builds_too() {
    // 24 planned months that come to three times as many; a quarter of that is left to do: 18 months.
    let months = |link: &str| with_figures(link, &mut |figures| figures.paths.build.months.get());
    near(months("ml_ops=platform&build_months=24&overrun=3"), 18.0);
    near(months("ml_ops=platform&build_months=24&overrun=3&marginal_share=50"), 36.0);
}

#[test]
fn a_base_load_keeps_its_host_in_service() {
    // The hosted model beside the base load is evaluated and changed like any other, and was moved to.
    let link = format!("{COMPANY}&build_months=0");
    let burst = plan_cost(&link, &[0], Pay::OnDemand, Run::Burst);
    let always = plan_cost(&link, &[0], Pay::OnDemand, Run::Always);
    let buying = plan_cost(&link, &[], Pay::OnDemand, Run::Always);
    for line in [Line::Evaluation, Line::Upgrades] {
        near(month(&burst, 5, line), month(&always, 5, line) + month(&buying, 5, line));
    }
    near(month(&burst, 0, Line::Migration), month(&always, 0, Line::Migration) + month(&buying, 0, Line::Migration));
}

#[test]
fn a_build_longer_than_the_horizon_says_so_and_proves_nothing() {
    // 24 planned months at 1.15 times the plan are 27.6, and 12 are looked at.
    let report = crate::report("build_months=24&horizon=12");
    match report.break_even.never.as_ref() {
        Some(Never::HorizonTooShort { build, horizon }) => {
            near(build.get(), 27.6);
            near(horizon.get(), 12.0);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_steady_part_is_the_same_by_its_lines_and_by_its_months() {
    // What a plan costs is its lines over volume and its replicas, at every volume and on both sides of each bend.
    let link = "workloads=a&a.requests=900M&a.input_tokens=300&a.output_tokens=500&a.quality=good&a.waiting=50\
                &a.model=groq/gpt-oss-120b&payment=owned&outage_cost=0&growth=-20&horizon=12&build_months=2.5";
    with_figures(link, &mut |figures| {
        for run in [Run::Always, Run::Burst] {
            let plan = crate::plan(figures, &[0], Pay::Owned, run);
            let lines = figures.steady(&plan);
            let loads = [figures.load(plan.groups[0].setup, &plan.groups[0].streams).expect("a load")];
            assert!(lines.len() > 1, "no bend");
            for volume in
                lines.iter().flat_map(|line| [line.from * 0.9, line.from * 1.1]).chain([1e-9, 0.01, 0.3, 1.0, 30.0])
            {
                let line = lines.iter().rfind(|line| line.from <= volume).expect("from nothing on");
                let steady = line.line.at(volume);
                let whole = figures.present(&plan, volume).expect("a price").total();
                near((steady + figures.in_replicas(&plan, &loads, volume).expect("a price")).get(), whole.get());
            }
        }
    });
}
