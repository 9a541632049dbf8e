//! `mistral-large-latest`: the newest of its family on the days on which it was called, and `mistral-small-2603`, the newest
//! of that month.

use super::found::{Known, Match};
use super::spelling::tails_off;
use crate::catalog::Catalog;
use crate::date::Date;
use crate::usage::moment::day;

/// First and last day since 1970 on which a name was called; `None` where the file has no dates.
pub(in crate::usage) type Days = Option<[i32; 2]>;

/// Days that may lie between the release of a model and the first list in which the catalog saw it: the lists that it is
/// made from lie up to a quarter apart.
const SEEN_WITHIN: i32 = 92;

/// A model of the family: its offer, the day it came out, and whether that day is known or only the first list with it.
struct Member<'c> {
    id: &'c str,
    out: i32,
    exact: bool,
}

/// What an alias meant, or why that is not certain; `None` for a name that is no alias of a family. `name` is without
/// `-latest`, `hosts` are the one that bills and the one that makes it.
pub(super) fn newest(catalog: &Catalog, raw: &str, name: &str, hosts: [&str; 2], days: Days) -> Option<Match> {
    let alias = raw.split(['@', ':']).next().unwrap_or(raw).trim().to_ascii_lowercase();
    let stamp = month_of(&alias);
    if !alias.ends_with("-latest") && stamp.is_none() || family(name) != name {
        return None;
    }
    let days = stamp.map(|day| [day, day]).or(days);
    let none = |note: String| Some(Match { id: String::new(), known: Known::Unknown, note, chosen: false });
    let members = hosts.iter().map(|host| members(catalog, name, host)).find(|found| !found.is_empty())?;
    // Of a single model of that very name there is no question.
    if let [only] = members.as_slice()
        && only.id.ends_with(name)
    {
        return None;
    }
    let Some([first, last]) = days else {
        return none(format!("“{raw}” is another model over time, and the file has no dates"));
    };
    // Of one day the last by its id.
    let on = |day: i32| members.iter().filter(|one| one.out <= day).max_by_key(|one| one.out);
    let Some(newest) = on(last) else {
        return none(format!("the catalog holds no {name} that was out on {}", day(last)));
    };
    let next = members.iter().filter(|one| one.out > last).min_by_key(|one| one.out);
    if let Some(next) = next.filter(|next| !next.exact && next.out - last <= SEEN_WITHIN) {
        return none(format!(
            "whether “{raw}” was {} or already {} on {} is not known: the latter was first seen on {}",
            newest.id,
            next.id,
            day(last),
            day(next.out)
        ));
    }
    let mut note = format!("“{raw}” is taken as the newest {name} that was out on {}", day(last));
    match on(first) {
        Some(before) if before.id == newest.id => {}
        Some(before) => note = format!("{note}; before {} it was {}", day(newest.out), before.id),
        None => note = format!("{note}; what it was before {} the catalog does not hold", day(newest.out)),
    }
    Some(Match { id: newest.id.to_owned(), known: Known::Assumed, note, chosen: false })
}

/// The last day of the month that a name ends with, as `-2603` does.
fn month_of(alias: &str) -> Option<i32> {
    let (_, stamp) = alias.rsplit_once('-')?;
    let (year, month) = (stamp.get(..2)?.parse::<u16>().ok()?, stamp.get(2..)?.parse().ok()?);
    let first = Date::new(2000 + year, month, 1).filter(|_| stamp.len() == 4 && year >= 23)?;
    Some(first.first_of_month_after(1).days_since_1970() - 1)
}

/// The models of a family at a host, by their ids.
fn members<'c>(catalog: &'c Catalog, name: &str, host: &str) -> Vec<Member<'c>> {
    let mut found: Vec<Member<'c>> = Vec::new();
    for row in &catalog.hosted {
        let of = row.id.split_once('/').is_some_and(|(at, tail)| at == host && family(tails_off(tail)) == name);
        if !of || found.last().is_some_and(|one| one.id == row.id) {
            continue;
        }
        let weights = row.weights.as_deref().and_then(|id| catalog.model(id)).and_then(|model| model.released);
        let own = row.quality.as_deref().filter(|_| !row.quality_is_floor);
        let known = weights.or_else(|| own.and_then(|key| catalog.score(key)).and_then(|score| score.released));
        let exact = known.is_some() || !row.may_have_begun_before();
        found.push(Member { id: &row.id, out: known.unwrap_or(row.from).days_since_1970(), exact });
    }
    found
}

/// A name without its versions and sizes: `mistral-small-3.2-24b` and `qwen3.8-max` are `mistral-small` and `qwen-max`.
fn family(name: &str) -> String {
    let mut family = String::new();
    for word in name.split('-') {
        let bytes = word.as_bytes();
        let number = |byte: &&u8| byte.is_ascii_digit() || **byte == b'.';
        let unit = usize::from(matches!(bytes, [.., b'0'..=b'9', b'b' | b't']));
        let digits = bytes.iter().rev().skip(unit).take_while(number).count();
        let front = bytes.len() - unit - digits;
        // `27b`, `k2.6`, `v4`, `a95b`: a letter and a number, or a number alone.
        let kept = if digits > 0 && front <= 1 { 0 } else { front + if digits > 0 { 0 } else { unit } };
        if kept > 0 {
            if !family.is_empty() {
                family.push('-');
            }
            family.push_str(word.get(..kept).unwrap_or(word));
        }
    }
    family
}

#[cfg(test)]
mod tests {
    use super::family;

    #[test]
    fn versions_and_sizes_are_no_part_of_a_family() {
        for (name, wanted) in [
            ("mistral-small-3.2-24b", "mistral-small"),
            ("mistral-large-4", "mistral-large"),
            ("qwen3.8-max", "qwen-max"),
            ("gemini-3.1-flash-lite", "gemini-flash-lite"),
            ("claude-sonnet-5.5", "claude-sonnet"),
            ("gpt-5.6-terra", "gpt-terra"),
            ("kimi-k2.6", "kimi"),
            ("qwen3.8-2.4t-a95b", "qwen"),
            ("text-embedding-3-large", "text-embedding-large"),
            ("mistral-embed", "mistral-embed"),
            ("command-r", "command-r"),
        ] {
            assert_eq!(family(name), wanted, "{name}");
        }
    }
}
