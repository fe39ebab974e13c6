use time::OffsetDateTime;
use time::macros::format_description;

/// A moment in unix seconds as people write it, in UTC.
#[must_use]
pub fn moment(unix: i64) -> String {
    OffsetDateTime::from_unix_timestamp(unix)
        .ok()
        .and_then(|moment| {
            let format = format_description!("[year]-[month]-[day] [hour]:[minute]:[second] UTC");
            moment.format(format).ok()
        })
        // Beyond the calendar; the number is then the clearest.
        .unwrap_or_else(|| format!("second {unix}"))
}

/// The day of a moment in unix seconds, in UTC.
#[must_use]
pub fn day(unix: i64) -> String {
    OffsetDateTime::from_unix_timestamp(unix).map_or_else(
        |_| format!("second {unix}"),
        |moment| moment.date().to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_what_people_write() {
        assert_eq!(moment(1_800_000_000), "2027-01-15 08:00:00 UTC");
        assert_eq!(day(1_800_000_000), "2027-01-15");
        let beyond = format!("second {}", i64::MAX);
        assert_eq!((moment(i64::MAX), day(i64::MAX)), (beyond.clone(), beyond));
    }
}
