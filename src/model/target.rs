use std::fmt;
use std::str::FromStr;

/// The generation of servers to build for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Target {
    /// Up to 8.2: MD5 signatures, `signature-owner`, content signatures, old value grammar.
    Seven,
    /// 8.3 to 9: SHA-256 signatures, nothing else signed, new value grammar.
    #[default]
    Eight,
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "7" => Ok(Self::Seven),
            "8" => Ok(Self::Eight),
            _ => Err("`7` is for servers up to 8.2, `8` for 8.3 to 9".to_owned()),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Seven => "7",
            Self::Eight => "8",
        })
    }
}
