//! The clock of a moment, as exports write it.

/// Seconds of the day, and how far the zone is ahead of UTC.
pub(super) fn clock(text: &str) -> Option<(f64, Option<f64>)> {
    let upper = text.to_ascii_uppercase();
    let (text, half) = match upper.strip_suffix("PM").or(upper.strip_suffix("AM")) {
        Some(rest) => (rest.trim_end(), Some(upper.ends_with("PM"))),
        None => (upper.as_str(), None),
    };
    // Some write the zone twice: `+0000 UTC`.
    let plain = ["Z", "UTC", "GMT"].iter().find_map(|zone| text.strip_suffix(zone)).map(str::trim_end);
    let (text, plain) = (plain.unwrap_or(text), plain.map(|_| 0.0));
    let (text, zone) = if let Some(at) = text.rfind(['+', '-']) {
        let (clock, zone) = text.split_at(at);
        let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
        let (hours, minutes) = digits.split_at(digits.len().min(2));
        let ahead = whole(hours)? * 3600.0 + whole(minutes).unwrap_or(0.0) * 60.0;
        (clock.trim_end(), Some(if zone.starts_with('-') { -ahead } else { ahead }))
    } else {
        (text, plain)
    };
    let mut parts = text.split(':');
    let mut hours = whole(parts.next()?)?;
    let minutes = parts.next().map_or(Some(0.0), whole)?;
    let seconds = match parts.next() {
        // A comma before the milliseconds is how some loggers write them.
        Some(part) => super::number::read(&part.replace(',', "."), false)?.value,
        None => 0.0,
    };
    if let Some(afternoon) = half {
        hours = if hours == 12.0 { 0.0 } else { hours } + if afternoon { 12.0 } else { 0.0 };
    }
    let inside = (0.0..=24.0).contains(&hours) && (0.0..60.0).contains(&minutes) && (0.0..61.0).contains(&seconds);
    inside.then_some((hours * 3600.0 + minutes * 60.0 + seconds, zone))
}

fn whole(text: &str) -> Option<f64> {
    text.parse::<u16>().ok().map(f64::from)
}
