use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

/// A server for the given number of connections; what it does with each is the test's business.
pub(super) struct Server {
    pub(super) port: u16,
    received: Receiver<String>,
}

impl Server {
    /// Hands each connection to `answer` after its request was read whole.
    pub(super) fn answering(
        connections: usize,
        answer: impl Fn(usize, &mut TcpStream) + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let (sender, received) = channel();
        std::thread::spawn(move || {
            for turn in 0..connections {
                let (mut stream, _) = listener.accept().expect("a connection");
                let request = read_request(&mut stream);
                let _ = sender.send(request);
                answer(turn, &mut stream);
            }
        });
        Self { port, received }
    }

    /// Sends the same bytes to everybody, and closes.
    pub(super) fn saying(answer: &'static [u8]) -> Self {
        Self::answering(1, move |_, stream| {
            stream.write_all(answer).expect("somebody who listens");
        })
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The next request it got, head and body.
    pub(super) fn request(&self) -> String {
        self.received.recv().expect("a request")
    }
}

/// The head, and as much body as its length says.
pub(super) fn read_request(stream: &mut impl Read) -> String {
    let mut reader = BufReader::new(stream);
    let mut request = String::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return request;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a number");
        }
        request.push_str(&line);
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("the body");
    request.push_str(&String::from_utf8_lossy(&body));
    request
}
