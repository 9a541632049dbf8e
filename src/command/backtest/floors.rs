//! The cheapest model of a score, month by month.

use super::record::is_host;
use build_or_buy::date::Date;
use std::collections::BTreeMap;

/// Where it stands.
pub const FILE: &str = "tests/history/tier_floor.csv";

/// By score in hundredths of a point: USD per million tokens, three of input to one of output, on the first of each month.
type Months = BTreeMap<u32, BTreeMap<Date, f64>>;

/// What a score cost.
#[derive(Default)]
pub struct Floors {
    /// Whatever model it was.
    pub all: Months,
    /// Where the cheapest one had open weights.
    pub open: Months,
    /// Who sold the cheapest one.
    pub offers: BTreeMap<u32, BTreeMap<Date, String>>,
}

impl Floors {
    /// From the rows of the file: day, points, price and the model.
    ///
    /// # Errors
    /// A row has something else.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut floors = Self::default();
        for line in text.lines().skip(1).filter(|line| !line.is_empty()) {
            let mut cells = line.split(',');
            let row = (|| {
                let day = Date::parse(cells.next()?)?;
                let points: f64 = cells.next()?.parse().ok()?;
                Some((day, (points * 100.0).round() as u32, cells.next()?.parse::<f64>().ok()?, cells.next()?))
            })();
            let (day, points, price, id) = row.ok_or_else(|| format!("{FILE}: `{line}`"))?;
            floors.all.entry(points).or_default().insert(day, price);
            floors.offers.entry(points).or_default().insert(day, id.to_owned());
            // DeepSeek sells its own open weights.
            if is_host(id) || id.starts_with("deepseek/") {
                floors.open.entry(points).or_default().insert(day, price);
            }
        }
        Ok(floors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn the_page_draws_the_prices_of_a_score_that_are_counted_here() {
        let root = super::super::super::project::root().expect("the project");
        let read = |name: &str| std::fs::read_to_string(root.join(name)).expect(name);
        let floors = Floors::read(&read(FILE)).expect("rows");
        let page: Value = serde_json::from_str(&read("www/history.json")).expect("JSON");
        let levels = page["levels"].as_object().expect("levels");
        assert_eq!((levels.len(), floors.open.get(&5500)), (floors.all.len(), None));
        let mut days = 0;
        for (points, months) in &floors.all {
            let rows = &levels[&format!("cheapest model with {} points", f64::from(*points) / 100.0)];
            let rows = rows.as_array().expect("rows");
            for (day, price) in months {
                // The last row begun by then.
                let row = rows.iter().rfind(|row| row[0].as_str().is_some_and(|from| from <= day.to_string().as_str()));
                assert_eq!(row.and_then(|row| row[1].as_f64()), Some(*price), "{points} on {day}");
                days += 1;
            }
        }
        assert_eq!(days, 287);
        assert!(Floors::read("head\n2024-01-01,7,x,y").is_err());
    }
}
