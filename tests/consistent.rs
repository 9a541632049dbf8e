//! One report does not contradict itself, whatever the company: the winner at today's volume is the same in verdict,
//! options, bands and rules, lines add up, and *never* is said only where something was compared and proved.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::cost::plan::Side;
use build_or_buy::decide::break_even::Never;
use build_or_buy::inputs::link;
use build_or_buy::judge::uncertainty::Call;
use build_or_buy::random::Random;
use build_or_buy::reasons::rules::Status;
use build_or_buy::report::verdict::Word;
use build_or_buy::report::{Report, answer};
use build_or_buy::sentence::Unit;
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    Catalog::read(&value).expect("the file has its tables").0
});

fn company(random: &mut Random) -> Vec<(String, String)> {
    let pick = |random: &mut Random, from: &[&str]| from[random.below(from.len() as u32) as usize].to_owned();
    let slugs = pick(random, &["a", "a~b", "a~b~c"]);
    let mut pairs = vec![("workloads".to_owned(), slugs.clone())];
    for slug in slugs.split('~') {
        for (key, words) in [
            ("requests", &["20k", "2M", "80M", "900M"][..]),
            ("input_tokens", &["300", "3000"]),
            ("output_tokens", &["20", "500"]),
            ("quality", &["any", "basic", "good", "strong", "frontier", "same"]),
            ("waiting", &["0", "50"]),
            ("model", &["openai/gpt-5.6-terra", "anthropic/claude-sonnet-5.5", "groq/gpt-oss-120b"]),
            ("latency", &["40", "40", "5"]),
            ("tuning", &["none", "none", "private"]),
        ] {
            let text = pick(random, words);
            pairs.push((format!("{slug}.{key}"), text));
        }
    }
    for (key, words) in [
        ("ml_ops", &["none", "some", "platform"][..]),
        ("payment", &["auto", "on-demand", "owned"]),
        ("outage_cost", &["0", "2000"]),
        ("growth", &["-20", "0", "60"]),
        ("horizon", &["12", "36", "84", "1.4"]),
        ("build_months", &["0", "2.5", "24"]),
        ("volume_factor", &["1", "0.01", "50"]),
    ] {
        let text = pick(random, words);
        pairs.push((key.to_owned(), text));
    }
    pairs
}

fn check(report: &Report) -> Result<(), String> {
    let verdict = &report.verdict;
    if verdict.word == Word::NoAnswer {
        return Ok(());
    }
    let best: Vec<_> = report.options.iter().filter(|option| option.best).collect();
    if best.len() != 1 {
        return Err(format!("{} options are the best", best.len()));
    }
    let best = best[0];
    if best.side != verdict.side || best.monthly != verdict.monthly {
        return Err("verdict and options differ".into());
    }
    let dearer = |option: &&build_or_buy::report::options::OptionCost| {
        option.id != "today" && option.present.get() < best.present.get() * (1.0 - 1e-9)
    };
    if let Some(cheaper) = report.options.iter().find(dearer) {
        return Err(format!("{} is cheaper than the best", cheaper.id));
    }
    for option in &report.options {
        let sum: f64 = option.lines.iter().map(|line| line.present.get()).sum();
        if (sum - option.present.get()).abs() > 1e-9 * option.present.get().abs() {
            return Err(format!("{}: lines give {sum}, not {}", option.id, option.present.get()));
        }
    }
    let buys = best.side == Side::Buy;
    let bands = &report.break_even.bands;
    let here = bands.iter().find(|band| band.from <= 1.0 && band.to.is_none_or(|to| to > 1.0));
    // Within the search's resolution of a crossing either side may be named.
    let near = |at: f64| (at - 1.0).abs() < 0.01;
    let edge = bands.iter().any(|band| near(band.from) || band.to.is_some_and(near));
    if let Some(band) = here
        && (band.side == Side::Buy) != buys
        && !edge
    {
        return Err(format!("the band at today's volume is {:?}, the verdict {:?}", band.side, best.side));
    }
    // The picture's curve lies on the side of "same" that the bands name, away from their edges.
    for point in &report.break_even.curve {
        let (Some(buy), Some(own)) = (point.buy, point.own) else { continue };
        let Some(band) = bands.iter().rfind(|band| band.from <= point.volume) else { continue };
        let away = band.from < point.volume * 0.9 && band.to.is_none_or(|to| to > point.volume * 1.1);
        let (least, most) = (own.min(buy), own.max(buy));
        if away && most > least * 1.02 && (own < buy) != (band.side != Side::Buy) {
            return Err(format!("{}: the curve has {own:.0} against {buy:.0}, the band {:?}", point.volume, band.side));
        }
    }
    if let Some(never) = &report.break_even.never {
        if !buys {
            return Err("never, and yet something runs".into());
        }
        let compared = report.options.iter().any(|option| option.side != Side::Buy);
        if matches!(never, Never::Proved { .. }) != compared {
            return Err(format!("{never:?} where running was {}compared", if compared { "" } else { "not " }));
        }
    }
    let Some(reasons) = &report.reasons else { return Err("no reasons".into()) };
    let status = |id: &str| reasons.rules.iter().find(|rule| rule.id == id).map(|rule| rule.status);
    if !buys && status("buy-volume") == Some(Status::Applies) || buys && status("build-volume") == Some(Status::Applies)
    {
        return Err("a rule of volume speaks against the verdict".into());
    }
    if let Some(odds) = &report.uncertainty {
        if (odds.strategies[odds.chosen].strategy == Side::Buy) != buys {
            return Err("the odds start from another answer".into());
        }
        let agrees = match verdict.word {
            Word::Buy => odds.call == Call::Buy,
            Word::ProbablyBuy => odds.call == Call::ProbablyBuy,
            Word::Hybrid | Word::Build => odds.call == Call::Own,
            Word::ProbablyHybrid | Word::ProbablyBuild => odds.call == Call::ProbablyOwn,
            Word::TooClose | Word::NoAnswer => true,
        };
        if !agrees && verdict.other.is_some() {
            return Err(format!("the word {:?} beside the odds {:?}", verdict.word, odds.call));
        }
        // The likelier side is told, never as none; what knowing is worth is no monthly amount.
        let sure = verdict.sure.plain();
        if ["In 0 of", "In 5 of", "In 10 of", "In 20 of", "In 30 of", "In 40 of"].iter().any(|none| sure.contains(none))
        {
            return Err(sure);
        }
        if verdict.check.0.iter().any(|part| part.unit == Unit::UsdMonth) {
            return Err(verdict.check.plain());
        }
    }
    if let Some(months) = verdict.holds_months
        && months.get() > report.horizon.get()
    {
        return Err("it changes after the horizon".into());
    }
    Ok(())
}

#[test]
fn no_report_contradicts_itself() {
    let mut random = Random::new(77);
    let mut wrong = Vec::new();
    for _ in 0..150 {
        let pairs = company(&mut random);
        let report = answer(&link::read(&pairs, &CATALOG), &CATALOG, 100);
        if let Err(why) = check(&report) {
            let link: Vec<String> = pairs.iter().map(|(key, text)| format!("{key}={text}")).collect();
            wrong.push(format!("{why}: {}", link.join("&")));
        }
    }
    assert!(wrong.is_empty(), "{} of 150:\n{}", wrong.len(), wrong.join("\n"));
}
