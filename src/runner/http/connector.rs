use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use openssl::ssl::SslStream;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, LazyBuffers, NextTimeout, Transport,
};

use super::line::{Line, Socket, TICK};
use super::{Address, Failure, Trust, tls};

/// Everything about the way to one address.
#[derive(Debug, Clone)]
pub(super) struct Route {
    pub(super) address: Address,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) silence: Option<Duration>,
    pub(super) trust: Trust,
    pub(super) stop: Arc<AtomicBool>,
}

impl Route {
    /// Connects, without TLS.
    pub(super) fn line(&self) -> Result<Line, Failure> {
        let peer = self.address.peer();
        let limit = self.connect_timeout;
        let socket = if let Some(path) = self.address.socket() {
            let path = path.to_owned();
            let peer = peer.clone();
            self.waiting(move || unix(&path, peer))?
        } else {
            let host = self.address.host().to_owned();
            let port = self.address.port();
            let peer = peer.clone();
            self.waiting(move || tcp(&host, port, limit, &peer))?
        };
        Line::new(socket, peer, self.silence, Arc::clone(&self.stop))
    }

    /// Does what the system does not let us interrupt on a thread of its own, which is left behind
    /// when the time is over or the run was stopped.
    fn waiting(
        &self,
        work: impl FnOnce() -> Result<Socket, Failure> + Send + 'static,
    ) -> Result<Socket, Failure> {
        let begun = Instant::now();
        let (sender, receiver) = channel();
        let thread = std::thread::Builder::new().name("connect".to_owned());
        let spawned = thread.spawn(move || {
            // Nobody listens any more when the wait was given up.
            let _ = sender.send(work());
        });
        spawned.map_err(|error| self.unconnected(&error))?;
        loop {
            match receiver.recv_timeout(TICK) {
                Ok(result) => return result,
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(self.unconnected(&io::Error::other("the attempt ended early")));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            let peer = self.address.peer();
            if self.stop.load(Ordering::Relaxed) {
                return Err(Failure::Stopped { peer });
            }
            if self
                .connect_timeout
                .is_some_and(|limit| begun.elapsed() >= limit)
            {
                return Err(Failure::ConnectTimeout { peer });
            }
        }
    }

    fn unconnected(&self, error: &io::Error) -> Failure {
        Failure::Connect {
            peer: self.address.peer(),
            cause: reason(error),
        }
    }
}

fn tcp(host: &str, port: u16, limit: Option<Duration>, peer: &str) -> Result<Socket, Failure> {
    let addresses: Vec<SocketAddr> = (host, port)
        .to_socket_addrs()
        .map_err(|error| Failure::UnknownHost {
            host: host.to_owned(),
            cause: reason(&error),
        })?
        .collect();
    let mut failure = Failure::UnknownHost {
        host: host.to_owned(),
        cause: "it has no address".to_owned(),
    };
    for address in addresses {
        let connected = match limit {
            Some(limit) => {
                TcpStream::connect_timeout(&address, limit.max(Duration::from_millis(1)))
            }
            None => TcpStream::connect(address),
        };
        let peer = peer.to_owned();
        failure = match connected {
            Ok(stream) => return Ok(Socket::Tcp(stream)),
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                Failure::ConnectTimeout { peer }
            }
            Err(error) => Failure::Connect {
                peer,
                cause: reason(&error),
            },
        };
    }
    Err(failure)
}

#[cfg(unix)]
fn unix(path: &Path, peer: String) -> Result<Socket, Failure> {
    match std::os::unix::net::UnixStream::connect(path) {
        Ok(stream) => Ok(Socket::Unix(stream)),
        Err(error) => Err(Failure::Connect {
            peer,
            cause: reason(&error),
        }),
    }
}

#[cfg(not(unix))]
fn unix(_: &Path, peer: String) -> Result<Socket, Failure> {
    Err(Failure::Connect {
        peer,
        cause: "this system has no unix sockets".to_owned(),
    })
}

/// The system's words without the number it adds; the commonest in Java's, which are those of Unix.
fn reason(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::ConnectionRefused {
        return "Connection refused".to_owned();
    }
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

/// Names are looked up where connections are made.
#[derive(Debug)]
pub(super) struct NoResolver;

impl Resolver for NoResolver {
    fn resolve(
        &self,
        _: &ureq::http::Uri,
        _: &ureq::config::Config,
        _: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        Ok(self.empty())
    }
}

impl Connector for Route {
    type Out = Wire;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        _: Option<()>,
    ) -> Result<Option<Wire>, ureq::Error> {
        let wire = self.line().and_then(|line| {
            let stream = if self.address.is_tls() {
                Stream::Tls(tls::connect(line, self.address.host(), &self.trust)?)
            } else {
                Stream::Plain(line)
            };
            Ok(Wire {
                stream,
                buffers: LazyBuffers::new(
                    details.config.input_buffer_size(),
                    details.config.output_buffer_size(),
                ),
            })
        });
        wire.map(Some).map_err(carried)
    }
}

/// A failure on its way through `ureq`.
fn carried(failure: Failure) -> ureq::Error {
    ureq::Error::Other(Box::new(failure))
}

/// A connection as `ureq` uses it.
#[derive(Debug)]
pub(super) struct Wire {
    stream: Stream,
    buffers: LazyBuffers,
}

#[derive(Debug)]
enum Stream {
    Plain(Line),
    Tls(SslStream<Line>),
}

impl Wire {
    fn failure(&self, error: &io::Error) -> Failure {
        let line = match &self.stream {
            Stream::Plain(line) => line,
            Stream::Tls(stream) => stream.get_ref(),
        };
        let failed = line.failed.clone();
        failed.unwrap_or_else(|| tls::broken(error, &line.peer))
    }

    /// A server that refuses our certificate may close before we have said everything; its reason
    /// then waits to be read.
    fn refusal(&mut self, failure: Failure) -> Failure {
        let Stream::Tls(stream) = &mut self.stream else {
            return failure;
        };
        if !matches!(failure, Failure::Broken { .. }) {
            return failure;
        }
        stream.get_mut().failed = None;
        match stream.read_exact(&mut [0]) {
            Err(error) => match self.failure(&error) {
                alert @ Failure::Alert { .. } => alert,
                _ => failure,
            },
            Ok(()) => failure,
        }
    }
}

impl Transport for Wire {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, _: NextTimeout) -> Result<(), ureq::Error> {
        let output = &self.buffers.output()[..amount];
        let written = match &mut self.stream {
            Stream::Plain(line) => line.write_all(output),
            Stream::Tls(stream) => stream.write_all(output),
        };
        written.map_err(|error| {
            let failure = self.failure(&error);
            carried(self.refusal(failure))
        })
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, ureq::Error> {
        let buffer = self.buffers.input_append_buf();
        let read = match &mut self.stream {
            Stream::Plain(line) => line.read(buffer),
            Stream::Tls(stream) => stream.read(buffer),
        };
        let amount = read.map_err(|error| carried(self.failure(&error)))?;
        self.buffers.input_appended(amount);
        Ok(amount > 0)
    }

    /// Every request has its own connection.
    fn is_open(&mut self) -> bool {
        false
    }

    fn is_tls(&self) -> bool {
        matches!(self.stream, Stream::Tls(_))
    }
}
