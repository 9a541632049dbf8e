//! What building takes of the calendar, what it costs in wages or in delay, and what a month behind the newest model is worth.

use super::{amounts, deciding, monthly, near, reasons, status};
use build_or_buy::reasons::rules::Status;

/// 150 million short requests a month on one kind of GPU at ten cents an hour: whoever runs models already saves by it.
/// Money is not discounted, so that a month's dollars are those of all 36.
const OWN: &str = "workloads=a&a.requests=150M&a.quality=basic&a.open_model=llama-3.1-8b&gpu=h100&payment=on-demand\
                   &schedule=always&growth=0&discount_rate=0&gpu_hour=0.1&ml_ops=platform";

fn own(more: &str) -> String {
    format!("{OWN}{more}")
}

#[test]
fn how_long_and_how_much_by_hand() {
    // Three months of work overrun by 15 %: 3.45 months of two engineers at $207,000 a year are 3.45 · 2 · 17,250 =
    // $119,025. The roadmap of eight slips by 3.45 · 2 / 8 = 0.8625 months, 3.74 weeks: four. A platform team does a
    // quarter of it: $29,756.25, and 0.9 of a week is said as one.
    for (ml_ops, late, wages, says) in
        [("some", 4.0, 119_025.0, " weeks and"), ("platform", 1.0, 29_756.25, " week and")]
    {
        let company = OWN.replace("ml_ops=platform", &format!("ml_ops={ml_ops}"));
        let told = amounts(&company, "velocity");
        near(told[0], late);
        near(told[1], wages);
        let said = deciding(&company, "velocity");
        assert!(said.contains(says) && said.contains(" in wages"), "{said}");
    }
    // Nobody has done it: a post is filled in 114 days, 114 / 30.4375 = 3.745 months, before those 3.45.
    let nobody = OWN.replace("ml_ops=platform", "ml_ops=none");
    let told = amounts(&nobody, "buy-no-mlops");
    for (found, expected) in told.iter().zip([3.45 + 114.0 / 30.4375, 114.0 / 30.4375, 3.45]) {
        near(*found, expected);
    }
    // Flyvbjerg's 5,392 projects: 18 % of them overrun by 447 % on average, 5.47 times the budget, told to the half.
    assert!(
        deciding(&nobody, "buy-no-mlops").contains("18 % overrun badly, to 5.5 times"),
        "{}",
        deciding(&nobody, "buy-no-mlops")
    );
    assert_eq!(status(&nobody, "buy-no-mlops"), Status::Applies);
    // A team that has one running is told of no such projects and of no post.
    let said = deciding(OWN, "buy-no-mlops");
    assert!(!said.contains("overrun") && !said.contains("post"), "{said}");
    near(amounts(OWN, "buy-no-mlops")[0], 3.45 / 4.0);
    assert_eq!(status(OWN, "buy-no-mlops"), Status::DoesNotApply);
}

#[test]
fn nobody_costs_what_the_two_companies_differ_by() {
    // A billion requests cost an API far more than servers of one's own, so that the months in which the post is filled are
    // dear; of 150 million those months of the API are the cheaper ones, and nothing is said.
    let company = |ml_ops: &str, requests: &str| {
        OWN.replace("ml_ops=platform", &format!("ml_ops={ml_ops}")).replace("150M", requests)
    };
    let more = |requests: &str| {
        (monthly(&company("none", requests), "build") - monthly(&company("some", requests), "build")) * 36.0
    };
    near(*amounts(&company("none", "1B"), "buy-no-mlops").last().expect("an amount"), more("1B"));
    assert!(more("1B") > 0.0 && deciding(&company("none", "1B"), "buy-no-mlops").contains("Having nobody costs"));
    let said = deciding(&company("none", "150M"), "buy-no-mlops");
    assert!(more("150M") < 0.0 && !said.contains("Having nobody costs"), "{said}");
}

