//! A connected socket that does not wait for ever.

use std::io::{self, Read, Write};
use std::net::TcpStream;
#[cfg(unix)]
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::Failure;

/// How often a wait looks whether it should end.
pub(super) const TICK: Duration = Duration::from_millis(50);

/// A connected socket whose reads and writes end with data, after too long a silence, or soon after
/// the run was stopped.
#[derive(Debug)]
pub(super) struct Line {
    socket: Socket,
    /// Whom messages name.
    pub(super) peer: String,
    silence: Option<Duration>,
    stop: Arc<AtomicBool>,
    /// Why the last read or write failed. OpenSSL does not always hand an error on, so it is
    /// remembered here.
    pub(super) failed: Option<Failure>,
}

#[derive(Debug)]
pub(super) enum Socket {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
}

impl Line {
    pub(super) fn new(
        socket: Socket,
        peer: String,
        silence: Option<Duration>,
        stop: Arc<AtomicBool>,
    ) -> Result<Self, Failure> {
        // Blocking calls return after a tick, so that a silence can be counted and interrupted.
        let prepared = match &socket {
            Socket::Tcp(tcp) => tcp
                .set_nodelay(true)
                .and_then(|()| tcp.set_read_timeout(Some(TICK)))
                .and_then(|()| tcp.set_write_timeout(Some(TICK))),
            #[cfg(unix)]
            Socket::Unix(unix) => unix
                .set_read_timeout(Some(TICK))
                .and_then(|()| unix.set_write_timeout(Some(TICK))),
        };
        match prepared {
            Ok(()) => Ok(Self {
                socket,
                peer,
                silence,
                stop,
                failed: None,
            }),
            Err(error) => Err(Failure::Broken {
                peer,
                cause: error.to_string(),
            }),
        }
    }

    /// Repeats an operation until it gives something else than "not yet".
    fn patiently(
        &mut self,
        mut operation: impl FnMut(&mut Socket) -> io::Result<usize>,
    ) -> io::Result<usize> {
        let begun = Instant::now();
        let failure = loop {
            let peer = self.peer.clone();
            if self.stop.load(Ordering::Relaxed) {
                break Failure::Stopped { peer };
            }
            match (operation(&mut self.socket), self.silence) {
                (Ok(amount), _) => return Ok(amount),
                (Err(error), _) if error.kind() == io::ErrorKind::Interrupted => {}
                (Err(error), Some(silence)) if is_not_yet(&error) => {
                    if begun.elapsed() >= silence {
                        let seconds = silence.as_secs_f64().to_string();
                        break Failure::Silent { peer, seconds };
                    }
                }
                (Err(error), None) if is_not_yet(&error) => {}
                (Err(error), _) => {
                    let cause = error.to_string();
                    break Failure::Broken { peer, cause };
                }
            }
        };
        let error = io::Error::other(failure.clone());
        self.failed = Some(failure);
        Err(error)
    }
}

impl Read for Line {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.patiently(|socket| match socket {
            Socket::Tcp(tcp) => tcp.read(buffer),
            #[cfg(unix)]
            Socket::Unix(unix) => unix.read(buffer),
        })
    }
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.patiently(|socket| match socket {
            Socket::Tcp(tcp) => tcp.write(bytes),
            #[cfg(unix)]
            Socket::Unix(unix) => unix.write(bytes),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn is_not_yet(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
    )
}
