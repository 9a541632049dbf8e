//! One host's offers beside one another: what is as large costs about as much, what is larger or better costs no less.

use super::kin::size;
use super::names::{self, host, tail};
use super::suspicions::At;
use super::suspicious_market::{asked, elsewhere};
use super::suspicious_tiers::{LARGER, SMALLER};
use super::times::Times;
use build_or_buy::catalog::{Catalog, HostedPrice};
use build_or_buy::date::Date;

/// Sizes of one host are held against each other within this factor, and prices within the other.
const LIKE_SIZE: (f64, f64) = (3.0, 4.0);
/// What is larger than its sister by this much in every way costs at least a part of it.
const LARGER_BY: (f64, f64) = (1.5, 3.0);
/// Points by which an older model may score less than a newer one that costs so many times more.
const NO_WORSE: (f64, f64) = (1.0, 3.5);
/// Where so many others sell the model itself, they tell what it costs.
const ENOUGH: usize = 3;

/// What is odd in an offer that no earlier row and no other host explains.
pub(super) fn sisters(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice) {
    let offers = catalog.offers(catalog.asof).into_iter();
    let others: Vec<&HostedPrice> = offers
        .filter(|other| {
            other.id != row.id && other.kind == row.kind && host(&other.id) == host(&row.id) && other.input.get() > 0.0
        })
        .collect();
    let found = of_like_size(catalog, row, &others)
        .or_else(|| smaller_and_dearer(catalog, row, &others))
        .or_else(|| no_better_and_dearer(catalog, row, &others))
        .or_else(|| lesser_and_dearer(row, &others));
    if let Some((other, why)) = found {
        let (id, other_asks) = (&other.id, [other.input.get(), other.output.get()]);
        let ([input, output], [theirs, out]) = ([row.input.get(), row.output.get()], other_asks);
        let away = Times::of(asked(other), asked(row)).map_or_else(String::new, |away| away.words("more", "less"));
        at.hint(
            "input",
            format!("{input} and {output} for output, and {id}, {why}, costs {theirs} and {out}: together {away}"),
        );
    }
}

type Odd<'c> = Option<(&'c HostedPrice, &'static str)>;

fn of_like_size<'c>(catalog: &Catalog, row: &HostedPrice, others: &[&'c HostedPrice]) -> Odd<'c> {
    let all = |of: &HostedPrice| sizes(catalog, of).map(|[total, active]| (total * active).sqrt());
    let mine = all(row).filter(|_| elsewhere(catalog, row).len() < ENOUGH)?;
    let like = others.iter().filter(|other| {
        all(other).and_then(|size| Times::of(size, mine)).is_some_and(|away| away.times <= LIKE_SIZE.0)
    });
    let near = like.filter_map(|other| Some((*other, Times::of(asked(other), asked(row))?)));
    let (other, away) = near.min_by(|(_, a), (_, b)| a.times.total_cmp(&b.times))?;
    (away.times >= LIKE_SIZE.1).then_some((other, "the nearest price here of a model of like size"))
}

fn smaller_and_dearer<'c>(catalog: &Catalog, row: &HostedPrice, others: &[&'c HostedPrice]) -> Odd<'c> {
    let mine = sizes(catalog, row)?;
    let smaller = |other: &HostedPrice| {
        let theirs = sizes(catalog, other);
        theirs.is_some_and(|theirs| (0..2).all(|at| mine[at] >= LARGER_BY.0 * theirs[at]))
    };
    let odd = |other: &&&HostedPrice| {
        family(&other.id) == family(&row.id) && smaller(other) && asked(other) >= LARGER_BY.1 * asked(row)
    };
    others.iter().find(odd).map(|other| (*other, "a smaller one of its family"))
}

/// Nobody would buy the newer one. A score that is its predecessor's tells the tier all the same; what is called small
/// costs little whatever it scores.
fn no_better_and_dearer<'c>(catalog: &Catalog, row: &HostedPrice, others: &[&'c HostedPrice]) -> Odd<'c> {
    let score = |row: &HostedPrice| Some(catalog.score(row.quality.as_deref()?)?.score.get());
    let mine = score(row).filter(|_| !called(row, &SMALLER))?;
    let began = |row: &HostedPrice| catalog.rows_of(&row.id).first().map_or(Date::EPOCH, |first| first.from);
    let odd = |other: &&&HostedPrice| {
        family(&other.id) == family(&row.id)
            && began(other) >= began(row)
            && score(other).is_some_and(|theirs| theirs <= mine + NO_WORSE.0)
            && asked(other) >= NO_WORSE.1 * asked(row)
    };
    others.iter().find(odd).map(|other| (*other, "newer and scored no better"))
}

fn lesser_and_dearer<'c>(row: &HostedPrice, others: &[&'c HostedPrice]) -> Odd<'c> {
    let odd = |other: &&&HostedPrice| {
        family(&other.id) == family(&row.id) && called(other, &SMALLER) && asked(other) >= asked(row)
    };
    others.iter().find(odd).filter(|_| called(row, &LARGER)).map(|other| (*other, "by its name a smaller one"))
}

/// Whether one of the words stands in an offer's name.
fn called(row: &HostedPrice, words: &[&str]) -> bool {
    let key = names::key(tail(&row.id));
    key.split('-').any(|word| words.contains(&word))
}

/// Billions of parameters, all and in use for a token: of its weights, or as its name says.
fn sizes(catalog: &Catalog, row: &HostedPrice) -> Option<[f64; 2]> {
    if let Some(model) = row.weights.as_deref().and_then(|id| catalog.model(id)) {
        return Some([model.total.get(), model.active.get()]);
    }
    let key = names::key(tail(&row.id));
    let billions = |word: &str| {
        let trillions = word.strip_suffix('t').and_then(|count| count.parse::<f64>().ok());
        trillions.map(|count| count * 1_000.0).or_else(|| size(word)).filter(|size| *size > 0.0)
    };
    let total = key.split('-').filter(|word| !word.starts_with('a')).find_map(billions)?;
    let active = key.split('-').filter(|word| word.starts_with('a')).find_map(billions);
    Some([total, active.unwrap_or(total)])
}

/// The letters that an offer's name begins with.
pub(super) fn family(id: &str) -> String {
    let key = names::key(tail(id));
    key.chars().take_while(char::is_ascii_alphabetic).collect()
}
