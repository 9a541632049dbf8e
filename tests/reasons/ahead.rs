//! What the verdict says of moving to cheaper models as they come.

use super::{answer, near};

fn ahead(company: &str) -> (String, Option<f64>) {
    let said = answer(company).verdict.ahead;
    let amount = said.0.iter().find(|part| !part.unit.is_words()).map(|part| part.value);
    (said.plain(), amount)
}

#[test]
fn what_following_costs_is_the_answer_of_whoever_follows_and_its_side_is_told_where_it_is_another() {
    // Prices that fall by 90 % a year take the work of 50 million requests back to an API, that of 200 million not, nor
    // does who buys anyhow move to another side.
    let company = |requests: &str, moves: &str| {
        format!("workloads=a&a.requests={requests}&a.quality=strong&ml_ops=platform&follow_fall=-90&moves={moves}")
    };
    for (requests, other) in [("50M", ", and an API is cheaper."), ("200M", "."), ("5M", ".")] {
        let (said, amount) = ahead(&company(requests, "stay"));
        let sentence = said.split(" Deciding").next().expect("the first");
        assert!(sentence.starts_with("If you move to cheaper models as they come, it is $"), "{said}");
        assert!(sentence.ends_with(other) && sentence.contains("cheaper.") == (other != "."), "{requests}: {said}");
        let followed = answer(&company(requests, "follow"));
        let best = followed.options.iter().find(|option| option.best).expect("an answer").monthly.get();
        near(amount.expect("an amount"), best);
    }
    // Who follows already is told nothing of it.
    let follows = answer(&company("5M", "follow")).verdict.ahead.plain();
    assert!(!follows.contains("If you move"), "{follows}");
}
