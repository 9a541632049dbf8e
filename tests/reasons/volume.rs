//! How today's volume stands to the one from which running pays, in the words of both reasons.

use super::{amounts, deciding, near, reasons, status};
use build_or_buy::reasons::rules::Status;

const OWN: &str = "workloads=a&a.quality=basic&a.open_model=llama-3.1-8b&gpu=h100&payment=on-demand&schedule=always\
                   &growth=0&gpu_hour=0.1&ml_ops=platform&retries=0";

/// Both reasons say the same; these are their states, the one to buy first.
fn both(company: &str) -> (Status, Status, String) {
    let said = deciding(company, "buy-volume");
    assert_eq!(said, deciding(company, "build-volume"));
    (status(company, "buy-volume"), status(company, "build-volume"), said)
}

#[test]
fn tokens_are_those_of_all_requests() {
    // 2,000,000 requests of 1,500 in, 400 out and 100 thought; twice that with the volume factor.
    let company = format!("{OWN}&a.requests=2M&a.input_tokens=1500&a.output_tokens=400&a.reasoning_tokens=100");
    near(amounts(&company, "buy-volume")[0], 4e9);
    near(amounts(&format!("{company}&volume_factor=2"), "buy-volume")[0], 8e9);
    // One in twenty is sent again.
    near(amounts(&company.replace("retries=0", "retries=5"), "buy-volume")[0], 4.2e9);
}

#[test]
fn below_it_past_it_and_the_volume_is_the_same_from_both_sides() {
    let at = |requests: f64| format!("{OWN}&a.requests={requests}");
    let (buy, build, said) = both(&at(10e6));
    assert_eq!((buy, build), (Status::Applies, Status::DoesNotApply), "{said}");
    let told = amounts(&at(10e6), "buy-volume");
    // So many tokens, and so many times as much as today.
    near(told[1], told[0] * told[2]);
    assert!(told[2] > 1.0 && said.ends_with(" as much."), "{said}");
    let (buy, build, said) = both(&at(150e6));
    assert_eq!((buy, build), (Status::DoesNotApply, Status::Applies), "{said}");
    assert!(said.ends_with("and you are past that."), "{said}");
    let past = amounts(&at(150e6), "buy-volume");
    assert!((past[1] / told[1] - 1.0).abs() < 0.01, "{} from below, {} from above", told[1], past[1]);
}

#[test]
fn where_volume_decides_nothing_the_reason_is_told() {
    let never = "workloads=chat&chat.requests=1M&chat.quality=basic&chat.model=groq/gpt-oss-20b&chat.price_input=0.003\
                 &chat.price_output=0.006&chat.cached=0&chat.cache_writes=0";
    for (company, wanted, words) in [
        // The scenario of that name: weights sold below the rent of the GPU-seconds that they take.
        (never, (Status::Applies, Status::DoesNotApply), "pays at no volume: each further token costs more"),
        // Weights that may not leave are sold by nobody.
        ("workloads=a&a.tuning=private&a.quality=good", (Status::DoesNotApply, Status::DoesNotApply), "off every API"),
        // 6 · 1.15 = 6.9 months to build, and three looked at.
        (
            "horizon=3&build_months=6&workloads=a&a.quality=good",
            (Status::DoesNotApply, Status::DoesNotApply),
            "Building takes 6.9 months and you look 3 months ahead",
        ),
        // The index has GLM-5.1, the best open one that fits a server, at 35.37 of 38.
        (
            "workloads=a&a.quality=frontier",
            (Status::DoesNotApply, Status::DoesNotApply),
            "the best, GLM-5.1, has 35.4 of the 38 points you need",
        ),
        // A token in 5 ms is written by no GPU for a model of that class.
        (
            "workloads=a&a.quality=strong&a.latency=5",
            (Status::DoesNotApply, Status::DoesNotApply),
            "writes a token within 5 ms on any GPU here",
        ),
    ] {
        let (buy, build, said) = both(company);
        assert_eq!((buy, build), wanted, "{company}: {said}");
        assert!(said.contains(words), "{company}: {said}");
    }
}

#[test]
fn cheaper_for_a_while_and_for_good() {
    // A billion requests and a team of its own: running is cheaper now, not at some larger volumes, and for good from there.
    let company = "workloads=a&a.requests=1B&a.quality=basic&a.open_model=llama-3.1-8b&gpu=h100&payment=on-demand\
                   &schedule=always&growth=0&gpu_hour=0.1&discount_rate=0&ml_ops=some";
    let (buy, build, said) = both(company);
    assert_eq!((buy, build), (Status::DoesNotApply, Status::Applies), "{said}");
    assert!(said.contains("is cheaper at that. Running your own pays from") && said.ends_with(" for good."), "{said}");
    let told = amounts(company, "build-volume");
    assert!(told[1] > told[0], "{said}");
    assert!(reasons(company).rules.iter().filter(|rule| rule.id.ends_with("-volume")).all(|rule| !rule.open));
}
