//! The table of the README and the method page: what came, and how much of it the ranges of earlier windows held.

use super::fits::{held, points, things};
use super::known::Known;
use super::windows::{Kind, Window};

/// What the columns are.
pub const HEADS: [&str; 7] = ["what one does", "6 months", "inside", "12 months", "inside", "18", "24"];

/// Its rows: what one does; of 6 and of 12 months the changes at the 10th, 50th and 90th percentile and the part inside;
/// of 18 and 24 that part. Behind a part, of how many models, scores or rents it is.
pub fn table(known: &Known<'_>) -> Vec<[String; 7]> {
    let rents: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| kind.all_rents()).collect();
    let each = Kind::ALL.into_iter().map(|kind| (kind.label(), vec![kind]));
    each.chain([("rents, all three".into(), rents)])
        .map(|(label, kinds)| {
            let inside = |months| {
                let (judged, share) = judged(known, &kinds, months);
                share.map_or_else(|| "-".into(), |[inside, ..]| format!("{inside:.0} % of {}", things(&judged)))
            };
            let moved = |months| {
                let (judged, _) = judged(known, &kinds, months);
                let changes = points(judged.iter().map(|window| window.change).collect());
                changes.map_or_else(|| "-".into(), |changes| changes.map(percent).join(" / "))
            };
            [label, moved(6), inside(6), moved(12), inside(12), inside(18), inside(24)]
        })
        .collect()
}

/// The windows of some kinds that are judged, those of each under numbers of their own, and how many of them fell inside,
/// below and above what earlier ones said of their kind, in percent; none of none.
pub fn judged(known: &Known<'_>, kinds: &[Kind], months: u32) -> (Vec<Window>, Option<[f64; 3]>) {
    let (mut judged, mut sums) = (Vec::new(), [0.0; 3]);
    for (at, kind) in kinds.iter().enumerate() {
        let late = |one: &&Window| one.months == months && one.late() && known.range(*kind, one).is_some();
        let late: Vec<Window> = known.windows(*kind).iter().filter(late).copied().collect();
        let share = held(&late, &|window| known.range(*kind, window).unwrap_or_default()).unwrap_or_default();
        for (sum, part) in sums.iter_mut().zip(share) {
            *sum += part * late.len() as f64;
        }
        judged.extend(late.into_iter().map(|one| Window { of: one.of + 1_000 * at, ..one }));
    }
    let count = judged.len() as f64;
    (judged, (count > 0.0).then(|| sums.map(|sum| sum / count)))
}

/// A change in percent, with the sign that is printed.
fn percent(log: f64) -> String {
    let whole = (100.0 * libm::expm1(log)).round();
    if whole < 0.0 { format!("−{}", -whole) } else { format!("{}", whole + 0.0) }
}

#[cfg(test)]
mod tests {
    use super::super::record::Record;
    use super::*;

    #[test]
    fn the_readme_and_the_method_page_have_the_table_that_is_printed() {
        let root = super::super::super::project::root().expect("the project");
        let record = Record::read(&root).expect("its record");
        let read = |name: &str| std::fs::read_to_string(root.join(name)).expect(name);
        let (readme, page) = (read("README.md"), read("www/method.html").replace('’', "'"));
        for row in table(&Known::new(&record)) {
            let line = format!("| {} |", row.join(" | "));
            assert!(readme.contains(&line), "README.md has not: {line}");
            // The page leaves out what is not drawn and the parts of a row.
            if row[0].starts_with("- ") || row[0] == Kind::Seen.label() {
                continue;
            }
            let cells = row[1..].iter().map(|cell| format!("<td>{cell}</td>")).collect::<Vec<_>>().concat();
            let line = format!("<tr><th scope=\"row\">{}</th>{cells}</tr>", row[0]);
            assert!(page.contains(&line), "www/method.html has not: {line}");
        }
    }
}
