use std::fmt;
use std::path::{Path, PathBuf};

use ureq::http::Uri;

use super::Failure;

/// Where a request goes: a URL, perhaps by way of a unix socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The socket to connect to instead of the URL's host.
    socket: Option<PathBuf>,
    url: Uri,
}

impl Address {
    /// Joins a host's base URL and the path of a request, as the plug-in does: one after the other,
    /// with a slash between them if there is none. A full URL in place of the path stands alone.
    ///
    /// The base may be `unix:///path/of/socket`.
    ///
    /// # Errors
    /// [`Failure::Address`] when the result is no address, above all when it is not percent-encoded.
    pub fn new(base: &str, path: &str) -> Result<Self, Failure> {
        if path.contains("://") && scheme(path).is_some() {
            return Self::parse(path);
        }
        if let Some(socket) = base.strip_prefix("unix://") {
            return Self::over(socket_path(base, socket)?, path);
        }
        let separator = match (path.is_empty(), base.ends_with('/'), path.starts_with('/')) {
            (true, ..) | (_, true, _) | (_, _, true) => "",
            _ => "/",
        };
        Self::parse(&format!("{base}{separator}{path}"))
    }

    /// Reads a whole address. In one that begins with `unix://`, the socket ends where the first
    /// thing that exists and is no folder ends.
    ///
    /// # Errors
    /// [`Failure::Address`] when the text is no address.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        if let Some(rest) = text.strip_prefix("unix://") {
            let whole = socket_path(text, rest)?;
            let socket = whole
                .ancestors()
                .find(|path| path.exists() && !path.is_dir())
                .unwrap_or(&whole)
                .to_owned();
            let path = &rest[socket.as_os_str().len()..];
            return Self::over(socket, path);
        }
        if !matches!(scheme(text), Some("http" | "https")) {
            return Err(refused(
                text,
                "expected `http://`, `https://` or `unix://`",
                0,
            ));
        }
        Ok(Self {
            socket: None,
            url: legal(text)?,
        })
    }

    /// A path behind a socket.
    fn over(socket: PathBuf, path: &str) -> Result<Self, Failure> {
        let slash = if path.starts_with('/') { "" } else { "/" };
        Ok(Self {
            socket: Some(socket),
            url: legal(&format!("http://{SOCKET_HOST}{slash}{path}"))?,
        })
    }

    /// The address that a `Location` header means here.
    pub(super) fn join(&self, location: &str) -> Result<Self, Failure> {
        let scheme_name = self.url.scheme_str().unwrap_or("http");
        let authority = self.url.authority().map_or("", |host| host.as_str());
        let text = if scheme(location).is_some() {
            location.to_owned()
        } else if location.starts_with("//") {
            format!("{scheme_name}:{location}")
        } else if location.starts_with('/') {
            format!("{scheme_name}://{authority}{location}")
        } else {
            let folder = self.url.path().rsplit_once('/').map_or("", |(up, _)| up);
            let path = without_dots(&format!("{folder}/{location}"));
            format!("{scheme_name}://{authority}{path}")
        };
        let mut joined = Self::parse(&text)?;
        if joined.url.host() == Some(SOCKET_HOST) && joined.socket.is_none() {
            joined.socket.clone_from(&self.socket);
        }
        Ok(joined)
    }

    pub(super) fn socket(&self) -> Option<&Path> {
        self.socket.as_deref()
    }

    pub(super) fn url(&self) -> &Uri {
        &self.url
    }

    pub(super) fn is_tls(&self) -> bool {
        self.url.scheme_str() == Some("https")
    }

    /// The host without the brackets of an IPv6 address.
    pub(super) fn host(&self) -> &str {
        let host = self.url.host().unwrap_or_default();
        host.trim_start_matches('[').trim_end_matches(']')
    }

    pub(super) fn port(&self) -> u16 {
        let usual = if self.is_tls() { 443 } else { 80 };
        self.url.port_u16().unwrap_or(usual)
    }

    /// What is asked for there: the path, and the query behind it.
    #[must_use]
    pub fn path_and_query(&self) -> &str {
        self.url.path_and_query().map_or("/", |path| path.as_str())
    }

    /// How messages call the other side.
    pub(super) fn peer(&self) -> String {
        match &self.socket {
            Some(path) => path.display().to_string(),
            None => format!("{}:{}", self.url.host().unwrap_or_default(), self.port()),
        }
    }

    /// Whether both are the same host, so that credentials may follow a redirect.
    pub(super) fn same_host(&self, other: &Self) -> bool {
        self.peer() == other.peer() && self.is_tls() == other.is_tls()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.socket {
            Some(socket) => {
                write!(f, "unix://{}{}", socket.display(), self.path_and_query())
            }
            None => write!(f, "{}", self.url),
        }
    }
}

/// What Docker's own client sends as `Host` through a socket.
const SOCKET_HOST: &str = "localhost";

fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once("://")?;
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (!scheme.is_empty() && scheme.chars().all(letters)).then_some(scheme)
}

fn socket_path(text: &str, path: &str) -> Result<PathBuf, Failure> {
    if path.starts_with('/') && path.len() > 1 {
        return Ok(PathBuf::from(path));
    }
    let index = "unix://".len();
    Err(refused(text, "expected the socket's absolute path", index))
}

fn refused(url: &str, problem: &'static str, index: usize) -> Failure {
    Failure::Address {
        url: url.to_owned(),
        problem,
        index,
    }
}

