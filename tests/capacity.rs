//! The capacity model against hand computation, the documented form, laws and published measurements.

#[path = "capacity/rows.rs"]
mod rows;

use build_or_buy::capacity::{Constants, KvPrecision, Layout, Request, Serving};
use rows::{gpu, model, number, precision, table};

fn near(what: &str, got: f64, want: f64, tolerance: f64) {
    assert!((got / want - 1.0).abs() <= tolerance, "{what}: {got} is not within {tolerance} of {want}");
}

#[test]
fn the_documented_form_gives_all_108_golden_predictions_to_a_thousandth() {
    let golden = table("golden");
    assert_eq!(golden.len(), 108);
    for row in &golden {
        let kv = if row["kv"] == "fp8" { KvPrecision::Eight } else { KvPrecision::Sixteen };
        let layout = Layout {
            tensor_parallel: number(row, "tp") as u32,
            pipeline: number(row, "pp") as u32,
            data_parallel_attention: row["dp_attn"] == "1",
        };
        let (model, gpu) = (model(&row["model"]), gpu(&row["gpu"]));
        let serving =
            Serving::with(&Constants::DOCUMENTED, &model, &gpu, precision(&row["prec"]), kv, layout).expect("fits");
        let capacity = serving.capacity(&Request::new(number(row, "isl"), number(row, "osl"))).expect("fits");
        let got = capacity.predict(number(row, "conc"));
        near("batch", got.batch, number(row, "batch_used"), 1e-3);
        near(
            "batch_max",
            serving.memory().batch(&Request::new(number(row, "isl"), number(row, "osl"))),
            number(row, "batch_max_memory"),
            1e-3,
        );
        near("output", got.output.get(), number(row, "out_tok_s"), 1e-3);
        // The golden rows count a request's own prefill into the time between its tokens.
        near("per_token", got.batch / got.output.get() * 1e3, number(row, "tpot_ms"), 1e-3);
        near("prefill", got.prefill.get() * 1e3, number(row, "prefill_ms_per_request"), 1e-3);
    }
}
