//! Measured rows as they come in the file, each resolved to an instance and a request.

use super::reference;
use super::setup::Setup;
use build_or_buy::capacity::{Capacity, Class, Constants, Load, Maturity, Residual, Serving};
use build_or_buy::catalog::Vendor;
use build_or_buy::units::RequestsPerSecond;

/// One measured row.
pub struct Measured {
    pub id: String,
    pub source: String,
    pub date: String,
    pub model: String,
    pub gpu: String,
    pub precision: String,
    pub engine: String,
    pub scenario: String,
    /// Model, GPU, precision, layout, engine and lengths: what a sweep over concurrency holds fixed.
    pub sweep: String,
    /// GPUs of all instances.
    pub gpus: f64,
    /// Requests under way on all instances; infinite for saturated runs.
    pub concurrency: f64,
    /// Measured output tokens/s of all instances.
    pub output: f64,
    /// Measured time between tokens, ms.
    pub per_token: Option<f64>,
    /// Measured time to the first token, ms.
    pub first_token: Option<f64>,
    /// Requests came at a rate, in requests/s, and were not kept at a number.
    pub rate: Option<f64>,
    /// How well the stack was known to those who ran it.
    pub maturity: Maturity,
    /// What is needed to predict it, or why it cannot be.
    setup: Result<Setup, String>,
}

/// A prediction of a row.
#[derive(Clone, Copy)]
pub struct Predicted {
    /// Output tokens/s of all instances.
    pub output: f64,
    /// Time between tokens, ms.
    pub per_token: f64,
    /// Sequences decoded at once on one instance.
    pub batch: f64,
    pub batch_max: f64,
    /// Time to read one prompt, ms.
    pub prefill: f64,
    /// Mean time to the first token, ms; `None` where the row does not tell what the queue was.
    pub first_token: Option<f64>,
    pub class: Class,
}

/// A prediction, or why there is none.
pub type Outcome = Result<Predicted, String>;

impl Measured {
    /// Predicted by the closed form with these constants.
    pub fn predict(&self, constants: &Constants) -> Outcome {
        let setup = self.setup.as_ref().map_err(Clone::clone)?;
        let serving = Serving::with(constants, &setup.model, &setup.gpu, setup.precision, setup.kv, setup.layout)
            .map_err(|why| format!("{} on {}: {why}", self.model, self.gpu))?;
        let capacity =
            serving.capacity(&setup.request).map_err(|why| format!("{} on {}: {why}", self.model, self.gpu))?;
        let capacity = capacity.slowed(self.maturity.time_factor(setup.gpu.vendor));
        let point = capacity.predict(self.concurrency / setup.instances);
        let rate = setup.burst.map_or(point.output.get(), |all| burst(&capacity, all / setup.instances, point.batch));
        Ok(Predicted {
            output: rate * setup.instances,
            per_token: point.per_token.get(),
            batch: point.batch,
            batch_max: point.batch_max,
            prefill: point.prefill.get() * 1e3,
            first_token: self.first_token(&capacity, setup.instances),
            class: serving.class(),
        })
    }

    /// Bursts have their whole queue ahead of the mean request, which the capacity of an instance does not tell.
    fn first_token(&self, capacity: &Capacity, instances: f64) -> Option<f64> {
        if let Some(rate) = self.rate {
            return capacity.first_token(RequestsPerSecond::new(rate / instances)).map(|first| first.mean.get());
        }
        let kept = self.scenario == "closed_loop" && self.concurrency.is_finite();
        kept.then(|| capacity.first_token_together(self.concurrency / instances).get())
    }

    /// The stated band of measured over predicted.
    pub fn band(&self, predicted: &Predicted) -> Residual {
        predicted.class.residual(self.maturity, Load::of(self.per_gpu(predicted)))
    }

    pub fn vendor(&self) -> Option<Vendor> {
        self.setup.as_ref().ok().map(|setup| setup.gpu.vendor)
    }

    /// Sequences under way on each GPU, at most what the prediction could hold.
    pub fn per_gpu(&self, predicted: &Predicted) -> f64 {
        let instances = self.setup.as_ref().map_or(1.0, |setup| setup.instances);
        predicted.batch * instances / self.gpus
    }

    /// False when the row's own figures contradict each other: tokens/s × time between tokens far below concurrency.
    pub fn consistent(&self) -> bool {
        self.per_token.is_none_or(|ms| self.output * ms / 1e3 / self.concurrency > 0.5)
    }
}

/// Mean rate of a run of a fixed number of requests: full waves, then a last one that is smaller.
fn burst(capacity: &Capacity, requests: f64, batch: f64) -> f64 {
    let full = capacity.predict(batch);
    let tokens = full.output.get() / full.requests.get();
    let waves = (requests / batch).floor();
    let rest = requests - waves * batch;
    let mut time = waves * batch / full.requests.get();
    if rest > 0.5 {
        let last = capacity.predict(rest.max(1.0));
        time += last.batch / last.requests.get();
    }
    requests * tokens / time.max(1e-9)
}

/// One row from its fields by column; `at` numbers it where it has no id.
pub fn row<'a>(at: usize, text: &impl Fn(&str) -> &'a str, names: &reference::Names) -> Measured {
    let number = |name: &str| text(name).parse::<f64>().ok().filter(|value| value.is_finite());
    let or_position = |name: &str| if text(name).is_empty() { format!("row {}", at + 1) } else { text(name).into() };
    Measured {
        id: or_position("id"),
        source: text("source").into(),
        date: text("date").into(),
        model: text("model").into(),
        gpu: text("gpu").into(),
        precision: text("prec").into(),
        engine: text("engine").into(),
        scenario: text("scenario").into(),
        sweep: ["model", "gpu", "prec", "kv", "n_gpus", "tp", "pp", "ep", "dp_attn", "engine", "isl", "osl"]
            .map(text)
            .join(" "),
        gpus: number("n_gpus").unwrap_or(1.0).max(1.0),
        concurrency: number("conc").filter(|value| *value > 0.0).unwrap_or(f64::INFINITY),
        output: number("out_tps").unwrap_or(0.0),
        per_token: number("tpot_ms").filter(|value| *value > 0.0),
        first_token: number("ttft_ms").filter(|value| *value > 0.0),
        rate: number("out_tps")
            .zip(number("osl"))
            .filter(|_| {
                matches!(text("scenario"), "open_loop")
                    || text("scenario").starts_with("rate_") && text("scenario") != "rate_INF"
            })
            .map(|(output, each)| output / each),
        maturity: maturity(text("maturity"), text("scenario"), text("source"), text("engine")),
        setup: Setup::read(text, names),
    }
}

/// What the row says, else what is known of its source: bursts on default settings, and vLLM as it was in 2024, are first deployments.
fn maturity(said: &str, scenario: &str, source: &str, engine: &str) -> Maturity {
    match said {
        "tuned" => Maturity::Tuned,
        "new" => Maturity::NewModel,
        "first" => Maturity::FirstDeployment,
        _ => {
            let old = source.starts_with("argonne") && engine.to_lowercase().starts_with("vllm");
            let untuned = scenario == "burst" || source.starts_with("gpustack") || source.starts_with("dstack");
            if old || untuned { Maturity::FirstDeployment } else { Maturity::Tuned }
        }
    }
}
