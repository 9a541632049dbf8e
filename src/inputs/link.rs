//! Pairs of text to inputs and back: one path for links, forms, embeds and the command line.
//!
//! Reading is total: any text gives inputs and a list of issues. Nothing typed is lost (unknown pairs are kept
//! and written back) and nothing is silently changed (every correction is an issue).

use crate::catalog::Catalog;
use crate::date::Date;
use crate::inputs::earlier;
use crate::inputs::number::{self, Reading};
use crate::inputs::{GLOBAL, Input, Inputs, MOST_WORKLOADS, Slot, Table, WORKLOAD, Workload, default_workloads};
use crate::week::Week;
use serde::Serialize;

/// Keys that the page keeps in the link and the engine only passes through.
pub const PAGE_KEYS: [&str; 13] = [
    "accent",
    "catalog",
    "compact",
    "currency",
    "engine",
    "forward-query",
    "lang",
    "lock",
    "preset",
    "radius",
    "rate",
    "theme",
    "view",
];

/// The longest text that is read for one key.
const LONGEST: usize = 400;

/// What was read.
#[derive(Clone, Debug)]
pub struct Query {
    /// The inputs, complete and inside their ranges.
    pub inputs: Inputs,
    /// The day whose prices are asked for; absent means the catalog's own.
    pub asof: Option<Date>,
    /// What was set, in canonical text, by key.
    pub given: Vec<Given>,
    /// What could not be read as it stood.
    pub issues: Vec<Issue>,
    /// Pairs nobody knows, kept as they came.
    pub unknown: Vec<(String, String)>,
}

/// One input that was set.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Given {
    /// `horizon`, or `assistant.requests`.
    pub key: String,
    /// As a link carries it.
    pub text: String,
    /// Low end where a range was given, in the shown unit.
    pub low: Option<f64>,
    /// High end.
    pub high: Option<f64>,
    /// How an ambiguous or corrected text was read, in canonical text.
    pub echo: bool,
}

/// What was wrong with a text, and what was used instead.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Issue {
    /// The key.
    pub field: String,
    /// The text as typed, at most 80 characters of it.
    pub text: String,
    /// What is the matter, to be read after the quoted text.
    pub problem: String,
    /// What is allowed.
    pub allowed: String,
    /// What was used instead; empty when the pair was set aside.
    pub used: String,
    /// True for a reading that is only echoed, not corrected.
    pub notice: bool,
}

/// Reads pairs. Of pairs with the same key the last counts, and the others are issues.
///
/// The defaults of an earlier link version are read first, then an overlay's inputs, as if the link began with them.
pub fn read(pairs: &[(String, String)], catalog: &Catalog) -> Query {
    let unsaid = |(key, _): &&(String, String)| !pairs.iter().any(|(known, _)| known == key);
    let all: Vec<(String, String)> = catalog.inputs.iter().filter(unsaid).chain(pairs).cloned().collect();
    let pairs = &all[..];
    let mut query =
        Query { inputs: Inputs::default(), asof: None, given: Vec::new(), issues: Vec::new(), unknown: Vec::new() };
    query.inputs.workloads = listed_workloads(pairs, &mut query.issues);
    let version = pairs.iter().rev().find(|(key, _)| key == "v").map_or("", |(_, text)| text.trim());
    for (key, text) in earlier_defaults(version, &query.inputs.workloads) {
        let mut reader =
            Reader { key: &key, text: &text, shown: &text, given: &mut query.given, issues: &mut query.issues };
        reader.named(&mut query.inputs, catalog);
    }
    let repeated = repeated(pairs, &query.inputs.workloads);
    for (at, (key, text)) in pairs.iter().enumerate() {
        let shown: String = text.chars().take(80).collect();
        let last = repeated.iter().find(|(earlier, _)| *earlier == at).map(|(_, last)| pairs[*last].1.trim());
        let mut reader =
            Reader { key, text: text.trim(), shown: &shown, given: &mut query.given, issues: &mut query.issues };
        if let Some(last) = last {
            let used: String = last.chars().take(80).collect();
            reader.issue("is given twice", "one value for each input; the last one counts", &used);
            continue;
        }
        if text.len() > LONGEST {
            reader.issue("is too long", "at most 400 characters", "");
            continue;
        }
        match key.as_str() {
            "workloads" | "v" => {
                if key == "v" && !earlier::is_known(reader.text) {
                    reader.issue("is not a link version known here", "1 or 2", "2");
                }
            }
            "asof" => match Date::parse(reader.text) {
                Some(date) => {
                    query.asof = Some(date);
                    reader.given(text.trim().to_owned(), None, None, false);
                }
                None => reader.issue("is not a date", "a date like 2026-11-23", "the catalog's own date"),
            },
            page if PAGE_KEYS.contains(&page) => reader.given(text.trim().to_owned(), None, None, false),
            _ => {
                if reader.named(&mut query.inputs, catalog) {
                    continue;
                }
                reader.issue("is not an input known here", "the names in the table of inputs", "");
                query.unknown.push((key.clone(), text.clone()));
            }
        }
    }
    unnamed_gpus(&mut query);
    query
}

