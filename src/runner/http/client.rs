use std::borrow::Cow;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use ureq::http::header::{
    CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue, TRANSFER_ENCODING,
};
use ureq::http::{self, HeaderMap};
use ureq::{Agent, Body};

use super::connector::{NoResolver, Route};
use super::{Failure, Method, Redirects, Request, Response};

/// Sends requests, each over a connection of its own.
#[derive(Debug, Clone)]
pub struct Client {
    pub(super) stop: Arc<AtomicBool>,
    limit: usize,
}

/// The largest body that is read: 64 MiB.
const LIMIT: usize = 64 << 20;

/// The limit of the HTTP client inside the plug-in.
const REDIRECTS: usize = 50;

impl Default for Client {
    fn default() -> Self {
        Self::new()
    }
}

impl Client {
    /// A client that nobody stops.
    #[must_use]
    pub fn new() -> Self {
        Self::stopped_by(Arc::default())
    }

    /// A client whose waits end, with [`Failure::Stopped`], soon after the flag was raised.
    #[must_use]
    pub fn stopped_by(stop: Arc<AtomicBool>) -> Self {
        Self { stop, limit: LIMIT }
    }

    /// Reads bodies up to this many bytes.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// Sends a request, follows redirects as asked, and reads the whole answer.
    ///
    /// # Errors
    /// When there is no answer, or none that is whole. A status of 400 and above is an answer.
    pub fn execute(&self, request: &Request) -> Result<Response, Failure> {
        let mut request = Cow::Borrowed(request);
        for _ in 0..=REDIRECTS {
            let response = self.send(&request)?;
            match redirected(&request, &response)? {
                Some(next) => request = Cow::Owned(next),
                None => return Ok(response),
            }
        }
        Err(Failure::Redirect {
            peer: request.address.peer(),
            problem: "too often".to_owned(),
        })
    }

    /// One request, one answer.
    fn send(&self, request: &Request) -> Result<Response, Failure> {
        let peer = request.address.peer();
        let agent = self.agent(request);
        let mut prepared = http::Request::builder()
            .method(request.method.as_str())
            .uri(request.address.url());
        for (name, value) in headers(request)? {
            prepared = prepared.header(name, value);
        }
        // Name, value, method and address were checked; only their number can be wrong.
        let unsendable = |_| Failure::Header {
            name: request
                .headers
                .last()
                .map(|(name, _)| name.clone())
                .unwrap_or_default(),
            problem: "there are too many headers",
        };
        let answer = match body(request) {
            Some(body) => {
                let prepared = prepared.body(body).map_err(unsendable)?;
                let prepared = agent
                    .configure_request(prepared)
                    .allow_non_standard_methods(true)
                    .build();
                agent.run(prepared)
            }
            None => agent.run(prepared.body(()).map_err(unsendable)?),
        };
        self.whole(answer.map_err(|error| failure(error, &peer, false))?, &peer)
    }

    fn agent(&self, request: &Request) -> Agent {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .max_idle_connections(0)
            .user_agent(concat!("coopto/", env!("CARGO_PKG_VERSION")))
            .build();
        let route = Route {
            address: request.address.clone(),
            connect_timeout: request.connect_timeout,
            silence: request.inactivity_timeout,
            trust: request.trust.clone(),
            stop: Arc::clone(&self.stop),
        };
        Agent::with_parts(config, route, NoResolver)
    }

    /// Reads the body to its end.
    fn whole(&self, answer: http::Response<Body>, peer: &str) -> Result<Response, Failure> {
        let (head, mut body) = answer.into_parts();
        let mut bytes = Vec::new();
        let most = self.limit as u64 + 1;
        let reader = body.as_reader();
        reader
            .take(most)
            .read_to_end(&mut bytes)
            .map_err(|error| failure(unwrapped(error), peer, true))?;
        if bytes.len() > self.limit {
            return Err(Failure::TooLarge {
                peer: peer.to_owned(),
                limit: self.limit,
            });
        }
        let headers = head.headers.iter();
        Ok(Response {
            status: head.status.as_u16(),
            content_length: content_length(&head.headers),
            headers: headers
                .map(|(name, value)| (customary(name.as_str()), text(value.as_bytes())))
                .collect(),
            body: String::from_utf8(bytes).unwrap_or_else(|error| text(error.as_bytes())),
        })
    }
}

