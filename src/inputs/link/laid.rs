//! A visitor's own numbers laid over a catalog: its rows by the catalog, its inputs by what reads a link.

use super::{Issue, read};
use crate::catalog::{Catalog, Overlaid, Refusal, Value};

/// Lays a small file over a catalog. An input of it that no link could set, or whose text cannot be read, is refused as a
/// row would be: it counts nowhere, and stands in no link made later.
pub fn lay(catalog: &mut Catalog, file: &Value) -> Overlaid {
    let mut laid = catalog.overlay(file);
    for issue in unread(catalog, &laid.inputs) {
        laid.inputs.retain(|(key, _)| *key != issue.field);
        catalog.inputs.retain(|(key, _)| *key != issue.field);
        let quoted = ["\u{201c}", &issue.text, "\u{201d}"].concat();
        let mut one = Refusal::new("inputs", &issue.field, "", &quoted, &issue.allowed);
        one.said = [&issue.field, ": ", &quoted, " ", &issue.problem, "; allowed: ", &issue.allowed, "."].concat();
        laid.refused.push(one);
    }
    laid
}

/// What a link would refuse or correct of inputs that were laid over a catalog. The workloads that they name are taken
/// for listed: which ones a link will list is not known yet.
pub fn unread(catalog: &Catalog, inputs: &[(String, String)]) -> Vec<Issue> {
    let mut slugs: Vec<&str> = inputs.iter().filter_map(|(key, _)| Some(key.split_once('.')?.0)).collect();
    crate::order::sort(&mut slugs, Ord::cmp);
    slugs.dedup();
    let listed = slugs.is_empty() || inputs.iter().any(|(key, _)| key == "workloads");
    let link = if listed { Vec::new() } else { vec![("workloads".to_owned(), slugs.join("~"))] };
    let ours = |issue: &Issue| !issue.notice && inputs.iter().any(|(key, _)| *key == issue.field);
    read(&link, catalog).issues.into_iter().filter(ours).collect()
}