#[test]
fn what_is_spent_comes_back_by_the_saving_and_delay_turns_it() {
    // What buying and running differ by over 36 months, with the wages put back: that is what running saves once it is built.
    let saved = (monthly(OWN, "buy") - monthly(OWN, "build")) * 36.0;
    let told = amounts(OWN, "velocity");
    near(told[2], saved + 29_756.25);
    // A month of delay is 0.215625 months of the roadmap late: wages are lost to it first, then the saving.
    let flip = told[3];
    near(flip, (29_756.25 + saved) / 0.215_625);
    assert_eq!(status(OWN, "velocity"), Status::Unknown);
    assert!(reasons(OWN).rules.iter().any(|rule| rule.id == "velocity" && rule.open));
    for (times, wanted) in [(0.99, Status::DoesNotApply), (1.01, Status::Applies)] {
        let late = own(&format!("&cost_of_delay={}", times * flip));
        assert_eq!(status(&late, "velocity"), wanted, "{times} of {flip}");
        assert!(deciding(&late, "velocity").contains(" in delay"), "{}", deciding(&late, "velocity"));
        assert_eq!(monthly(&late, "build") < monthly(&late, "buy"), times < 1.0, "{times} of {flip}");
    }
    // What never pays back says so.
    let small = OWN.replace("150M", "1M");
    assert!(deciding(&small, "velocity").contains("never pays that back"), "{}", deciding(&small, "velocity"));
    assert_eq!(status(&small, "velocity"), Status::Applies);
}

#[test]
fn months_behind_the_newest_and_what_they_would_have_to_be_worth() {
    // Open models trail by four months, and who upgrades twice a year is three behind on average; four times, one and a half.
    for (more, months) in [("", [7.0, 4.0, 3.0]), ("&upgrades=4&model_lag=5", [6.5, 5.0, 1.5])] {
        for (found, expected) in amounts(&own(more), "buy-latest").iter().zip(months) {
            near(*found, expected);
        }
    }
    let flip = amounts(OWN, "buy-latest")[3];
    assert_eq!(status(OWN, "buy-latest"), Status::Unknown);
    for times in [0.98, 1.02] {
        let behind = own(&format!("&lag_value={}", times * flip));
        let own_is_cheaper = monthly(&behind, "build") < monthly(&behind, "buy");
        assert_eq!(own_is_cheaper, times < 1.0, "{times} of {flip}");
        let wanted = if own_is_cheaper { Status::DoesNotApply } else { Status::Applies };
        assert_eq!(status(&behind, "buy-latest"), wanted, "{times} of {flip}");
        // The two amounts told are what the lag adds to the difference, and the difference without it.
        let told = amounts(&behind, "buy-latest");
        near(told[4] - told[3], monthly(&behind, "buy") - monthly(&behind, "build"));
    }
    let small = OWN.replace("150M", "1M");
    assert!(
        deciding(&small, "buy-latest").contains("none would change the answer"),
        "{}",
        deciding(&small, "buy-latest")
    );
}

#[test]
fn a_platform_and_none_are_the_answers_of_the_two_companies() {
    let told = amounts(OWN, "build-strength");
    near(told[0], monthly(OWN, "build"));
    near(told[1], monthly(&OWN.replace("ml_ops=platform", "ml_ops=some"), "build"));
    assert_eq!(status(OWN, "build-strength"), Status::Applies);
    assert_eq!(status(&OWN.replace("ml_ops=platform", "ml_ops=some"), "build-strength"), Status::DoesNotApply);
    // People, their rota and the build, by the ledger's own lines.
    let report = super::answer(OWN);
    let build = report.options.iter().find(|option| option.id == "build").expect("it runs");
    let of = ["people", "rota", "on_call", "build", "delay"];
    let lines: f64 = build.lines.iter().filter(|line| of.contains(&line.id)).map(|line| line.monthly.get()).sum();
    near(told[2], lines);
}
