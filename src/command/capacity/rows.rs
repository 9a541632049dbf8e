//! The file of measured rows, read and written again with what was predicted.

use super::measured::{Measured, Outcome, row};
use super::reference;
use std::collections::HashMap;
use std::path::Path;

/// A file of measurements.
pub struct File {
    header: csv::StringRecord,
    records: Vec<csv::StringRecord>,
    /// The rows that have the needed numbers, in the file's order.
    pub rows: Vec<Measured>,
}

/// Reads a file in the columns of a calibration table; unknown columns are kept and not used.
///
/// # Errors
/// When it cannot be read or lacks a needed column.
pub fn read(path: &Path) -> Result<File, String> {
    let fail = |why: &dyn std::fmt::Display| format!("{}: {why}", path.display());
    let mut reader = csv::Reader::from_path(path).map_err(|why| fail(&why))?;
    let header = reader.headers().map_err(|why| fail(&why))?.clone();
    let column: HashMap<&str, usize> = header.iter().enumerate().map(|(at, name)| (name.trim(), at)).collect();
    if let Some(missing) =
        ["model", "prec", "gpu", "n_gpus", "isl", "osl", "out_tps"].iter().find(|name| !column.contains_key(**name))
    {
        return Err(fail(&format!("no column `{missing}`")));
    }
    let names = reference::Names::load();
    let records: Vec<_> = reader.records().collect::<Result<_, _>>().map_err(|why| fail(&why))?;
    let rows = records
        .iter()
        .enumerate()
        .map(|(at, record)| {
            let text = |name: &str| column.get(name).and_then(|at| record.get(*at)).unwrap_or("").trim();
            row(at, &text, &names)
        })
        .collect();
    Ok(File { header: header.clone(), records, rows })
}

impl File {
    /// The file again, with what was predicted for each row.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, outcomes: &[Outcome], path: &Path) -> Result<(), String> {
        let fail = |why: csv::Error| format!("{}: {why}", path.display());
        let mut writer = csv::Writer::from_path(path).map_err(fail)?;
        let added = [
            "pred_out_tps",
            "pred_out_tps_per_gpu",
            "pred_tpot_ms",
            "pred_prefill_ms",
            "pred_batch",
            "pred_batch_max",
            "pred_p10_tps",
            "pred_p90_tps",
            "plan_tpot_ms",
            "error",
            "not_predicted",
        ];
        writer.write_record(self.header.iter().chain(added)).map_err(fail)?;
        for ((record, row), outcome) in self.records.iter().zip(&self.rows).zip(outcomes) {
            let found: [String; 11] = match outcome {
                Ok(p) => {
                    let spread = row.band(p);
                    [
                        p.output,
                        p.output / row.gpus,
                        p.per_token,
                        p.prefill,
                        p.batch,
                        p.batch_max,
                        p.output * spread.p10,
                        p.output * spread.p90,
                        p.per_token / p.class.safety(),
                        p.output / row.output - 1.0,
                    ]
                    .map(|value| format!("{value:.6}"))
                    .into_iter()
                    .chain([String::new()])
                    .collect::<Vec<_>>()
                    .try_into()
                    .unwrap_or_default()
                }
                Err(reason) => {
                    let mut found: [String; 11] = Default::default();
                    found[10].clone_from(reason);
                    found
                }
            };
            writer.write_record(record.iter().chain(found.iter().map(String::as_str))).map_err(fail)?;
        }
        writer.flush().map_err(|why| format!("{}: {why}", path.display()))
    }
}
