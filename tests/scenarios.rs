//! Situations people are in, one file each: why the answer is what it is, the link, and what must come out.
//!
//! `# why` in words; `link: ?…`; then `expect:` lines, each a comma-separated list of
//! `side=buy|hybrid|build|none`, `regime=…`, `never=yes|no`, `durable<1`, `durable>1`, `rule <id>=<status>`,
//! `own <slug>=yes|no`, `monthly=<USD>`, `today=<USD>` and `preference=<USD a year>` to within a tenth,
//! `below today` by a factor, `readings=differ|agree`, `minimax=differs|agrees`.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::cost::figures::Figures;
use build_or_buy::cost::plan::Choice;
use build_or_buy::decide::break_even::break_even;
use build_or_buy::decide::portfolio::{self, Portfolio};
use build_or_buy::inputs;
use build_or_buy::judge::scenarios;
use build_or_buy::reasons::compliance;
use build_or_buy::reasons::rules::{self, Durable};
use build_or_buy::streams::Case;
use std::fmt::Write as _;
use std::path::Path;

fn catalog() -> Catalog {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    Catalog::read(&value).expect("the file has its tables").0
}

struct File {
    name: String,
    why: String,
    link: String,
    expect: Vec<String>,
}

fn files() -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("it").path()).collect();
    paths.sort();
    paths.iter().map(|path| file(path)).collect()
}

fn file(path: &Path) -> File {
    let text = std::fs::read_to_string(path).expect("a text file");
    let mut file = File {
        name: path.file_stem().expect("a name").to_string_lossy().into_owned(),
        why: String::new(),
        link: String::new(),
        expect: Vec::new(),
    };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(why) = line.strip_prefix('#') {
            file.why.push_str(why);
        } else if let Some(link) = line.strip_prefix("link: ?") {
            file.link.push_str(link.trim());
        } else if let Some(link) = line.strip_prefix("link: &") {
            write!(file.link, "&{}", link.trim()).expect("text");
        } else if let Some(expect) = line.strip_prefix("expect:") {
            file.expect.extend(expect.split(',').map(|one| one.trim().to_owned()));
        } else {
            panic!("{}: `{line}` is no line of a scenario", file.name);
        }
    }
    assert!(!file.why.is_empty() && !file.link.is_empty() && !file.expect.is_empty(), "{} lacks a part", file.name);
    file
}

/// Everything a file may ask about.
struct Answer<'f, 'c, 'a> {
    figures: &'f Figures<'c, 'a>,
    portfolio: Portfolio,
    durable: Durable,
    rules: Vec<rules::Rule>,
}

impl Answer<'_, '_, '_> {
    /// What there is for an expectation's left side, and whether the right side agrees.
    fn check(&self, expectation: &str) -> Result<(), String> {
        let wrong = |found: String| Err(format!("{expectation}, but it is {found}"));
        if let Some(bound) = expectation.strip_prefix("durable") {
            let Some(factor) = self.durable.factor else { return wrong("absent".into()) };
            let limit: f64 = bound[1..].parse().map_err(|_| format!("{expectation} has no number"))?;
            let holds = if bound.starts_with('<') { factor < limit } else { factor > limit };
            return if holds { Ok(()) } else { wrong(factor.to_string()) };
        }
        let (left, right) = expectation.split_once('=').ok_or(format!("{expectation} has no `=`"))?;
        let same = |found: &str| if found == right { Ok(()) } else { wrong(found.to_owned()) };
        let amount = |found: Option<f64>| {
            let wanted: f64 = right.parse().map_err(|_| format!("{expectation} has no number"))?;
            match found {
                Some(found) if (found - wanted).abs() <= wanted.abs() * 0.1 + 0.5 => Ok(()),
                Some(found) => wrong(found.to_string()),
                None => wrong("absent".into()),
            }
        };
        let monthly = |present: f64| self.figures.level(build_or_buy::units::Usd::new(present)).get();
        let best = self.portfolio.best.as_ref().filter(|_| self.portfolio.unserved.is_empty());
        match left.split_once(' ').unwrap_or((left, "")) {
            ("side", "") => same(&best.map_or("none".into(), |best| format!("{:?}", best.plan.side()).to_lowercase())),
            ("regime", "") => same(&format!("{:?}", self.figures.case.mandate).to_lowercase()),
            ("never", "") => same(if self.durable.never.is_some() { "yes" } else { "no" }),
            ("monthly", "") => amount(best.map(|best| monthly(best.present))),
            ("today", "") => amount(self.portfolio.today.as_ref().map(|today| monthly(today.present))),
            ("preference", "") => {
                let year = compliance::price_of_preference(self.figures, &self.portfolio);
                amount(year.map(build_or_buy::units::UsdPerYear::get))
            }
            ("rule", id) => {
                let rule = self.rules.iter().find(|rule| rule.id == id).ok_or(format!("there is no rule {id}"))?;
                let status = serde_json::to_value(rule.status).expect("a word");
                same(status.as_str().expect("a word"))
            }
            ("own", slug) => {
                let case = self.figures.case;
                let of = |at: usize| self.figures.inputs.workloads[case.streams[at].workload].slug == slug;
                let streams: Vec<usize> = (0..case.streams.len()).filter(|&at| of(at)).collect();
                let plan = &best.ok_or("nothing serves it")?.plan;
                let own = streams.iter().filter(|&&at| matches!(plan.choices[at], Choice::Own(_))).count();
                same(if own == 0 {
                    "no"
                } else if own == streams.len() {
                    "yes"
                } else {
                    "part"
                })
            }
            ("readings", "") => {
                let found = compliance::findings(self.figures, &self.portfolio);
                assert_eq!(found.readings.len(), 2, "an open regime has two readings");
                same(if found.readings[0].side == found.readings[1].side { "agree" } else { "differ" })
            }
            ("minimax", "") => {
                let found = scenarios::scenarios(self.figures, &self.portfolio).ok_or("nothing to decide between")?;
                same(if found.disagreement.is_some() { "differs" } else { "agrees" })
            }
            _ => Err(format!("`{left}` is nothing to expect")),
        }
    }
}

