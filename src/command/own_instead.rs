//! What counts where a row of one's own does not: the catalog's, or a price that is over.

use build_or_buy::catalog::{Catalog, Ending, Refusal, place};

/// What counts in place of a row that was refused; nothing where that is said already.
pub fn instead(one: &Refusal, catalog: &Catalog) -> String {
    let row = one.row.as_str();
    let counts = match one.table {
        "hosted" => catalog.rows_of(row).iter().rev().find(|known| known.from <= catalog.asof).map(|known| {
            let (input, output) = (known.input.get(), known.output.get());
            format!("the price from {} counts: {input} in, {output} out", known.from)
        }),
        "models" => catalog.model(row).map(|_| "the catalog's row of this model counts".to_owned()),
        "gpus" => catalog.gpu(row).map(|_| "the catalog's row of this GPU counts".to_owned()),
        "quality" => catalog.score(row).map(|known| format!("the score {} counts", known.score.get())),
        "parameters" => catalog.parameter(row).map(|_| "the catalog's row of it counts".to_owned()),
        "rents" => {
            // A row that is known by its place alone may be of any GPU.
            let gpu = row.split(' ').next().filter(|gpu| catalog.gpu(gpu).is_some());
            let named = gpu.is_some() || row.bytes().all(|byte| byte.is_ascii_digit());
            named.then(|| "what others ask for the GPU counts".to_owned())
        }
        _ => None,
    };
    // A row that stands twice says itself which one counts.
    let said = one.allowed.ends_with("counts");
    counts.filter(|_| !said).map_or_else(String::new, |counts| format!(" Instead {counts}."))
}

/// Prices whose last day is over.
pub fn ended(catalog: &Catalog) -> Vec<String> {
    let over = catalog.own_prices().filter_map(|row| Some((row, row.until.filter(|until| *until < catalog.asof)?)));
    over.map(|(row, until)| {
        let then = match row.ends {
            Some(Ending::Retired | Ending::Unseen) => {
                "the offer counts as gone since then. Leave the row out, and the public price counts"
            }
            _ => "it is used for want of a later one. Leave the row out, and the public price counts",
        };
        format!("{} ended on {until}: {then}.", place("hosted", &row.id, &row.from.to_string()))
    })
    .collect()
}