/// GPUs that a visitor has are of one kind; until it is named none of them can be put to use.
fn unnamed_gpus(query: &mut Query) {
    if query.inputs.owned_gpus > 0.0 && query.inputs.gpu == "auto" {
        let given = query.given.iter().find(|given| given.key == "owned_gpus");
        query.issues.push(Issue {
            field: "owned_gpus".into(),
            text: given.map_or_else(String::new, |given| given.text.clone()),
            problem: "says how many GPUs there are, not of which kind".into(),
            allowed: "name them with `gpu`".into(),
            used: "none of them counts until then".into(),
            notice: true,
        });
    }
}

impl Query {
    /// The shortest set of pairs that reads back to the same inputs: the version first, then what differs from
    /// that version's defaults, sorted by key, then what nobody knows.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let fresh = Inputs::default();
        let mut pairs = Vec::new();
        for input in GLOBAL {
            if let Some(text) = self.written(input, input.name, &self.inputs, &fresh) {
                pairs.push((input.name.to_owned(), text));
            }
        }
        let known = default_workloads();
        let slugs = |all: &[Workload]| all.iter().map(|one| one.slug.as_str()).collect::<Vec<_>>().join("~");
        for stream in &self.inputs.workloads {
            let start = started_from(&stream.slug, &known);
            for input in WORKLOAD {
                let key = format!("{}.{}", stream.slug, input.name);
                if let Some(text) = self.written(input, &key, stream, &start) {
                    pairs.push((key, text));
                }
            }
        }
        if slugs(&self.inputs.workloads) != slugs(&known) {
            pairs.push(("workloads".into(), slugs(&self.inputs.workloads)));
        }
        for given in &self.given {
            if given.key == "asof" || PAGE_KEYS.contains(&given.key.as_str()) {
                pairs.push((given.key.clone(), given.text.clone()));
            }
        }
        crate::order::sort(&mut pairs, Ord::cmp);
        pairs.dedup();
        pairs.insert(0, ("v".into(), crate::inputs::LINK_VERSION.to_string()));
        pairs.extend(self.unknown.iter().cloned());
        pairs
    }

    /// What was given for a key, if anything was.
    pub fn given(&self, key: &str) -> Option<&Given> {
        self.given.iter().find(|given| given.key == key)
    }

    fn written<T>(&self, input: &Input<T>, key: &str, now: &T, fresh: &T) -> Option<String> {
        let given = self.given(key);
        match &input.slot {
            Slot::Number { get, .. } => {
                let ranged = given.is_some_and(|given| given.low.is_some());
                let given = given?;
                (ranged || get(now) != get(fresh)).then(|| given.text.clone())
            }
            Slot::Choice { get, .. } => (get(now) != get(fresh)).then(|| get(now).to_owned()),
            Slot::Reference { get, .. } | Slot::Text { get, .. } => {
                (get(now) != get(fresh)).then(|| get(now).to_owned())
            }
        }
    }
}

/// The pairs whose key comes again, each with the last of that key. Keys nobody knows are kept as they come.
fn repeated(pairs: &[(String, String)], workloads: &[Workload]) -> Vec<(usize, usize)> {
    let known = |key: &str| match key.split_once('.') {
        Some((slug, name)) => {
            crate::inputs::workload(name).is_some() && workloads.iter().any(|workload| workload.slug == slug)
        }
        None => {
            matches!(key, "workloads" | "v" | "asof")
                || PAGE_KEYS.contains(&key)
                || crate::inputs::global(key).is_some()
        }
    };
    let mut last: Vec<(&str, usize)> = Vec::new();
    let mut repeated = Vec::new();
    for (at, (key, _)) in pairs.iter().enumerate().rev() {
        match last.iter().find(|(later, _)| *later == key) {
            Some(&(_, later)) => repeated.push((at, later)),
            None if known(key) => last.push((key, at)),
            None => {}
        }
    }
    repeated
}

