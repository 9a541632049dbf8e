//! How volume stands to break-even, in the visitor's own unit.

use super::{amounts, answer, near, option};

const BUYS: &str = "workloads=a&a.quality=good&a.requests=2M";
/// A platform team at ten cents a GPU-hour.
const RUNS: &str = "workloads=a&a.requests=150M&a.quality=basic&a.open_model=llama-3.1-8b&gpu=h100&payment=on-demand\
                    &schedule=always&growth=0&gpu_hour=0.1&ml_ops=platform";

#[test]
fn at_that_volume_both_cost_the_same() {
    let report = answer(BUYS);
    let said = report.verdict.volume.plain();
    assert!(said.starts_with("Running your own starts to pay at ") && said.ends_with(", as GPU rent alone suggests."));
    let times = amounts(&report.verdict.volume)[0];
    for (part, buys) in [(0.97, true), (1.03, false)] {
        let there = answer(&format!("{BUYS}&volume_factor={}", times * part));
        let best = there.options.iter().find(|option| option.best).expect("an answer");
        assert_eq!(best.id == "buy", buys, "{part} of {times}");
        // Counted from the volumes as they were given, whatever multiple of them is looked at.
        let told = there.verdict.volume.plain();
        assert!(told.contains("today\u{2019}s"), "{told}");
    }
    // The last words of the answer name it again, in requests: 2,000,000 times as many.
    let told = amounts(&report.verdict.holds);
    near(told[1], times);
    near(told[2], 2e6);
    near(told[3], 2e6 * times);
    assert!(report.verdict.holds.plain().ends_with(" a month)."), "{}", report.verdict.holds.plain());
    // Rent alone, without people and overhead, would have it far lower.
    assert!(amounts(&report.verdict.volume)[1] < times / 10.0);
}

#[test]
fn below_a_part_of_your_volume_an_api_is_cheaper() {
    let report = answer(RUNS);
    let said = report.verdict.volume.plain();
    assert!(
        said.starts_with("An API alone would be cheaper below ") && said.contains(" of your volume (a from "),
        "{said}"
    );
    let told = amounts(&report.verdict.volume);
    // So many percent of 150 million requests.
    near(told[1], 150e6);
    near(told[2], 150e6 * told[0] / 100.0);
    let cheaper = |part: f64| {
        let there = answer(&format!("{RUNS}&volume_factor={}", told[0] / 100.0 * part));
        option(&there, "buy").monthly.get() < option(&there, "build").monthly.get()
    };
    assert!(cheaper(0.97) && !cheaper(1.03), "{said}");
    // From four times the volumes as given the same place is told as a part of today's or as times of it.
    let far = answer(&format!("{RUNS}&volume_factor=4"));
    let again = amounts(&far.verdict.volume);
    near(again[2] / told[2], 1.0);
    assert!(far.verdict.volume.plain().contains("today\u{2019}s volume"), "{}", far.verdict.volume.plain());
}

#[test]
fn never_is_said_with_what_half_the_rent_would_do() {
    let never = "workloads=chat&chat.requests=1M&chat.quality=basic&chat.model=groq/gpt-oss-20b&chat.price_input=0.003\
                 &chat.price_output=0.006&chat.cached=0&chat.cache_writes=0";
    let said = answer(never).verdict.volume.plain();
    assert_eq!(
        said,
        "Running your own never catches up at these prices, at any volume, and would not at half the GPU rent."
    );
    // Nothing may be bought: no word on volume. Nothing can be run: the headline says why.
    for company in ["workloads=a&a.tuning=private&a.quality=good", "workloads=a&a.quality=frontier"] {
        assert!(answer(company).verdict.volume.is_empty(), "{company}");
    }
    let report = answer("workloads=a&a.quality=frontier");
    assert_eq!(report.verdict.decides.plain(), "Quality decides, not cost.");
    let said = report.verdict.sentence.plain();
    assert!(said.ends_with("There is nothing to self-host. No open model is good enough at any volume: the best, GLM-5.1, has 35.4 of the 38 points you need."), "{said}");
}
