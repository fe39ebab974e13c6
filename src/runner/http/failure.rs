use thiserror::Error;

/// Why there is no answer.
///
/// The message is for people; [`Failure::exception`] is what a script on a server catches.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Failure {
    /// A text that is no address.
    #[error("`{url}` is no address: {problem} at character {}", .index + 1)]
    Address {
        /// The text.
        url: String,
        /// Lower case, without the place.
        problem: &'static str,
        /// Place in the text, in characters from 0.
        index: usize,
    },
    /// A header that cannot be sent.
    #[error("header `{name}` cannot be sent: {problem}")]
    Header {
        /// Its name.
        name: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The name of the host means nothing here.
    #[error("host `{host}` is unknown: {cause}")]
    UnknownHost {
        /// The name.
        host: String,
        /// The system's words.
        cause: String,
    },
    /// Nobody listens there, or the way is blocked.
    #[error("cannot connect to `{peer}`: {cause}")]
    Connect {
        /// Host and port, or the socket's path.
        peer: String,
        /// The system's words.
        cause: String,
    },
    /// No connection within the limit.
    #[error("`{peer}` did not accept a connection in time")]
    ConnectTimeout {
        /// Host and port, or the socket's path.
        peer: String,
    },
    /// Connected, then silent for too long.
    #[error("`{peer}` was silent for {seconds} seconds")]
    Silent {
        /// Host and port, or the socket's path.
        peer: String,
        /// The limit, with fractions.
        seconds: String,
    },
    /// The connection broke.
    #[error("`{peer}` broke the connection: {cause}")]
    Broken {
        /// Host and port, or the socket's path.
        peer: String,
        /// What happened.
        cause: String,
    },
    /// Nothing was answered, or only a part.
    #[error("`{peer}` closed the connection {}", if *.begun { "in the middle of its answer" } else { "without an answer" })]
    Closed {
        /// Host and port, or the socket's path.
        peer: String,
        /// Whether the head of an answer had come.
        begun: bool,
    },
    /// The server's certificate leads to nobody we trust.
    #[error("the certificate of `{peer}` is not trusted: {cause}")]
    Untrusted {
        /// Host and port.
        peer: String,
        /// OpenSSL's words.
        cause: String,
    },
    /// The server's certificate is not valid now.
    #[error("the certificate of `{peer}` is not valid: {cause}")]
    Expired {
        /// Host and port.
        peer: String,
        /// OpenSSL's words.
        cause: String,
    },
    /// The server's certificate is for somebody else.
    #[error("the certificate of `{peer}` is for {}, not for `{host}`", listed(.names))]
    WrongHost {
        /// Host and port.
        peer: String,
        /// The host that was asked.
        host: String,
        /// The hosts the certificate is for.
        names: Vec<String>,
    },
    /// The server refused us during the handshake.
    #[error("`{peer}` refused the TLS handshake: {}{}", .alert.replace('_', " "), hint(.alert))]
    Alert {
        /// Host and port.
        peer: String,
        /// The alert's name, such as `bad_certificate`.
        alert: String,
    },
    /// Something else about TLS.
    #[error("no TLS connection to `{peer}`: {cause}")]
    Tls {
        /// Host and port.
        peer: String,
        /// OpenSSL's words.
        cause: String,
    },
    /// Our own certificates or key cannot be used.
    #[error("{what} cannot be used: {cause}")]
    Credentials {
        /// `the client key`, `a trusted certificate`.
        what: &'static str,
        /// OpenSSL's words.
        cause: String,
    },
    /// What came is not HTTP.
    #[error("the answer of `{peer}` is not HTTP: {cause}")]
    Garbage {
        /// Host and port, or the socket's path.
        peer: String,
        /// What is wrong with it.
        cause: String,
    },
    /// A redirect that leads nowhere.
    #[error("`{peer}` redirects {problem}")]
    Redirect {
        /// Host and port, or the socket's path.
        peer: String,
        /// `too often`, `to `…`, which is no address`.
        problem: String,
    },
    /// More than this machine wants to hold.
    #[error("the answer of `{peer}` is larger than {limit} bytes")]
    TooLarge {
        /// Host and port, or the socket's path.
        peer: String,
        /// Bytes.
        limit: usize,
    },
    /// The run was stopped; no script may catch this.
    #[error("stopped while waiting for `{peer}`")]
    Stopped {
        /// Host and port, or the socket's path.
        peer: String,
    },
}

