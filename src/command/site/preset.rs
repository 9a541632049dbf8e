//! The situations that have a page of their own: a short link, a picture for it, and what an editor needs to embed it.

use super::answer;
use super::html::text_of as text;
use super::picture::{CARD, Card};
use crate::command::link;
use crate::command::project::read_text;
use build_or_buy::sentence::{Unit, amount};
use build_or_buy::{Catalog, Report};
use serde::Deserialize;
use std::path::Path;

/// A situation as `www/presets.json` lists it.
#[derive(Clone, Deserialize)]
pub struct Preset {
    /// Its folder below `p/`: lower-case letters, digits and hyphens.
    pub id: String,
    /// Its title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// The link's query without `?`.
    pub query: String,
}

/// The presets in the order of the list; none where there is no list.
pub fn presets(www: &Path) -> Result<Vec<Preset>, String> {
    let place = www.join("presets.json");
    if !place.is_file() {
        return Ok(Vec::new());
    }
    let all: Vec<Preset> = serde_json::from_str(&read_text(&place)?)
        .map_err(|error| format!("{} is not a list of presets: {error}", place.display()))?;
    let plain = |id: &str| !id.is_empty() && id.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'));
    match all.iter().find(|preset| !plain(&preset.id)) {
        Some(bad) => Err(format!("{}: id \"{}\" may hold a-z, 0-9 and - only", place.display(), bad.id)),
        None => Ok(all),
    }
}

/// The engine's own answer to the preset's link, with its odds.
pub fn report(preset: &Preset, catalog: &Catalog) -> Report {
    build_or_buy::evaluate(&link::pairs(&preset.query), catalog)
}

/// What the picture of a situation says.
pub fn card(preset: &Preset, report: &Report) -> Card {
    let color = |side| match side {
        "buy" => "#0072B2",
        "hybrid" => "#009E73",
        _ => "#D55E00",
    };
    let bars = answer::bars(report)
        .into_iter()
        .skip(1)
        .map(|bar| (bar.name.to_owned(), amount(Unit::UsdMonth, bar.monthly), bar.part, color(bar.side)));
    Card {
        title: preset.title.clone(),
        sentence: report.verdict.sentence.plain(),
        bars: bars.collect(),
        foot: format!("Prices as of {}. A link holds all its inputs; nothing leaves the browser.", report.asof),
    }
}

/// Where a page stands on the web, as far as that is known.
pub struct Place<'a> {
    /// The site's address with a slash at its end, if it was given.
    pub site: Option<&'a str>,
    /// The page's folder below it: empty, or `p/<id>/`.
    pub folder: &'a str,
}

impl Place<'_> {
    /// The address of a file beside the page: absolute where the site's is known, else relative to the page.
    pub fn beside(&self, file: &str) -> String {
        match self.site {
            Some(site) => format!("{site}{}{file}", self.folder),
            None if file.is_empty() => "./".to_owned(),
            None => file.to_owned(),
        }
    }
}

/// The elements of `<head>` that networks and editors read.
pub fn head(preset: &Preset, place: &Place<'_>) -> String {
    let picture = text(&place.beside("card.png"));
    let title = text(&preset.title);
    let summary = text(&preset.summary);
    let mut lines = vec![
        format!(
            "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}\" title=\"{title}\">",
            text(&place.beside("oembed.json"))
        ),
        "<meta property=\"og:type\" content=\"website\">".to_owned(),
        "<meta property=\"og:site_name\" content=\"Build or buy?\">".to_owned(),
        format!("<meta property=\"og:title\" content=\"{title}\">"),
        format!("<meta property=\"og:description\" content=\"{summary}\">"),
        format!("<meta property=\"og:image\" content=\"{picture}\">"),
        format!("<meta property=\"og:image:width\" content=\"{}\">", CARD.0),
        format!("<meta property=\"og:image:height\" content=\"{}\">", CARD.1),
        format!("<meta property=\"og:image:alt\" content=\"{summary}\">"),
        "<meta name=\"twitter:card\" content=\"summary_large_image\">".to_owned(),
    ];
    if place.site.is_some() {
        let here = text(&place.beside(""));
        lines.push(format!("<link rel=\"canonical\" href=\"{here}\">"));
        lines.push(format!("<meta property=\"og:url\" content=\"{here}\">"));
    }
    lines.join("\n")
}

/// The oEmbed answer of a page: an iframe of its `embed.html`.
pub fn oembed(preset: &Preset, place: &Place<'_>) -> String {
    const SIZE: (u32, u32) = (640, 720);
    let html = format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"{}\" height=\"{}\" style=\"width:100%;border:0\" loading=\"lazy\"></iframe>",
        text(&place.beside("embed.html")),
        text(&preset.title),
        SIZE.0,
        SIZE.1
    );
    let answer = serde_json::json!({
        "version": "1.0",
        "type": "rich",
        "provider_name": "Build or buy?",
        "provider_url": place.site.unwrap_or("./"),
        "title": preset.title,
        "html": html,
        "width": SIZE.0,
        "height": SIZE.1,
        "thumbnail_url": place.beside("card.png"),
        "thumbnail_width": CARD.0,
        "thumbnail_height": CARD.1,
    });
    format!("{answer:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preset() -> Preset {
        let own = str::to_owned;
        Preset { id: own("bank"), title: own("A \"bank\""), summary: own("Must stay inside."), query: own("v=2&a=b") }
    }

    #[test]
    fn addresses_are_absolute_where_the_site_is_known() {
        let place = Place { site: Some("https://example.org/x/"), folder: "p/bank/" };
        let head = head(&preset(), &place);
        assert!(head.contains("href=\"https://example.org/x/p/bank/oembed.json\""), "{head}");
        assert!(head.contains("content=\"https://example.org/x/p/bank/card.png\""), "{head}");
        assert!(head.contains("<link rel=\"canonical\" href=\"https://example.org/x/p/bank/\">"), "{head}");
        assert!(head.contains("A &quot;bank&quot;") && !head.contains("\"A \""), "{head}");
    }

    #[test]
    fn an_oembed_answer_is_rich_and_has_a_size() {
        let place = Place { site: Some("https://example.org/"), folder: "p/bank/" };
        let answer: serde_json::Value = serde_json::from_str(&oembed(&preset(), &place)).expect("json");
        assert_eq!((&answer["version"], &answer["type"]), (&"1.0".into(), &"rich".into()));
        assert_eq!(answer["width"], 640);
        let html = answer["html"].as_str().expect("text");
        assert!(html.starts_with("<iframe src=\"https://example.org/p/bank/embed.html\""), "{html}");
    }
}
