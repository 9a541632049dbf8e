//! Regret of choosing now, and the value of knowing everything first: the expected regret of the best choice.

/// Regret of choosing now, from the costs of every option in every draw (by option, all of one length).
#[derive(Clone, Debug, PartialEq)]
pub struct Regret {
    /// Mean cost of each option.
    pub means: Vec<f64>,
    /// The option of least mean cost.
    pub best: usize,
    /// Expected regret of each option: its mean cost less the mean of the least cost of each draw.
    pub expected: Vec<f64>,
    /// How often each option is the cheapest; the first of equals counts.
    pub wins: Vec<u32>,
    /// Standard error of the best option's expected regret.
    pub error: f64,
}

impl Regret {
    /// From the costs of at least one option in at least one draw: bare, as lists of any one unit.
    pub fn of(costs: &[Vec<f64>]) -> Self {
        let n = costs.first().map_or(0, Vec::len);
        let count = n.max(1) as f64;
        let means: Vec<f64> = costs.iter().map(|costs| costs.iter().sum::<f64>() / count).collect();
        let mut best = 0;
        for at in 1..means.len() {
            if means[at] < means[best] {
                best = at;
            }
        }
        let mut wins = vec![0; costs.len()];
        let mut regrets = vec![0.0; costs.len()];
        let mut squares = 0.0;
        for draw in 0..n {
            let mut least = 0;
            for at in 1..costs.len() {
                if costs[at][draw] < costs[least][draw] {
                    least = at;
                }
            }
            wins[least] += 1;
            for (sum, mine) in regrets.iter_mut().zip(costs) {
                *sum += mine[draw] - costs[least][draw];
            }
            let mine = costs[best][draw] - costs[least][draw];
            squares += mine * mine;
        }
        let expected: Vec<f64> = regrets.iter().map(|sum| sum / count).collect();
        // Of no options nothing is regretted.
        let mean = expected.get(best).copied().unwrap_or(0.0);
        let error = ((squares / count - mean * mean).max(0.0) / count).sqrt();
        Self { means, best, expected, wins, error }
    }

    /// Expected value of perfect information, in the unit of the costs: the expected regret of the best option.
    pub fn evpi(&self) -> f64 {
        // Of no options nothing is regretted.
        self.expected.get(self.best).copied().unwrap_or(0.0)
    }
}
