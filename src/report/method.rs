//! The method, for people: how the numbers are made, in words anyone can read, then every equation with its values, the
//! conventions, what each input does and what is left out. One source: the equations are those of the report itself,
//! worked out by the engine for companies that between them have every line.

use super::Report;
use crate::cost::lines::Line;
use crate::inputs::laws::{Effect, LAWS};
use crate::inputs::{GLOBAL, WORKLOAD};
use core::fmt::Write as _;

/// Links of companies that between them have every line of a cost table: what the page's examples are worked out for.
pub const EXAMPLES: [&str; 4] = [
    "",
    "payment=owned&volume_factor=300&cost_of_delay=500000&rota_absorbed=10",
    "ml_ops=none&lag_value=20000&outage_cost=500&volume_factor=200&in_region=yes&gateway_fee=5",
    "workloads=r&r.reasoning_tokens=1000&r.requests=20M&r.waiting=30&r.cache_writes=20&r.quality=frontier&moves=follow",
];

/// The first words: under 300.
const INTRODUCTION: &str = "\
<p>The question is whether to buy a large language model by the token or to run one on GPUs of your own. This \
calculator works out both for the same work, at the same quality and pace, and adds up all that either side costs: \
tokens on one, GPUs and people on the other.</p>
<p>For every workload it takes the requests of a month and the tokens in each. A host's bill follows from its price \
list: what a cache saves, what a batch saves, what busy hours and long prompts add. Your own servers follow from how \
many requests one GPU carries at the pace you ask for, over the 168 hours of a week. They come in whole machines, with \
spares, and cost the same idle as busy.</p>
<p>Machines need people: some who run them, some on call, some who build the service first. While they build, you still \
pay the host. Models change on both sides, and each change is tested.</p>
<p>All of this is added up month by month over the years you look at. Volume grows, prices move, and money that is paid \
later counts for less. The answer is the plan that costs least in today\u{2019}s money. An amount \u{201c}a month\u{201d} \
is the level payment that is worth as much as the whole plan.</p>
<p>Nobody knows these numbers exactly. So the same sum is done two thousand times with every uncertain number drawn from \
its range, and you are told how often each side came out cheaper. Where you give a number of your own, it is used. Every \
number is listed with its source, its date and how good that source is.</p>
";

/// When money flows, what is rounded, and other things one has to agree on before two sums can be equal.
const CONVENTIONS: [&str; 14] = [
    "A month has 730.5 hours or 30.4375 days: a twelfth of 365.25 days.",
    "Month 1 has today\u{2019}s volume and prices; month t has t \u{2212} 1 months of growth and drift. Drift is compound: a change of x a year is (1 + x)^(1/12) a month.",
    "In a draw, what a drift takes beyond its middle is a change of the first year. It grows with the square root of the time, in steps of half a year, as prices and rents did since 2023.",
    "Who moves to cheaper models pays what is left of today\u{2019}s price after each move: ln p = \u{2212}L \u{00d7} (1 \u{2212} 2^(\u{2212}a/7.5)) for a quality first sold a months ago, with L such that the first year has the fall you give.",
    "Money flows at the end of its month and is discounted by the effective monthly rate, (1 + r)^(1/12) \u{2212} 1. Bought hardware is no exception.",
    "A level month is the present value \u{00d7} i \u{00f7} (1 \u{2212} (1 + i)^\u{2212}n) over the n whole months of the horizon, which is rounded to whole months.",
    "A range is read as its 10th and 90th percentile. Its middle, where only the ends are given, is half-way for shares and for what may be negative, and half-way between the logarithms for the rest.",
    "All decisions meet the same 2,000 draws, a Latin hypercube, so that two of them differ by their inputs and by nothing else.",
    "A week of work is 1/52 of a year of pay; a week on call is 7/30.4375 of a month; an hour of an engineer is 1/2,080 of a year.",
    "Build wages are spread evenly over the months of the build, rounded up to whole ones.",
    "Your contract\u{2019}s discount and your own prices apply to the model that you buy today.",
    "A plan that cannot run in a draw is given up for the dearest other plan, and what was spent on building and moving is lost.",
    "Two futures closer than half a percent of the cost are not regretted for each other.",
    "Chances are shown to 5 points, and never as certain.",
];

/// What the sums do without.
const LEFT_OUT: [&str; 6] = [
    "Costs that both sides pay, such as a vector store or a web server: they cancel.",
    "Money already spent: it is shown and counted nowhere.",
    "Taxes, subsidies, and how hardware is depreciated in the books.",
    "Training and fine-tuning runs; where a fine-tune may live is counted.",
    "The value of waiting until prices or models are known better.",
    "What independence from a vendor is worth, beyond a clause that demands it.",
];

/// The page's content, from the reports of [`EXAMPLES`] with their equations.
pub fn html(examples: &[Report]) -> String {
    let mut page = String::from(INTRODUCTION);
    page.push_str("<h2>Conventions</h2>\n<ul>\n");
    listed(&mut page, &CONVENTIONS);
    page.push_str("</ul>\n<h2>Every line and its equation</h2>\n");
    for line in Line::ALL {
        equations(&mut page, *line, examples);
    }
    page.push_str("<h2>What more of each input does</h2>\n<table>\n<thead><tr><th>Input</th><th>Buying</th><th>Running</th><th>Why</th></tr></thead>\n<tbody>\n");
    let labels = GLOBAL.iter().map(|one| (one.name, one.label)).chain(WORKLOAD.iter().map(|one| (one.name, one.label)));
    for (name, label) in labels {
        if let Some(law) = LAWS.iter().find(|law| law.name == name) {
            let (hosted, own) = (effect(law.hosted), effect(law.own));
            let _ = writeln!(
                page,
                "<tr><th scope=\"row\">{}</th><td>{hosted}</td><td>{own}</td><td>{}</td></tr>",
                escaped(label),
                escaped(law.why)
            );
        }
    }
    page.push_str("</tbody>\n</table>\n<h2>What is left out</h2>\n<ul>\n");
    listed(&mut page, &LEFT_OUT);
    page.push_str("</ul>\n");
    page
}

fn listed(page: &mut String, lines: &[&str]) {
    for line in lines {
        let _ = writeln!(page, "<li>{}</li>", escaped(line));
    }
}

/// A line with the first example that has it.
fn equations(page: &mut String, line: Line, examples: &[Report]) {
    let _ = writeln!(page, "<h3 id=\"{}\">{}</h3>", line.id(), escaped(line.label()));
    let all = examples.iter().flat_map(|report| &report.options).flat_map(|option| &option.lines);
    let worked = all
        .filter(|one| one.id == line.id())
        .find_map(|one| one.equations.as_ref().filter(|worked| !worked.equations.is_empty()));
    let Some(worked) = worked else { return };
    page.push_str("<ul>\n");
    for sentence in worked.sentences() {
        let _ = writeln!(page, "<li>{}</li>", escaped(&sentence.plain()));
    }
    page.push_str("</ul>\n");
}

const fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::More => "never cheaper",
        Effect::Less => "never dearer",
        Effect::Nothing => "nothing",
        Effect::Either => "either",
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
