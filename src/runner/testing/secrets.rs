//! What a recording must not keep: secrets by the names they stand under, and wherever else the same
//! text occurs.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use crate::runner::http::Request;
use crate::runner::state::from_base64;

/// What stands in place of a secret.
pub(super) const REMOVED: &str = "(removed)";

/// Words of a name that say that its value is a secret.
const WORDS: [&str; 10] = [
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "credential",
    "auth",
    "authorization",
    "cookie",
    "pwd",
];

/// Texts that are removed wherever they stand: short ones would take harmless texts with them.
const SHORTEST: usize = 4;

/// Whether a value of this name is a secret: `IdentityToken`, `X-Registry-Auth`, `DB_PASSWORD`;
/// not `Author`.
pub(super) fn is_secret_name(name: &str) -> bool {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for letter in name.chars() {
        let begins = letter.is_uppercase() && before.is_lowercase();
        if begins || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
        before = letter;
    }
    let private_key = words.windows(2).any(|pair| pair == ["private", "key"]);
    private_key
        || words.iter().any(|word| {
            WORDS.contains(&word.as_str()) || WORDS.contains(&word.trim_end_matches('s'))
        })
}

/// The secrets that are known by now: those of the test's inputs, and those that were sent.
#[derive(Debug, Default, Clone)]
pub(super) struct Secrets(BTreeSet<String>);

impl Secrets {
    /// One more.
    pub(super) fn add(&mut self, text: &str) {
        if text.chars().count() >= SHORTEST {
            self.0.insert(text.to_owned());
        }
    }

    /// Those of a request: its headers, also what is in them in base64, and its body.
    pub(super) fn add_of(&mut self, request: &Request) {
        for (name, value) in &request.headers {
            if !is_secret_name(name) {
                continue;
            }
            let credential = value.rsplit(' ').next().unwrap_or_default();
            self.add(credential);
            let plain = credential.replace('-', "+").replace('_', "/");
            let decoded = from_base64(&plain).and_then(|bytes| String::from_utf8(bytes).ok());
            let Some(decoded) = decoded else { continue };
            match serde_json::from_str(&decoded) {
                Ok(json) => self.add_within(&json, false),
                Err(_) => self.add(decoded.split_once(':').map_or("", |(_, password)| password)),
            }
        }
        let body = request.body.as_deref().unwrap_or_default();
        if let Ok(json) = serde_json::from_slice(body) {
            self.add_within(&json, false);
        }
    }

    fn add_within(&mut self, json: &Json, secret: bool) {
        match json {
            Json::String(text) if secret => self.add(text),
            Json::String(text) => {
                if let Some((_, value)) = setting(text) {
                    self.add(value);
                }
            }
            Json::Array(items) => items.iter().for_each(|item| self.add_within(item, secret)),
            Json::Object(fields) => {
                for (name, value) in fields {
                    self.add_within(value, secret || is_secret_name(name));
                }
            }
            _ => {}
        }
    }

    /// A text without them.
    pub(super) fn without(&self, text: &str) -> String {
        let mut text = text.to_owned();
        // The longest first: one may be a part of another.
        let mut secrets: Vec<&String> = self.0.iter().collect();
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        for secret in secrets {
            text = text.replace(secret, REMOVED);
            // As they stand inside JSON.
            let quoted = Json::String(secret.clone()).to_string();
            text = text.replace(quoted.trim_matches('"'), REMOVED);
        }
        text
    }

    /// A body without them and without what secret names hold: as JSON, as lines of JSON, as text. A
    /// body that has none stays as it is, to the letter.
    pub(super) fn without_in_body(&self, body: &str) -> String {
        let line = |line: &str| match serde_json::from_str::<Json>(line) {
            Ok(json) => {
                let cleaned = cleaned(&json, false);
                if cleaned == json {
                    line.to_owned()
                } else {
                    cleaned.to_string()
                }
            }
            Err(_) => line.to_owned(),
        };
        let whole = match serde_json::from_str::<Json>(body) {
            Ok(_) => line(body),
            Err(_) => body.split('\n').map(line).collect::<Vec<_>>().join("\n"),
        };
        self.without(&whole)
    }

