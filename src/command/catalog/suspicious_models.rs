//! Suspicions of open models: shapes that cannot have the parameters that are stated, the same model under two names.

use super::names;
use super::shape_doubts::used_by_name;
use super::suspicions::At;
use super::suspicious_attention::attention;
use super::suspicious_contexts as contexts;
use build_or_buy::catalog::{Attention, Catalog, Commercial, OpenModel};
use build_or_buy::date::Date;

/// Query heads that share one head of keys and values, at most, in the open models of record.
const MOST_SHARED: u32 = 32;

pub(super) fn model(at: &mut At<'_>, catalog: &Catalog, row: &OpenModel) {
    at.source(&row.source, row.grade);
    for (field, text) in [("maker", &row.maker), ("licence", &row.licence)] {
        if text.trim() == "?" {
            at.say(field, "is still to be filled in");
        }
    }
    if row.released.is_none() {
        at.say("released", "is missing: without it a question about any earlier day would find the model");
    }
    at.range("total", row.total.get(), 0.01, 10_000.0, "billion parameters");
    // `70B` in a name is all that a model has; `A22B` is what it uses of it.
    let word = |word: &str| word.strip_suffix('B')?.parse::<f64>().ok().filter(|size| *size > 0.0);
    if let Some(named) = row.name.split([' ', '-']).find_map(word)
        && !(0.75..=1.35).contains(&(row.total.get() / named))
    {
        at.say("total", format!("{} billion, and its name says {named}", row.total.get()));
    }
    if let Some(named) = used_by_name(&row.name)
        && !(0.7..=1.3).contains(&(row.active.get() / named))
    {
        at.hint("active", format!("{} billion, and its name says {named}", row.active.get()));
    }
    let score = row.quality.as_deref().and_then(|key| catalog.score(key));
    if let Some((mine, other)) = row.released.zip(score.and_then(|score| score.released)).filter(|(a, b)| a != b) {
        at.hint("released", format!("{mine}, and the row of its score says {other}: which is it?"));
    }
    contexts::model(at, catalog, row);
    if row.attention != Attention::Unknown {
        shape(at, row);
        attention(at, row);
    }
    if (row.linear_layers > 0) != row.linear.is_some() {
        at.say("linear", "given with linear_layers, and only with them: their state would be counted as nothing");
    }
    if (row.sliding_layers > 0) != (row.window > 0) {
        at.say("window", "given with sliding_layers, and only with them");
    }
    if row.experts == 0 && row.active != row.total && row.attention != Attention::Unknown {
        at.say("active", "a dense model uses all its parameters");
    }
    if row.experts > 0 && row.active.get() > row.total.get() * 0.9 {
        at.say("active", "a mixture uses a part of its parameters");
    }
    if row.experts > row.experts_active && row.active < row.total {
        mixture(at, row);
    }
    if let Some(format) = row.precisions.iter().enumerate().find(|(nth, one)| row.precisions[..*nth].contains(one)) {
        at.say("precisions", format!("`{}` stands twice", format.1));
    }
    if row.checked > catalog.asof {
        at.say("checked", format!("{} is after the catalog's day", row.checked));
    }
    if row.released.is_some_and(|day| day > catalog.asof || day < Date::new(2018, 1, 1).unwrap_or(Date::EPOCH)) {
        at.say("released", "not a day on which weights came out");
    }
    let licence = row.licence.to_lowercase();
    let words = ["-nc", "non-commercial", "noncommercial", "research"];
    if row.commercial == Commercial::Yes && words.iter().any(|word| licence.contains(word)) {
        at.say("commercial", format!("`yes` beside the licence {}: may a company serve it?", row.licence));
    }
    let twin = catalog.models.iter().take_while(|other| other.id != row.id).find(|other| twins(other, row));
    if let Some(twin) = twin {
        at.hint("id", format!("has the name or all the figures of {}: one model under two ids?", twin.id));
    }
}

