//! Sizes of a config that can hardly be: heads wider together than in other models, counts that differ from what is stated.

use super::shape::Shape;

/// Heads over the model's width, in mixtures and in dense models: most have 1 to 2, and 0.8 to 1.6.
const WIDE: [f64; 2] = [2.0, 1.7];
/// What a count may differ by from a stated figure, which people round.
const ROUNDED: f64 = 0.15;
/// The same from a name, which is rounded to whole billions.
const NAMED: f64 = 0.3;

impl Shape {
    /// What a person should look at before the row is taken. `stated`: all and active parameters, in billions.
    pub(super) fn doubts(&self, name: &str, stated: [Option<f64>; 2]) -> Vec<String> {
        let mut asks = Vec::new();
        let most = WIDE[usize::from(self.experts <= 0.0)];
        let wide = self.head_dim * self.query_heads / self.hidden.max(1.0);
        if self.attention == "gqa" && wide > most {
            let (dim, heads, hidden) = (self.head_dim, self.query_heads, self.hidden);
            asks.push(format!(
                "{heads} heads of {dim} are {wide:.1} times as wide together as the model, {hidden}: other models have up to {most}; is head_dim right?"
            ));
        }
        let (all, active) = self.parameters();
        let named = [None, used_by_name(name)];
        for ((what, counted), (stated, named)) in
            [("all", all), ("active", active)].into_iter().zip(stated.into_iter().zip(named))
        {
            let Some(counted) = counted else { continue };
            let off = |said: f64, most: f64| (counted / said - 1.0).abs() > most;
            let said = stated.filter(|said| off(*said, ROUNDED)).map(|said| ("stated are", said));
            if let Some((who, said)) =
                said.or(named.filter(|said| off(*said, NAMED)).map(|said| ("its name says", said)))
            {
                asks.push(format!(
                    "the config's sizes come to {counted} billion parameters ({what}), and {who} {said}: is a size of it wrong, like head_dim?"
                ));
            }
        }
        asks
    }
}

/// What a name says of the active parameters, in billions: `A22B`.
pub(super) fn used_by_name(name: &str) -> Option<f64> {
    let word = |word: &str| word.strip_prefix(['A', 'a'])?.strip_suffix(['B', 'b'])?.parse::<f64>().ok();
    name.split([' ', '-', '_']).find_map(word).filter(|size| *size > 0.0)
}
