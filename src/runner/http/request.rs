use std::fmt;
use std::time::Duration;

use super::Address;

/// One request, complete with how it may travel.
#[derive(Debug, Clone)]
pub struct Request {
    /// What to do.
    pub method: Method,
    /// Where.
    pub address: Address,
    /// Name and value, in the order they are sent.
    pub headers: Vec<(String, String)>,
    /// Media type of the body.
    pub content_type: Option<String>,
    /// Sent with its length, never in chunks. `POST`, `PUT` and `PATCH` without one say that it is
    /// empty; `GET` and `HEAD` never send one.
    pub body: Option<Vec<u8>>,
    /// For the name and the connection together; none waits as long as the system does.
    pub connect_timeout: Option<Duration>,
    /// The longest silence between two packets; not a limit on the whole.
    pub inactivity_timeout: Option<Duration>,
    /// What to do about a 3xx answer.
    pub redirects: Redirects,
    /// Whom to believe, and who we are.
    pub trust: Trust,
}

impl Request {
    /// A request without headers and body, with the time limits of the plug-in's own forms:
    /// 30 seconds to connect, 60 seconds of silence.
    #[must_use]
    pub fn new(method: Method, address: Address) -> Self {
        Self {
            method,
            address,
            headers: Vec::new(),
            content_type: None,
            body: None,
            connect_timeout: Some(Duration::from_secs(30)),
            inactivity_timeout: Some(Duration::from_mins(1)),
            redirects: Redirects::default(),
            trust: Trust::default(),
        }
    }
}

/// The methods that the plug-in sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
}

impl Method {
    const ALL: [Self; 7] = [
        Self::Get,
        Self::Head,
        Self::Post,
        Self::Put,
        Self::Patch,
        Self::Delete,
        Self::Options,
    ];

    /// Reads the upper-case name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == name)
    }

    /// The upper-case name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
        }
    }

    /// Whether a request of this method says how long its body is even when it has none.
    pub(super) fn has_body(self) -> bool {
        matches!(self, Self::Post | Self::Put | Self::Patch)
    }

    pub(super) fn is_safe(self) -> bool {
        matches!(self, Self::Get | Self::Head)
    }
}

/// Which 3xx answers are followed; the plug-in's redirect strategies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Redirects {
    /// `defaultRedirect`: those of `GET` and `HEAD`.
    #[default]
    Default,
    /// `alwaysRedirect`: those of every method.
    Always,
    /// `neverRedirect`: the 3xx answer comes back.
    Never,
}

/// The certificates of a TLS connection.
#[derive(Debug, Clone)]
pub struct Trust {
    /// Certificates in PEM, believed besides the system's authorities.
    pub authorities: Vec<String>,
    /// Whether the server's certificate must be for the host that was asked.
    pub verify_host: bool,
    /// Shown when the server asks who we are.
    pub client: Option<ClientKey>,
}

impl Default for Trust {
    fn default() -> Self {
        Self {
            authorities: Vec::new(),
            verify_host: true,
            client: None,
        }
    }
}

/// A private key and its certificates.
#[derive(Clone)]
pub struct ClientKey {
    /// The key, its certificate and those above it, in PEM, in any order of kinds.
    pub pem: String,
    /// Opens an encrypted key.
    pub passphrase: Option<String>,
}

impl fmt::Debug for ClientKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientKey(…)")
    }
}
