//! The numbers of the equations that nobody sets: the calendar, a few constants, and what the catalog says of GPUs.
//! They stand in the ledger beside the inputs and the prices.

use super::row::{LedgerRow, brought, row};
use crate::cost::figures::Figures;
use crate::cost::plan::Pay;
use crate::cost::{hardware, outages, people, spot};
use crate::report::worked::machines::word;
use crate::units::{HOURS_PER_MONTH, Usd};

/// A number with its key, label, unit, source and grade.
type Constant = (&'static str, &'static str, f64, &'static str, &'static str, &'static str);

/// The calendar and the constants, whether or not they were used.
fn constants(figures: &Figures<'_, '_>) -> [Constant; 12] {
    let calendar = "8,766 hours in a year of 365.25 days";
    [
        ("hours of a month", "Hours of a month", HOURS_PER_MONTH, "hours", calendar, "A"),
        ("weeks of a month", "Weeks of a month", people::WEEKS_PER_MONTH, "weeks", calendar, "A"),
        ("weeks of a year", "Weeks of work in a year", 52.0, "weeks", "convention", "J"),
        (
            "working hours",
            "Hours of work in a year",
            people::WORKING_HOURS_PER_YEAR,
            "hours",
            "52 weeks of 40 hours",
            "J",
        ),
        (
            "people on call",
            "People on call at once",
            people::ON_CALL,
            "people",
            "primary and secondary, Google SRE book",
            "B",
        ),
        (
            "hardware incidents",
            "Hardware incidents of a server of 8 GPUs",
            people::HARDWARE_INCIDENTS,
            "a month",
            "Meta RSC-1, RSC-2 and Llama 3: 0.071 to 0.198",
            "B",
        ),
        (
            "server power",
            "Power of a server over its GPUs'",
            hardware::SERVER_POWER,
            "x",
            "10.2 kW for eight of 700 W",
            "C",
        ),
        ("power drawn", "Mean draw over rated draw", hardware::POWER_DRAWN, "x", "judgement", "J"),
        (
            "cables and switches",
            "Servers with cables and switches",
            1.0 + hardware::HIDDEN_CAPEX,
            "x",
            "10 to 15 % on top of servers",
            "C",
        ),
        (
            "failovers that work",
            "Failovers that work when they are needed",
            outages::FAILOVER_WORKS,
            "of all",
            "judgement: they are seldom rehearsed",
            "J",
        ),
        (
            "work per hour down",
            "Engineer hours of an incident for each hour that it takes the service down",
            outages::WORK_PER_DOWNTIME,
            "hours",
            "judgement: cause, fix and write-up",
            "J",
        ),
        (
            "spot interruptions",
            "Spot hours over those that serve",
            spot::again(figures.inputs),
            "x",
            "15 to 20 % of instances taken away a month, AWS Spot Instance Advisor, February 2026; a day until they are back",
            "C",
        ),
    ]
}

/// All of them as rows.
pub fn rows(rows: &mut Vec<LedgerRow>, figures: &Figures<'_, '_>) {
    for (key, label, value, unit, source, grade) in constants(figures) {
        rows.push(row(key.to_owned(), label.to_owned(), value, unit, source, "", grade, "engine"));
    }
    let catalog = figures.case.catalog;
    let mut seen: Vec<&str> = Vec::new();
    for setup in figures.case.told.iter().map(|&at| &figures.case.setups[at]) {
        let (gpu, prices) = (setup.gpu, &setup.prices);
        if seen.contains(&gpu.id.as_str()) {
            continue;
        }
        seen.push(&gpu.id);
        for (pay, quotes) in
            [(Pay::OnDemand, prices.on_demand), (Pay::Reserved, prices.reserved), (Pay::Spot, prices.spot)]
        {
            if let Some(quotes) = quotes {
                let (whose, source, set_by) = if quotes.own {
                    (", your quote", "your quotes of this GPU", "overlay")
                } else {
                    (", median of the quotes", "the quotes of this GPU in the catalog", "catalog")
                };
                // Who needs fewer pays for all of them: it can make a low price dear.
                let server = match quotes.gpus_min {
                    0 | 1 => String::new(),
                    many => [", let ", &many.to_string(), " at a time"].concat(),
                };
                let label = gpu.name.clone() + ", " + word(pay) + whose + &server;
                let mut median = row(
                    gpu.id.clone() + " " + word(pay),
                    label,
                    quotes.median.get(),
                    "USD/GPU-hour",
                    source,
                    "",
                    "B",
                    set_by,
                );
                (median.low, median.high) = (Some(quotes.low.get()), Some(quotes.high.get()));
                rows.push(median);
            }
        }
        let bought = catalog.purchase(&gpu.id, figures.case.asof);
        if let (Some(price), Some(bought)) = (prices.purchase, bought) {
            let label = gpu.name.clone() + ", bought, with its part of a server";
            let key = gpu.id.clone() + " purchase";
            let set_by = brought(figures, "purchases", &bought.name());
            let (source, date, grade) = (&bought.source, bought.from.to_string(), bought.grade.word());
            rows.push(row(key, label, price.get(), "USD", source, &date, grade, set_by));
        }
        let label = gpu.name.clone() + ", rated power";
        let (watts, source) = match gpu.watts {
            Some(watts) => (watts, gpu.source.as_str()),
            None => (hardware::WATTS, "that of its generation"),
        };
        rows.push(row(
            gpu.id.clone() + " watts",
            label,
            watts,
            "W",
            source,
            "",
            "A",
            brought(figures, "gpus", &gpu.id),
        ));
    }
}

/// The terms of a hosted row beside its three main prices, each with its key's last word, value and unit.
pub fn terms(price: &crate::catalog::HostedPrice) -> Vec<(String, Option<f64>, &'static str)> {
    let percent = |share: Option<crate::units::Share>| share.map(|share| share.get() * 100.0);
    let mut all = vec![
        ("cache write".to_owned(), price.cache_write.map(crate::units::UsdPerMtok::get), "USD/M tokens"),
        ("batch".to_owned(), percent(price.batch_discount), "%"),
        ("region".to_owned(), percent(price.region_surcharge), "%"),
        ("peak".to_owned(), price.peak_factor, "x"),
        ("tokenizer".to_owned(), price.tokenizer_factor, "x"),
        ("search".to_owned(), price.per_request.map(Usd::get), "USD"),
    ];
    for (at, tier) in price.tiers.iter().enumerate() {
        let name = |what: &str| "tier ".to_owned() + &(at + 1).to_string() + ", " + what;
        all.push((name("above"), Some(tier.above.get()), "tokens"));
        all.push((name("input"), Some(tier.input.get()), "USD/M tokens"));
        all.push((name("output"), Some(tier.output.get()), "USD/M tokens"));
    }
    all.retain(|(_, value, _)| value.is_some());
    all
}