fn shape(at: &mut At<'_>, row: &OpenModel) {
    at.range("layers", f64::from(row.layers), 4.0, 400.0, "layers");
    at.range("hidden", f64::from(row.hidden), 128.0, 65_536.0, "wide");
    at.range("head_dim", f64::from(row.head_dim), 16.0, 1_024.0, "wide");
    if row.kv_heads > row.query_heads {
        at.say("kv_heads", "more than there are query heads");
    } else if row.attention == Attention::Gqa && row.kv_heads > 0 && !row.query_heads.is_multiple_of(row.kv_heads) {
        let (keys, queries) = (row.kv_heads, row.query_heads);
        at.say(
            "kv_heads",
            format!("{keys} do not divide {queries} query heads: each serves as many of them as the others"),
        );
    } else if row.attention == Attention::Gqa && row.kv_heads == row.query_heads && row.query_heads > 1 {
        at.hint("kv_heads", "as many as query heads: hardly a model since 2024 keeps the past of every head");
    }
    if row.attention == Attention::Gqa && row.kv_heads > 0 && row.query_heads > MOST_SHARED * row.kv_heads {
        let (keys, queries) = (row.kv_heads, row.query_heads);
        at.hint("kv_heads", format!("{keys} for {queries} query heads: others have one for up to {MOST_SHARED}"));
    }
    if f64::from(row.window) > row.context.get() {
        at.say("window", format!("{} tokens, more than the context of {}", row.window, row.context.get()));
    }
    let kept = row.full_layers + row.sliding_layers + row.linear_layers;
    if row.attention != Attention::Compressed && kept == 0 {
        at.say("full_layers", "no layer keeps anything of the past");
    } else if matches!(row.attention, Attention::Gqa | Attention::Mla) && row.linear_layers == 0 && kept < row.layers {
        at.say(
            "full_layers",
            format!("{kept} of {} layers keep something of the past: what do the others do?", row.layers),
        );
    }
    if row.attention == Attention::Mla && row.kv_heads != 1 {
        at.say(
            "kv_heads",
            format!("{}, and latent attention keeps one for all heads, `mla_dim` wide: 1", row.kv_heads),
        );
    }
    let wide = f64::from(row.head_dim) * f64::from(row.query_heads) / f64::from(row.hidden.max(1));
    // Dense models keep their heads as wide together as the model is; small ones and Gemma do not.
    let dense = row.experts == 0 && row.total.get() > 5.0 && !row.id.starts_with("gemma");
    let (most, others) = match row.attention {
        Attention::Gqa if dense => (1.7, "dense models up to 1.6"),
        Attention::Gqa => (3.4, "others up to 3.3"),
        Attention::Mla => (4.1, "others up to 4"),
        Attention::Compressed | Attention::Unknown => (f64::INFINITY, ""),
    };
    if wide > most {
        at.hint("head_dim", format!("heads are {wide:.1} times as wide together as the model: {others}"));
    }
    if let Some(sparse) = row.sparse.as_ref().filter(|sparse| sparse.selected > row.context.get()) {
        at.say("sparse", format!("selects {} tokens, more than the context of {}", sparse.selected, row.context.get()));
    }
    if row.attention == Attention::Mla {
        at.range("mla_dim", f64::from(row.mla_dim), 64.0, 1_536.0, "wide");
    } else if row.mla_dim > 0 {
        at.say("mla_dim", format!("is given with mla attention, and this says {}", row.attention.word()));
    }
    let entries: u32 = row.compressed.iter().map(|group| group.layers).sum();
    if entries > row.layers {
        at.say("compressed", format!("its groups have {entries} layers, and the model {}", row.layers));
    }
    // Attention and a feed-forward network of the usual widths have about 12 times the hidden width squared a layer;
    // what one token uses of the open models of record is 7.6 to 24 times that.
    let square = f64::from(row.layers) * f64::from(row.hidden) * f64::from(row.hidden) / 1e9;
    let times = row.active.get() / square;
    if !(4.0..=60.0).contains(&times) {
        at.say(
            "active",
            format!("{times:.1} times layers × hidden²: other models have 7 to 25: is one of them wrong?"),
        );
    } else if times > 30.0 {
        at.hint(
            "layers",
            format!("active parameters are {times:.0} times layers × hidden²: other models have 7 to 25"),
        );
    }
}

/// All and active parameters differ by the experts that a token leaves out, so one expert's size follows from them. What
/// the experts in use then have is 18 to 87 % of the active ones in the open models of record.
fn mixture(at: &mut At<'_>, row: &OpenModel) {
    let (all, used) = (f64::from(row.experts), f64::from(row.experts_active));
    let one = (row.total.get() - row.active.get()) / (all - used);
    let share = one * used / row.active.get();
    if !(0.08..=0.98).contains(&share) {
        let (total, active, share) = (row.total.get(), row.active.get(), 100.0 * share);
        at.say(
            "total",
            format!(
                "{total} and {active} active with {used} of {all} experts: those in use would have {share:.0} % of the active parameters, other models 18 to 87"
            ),
        );
    }
    // Keys, values, queries and output of every layer are among the active parameters that are in no expert. Rounded figures
    // may hide a tenth of them; of linear layers nothing is known here.
    let attention = f64::from(row.full_layers + row.sliding_layers)
        * f64::from(row.hidden)
        * f64::from(row.head_dim)
        * f64::from(2 * (row.query_heads + row.kv_heads))
        / 1e9;
    let beside = row.active.get() - one * used;
    if row.attention == Attention::Gqa && attention > 1.1 * beside {
        at.hint(
            "head_dim",
            format!(
                "attention would have {attention:.1} billion parameters, and beside its experts in use the model has {beside:.1}: is head_dim right?"
            ),
        );
    }
}

/// Whether two rows have one name, but for its spelling, or the same figures and day. Sisters that came out on one day
/// for two kinds of work are none.
fn twins(a: &OpenModel, b: &OpenModel) -> bool {
    let figures = |row: &OpenModel| {
        let sizes = [row.total.get(), row.active.get(), row.context.get()];
        let shape = [row.layers, row.hidden, row.query_heads, row.kv_heads, row.head_dim, row.experts, row.mla_dim];
        (sizes, shape, row.kind, row.released)
    };
    names::key(&a.name) == names::key(&b.name) || (a.layers > 0 && figures(a) == figures(b))
}
