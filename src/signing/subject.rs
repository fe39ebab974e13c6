use std::fmt;
use std::str::FromStr;

/// The subject of a new certificate, as people type it: `CN=Release,O=Example Ltd`.
///
/// Only the attributes that certificates of real packages have. They are kept in the order they
/// are typed in, which is RFC 2253's: the most specific first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    attributes: Vec<(Attribute, String)>,
}

/// The types of attribute that the server is known to accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribute {
    CommonName,
    Unit,
    Organization,
    Locality,
    State,
    Country,
}

/// What is wrong with a subject.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSubject {
    /// No `=` in a part.
    #[error(
        "`{0}` in the subject is not `TYPE=value`; write such as `CN=Release,O=Example Ltd`, and a comma inside a value as `\\,`"
    )]
    NoValue(String),
    /// An attribute type that the server may not know.
    #[error("`{0}` cannot stand in a subject: use CN, OU, O, L, ST and C")]
    UnknownType(String),
    /// An e-mail attribute.
    #[error(
        "`{0}` cannot stand in a subject: servers refuse to import what a certificate with an e-mail attribute signs"
    )]
    Email(String),
    /// The same type a second time.
    #[error("`{0}` occurs twice in the subject")]
    Twice(&'static str),
    /// Nothing after the `=`.
    #[error("`{0}` has no value in the subject")]
    Empty(&'static str),
    /// More characters than X.509 allows.
    #[error("`{0}` is longer than {1} characters")]
    TooLong(&'static str, usize),
    /// A country that is not two letters.
    #[error("`C={0}` is not a country: write its two letters, such as `C=DE`")]
    Country(String),
    /// Control characters.
    #[error("`{0}` contains a control character")]
    Control(&'static str),
    /// A backslash before something that needs none.
    #[error(
        "`\\\\{0}` in the subject means nothing: a backslash stands before `,` `+` `\"` `\\\\` `<` `>` `;` `=` `#` only"
    )]
    Escape(String),
    /// There is no common name.
    #[error("the subject has no common name: begin it with `CN=…`")]
    NoCommonName,
}

impl Subject {
    /// A subject of nothing but a common name.
    ///
    /// # Errors
    /// When the name cannot be used.
    pub fn common_name(name: &str) -> Result<Self, BadSubject> {
        check(Attribute::CommonName, name)?;
        Ok(Self {
            attributes: vec![(Attribute::CommonName, name.to_owned())],
        })
    }

    /// The attributes in the order of the certificate, most general first.
    pub(super) fn in_der_order(&self) -> impl Iterator<Item = (Attribute, &str)> {
        self.attributes
            .iter()
            .rev()
            .map(|(attribute, value)| (*attribute, value.as_str()))
    }
}

impl Attribute {
    fn parse(text: &str) -> Result<Self, BadSubject> {
        Ok(match text.to_ascii_uppercase().as_str() {
            "CN" => Self::CommonName,
            "OU" => Self::Unit,
            "O" => Self::Organization,
            "L" => Self::Locality,
            "ST" => Self::State,
            "C" => Self::Country,
            "E" | "EMAIL" | "EMAILADDRESS" | "1.2.840.113549.1.9.1" => {
                return Err(BadSubject::Email(text.to_owned()));
            }
            _ => return Err(BadSubject::UnknownType(text.to_owned())),
        })
    }

    fn short(self) -> &'static str {
        match self {
            Self::CommonName => "CN",
            Self::Unit => "OU",
            Self::Organization => "O",
            Self::Locality => "L",
            Self::State => "ST",
            Self::Country => "C",
        }
    }

    /// X.509's upper bounds (RFC 5280, appendix A.1).
    fn limit(self) -> usize {
        match self {
            Self::Locality | Self::State => 128,
            _ => 64,
        }
    }
}

impl FromStr for Subject {
    type Err = BadSubject;

    fn from_str(text: &str) -> Result<Self, BadSubject> {
        let mut attributes: Vec<(Attribute, String)> = Vec::new();
        for part in split(text) {
            let (name, value) = part
                .split_once('=')
                .ok_or_else(|| BadSubject::NoValue(part.trim().to_owned()))?;
            let attribute = Attribute::parse(name.trim())?;
            let value = unescape(value.trim())?;
            check(attribute, &value)?;
            if attributes.iter().any(|(known, _)| *known == attribute) {
                return Err(BadSubject::Twice(attribute.short()));
            }
            attributes.push((attribute, value));
        }
        if !attributes
            .iter()
            .any(|(attribute, _)| *attribute == Attribute::CommonName)
        {
            return Err(BadSubject::NoCommonName);
        }
        Ok(Self { attributes })
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (attribute, value)) in self.attributes.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(
                f,
                "{comma}{}={}",
                attribute.short(),
                super::name::escape(value)
            )?;
        }
        Ok(())
    }
}

fn check(attribute: Attribute, value: &str) -> Result<(), BadSubject> {
    let short = attribute.short();
    if value.is_empty() {
        return Err(BadSubject::Empty(short));
    }
    if value.chars().any(char::is_control) {
        return Err(BadSubject::Control(short));
    }
    if value.chars().count() > attribute.limit() {
        return Err(BadSubject::TooLong(short, attribute.limit()));
    }
    let is_country = value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_alphabetic());
    if attribute == Attribute::Country && !is_country {
        return Err(BadSubject::Country(value.to_owned()));
    }
    Ok(())
}

/// The parts between the commas that no backslash protects.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut escaped) = (0, false);
    for (index, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ',' => {
                parts.push(&text[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn unescape(value: &str) -> Result<String, BadSubject> {
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some(special) if r#",+"\<>;=# "#.contains(special) => text.push(special),
            other => {
                return Err(BadSubject::Escape(
                    other.map(String::from).unwrap_or_default(),
                ));
            }
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Subject, BadSubject> {
        text.parse()
    }

    #[test]
    fn is_what_people_type() {
        let subject = parse(r"cn=Release, O=Example\, Ltd,C=DE").unwrap();
        assert_eq!(subject.to_string(), r"CN=Release,O=Example\, Ltd,C=DE");
        let last = subject.in_der_order().last();
        assert_eq!(last, Some((Attribute::CommonName, "Release")));
    }

    #[test]
    fn says_what_is_wrong() {
        let long = "x".repeat(65);
        for (text, problem) in [
            ("", BadSubject::NoValue(String::new())),
            ("Release", BadSubject::NoValue("Release".into())),
            ("O=Example", BadSubject::NoCommonName),
            ("CN=a,CN=b", BadSubject::Twice("CN")),
            ("CN=", BadSubject::Empty("CN")),
            ("CN=a,E=a@b", BadSubject::Email("E".into())),
            (
                "CN=a,emailAddress=a@b",
                BadSubject::Email("emailAddress".into()),
            ),
            ("CN=a,SN=b", BadSubject::UnknownType("SN".into())),
            ("CN=a,C=Germany", BadSubject::Country("Germany".into())),
            (r"CN=a\2Cb", BadSubject::Escape("2".into())),
            ("CN=a\\", BadSubject::Escape(String::new())),
            ("CN=a\nb", BadSubject::Control("CN")),
            (&format!("CN={long}"), BadSubject::TooLong("CN", 64)),
        ] {
            assert_eq!(parse(text), Err(problem), "{text}");
        }
    }
}
