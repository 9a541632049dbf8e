//! What it takes to leave a host, and to leave one's own GPUs.

use super::{CATALOG, amounts, deciding, monthly, near, reasons, status};
use build_or_buy::reasons::lock_in::Exit;
use build_or_buy::reasons::rules::{Favors, Status};

/// An engineer of $260,000 costs $5,000 a week, so that two weeks and a check of $1,000 are $11,000 a workload.
const OWN: &str = "workloads=a&a.requests=50M&a.quality=basic&a.open_model=llama-3.1-8b&gpu=h100&schedule=always&growth=0\
                   &discount_rate=0&ml_ops=platform&engineer_cost=260000&migration_effort=2&eval_cycle=1000&switch_weeks=5";

fn exits(company: &str) -> (Exit, Option<Exit>) {
    let both = reasons(company).lock_in;
    (both.leave_api, both.leave_gpus)
}

fn items(exit: &Exit) -> Vec<f64> {
    exit.items.iter().map(|item| item.amount).collect()
}

#[test]
fn leaving_a_host_is_the_prompts_or_the_whole_sum_that_was_given() {
    // Of $60,000 the prompts are $11,000 and the client, keys and contract the rest.
    let (api, _) = exits(OWN);
    assert_eq!((api.weeks, api.money, items(&api)), (5.0, 60_000.0, vec![11_000.0, 49_000.0]));
    // Of $9,000 nothing is left over: what is counted is more than what was given.
    let (api, _) = exits(&format!("{OWN}&switch_cost=9000"));
    assert_eq!((api.money, items(&api)), (11_000.0, vec![11_000.0]));
}

#[test]
fn rent_by_the_hour_leaves_no_debt_a_years_rent_half_of_it() {
    let paid = |payment: &str| exits(&format!("{OWN}&payment={payment}")).1.expect("it runs");
    assert_eq!(items(&paid("on-demand")), [11_000.0]);
    // A committed year is half over when one leaves: six months of 730.5 hours for four GPUs, at a rent that somebody asks
    // for a committed H100.
    let reserved = paid("reserved");
    let hour = reserved.items[0].amount / (6.0 * 730.5 * 4.0);
    let asked = CATALOG.rents.iter().filter(|row| row.gpu == "h100").any(|row| (row.hour.get() - hour).abs() < 1e-9);
    assert!(asked, "nobody asks {hour} an hour");
    near(reserved.money, reserved.items[0].amount + 11_000.0);
    assert!(deciding(&format!("{OWN}&payment=reserved"), "lock-in").contains("5 weeks"));
}

#[test]
fn hardware_loses_a_years_resale() {
    // Bought in one month and sold a year later at 28 % less: and at 10 % less, ten for every 28.
    let loss = |decay: f64| {
        let company = format!("{OWN}&payment=owned&resale_decay={decay}");
        exits(&company).1.expect("it runs").items[0].amount
    };
    assert!(loss(28.0) > 1_000.0);
    near(loss(28.0) / loss(10.0), 2.8);
}

#[test]
fn the_harder_exit_speaks_for_the_other_side_only_where_the_answers_lie_close() {
    // Twenty cents an hour: running costs nearly what buying does, and the API is the dearer one to leave.
    let close = format!("{OWN}&payment=on-demand&gpu_hour=0.2&switch_cost=80000");
    let apart = (monthly(&close, "buy") - monthly(&close, "build")).abs() * 36.0;
    let told = amounts(&close, "lock-in");
    assert_eq!(told[..4], [5.0, 80_000.0, 5.0, 11_000.0]);
    near(told[4], apart);
    let speaks = |company: &str| {
        let rule = reasons(company).rules.into_iter().find(|rule| rule.id == "lock-in").expect("the reason");
        (rule.status, rule.favors)
    };
    assert!(apart < 69_000.0, "{apart}: pick another rent");
    assert_eq!(speaks(&close), (Status::Applies, Favors::Build));
    assert!(deciding(&close, "lock-in").contains("less than the difference between the two exits"));
    // The difference of the exits against the distance, on either side of it: 11,000 + d to leave the API.
    for (more, wanted) in [(0.99, Status::DoesNotApply), (1.01, Status::Applies)] {
        let company = close.replace("80000", &(11_000.0 + apart * more).to_string());
        assert_eq!(status(&company, "lock-in"), wanted, "{more} of {apart}");
    }
    let favors = reasons(&close.replace("80000", "11000")).rules;
    assert!(favors.iter().any(|rule| rule.id == "lock-in" && rule.favors == Favors::Neither));
}
