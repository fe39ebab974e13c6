use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::super::{Client, Failure, Method, Request};
use super::request;
use super::server::Server;

/// Raises the flag after a moment, and says how the wait ended and how long it took.
fn stopped(request: &Request) -> (Failure, Duration) {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    let raiser = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(200));
        flag.store(true, Ordering::Relaxed);
    });
    let begun = Instant::now();
    let failure = Client::stopped_by(stop)
        .execute(request)
        .expect_err("a stop");
    raiser.join().expect("raised");
    (failure, begun.elapsed())
}

#[test]
fn waiting_for_an_answer_ends_soon() {
    let server = Server::answering(1, |_, _| std::thread::sleep(Duration::from_mins(1)));
    let request = Request {
        inactivity_timeout: None,
        ..request(Method::Get, &server.url("/"))
    };
    let (failure, took) = stopped(&request);
    assert!(matches!(failure, Failure::Stopped { .. }), "{failure:?}");
    assert!(took < Duration::from_secs(10), "{took:?}");
}

#[test]
fn sending_to_somebody_who_does_not_read_ends_soon() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its number").port();
    let request = Request {
        inactivity_timeout: None,
        body: Some(vec![b'x'; 32 << 20]),
        ..request(Method::Post, &format!("http://127.0.0.1:{port}/"))
    };
    let (failure, took) = stopped(&request);
    assert!(matches!(failure, Failure::Stopped { .. }), "{failure:?}");
    assert!(took < Duration::from_secs(10), "{took:?}");
}

#[test]
fn a_handshake_that_never_comes_ends_soon() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its number").port();
    let request = Request {
        inactivity_timeout: None,
        ..request(Method::Get, &format!("https://127.0.0.1:{port}/"))
    };
    let (failure, took) = stopped(&request);
    assert!(matches!(failure, Failure::Stopped { .. }), "{failure:?}");
    assert!(took < Duration::from_secs(10), "{took:?}");
}