/// The workloads a link speaks of, in its order: those it lists, else the default company's and any it adds.
fn listed_workloads(pairs: &[(String, String)], issues: &mut Vec<Issue>) -> Vec<Workload> {
    let known = default_workloads();
    let list = pairs.iter().rev().find(|(key, _)| key == "workloads").map(|(_, text)| text.as_str());
    let mut slugs: Vec<&str> = Vec::new();
    let mut wrong = |text: &str, problem: &str, allowed: &str, used: &str| {
        issues.push(Issue {
            field: "workloads".into(),
            text: text.chars().take(80).collect(),
            problem: problem.into(),
            allowed: allowed.into(),
            used: used.into(),
            notice: false,
        });
    };
    let listed = list.map(|list| list.split(['~', ',', ' ']).filter(|slug| !slug.is_empty()).collect::<Vec<_>>());
    // By name, so that the order of pairs changes nothing.
    let mut mentioned: Vec<&str> =
        pairs.iter().filter_map(|(key, _)| key.split_once('.').map(|(slug, _)| slug)).collect();
    mentioned.sort_unstable();
    let candidates: Vec<&str> = match listed {
        Some(listed) if !listed.is_empty() => listed,
        _ => known.iter().map(|one| one.slug.as_str()).chain(mentioned).collect(),
    };
    for slug in candidates {
        let fine = !slug.is_empty()
            && slug.len() <= 32
            && slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if slugs.contains(&slug) {
            if list.is_some() {
                wrong(slug, "is listed twice", "each workload once", "once");
            }
        } else if !fine {
            if list.is_some() {
                wrong(slug, "is not a workload's short name", "up to 32 of a to z, 0 to 9 and hyphens", "");
            }
        } else if slugs.len() == MOST_WORKLOADS {
            wrong(slug, "is one workload too many", "at most 64 workloads", "");
        } else {
            slugs.push(slug);
        }
    }
    if slugs.is_empty() {
        return known;
    }
    slugs.iter().map(|slug| started_from(slug, &known)).collect()
}

/// What an earlier link version had as defaults, for these workloads.
fn earlier_defaults(version: &str, workloads: &[Workload]) -> Vec<(String, String)> {
    let slugs: Vec<&str> = workloads.iter().map(|one| one.slug.as_str()).collect();
    earlier::pairs(version, &slugs)
}

/// A workload before anything was set: the default company's of that name, or a plain one.
fn started_from(slug: &str, known: &[Workload]) -> Workload {
    let plain = || Workload { slug: slug.to_owned(), ..Workload::default() };
    known.iter().find(|one| one.slug == slug).cloned().unwrap_or_else(plain)
}

/// Inputs that count whole things: a horizon is so many months, a spare is a replica or none.
const WHOLE_NUMBERS: [&str; 3] = ["horizon", "spare_replicas", "regions"];

/// The middle of a range that was given by its two ends alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Middle {
    /// Half-way, for shares and for what may be of either sign: 20 to 80 % is 50 %.
    Arithmetic,
    /// Half-way between the logarithms, for what is skewed and positive: 100 to 900 is 300.
    Geometric,
}

impl Middle {
    fn of(spread: crate::inputs::Spread, unit: &str) -> Self {
        use crate::inputs::Spread;
        match spread {
            Spread::Normal | Spread::Logit => Self::Arithmetic,
            Spread::Fixed if unit.starts_with('%') => Self::Arithmetic,
            Spread::Fixed | Spread::Lognormal => Self::Geometric,
        }
    }
}

struct Reader<'a> {
    key: &'a str,
    text: &'a str,
    shown: &'a str,
    given: &'a mut Vec<Given>,
    issues: &'a mut Vec<Issue>,
}