#[test]
fn every_situation_gets_the_answer_its_file_gives_reasons_for() {
    let catalog = catalog();
    let mut failures = String::new();
    for file in files() {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(file.link.as_bytes()).into_owned().collect();
        let query = inputs::link::read(&pairs, &catalog);
        let issues: Vec<_> = query.issues.iter().filter(|issue| !issue.notice).collect();
        if !issues.is_empty() {
            writeln!(failures, "{}: {issues:?}", file.name).expect("text");
            continue;
        }
        let case = Case::new(&query.inputs, &catalog, query.asof.unwrap_or(catalog.asof));
        let figures = Figures::new(&case, &query.inputs);
        let portfolio = portfolio::optimize(&figures);
        let durable = Durable::from(&break_even(&figures, &portfolio));
        let rules = rules::judge(&figures, &portfolio, &durable);
        let answer = Answer { figures: &figures, portfolio, durable, rules };
        for expectation in &file.expect {
            if let Err(found) = answer.check(expectation) {
                writeln!(failures, "{}: {found}", file.name).expect("text");
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn every_rule_and_every_reading_of_a_regime_has_a_file() {
    let expected: Vec<String> = files().into_iter().flat_map(|file| file.expect).collect();
    for id in [
        "buy-volume",
        "buy-frontier",
        "buy-no-mlops",
        "buy-latest",
        "build-volume",
        "build-mandate",
        "build-finetune",
        "build-strength",
        "hybrid-split",
        "velocity",
        "lock-in",
        "non-sunk",
        "non-identity",
        "non-sovereignty",
    ] {
        let wanted = format!("rule {id}=applies");
        assert!(expected.contains(&wanted), "no file expects `{wanted}`");
    }
    for regime in ["none", "mandate", "restricted", "condition", "unresolved", "preference"] {
        assert!(expected.contains(&format!("regime={regime}")), "no file expects the regime to be {regime}");
    }
}

#[test]
fn what_is_no_reason_moves_no_amount() {
    let catalog = catalog();
    let best = |more: &str| {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(more.as_bytes()).into_owned().collect();
        let query = inputs::link::read(&pairs, &catalog);
        let case = Case::new(&query.inputs, &catalog, catalog.asof);
        let figures = Figures::new(&case, &query.inputs);
        portfolio::optimize(&figures).best.expect("an answer").present.to_bits()
    };
    let plain = best("");
    for given in
        ["sunk=2M", "identity=yes", "sovereignty=yes", "sunk=900k&identity=yes&sovereignty=yes", "bill_today=1M"]
    {
        assert_eq!(best(given), plain, "{given}");
    }
}

#[test]
fn the_steps_from_another_calculators_number_add_up_to_ours() {
    let catalog = catalog();
    let large = "workloads=classify&classify.requests=1B&classify.input_tokens=800&classify.output_tokens=40\
                 &classify.quality=basic&classify.model=openai/gpt-5.6-luna&ml_ops=platform";
    for link in ["", large] {
        for convention in ["utilization", "single-stream", "no-people", "gpu-rent-only"] {
            for theirs in ["", "&their_number=3000"] {
                let link = format!("{link}&convention={convention}{theirs}");
                let pairs: Vec<(String, String)> = form_urlencoded::parse(link.as_bytes()).into_owned().collect();
                let query = inputs::link::read(&pairs, &catalog);
                let case = Case::new(&query.inputs, &catalog, catalog.asof);
                let figures = Figures::new(&case, &query.inputs);
                let bridge =
                    build_or_buy::reasons::bridge::bridge(&figures, &portfolio::optimize(&figures)).expect("a bridge");
                let sum = bridge.theirs + bridge.steps.iter().map(|step| step.amount).sum::<f64>();
                assert!((sum - bridge.ours).abs() < 1e-6 * bridge.ours, "{link}: {sum} is not {}", bridge.ours);
                assert!(theirs.is_empty() || bridge.theirs == 3_000.0);
            }
        }
    }
}
