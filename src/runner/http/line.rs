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
/// the run was stopped. Its errors carry a [`Failure`]; see [`failure_in`].
#[derive(Debug)]
pub(super) struct Line {
    socket: Socket,
    /// Whom messages name.
    pub(super) peer: String,
    silence: Option<Duration>,
    stop: Arc<AtomicBool>,
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
        loop {
            if self.stop.load(Ordering::Relaxed) {
                let peer = self.peer.clone();
                return Err(io::Error::other(Failure::Stopped { peer }));
            }
            match operation(&mut self.socket) {
                Ok(amount) => return Ok(amount),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if is_not_yet(&error) => {
                    if let Some(silence) = self.silence
                        && begun.elapsed() >= silence
                    {
                        return Err(io::Error::other(Failure::Silent {
                            peer: self.peer.clone(),
                            seconds: silence.as_secs_f64().to_string(),
                        }));
                    }
                }
                Err(error) => {
                    return Err(io::Error::other(Failure::Broken {
                        peer: self.peer.clone(),
                        cause: error.to_string(),
                    }));
                }
            }
        }
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

/// The failure that an error of a [`Line`] carries.
pub(super) fn failure_in(error: &io::Error) -> Option<&Failure> {
    error.get_ref()?.downcast_ref()
}

fn is_not_yet(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
    )
}