impl Failure {
    /// The Java exception that a server would report, class and text.
    ///
    /// Classes and texts are those of Java's TLS and of the HTTP client inside the plug-in, as seen
    /// in public reports; where we have none, the message for people stands in an `IOException`.
    #[must_use]
    pub fn exception(&self) -> String {
        match self {
            Self::Address {
                url,
                problem,
                index,
            } => {
                let problem = capitalised(problem);
                format!("java.net.URISyntaxException: {problem} at index {index}: {url}")
            }
            Self::Header { name, problem } => {
                format!("org.apache.http.ProtocolException: {name} header {problem}")
            }
            Self::UnknownHost { host, .. } => {
                format!("java.net.UnknownHostException: {host}: Name or service not known")
            }
            Self::Connect { peer, cause } => format!(
                "org.apache.http.conn.HttpHostConnectException: Connect to {peer} failed: {cause} ({cause})"
            ),
            Self::ConnectTimeout { peer } => format!(
                "org.apache.http.conn.ConnectTimeoutException: Connect to {peer} failed: connect timed out"
            ),
            Self::Silent { .. } => "java.net.SocketTimeoutException: Read timed out".to_owned(),
            Self::Broken { .. } => "java.net.SocketException: Connection reset".to_owned(),
            Self::Closed { peer, begun: false } => {
                format!("org.apache.http.NoHttpResponseException: {peer} failed to respond")
            }
            Self::Closed { begun: true, .. } => {
                "org.apache.http.ConnectionClosedException: Premature end of message body"
                    .to_owned()
            }
            Self::Untrusted { .. } => handshake(
                "sun.security.validator.ValidatorException: PKIX path building failed: \
                 sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid \
                 certification path to requested target",
            ),
            Self::Expired { .. } => handshake(
                "sun.security.validator.ValidatorException: PKIX path validation failed: \
                 java.security.cert.CertPathValidatorException: validity check failed",
            ),
            Self::WrongHost { host, names, .. } => format!(
                "javax.net.ssl.SSLPeerUnverifiedException: Certificate for <{host}> doesn't match \
                 any of the subject alternative names: [{}]",
                names.join(", ")
            ),
            Self::Alert { alert, .. } => handshake(&format!("Received fatal alert: {alert}")),
            Self::Tls { cause, .. } => format!("javax.net.ssl.SSLException: {cause}"),
            Self::Garbage { .. } => {
                "org.apache.http.client.ClientProtocolException: The server failed to respond with \
                 a valid HTTP response"
                    .to_owned()
            }
            Self::Redirect { problem, .. } => {
                format!("org.apache.http.client.RedirectException: redirects {problem}")
            }
            Self::Credentials { .. } | Self::TooLarge { .. } | Self::Stopped { .. } => {
                format!("java.io.IOException: {self}")
            }
        }
    }
}

fn handshake(text: &str) -> String {
    format!("javax.net.ssl.SSLHandshakeException: {text}")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn listed(names: &[String]) -> String {
    if names.is_empty() {
        return "nobody".to_owned();
    }
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// These alerts mean, nearly always, that the server wants to know who we are.
fn hint(alert: &str) -> &'static str {
    match alert {
        "certificate_required" | "bad_certificate" | "unknown_ca" | "certificate_unknown" => {
            " (it asks for a client certificate it trusts)"
        }
        _ => "",
    }
}
