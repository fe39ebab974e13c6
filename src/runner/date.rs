//! Dates as people type them, and now.

use std::time::{SystemTime, UNIX_EPOCH};

use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

/// Milliseconds since 1970 of `2024-01-31`, `2024-01-31T12:00`, with seconds, fractions, `Z` or
/// `+02:00`. Without an offset it is meant in UTC. None for anything else.
#[must_use]
pub(super) fn date(text: &str) -> Option<f64> {
    let text = text.trim();
    let (day, clock) = match text.split_once(['T', ' ']) {
        Some((day, clock)) => (day, Some(clock)),
        None => (text, None),
    };
    let (time, offset) = match clock {
        Some(clock) => time_of_day(clock)?,
        None => (Time::MIDNIGHT, UtcOffset::UTC),
    };
    let moment = OffsetDateTime::new_in_offset(calendar(day)?, time, offset);
    let milliseconds = moment.unix_timestamp_nanos() / 1_000_000;
    #[expect(clippy::cast_precision_loss, reason = "years of four digits are exact")]
    Some(milliseconds as f64)
}

/// Milliseconds since 1970, the server's way to write a moment; a clock before that stands still.
pub(super) fn now() -> f64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0.0, |since| (since.as_secs_f64() * 1000.0).floor())
}

fn calendar(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let month = Month::try_from(digits::<u8>(month)?).ok()?;
    Date::from_calendar_date(digits(year)?, month, digits(day)?).ok()
}

fn time_of_day(text: &str) -> Option<(Time, UtcOffset)> {
    let (clock, offset) = match text.find(['Z', 'z', '+', '-']) {
        Some(at) => (&text[..at], zone(&text[at..])?),
        None => (text, UtcOffset::UTC),
    };
    let mut parts = clock.split(':');
    let (hour, minute) = (digits(parts.next()?)?, digits(parts.next()?)?);
    let (second, fraction) = match parts.next() {
        Some(seconds) => seconds.split_once('.').unwrap_or((seconds, "0")),
        None => ("0", "0"),
    };
    if parts.next().is_some() || fraction.is_empty() {
        return None;
    }
    digits::<u64>(fraction)?;
    let millisecond = digits(&format!("{fraction:0<3}")[..3])?;
    let time = Time::from_hms_milli(hour, minute, digits(second)?, millisecond).ok()?;
    Some((time, offset))
}

fn zone(text: &str) -> Option<UtcOffset> {
    if matches!(text, "Z" | "z") {
        return Some(UtcOffset::UTC);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let rest = &text[1..];
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None => rest.split_at_checked(2)?,
    };
    UtcOffset::from_hms(
        sign * digits::<i8>(hours)?,
        sign * digits::<i8>(minutes)?,
        0,
    )
    .ok()
}

/// A number of nothing but digits: `parse` alone would take a sign.
fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates() {
        for (text, expected) in [
            ("1970-01-01", 0.0),
            ("1970-01-01T00:00:01.5Z", 1500.0),
            ("1970-01-01 01:00", 3_600_000.0),
            ("1970-01-01T02:00:00+02:00", 0.0),
            ("1970-01-01T00:00:00-0030", 1_800_000.0),
            ("1969-12-31T23:59:59.999Z", -1.0),
        ] {
            assert_eq!(date(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "tomorrow",
            "1970-1-1",
            "1970-13-01",
            "1970-01-01T25:00",
            "1970-01-01Tx",
            "é-é-é",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
