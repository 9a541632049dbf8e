//! Where a row of the catalog has another shape than a config.

use super::shape::Shape;
use build_or_buy::catalog::{Attention, OpenModel};

impl Shape {
    /// Where a row of the catalog has another shape.
    pub(super) fn differences(&self, known: &OpenModel) -> Vec<String> {
        let mut found = Vec::new();
        let mut compare = |what: &str, row: f64, config: f64| {
            if (row - config).abs() > 0.5 {
                found.push(format!("{what} {row}, config {config}"));
            }
        };
        for (what, row, config) in [
            ("layers", known.layers, self.layers),
            ("hidden", known.hidden, self.hidden),
            ("query_heads", known.query_heads, self.query_heads),
            ("kv_heads", known.kv_heads, self.kv_heads),
            ("full_layers", known.full_layers, self.full),
            ("sliding_layers", known.sliding_layers, self.sliding),
            ("linear_layers", known.linear_layers, self.linear_layers),
            ("mla_dim", known.mla_dim, self.mla_dim),
            ("experts", known.experts, self.experts),
            ("experts_active", known.experts_active, self.experts_active),
        ] {
            compare(what, f64::from(row), config);
        }
        // What a token keeps hangs on it; a latent has a width of its own.
        if self.attention == "gqa" && known.attention == Attention::Gqa {
            compare("head_dim", f64::from(known.head_dim), self.head_dim);
        }
        let linear = known.linear.map_or([0.0; 4], |linear| {
            [linear.heads, linear.key_dim, linear.value_dim, linear.convolution].map(f64::from)
        });
        for (what, row, config) in
            [("state heads", 0, 0), ("key width", 1, 1), ("value width", 2, 2), ("convolution", 3, 3)]
                .map(|(what, at, _)| (what, linear[at], self.linear.unwrap_or_default()[at]))
        {
            compare(what, row, config);
        }
        compare(
            "sparse layers",
            known.sparse.map_or(0.0, |sparse| f64::from(sparse.layers)),
            self.sparse.unwrap_or_default()[0],
        );
        compare(
            "index layers",
            known.sparse.map_or(0.0, |sparse| f64::from(sparse.index_layers)),
            self.sparse.unwrap_or_default()[2],
        );
        compare("context", known.context.get(), self.context);
        found
    }
}