    /// A URL without them: no user, no values of secret parameters. A star fits whatever is sent
    /// later.
    pub(super) fn without_in_url(&self, url: &str) -> String {
        let (place, query) = match url.split_once('?') {
            Some((place, query)) => (place, Some(query)),
            None => (url, None),
        };
        let place = match place.split_once("://") {
            Some((scheme, rest)) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                match authority.rsplit_once('@') {
                    Some((_, host)) => format!("{scheme}://*@{host}{path}"),
                    None => place.to_owned(),
                }
            }
            None => place.to_owned(),
        };
        let parameters = query.map(|query| {
            let parameters = query.split('&').map(|parameter| {
                let (name, _) = parameter.split_once('=').unwrap_or((parameter, ""));
                if is_secret_name(name) {
                    format!("{name}=*")
                } else {
                    parameter.to_owned()
                }
            });
            format!("?{}", parameters.collect::<Vec<_>>().join("&"))
        });
        let url = place + &parameters.unwrap_or_default();
        self.without(&url).replace(REMOVED, "*")
    }
}

/// `DB_PASSWORD=x`, as environments are written.
fn setting(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once('=')?;
    let sound = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    (name.chars().all(sound) && is_secret_name(name)).then_some((name, value))
}

fn cleaned(json: &Json, secret: bool) -> Json {
    match json {
        Json::String(text) if secret && !text.is_empty() => Json::from(REMOVED),
        Json::Number(_) if secret => Json::from(REMOVED),
        Json::String(text) => match setting(text) {
            Some((name, _)) => Json::from(format!("{name}={REMOVED}")),
            None => json.clone(),
        },
        Json::Array(items) => items.iter().map(|item| cleaned(item, secret)).collect(),
        Json::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| {
                let value = cleaned(value, secret || is_secret_name(name));
                (name.clone(), value)
            });
            Json::Object(fields.collect::<Map<_, _>>())
        }
        _ => json.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runner::http::{Address, Method};

    #[test]
    fn names_of_secrets() {
        for name in [
            "password",
            "IdentityToken",
            "X-Registry-Auth",
            "DB_PASSWORD",
            "Set-Cookie",
            "JoinTokens",
            "privateKey",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "Author",
            "Name",
            "Id",
            "Tokenizer",
            "Key",
            "PublicKey",
            "Path",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn bodies_lose_their_secrets_and_nothing_else() {
        let mut secrets = Secrets::default();
        secrets.add("hunter22");
        for (body, expected) in [
            (r#"{"a": 1.0,  "b":"x"}"#, r#"{"a": 1.0,  "b":"x"}"#),
            (
                r#"{"IdentityToken":"x","n":{"Secrets":["y",""]}}"#,
                r#"{"IdentityToken":"(removed)","n":{"Secrets":["(removed)",""]}}"#,
            ),
            (
                r#"{"Env":["A=b","PGPASSWORD=x","POSTGRES_PASSWORD=x"]}"#,
                r#"{"Env":["A=b","PGPASSWORD=x","POSTGRES_PASSWORD=(removed)"]}"#,
            ),
            ("it is hunter22!", "it is (removed)!"),
            (
                "{\"status\":\"ok\"}\r\n{\"token\":\"x\"}\r\n",
                "{\"status\":\"ok\"}\r\n{\"token\":\"(removed)\"}\n",
            ),
        ] {
            assert_eq!(secrets.without_in_body(body), expected);
        }
    }

    #[test]
    fn what_is_sent_teaches_secrets() {
        let address = Address::parse("http://a").expect("an address");
        let mut request = Request::new(Method::Post, address);
        let auth = crate::runner::state::base64(br#"{"username":"u","password":"s3cret?>~"}"#);
        request.headers = vec![
            (
                "X-Registry-Auth".to_owned(),
                auth.replace('+', "-").replace('/', "_"),
            ),
            (
                "Authorization".to_owned(),
                "Basic dTpvdGhlci1vbmU=".to_owned(),
            ),
        ];
        request.body = Some(br#"{"Env":["A_TOKEN=third-one"]}"#.to_vec());
        let mut secrets = Secrets::default();
        secrets.add_of(&request);
        assert_eq!(
            secrets.without("s3cret?>~ other-one third-one dTpvdGhlci1vbmU= u"),
            "(removed) (removed) (removed) (removed) u"
        );
        assert_eq!(
            secrets.without_in_url("http://u:p@h:1/a/third-one?token=x&b=c"),
            "http://*@h:1/a/*?token=*&b=c"
        );
    }
}