/// Refuses what `java.net.URI` refuses; letters beyond ASCII are sent percent-encoded, as there.
fn legal(text: &str) -> Result<Uri, Failure> {
    let query = text.find('?').unwrap_or(text.len());
    let letters: Vec<char> = text.chars().collect();
    let mut encoded = String::with_capacity(text.len());
    let mut bytes = 0;
    for (index, letter) in letters.iter().enumerate() {
        let in_query = bytes >= query;
        bytes += letter.len_utf8();
        match letter {
            '%' => {
                let digits = letters.iter().skip(index + 1).take(2);
                if digits.filter(|digit| digit.is_ascii_hexdigit()).count() < 2 {
                    return Err(refused(text, "malformed escape pair", index));
                }
            }
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                return Err(refused(text, illegal_in(in_query), index));
            }
            control if control.is_control() => {
                return Err(refused(text, illegal_in(in_query), index));
            }
            _ => {}
        }
        if letter.is_ascii() {
            encoded.push(*letter);
        } else {
            let bytes = letter.encode_utf8(&mut [0; 4]).bytes().collect::<Vec<u8>>();
            encoded.extend(bytes.iter().map(|byte| format!("%{byte:02X}")));
        }
    }
    let url: Uri = encoded
        .parse()
        .map_err(|_| refused(text, "expected a host and a path", 0))?;
    if url.host().is_none_or(str::is_empty) {
        return Err(refused(text, "expected a host", letters.len()));
    }
    Ok(url)
}

fn illegal_in(query: bool) -> &'static str {
    if query {
        "illegal character in query"
    } else {
        "illegal character in path"
    }
}

/// Resolves `.` and `..` of a path; its query stays.
fn without_dots(path: &str) -> String {
    let (path, query) = path
        .split_once('?')
        .map_or((path, None), |(path, query)| (path, Some(query)));
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if last {
                    kept.push("");
                }
            }
            _ => kept.push(segment),
        }
    }
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("/{}{query}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(base: &str, path: &str) -> String {
        Address::new(base, path).expect("an address").to_string()
    }

    #[test]
    fn base_and_path_stand_one_after_the_other() {
        assert_eq!(joined("http://node:2375", "/info"), "http://node:2375/info");
        assert_eq!(joined("http://node:2375", "info"), "http://node:2375/info");
        assert_eq!(joined("http://node/p/", "info"), "http://node/p/info");
        assert_eq!(joined("http://node/", "//info"), "http://node///info");
        assert_eq!(joined("http://node", "https://b/x?y=1"), "https://b/x?y=1");
    }

    #[test]
    fn a_unix_socket_is_a_base() {
        let address = Address::new("unix:///var/run/docker.sock", "/info?a=b").expect("address");
        assert_eq!(address.socket(), Some(Path::new("/var/run/docker.sock")));
        assert_eq!(address.url().to_string(), "http://localhost/info?a=b");
        assert_eq!(address.to_string(), "unix:///var/run/docker.sock/info?a=b");
        assert!(Address::new("unix://docker.sock", "/info").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_whole_unix_address_ends_its_socket_at_what_exists() {
        let folder = tempfile::tempdir().expect("folder");
        let socket = folder.path().join("a.sock");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("socket");
        let text = format!("unix://{}/v1/info?x=1", socket.display());
        let address = Address::parse(&text).expect("address");
        assert_eq!(address.socket(), Some(socket.as_path()));
        assert_eq!(address.url().to_string(), "http://localhost/v1/info?x=1");
        assert_eq!(address.to_string(), text);
    }

    #[test]
    fn what_is_not_percent_encoded_is_refused_as_java_does() {
        let failure = Address::new("http://node", "/a b").expect_err("a blank");
        assert_eq!(
            failure.exception(),
            "java.net.URISyntaxException: Illegal character in path at index 13: http://node/a b"
        );
        let failure = Address::new("http://node", "/a?f={}").expect_err("a brace");
        assert_eq!(
            failure.exception(),
            "java.net.URISyntaxException: Illegal character in query at index 16: http://node/a?f={}"
        );
        let failure = Address::new("http://node", "/a%2").expect_err("half an escape");
        assert!(failure.exception().contains("Malformed escape pair"));
    }

    #[test]
    fn letters_beyond_ascii_are_encoded() {
        assert_eq!(joined("http://node", "/ä"), "http://node/%C3%A4");
    }

    #[test]
    fn other_schemes_are_refused() {
        assert!(Address::new("ftp://node", "/a").is_err());
        assert!(Address::new("node:2375", "/a").is_err());
        assert!(Address::new("", "").is_err());
    }

    #[test]
    fn locations_are_resolved_against_the_address() {
        let address = Address::parse("http://node:1/a/b?c").expect("address");
        let to = |location| address.join(location).expect("address").to_string();
        assert_eq!(to("/x"), "http://node:1/x");
        assert_eq!(to("x?y"), "http://node:1/a/x?y");
        assert_eq!(to("../x"), "http://node:1/x");
        assert_eq!(to("//other/x"), "http://other/x");
        assert_eq!(to("https://other/x"), "https://other/x");
        let socket = Address::new("unix:///s.sock", "/a").expect("address");
        assert_eq!(
            socket.join("/b").expect("address").to_string(),
            "unix:///s.sock/b"
        );
    }
}
