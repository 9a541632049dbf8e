//! Which input was probably meant by a name that none has.

use super::suspicious_names::distance;
use build_or_buy::inputs::{GLOBAL, WORKLOAD};

/// The input whose name is nearest to one that is not known.
pub fn meant(name: &str, allowed: &str) -> String {
    let bare = name.rsplit('.').next().unwrap_or(name);
    if allowed != "one of the names in the table of inputs" {
        return String::new();
    }
    if name == bare && WORKLOAD.iter().any(|input| input.name == name) {
        return [" It is an input of a workload: write `NAME.", name, "` with that workload’s name."].concat();
    }
    let name = bare;
    let names = GLOBAL.iter().map(|input| input.name).chain(WORKLOAD.iter().map(|input| input.name));
    let nearest = names.map(|known| (distance(name, known), known)).min();
    // A third of the letters: farther off, it is another word.
    let near = nearest.filter(|(letters, _)| 3 * letters <= name.chars().count());
    near.map_or_else(String::new, |(_, known)| format!(" Do you mean `{known}`?"))
}
