//! Lists of requests that come in pages: whether more follow the last one.

use super::super::json::Json;
use super::super::tally::Tally;

/// Notes what a page of a list says of its place among the others; the last page counts.
pub(super) fn noted(tally: &mut Tally, json: &Json) {
    let page = json.first_count(&["page", "meta.page", "result_info.page"]);
    // Some count the pages, some the records of all of them and of one.
    let records = || json.count("result_info.total_count").zip(json.count("result_info.per_page"));
    let pages = json
        .first_count(&["total_pages", "meta.totalPages"])
        .or_else(|| records().filter(|(_, each)| *each > 0.0).map(|(all, each)| all / each));
    let cursor = json.at("meta.cursor").text();
    let more = match page.zip(pages) {
        Some((page, pages)) => page < pages,
        None if json.get("meta").has("cursor") => !cursor.is_empty(),
        None => return,
    };
    let at = page.unwrap_or(0.0);
    if at >= tally.last_page.0 {
        tally.last_page = (at, more);
    }
}
