//! What reads well and cannot stand: rows twice, figures that contradict each other, references to nothing.

use super::{Attention, Catalog, HostedPrice, Kind, Precision, Refusal, Tier};
use crate::date::Date;

impl Catalog {
    /// One step of older files becomes the first of a list.
    fn gather_tiers(row: &mut HostedPrice) {
        if let (Some(above), Some(input), Some(output)) = (row.tier_above, row.tier_input, row.tier_output) {
            let (cached_read, cache_write) = (row.tier_cached_read.take(), row.tier_cache_write.take());
            row.tiers.push(Tier { above, input, output, cached_read, cache_write });
            (row.tier_above, row.tier_input, row.tier_output) = (None, None, None);
        }
    }

    /// Refuses rows that read well but stand twice, cannot be true or refer to nothing.
    pub(super) fn check(&mut self, refused: &mut Vec<Refusal>) {
        let mut refuse = |table, row: &str, from: Option<Date>, field: &str, allowed: &str| {
            let from = from.map_or_else(String::new, |from| from.to_string());
            refused.push(Refusal::new(table, row, &from, field, allowed));
            false
        };
        // By offer and day: what looks an offer up relies on it. A file that is written so already is soon sorted.
        crate::order::sort(&mut self.hosted, |a, b| a.id.cmp(&b.id).then(a.from.cmp(&b.from)));
        let mut before: Option<(String, Date)> = None;
        self.hosted.retain(|row| {
            if before.as_ref().is_some_and(|(id, from)| *id == row.id && *from == row.from) {
                return refuse("hosted", &row.id, Some(row.from), "id, from", "only once");
            }
            before = Some((row.id.clone(), row.from));
            true
        });
        let mut seen: Vec<(&'static str, String)> = Vec::new();
        let mut first = |table: &'static str, name: &str| {
            let row = (table, name.to_owned());
            if seen.contains(&row) {
                return refuse(table, name, None, "id, model, key", "only once");
            }
            seen.push(row);
            true
        };
        self.models.retain(|row| first("models", &row.id));
        self.gpus.retain(|row| first("gpus", &row.id));
        self.quality.retain(|row| first("quality", &row.model));
        self.shapes.retain(|row| first("shapes", &row.id));
        self.parameters.retain(|row| first("parameters", &row.key));
        self.regimes.retain(|row| first("regimes", &row.id));
        let scores: Vec<&str> = self.quality.iter().map(|row| row.model.as_str()).collect();
        let known = |key: &Option<String>| key.as_deref().is_none_or(|key| scores.contains(&key));
        self.models.retain(|row| {
            if !known(&row.quality) {
                return refuse("models", &row.id, None, "quality", "a model that has a score, in the catalog or in your own quality");
            }
            if row.active.get() > row.total.get() {
                return refuse("models", &row.id, None, "active", "at most total");
            }
            // Of a model whose attention is not known, the rest may be unknown too: nothing is sized with it.
            let known_shape = row.layers > 0 && row.hidden > 0 && row.query_heads > 0 && row.head_dim > 0;
            if row.attention != Attention::Unknown && !known_shape {
                return refuse("models", &row.id, None, "layers, hidden, query_heads, head_dim", "above 0");
            }
            if (row.experts > 0) != (row.experts_active > 0) || row.experts_active > row.experts {
                return refuse("models", &row.id, None, "experts_active", "from 1 to experts, or both 0");
            }
            let kept = row.full_layers + row.sliding_layers + row.linear_layers;
            let keeps = match row.attention {
                Attention::Gqa => row.kv_heads > 0 || row.full_layers + row.sliding_layers == 0,
                Attention::Mla => row.mla_dim > 0,
                Attention::Compressed => {
                    !row.compressed.is_empty() && row.compressed.iter().all(|group| group.ratio > 0 && group.entry_bytes > 0.0)
                }
                Attention::Unknown => true,
            };
            if !keeps || (row.attention == Attention::Compressed) == row.compressed.is_empty() || kept > row.layers {
                return refuse(
                    "models",
                    &row.id,
                    None,
                    "attention, full_layers, kv_heads, mla_dim, compressed",
                    "gqa with kv_heads, mla with mla_dim, compressed with its groups, and no more layers than there are",
                );
            }
            if row.sparse.is_some_and(|sparse| sparse.layers > row.full_layers || sparse.selected <= 0.0 || sparse.index_bytes < 0.0) {
                return refuse("models", &row.id, None, "sparse", "no more layers than full_layers, and selected above 0");
            }
            let known_format = |text: &String| Precision::ALL.iter().any(|format| format.word() == text);
            if !row.precisions.iter().all(known_format) || !row.precisions.iter().any(|p| p == row.native.word()) {
                return refuse("models", &row.id, None, "precisions", "words that native could be, native among them");
            }
            true
        });
        let models: Vec<&str> = self.models.iter().map(|row| row.id.as_str()).collect();
        self.hosted.retain_mut(|row| {
            if !known(&row.quality) {
                return refuse(
                    "hosted",
                    &row.id,
                    Some(row.from),
                    "quality",
                    "a model that has a score, in the catalog or in your own quality",
                );
            }
            if row.weights.as_deref().is_some_and(|id| !models.contains(&id)) {
                return refuse(
                    "hosted",
                    &row.id,
                    Some(row.from),
                    "weights",
                    "the id of an open model, of the catalog or of your own models",
                );
            }
            if row.tier_above.is_some()
                && (row.tier_style.is_none() || row.tier_input.is_none() || row.tier_output.is_none())
            {
                return refuse(
                    "hosted",
                    &row.id,
                    Some(row.from),
                    "tier_above",
                    "with tier_style, tier_input and tier_output",
                );
            }
            Self::gather_tiers(row);
            let rising = row.tiers.windows(2).all(|pair| pair[0].above < pair[1].above);
            let paid = row.tiers.iter().all(|tier| tier.above.get() > 0.0 && tier.input.get() > 0.0);
            if !row.tiers.is_empty() && (row.tier_style.is_none() || !rising || !paid) {
                return refuse(
                    "hosted",
                    &row.id,
                    Some(row.from),
                    "tiers",
                    "steps that rise in above, with prices above 0, beside a tier_style, cliff or marginal",
                );
            }
            // Free and subscription prices are no prices: whoever calls for nothing today would be compared with them.
            let free = row.input.get() <= 0.0 && row.per_request.is_none_or(|price| price.get() <= 0.0);
            if free || (row.kind == Kind::Chat && row.output.get() <= 0.0) {
                return refuse(
                    "hosted",
                    &row.id,
                    Some(row.from),
                    "input, output",
                    "above 0: a free or subscribed offer has no price per token",
                );
            }
            if row.until.is_some() != row.ends.is_some() || row.until.is_some_and(|until| until < row.from) {
                return refuse(
                    "hosted",
                    &row.id,
                    Some(row.from),
                    "until, ends",
                    "given together (ends is retired or promotion), and not before from",
                );
            }
            if row.peak_factor.is_some_and(|factor| factor <= 0.0)
                || row.tokenizer_factor.is_some_and(|factor| factor <= 0.0)
            {
                return refuse("hosted", &row.id, Some(row.from), "peak_factor, tokenizer_factor", "above 0");
            }
            let span = |pair: &[f64]| matches!(pair, [start, end] if 0.0 <= *start && start < end && *end <= 24.0);
            if !row.peak_hours.chunks(2).all(span) || row.peak_factor.is_some() == row.peak_hours.is_empty() {
                return refuse(
                    "hosted",
                    &row.id,
                    Some(row.from),
                    "peak_hours",
                    "start and end in turn, from 0 to 24, with peak_factor",
                );
            }
            true
        });
        let gpus: Vec<&str> = self.gpus.iter().map(|row| row.id.as_str()).collect();
        let known = ["one of ", &gpus.join(", "), ", or a row of your own in gpus"].concat();
        self.rents.retain(|row| {
            gpus.contains(&row.gpu.as_str())
                || refuse("rents", &[&row.gpu, " ", &row.provider].concat(), Some(row.from), "gpu", &known)
        });
        self.purchases.retain(|row| {
            gpus.contains(&row.gpu.as_str()) || refuse("purchases", &row.gpu, Some(row.from), "gpu", &known)
        });
        self.shapes.retain(|row| {
            let mean = row.hours.iter().sum::<f64>() / 168.0;
            (row.hours.len() == 168 && row.hours.iter().all(|hour| *hour >= 0.0) && (mean - 1.0).abs() < 0.01)
                || refuse("shapes", &row.id, None, "hours", "168 figures of at least 0 with a mean of 1")
        });
    }
}
