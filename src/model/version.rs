use std::fmt;
use std::str::FromStr;

/// An element's version, `major.minor.patch`. `0.0.0` means never set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Version {
    /// First number.
    pub major: u32,
    /// Second number.
    pub minor: u32,
    /// Third number.
    pub patch: u32,
}

/// A text that is no version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IllegalVersion(pub String);

impl fmt::Display for IllegalVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a version: three whole numbers such as 1.0.0 are needed",
            self.0.escape_debug()
        )
    }
}

impl std::error::Error for IllegalVersion {}

impl FromStr for Version {
    type Err = IllegalVersion;

    fn from_str(text: &str) -> Result<Self, IllegalVersion> {
        let illegal = || IllegalVersion(text.to_owned());
        let mut numbers = text.split('.').map(|part| {
            // `+1` parses as a number, yet no server writes it.
            if part.bytes().all(|byte| byte.is_ascii_digit()) {
                part.parse().map_err(|_| illegal())
            } else {
                Err(illegal())
            }
        });
        let mut next = || numbers.next().unwrap_or_else(|| Err(illegal()));
        let version = Self {
            major: next()?,
            minor: next()?,
            patch: next()?,
        };
        match numbers.next() {
            None => Ok(version),
            Some(_) => Err(illegal()),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_three_numbers() {
        assert_eq!(
            "1.0.688".parse::<Version>().expect("legal").to_string(),
            "1.0.688"
        );
        for text in [
            "", "1", "1.2", "1.2.3.4", "1.2.x", "1.2.-3", "1.+2.3", "1..3",
        ] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
    }

    #[test]
    fn versions_compare_as_numbers() {
        let version = |text: &str| text.parse::<Version>().expect("legal");
        assert!(version("1.9.0") < version("1.10.0"));
    }
}
