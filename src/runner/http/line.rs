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
        // Calls return at once, so that a silence can be counted and interrupted. A timeout of the
        // socket would do on Unix; on Windows a socket whose call timed out may have lost data.
        let prepared = match &socket {
            Socket::Tcp(tcp) => tcp
                .set_nodelay(true)
                .and_then(|()| tcp.set_nonblocking(true)),
            #[cfg(unix)]
            Socket::Unix(unix) => unix.set_nonblocking(true),
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
            match operation(&mut self.socket) {
                Ok(amount) => return Ok(amount),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    let waited = begun.elapsed();
                    if let Some(silence) = self.silence.filter(|silence| waited >= *silence) {
                        let seconds = silence.as_secs_f64().to_string();
                        break Failure::Silent { peer, seconds };
                    }
                    std::thread::sleep(pause(waited));
                }
                Err(error) => {
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

/// How long to wait before the next look: a small part of the wait so far, so that a quick answer is
/// taken quickly and a slow one costs little.
fn pause(waited: Duration) -> Duration {
    (waited / 8).clamp(Duration::from_micros(50), TICK)
}
