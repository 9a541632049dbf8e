//! Lists that have stayed behind in some of their rows.

use super::names::host;
use super::plan::{Plan, Question};
use build_or_buy::catalog::Value;

/// A list that has stayed behind in one row of a host may have in its others: what it does not date is asked.
pub(super) fn old_beside(plan: &mut Plan) {
    let undated = |row: &Value| row.get("first_seen").is_some();
    for one in core::mem::take(&mut plan.append) {
        let behind = plan.behind.iter().find(|id| host(id) == host(&one.id));
        match behind.filter(|_| one.before.is_some() && undated(&one.row)) {
            Some(id) => {
                let why = format!(
                    "this list is old in another row of the same host ({id}): is this price newer than the catalog's?"
                );
                plan.ask.push(Question { shared: Some(why.clone()), ..one.asked("older", why) });
            }
            None => plan.append.push(one),
        }
    }
}