impl Reader<'_> {
    /// Reads the text into the input that the key names; false when there is no such input.
    fn named(&mut self, inputs: &mut Inputs, catalog: &Catalog) -> bool {
        if let Some((slug, name)) = self.key.split_once('.') {
            let stream = inputs.workloads.iter_mut().find(|stream| stream.slug == slug);
            if let (Some(stream), Some(input)) = (stream, crate::inputs::workload(name)) {
                self.input(input, stream, catalog);
                return true;
            }
        } else if let Some(input) = crate::inputs::global(self.key) {
            self.input(input, inputs, catalog);
            return true;
        }
        false
    }

    fn input<T>(&mut self, input: &Input<T>, into: &mut T, catalog: &Catalog) {
        match &input.slot {
            Slot::Number { min, max, optional, set, spread, .. } => {
                if self.text.is_empty() && *optional {
                    set(into, None);
                    return;
                }
                match number::read(self.text, input.unit) {
                    Ok(reading) => {
                        let middle = Middle::of(*spread, input.unit);
                        let whole = WHOLE_NUMBERS.contains(&input.name);
                        self.number(reading, (*min, *max), (middle, whole), |value| set(into, Some(value)));
                    }
                    Err(problem) => self.issue(problem, &between(*min, *max, input.unit), "the default"),
                }
            }
            Slot::Choice { options, set, .. } => {
                if set(into, self.text) {
                    self.given(self.text.to_owned(), None, None, false);
                } else {
                    let words: Vec<&str> = options.iter().map(|(word, _)| *word).collect();
                    self.issue("is not one of the choices", &words.join(", "), "the default");
                }
            }
            Slot::Reference { table, word, set, .. } => {
                let known = match table {
                    Table::Hosted => catalog.hosted.iter().any(|row| row.id == self.text),
                    Table::Models => catalog.model(self.text).is_some(),
                    Table::Gpus => catalog.gpu(self.text).is_some(),
                    Table::Shapes => catalog.shape(self.text).is_some() || Week::from_code(self.text).is_some(),
                    Table::Regimes => catalog.regime(self.text).is_some(),
                };
                if known || (!word.is_empty() && self.text == *word) {
                    set(into, self.text.to_owned());
                    self.given(self.text.to_owned(), None, None, false);
                } else {
                    self.issue("is not in the catalog", "an id of the catalog's table", "the default");
                }
            }
            Slot::Text { most, set, .. } => {
                let cut: String = self.text.chars().filter(|letter| !letter.is_control()).take(*most).collect();
                if cut != self.text {
                    self.issue("is longer than can be kept", "at most that many characters", &cut);
                }
                set(into, cut.clone());
                self.given(cut, None, None, false);
            }
        }
    }

    fn number(
        &mut self,
        reading: Reading,
        (min, max): (f64, f64),
        (middle, whole): (Middle, bool),
        set: impl FnOnce(f64),
    ) {
        let held = |value: f64| crate::units::held(value, min, max);
        let low = reading.low.map(number::Decimal::value);
        let high = reading.high.map(number::Decimal::value);
        let typical = match (reading.typical, low, high) {
            (Some(typical), _, _) => typical.value(),
            (None, Some(low), Some(high)) if low > 0.0 && high > 0.0 && middle == Middle::Geometric => {
                (low * high).sqrt()
            }
            (None, Some(low), Some(high)) => f64::midpoint(low, high),
            _ => 0.0,
        };
        if let (Some(low), Some(high)) = (low, high)
            && !(low <= typical && typical <= high && low < high)
        {
            self.issue("is not a range from low to high", "like 3 to 9, or 3~5~9", "the default");
            return;
        }
        let outside = [low, Some(typical), high].into_iter().flatten().any(|value| held(value) != value);
        if outside {
            let used = plain_number(held(typical));
            self.issue("is out of range", &between(min, max, ""), &used);
            set(held(typical));
            self.given(used, None, None, true);
            return;
        }
        if whole && low.is_none() && libm::round(typical) != typical {
            let used = plain_number(libm::round(typical));
            self.issue("is not a whole number", "a whole number", &used);
            set(libm::round(typical));
            self.given(used, None, None, true);
            return;
        }
        if reading.ambiguous {
            self.notice(
                "could be read in two ways",
                "with a suffix or without thousands marks it is plain",
                reading.text(),
            );
        }
        if reading.rounded {
            self.notice("has more digits than are kept", "15 digits", reading.text());
        }
        set(typical);
        self.given(reading.text(), low, high, reading.ambiguous || reading.rounded);
    }

    fn given(&mut self, text: String, low: Option<f64>, high: Option<f64>, echo: bool) {
        self.given.retain(|given| given.key != self.key);
        self.given.push(Given { key: self.key.to_owned(), text, low, high, echo });
    }

    fn notice(&mut self, problem: &str, allowed: &str, used: String) {
        self.issues.push(Issue {
            field: self.key.to_owned(),
            text: self.shown.to_owned(),
            problem: problem.to_owned(),
            allowed: allowed.to_owned(),
            used,
            notice: true,
        });
    }

    fn issue(&mut self, problem: &str, allowed: &str, used: &str) {
        self.issues.push(Issue {
            field: self.key.to_owned(),
            text: self.shown.to_owned(),
            problem: problem.to_owned(),
            allowed: allowed.to_owned(),
            used: used.to_owned(),
            notice: false,
        });
    }
}

fn between(min: f64, max: f64, unit: &str) -> String {
    let mut text = String::from("a number from ");
    text.push_str(&plain_number(min));
    text.push_str(" to ");
    text.push_str(&plain_number(max));
    if !unit.is_empty() {
        text.push(' ');
        text.push_str(unit);
    }
    text
}

/// Bounds are round numbers; six digits after the point hold them all.
fn plain_number(value: f64) -> String {
    let scaled = (value * 1e6).round();
    number::Decimal::new(scaled as i64, -6)
        .or_else(|| number::Decimal::new(value as i64, 0))
        .map_or_else(String::new, number::Decimal::text)
}