/// Names arrive in lower case here. Scripts look them up as servers write them, and those of Docker
/// and most others begin every word with a capital.
fn customary(name: &str) -> String {
    let mut start = true;
    let letters = name.chars().map(|letter| {
        let capital = std::mem::replace(&mut start, letter == '-');
        if capital {
            letter.to_ascii_uppercase()
        } else {
            letter
        }
    });
    letters.collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn content_length(headers: &HeaderMap) -> i64 {
    if headers.contains_key(TRANSFER_ENCODING) {
        return -1;
    }
    let length = headers.get(CONTENT_LENGTH);
    length
        .and_then(|value| value.to_str().ok()?.trim().parse().ok())
        .unwrap_or(-1)
}

/// What is sent after the head; an empty body is one whose length is 0.
fn body(request: &Request) -> Option<&[u8]> {
    match (&request.body, request.method) {
        (_, method) if method.is_safe() => None,
        (Some(body), _) => Some(body),
        (None, method) => method.has_body().then_some(&[]),
    }
}

fn headers(request: &Request) -> Result<Vec<(HeaderName, HeaderValue)>, Failure> {
    let mut headers = Vec::new();
    for (name, value) in &request.headers {
        let refused = |problem| Failure::Header {
            name: name.clone(),
            problem,
        };
        let header = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| refused("its name is not one of HTTP"))?;
        if header == CONTENT_LENGTH || header == TRANSFER_ENCODING {
            return Err(refused("already present"));
        }
        let value = HeaderValue::from_bytes(value.as_bytes())
            .map_err(|_| refused("its value has a control character"))?;
        headers.push((header, value));
    }
    if let Some(media_type) = &request.content_type
        && body(request).is_some()
        && !headers.iter().any(|(name, _)| *name == CONTENT_TYPE)
    {
        let value = HeaderValue::from_str(media_type).map_err(|_| Failure::Header {
            name: "Content-Type".to_owned(),
            problem: "its value has a control character",
        })?;
        headers.push((CONTENT_TYPE, value));
    }
    Ok(headers)
}

/// The request that a redirect asks for, if it is to be followed.
fn redirected(request: &Request, response: &Response) -> Result<Option<Request>, Failure> {
    let follow = match request.redirects {
        Redirects::Never => false,
        Redirects::Default => request.method.is_safe(),
        Redirects::Always => true,
    };
    if !follow || !matches!(response.status, 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(location) = response.header("location").next() else {
        return Ok(None);
    };
    let refused = |why| Failure::Redirect {
        peer: request.address.peer(),
        problem: format!("to `{location}`, {why}"),
    };
    let joined = request.address.join(location);
    let address = joined.map_err(|_| refused("which is no address"))?;
    // Nobody elsewhere decides what is sent to Docker on this computer.
    if address.socket().is_some() && address.socket() != request.address.socket() {
        return Err(refused("a socket of this computer"));
    }
    let mut next = request.clone();
    if !matches!(response.status, 307 | 308) && !request.method.is_safe() {
        next.method = Method::Get;
        next.body = None;
    }
    if !request.address.same_host(&address) {
        strip_credentials(&mut next);
    }
    next.address = address;
    Ok(Some(next))
}

/// Another host must not learn what was meant for the first.
fn strip_credentials(request: &mut Request) {
    request.headers.retain(|(name, _)| {
        let secret = [
            "authorization",
            "cookie",
            "x-registry-auth",
            "x-registry-config",
        ];
        !secret
            .iter()
            .any(|secret| name.eq_ignore_ascii_case(secret))
    });
    request.trust.client = None;
}

/// `ureq` wraps its errors when it reads a body.
fn unwrapped(error: io::Error) -> ureq::Error {
    ureq::Error::from(error)
}

fn failure(error: ureq::Error, peer: &str, begun: bool) -> Failure {
    let peer = peer.to_owned();
    match error {
        ureq::Error::Other(inner) => match inner.downcast::<Failure>() {
            Ok(failure) => *failure,
            Err(inner) => Failure::Broken {
                peer,
                cause: inner.to_string(),
            },
        },
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            Failure::Closed { peer, begun }
        }
        ureq::Error::Io(error) => Failure::Broken {
            peer,
            cause: error.to_string(),
        },
        other => Failure::Garbage {
            peer,
            cause: other.to_string(),
        },
    }
}
