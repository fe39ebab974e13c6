use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use super::super::{Client, Failure, Method, Request, Response};
use super::server::Server;
use super::{get, request};

const OK: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

#[test]
fn an_answer_has_status_headers_body_and_length() {
    let server = Server::saying(
        b"HTTP/1.1 200 OK\r\nX-One: a\r\nX-One: b\r\nContent-Length: 5\r\n\r\nh\xc3\xa4 \xff",
    );
    let response = get(&server.url("/info?a=b")).expect("an answer");
    assert_eq!(response.status, 200);
    assert_eq!(response.body, "hä \u{fffd}");
    assert_eq!(response.content_length, 5);
    assert_eq!(response.header("x-ONE").collect::<Vec<_>>(), ["a", "b"]);
    let names: Vec<&str> = response
        .headers
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(names, ["X-One", "X-One", "Content-Length"]);
    let sent = server.request();
    assert!(sent.starts_with("GET /info?a=b HTTP/1.1\r\n"), "{sent}");
    assert!(!sent.to_lowercase().contains("content-length"), "{sent}");
}

#[test]
fn statuses_of_errors_are_answers() {
    for status in ["404 Not Found", "500 Oops", "304 Not Modified"] {
        let text = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
        let server = Server::saying(text.leak().as_bytes());
        let response = get(&server.url("/")).expect("an answer");
        assert_eq!(response.status.to_string(), status[..3]);
        assert_eq!(response.body, "");
    }
}

/// `attach` and `exec` switch to a protocol of their own, which nobody here speaks.
#[test]
fn an_upgrade_does_not_hang() {
    let server = Server::answering(1, |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 101 UPGRADED\r\nUpgrade: tcp\r\n\r\nraw");
        std::thread::sleep(Duration::from_mins(1));
    });
    let request = Request {
        inactivity_timeout: Some(Duration::from_millis(300)),
        ..request(Method::Post, &server.url("/"))
    };
    let response = Client::new().execute(&request).expect("an answer");
    assert_eq!((response.status, response.body.as_str()), (101, ""));
}

#[test]
fn chunks_are_joined_and_have_no_length() {
    let server = Server::saying(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
    );
    let response = get(&server.url("/")).expect("an answer");
    assert_eq!(response.body, "abcde");
    assert_eq!(response.content_length, -1);
}

#[test]
fn a_body_may_end_with_the_connection() {
    let server = Server::saying(b"HTTP/1.0 200 OK\r\n\r\nuntil the end");
    let response = get(&server.url("/")).expect("an answer");
    assert_eq!(response.body, "until the end");
    assert_eq!(response.content_length, -1);
}

#[test]
fn posting_nothing_says_that_it_is_nothing() {
    for method in [Method::Post, Method::Put, Method::Patch] {
        let server = Server::saying(OK);
        let request = request(method, &server.url("/containers/x/start"));
        Client::new().execute(&request).expect("an answer");
        let sent = server.request().to_lowercase();
        assert!(sent.contains("\r\ncontent-length: 0\r\n"), "{sent}");
        assert!(!sent.contains("transfer-encoding"), "{sent}");
    }
}

#[test]
fn bodies_go_out_with_their_length_and_type() {
    let server = Server::saying(OK);
    let request = Request {
        body: Some("{\"ä\":1}".into()),
        content_type: Some("application/json".to_owned()),
        headers: vec![
            ("X-Registry-Auth".to_owned(), "e30=".to_owned()),
            ("accept".to_owned(), "text/plain".to_owned()),
            ("X-Two".to_owned(), "1".to_owned()),
            ("X-Two".to_owned(), "2".to_owned()),
        ],
        ..request(Method::Post, &server.url("/create"))
    };
    Client::new().execute(&request).expect("an answer");
    let sent = server.request();
    let lower = sent.to_lowercase();
    assert!(sent.ends_with("\r\n\r\n{\"ä\":1}"), "{sent}");
    assert!(lower.contains("\r\ncontent-length: 8\r\n"), "{sent}");
    assert!(
        lower.contains("\r\ncontent-type: application/json\r\n"),
        "{sent}"
    );
    assert!(lower.contains("\r\nx-registry-auth: e30=\r\n"), "{sent}");
    assert!(lower.contains("\r\nx-two: 1\r\nx-two: 2\r\n"), "{sent}");
    assert_eq!(lower.matches("\r\naccept: ").count(), 1, "{sent}");
    assert!(!lower.contains("transfer-encoding"), "{sent}");
}

#[test]
fn a_large_body_reaches_whole_who_reads_slowly() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its number").port();
    let body: Vec<u8> = (0..6_000_000_u32).map(|at| (at % 251) as u8).collect();
    let length = body.len();
    let reader = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut received = Vec::new();
        let mut part = vec![0; 1 << 20];
        let start = |received: &[u8]| received.windows(4).position(|end| end == b"\r\n\r\n");
        while start(&received).is_none_or(|at| received.len() < at + 4 + length) {
            // Long enough for the sender to have to wait.
            std::thread::sleep(Duration::from_millis(60));
            let read = stream.read(&mut part).expect("readable");
            assert!(read > 0, "the body ended early");
            received.extend_from_slice(&part[..read]);
        }
        stream.write_all(OK).expect("written");
        let at = start(&received).expect("a head");
        received.split_off(at + 4)
    });
    let request = Request {
        body: Some(body.clone()),
        ..request(Method::Post, &format!("http://127.0.0.1:{port}/"))
    };
    Client::new().execute(&request).expect("an answer");
    assert!(reader.join().expect("read") == body);
}

#[test]
fn delete_may_have_a_body_and_head_has_no_answer_body() {
    let server = Server::saying(OK);
    let with_body = Request {
        body: Some(b"x".to_vec()),
        ..request(Method::Delete, &server.url("/"))
    };
    Client::new().execute(&with_body).expect("an answer");
    assert!(server.request().ends_with("\r\n\r\nx"));

    let server = Server::saying(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
    let head = request(Method::Head, &server.url("/"));
    let response = Client::new().execute(&head).expect("an answer");
    assert_eq!((response.body.as_str(), response.content_length), ("", 9));
}

#[test]
fn headers_that_cannot_be_sent_are_named() {
    for (name, value) in [("a b", "x"), ("X", "a\nb"), ("Content-Length", "3")] {
        let request = Request {
            headers: vec![(name.to_owned(), value.to_owned())],
            ..request(Method::Get, "http://127.0.0.1:1/")
        };
        let failure = Client::new().execute(&request).expect_err("a refusal");
        assert!(
            failure.to_string().contains(&format!("`{name}`")),
            "{failure}"
        );
    }
}

#[test]
fn silence_counts_between_packets_not_in_all() {
    let server = Server::answering(1, |_, stream| {
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n")
            .expect("written");
        for letter in b"abcdef" {
            std::thread::sleep(Duration::from_millis(150));
            stream.write_all(&[*letter]).expect("written");
        }
    });
    let request = Request {
        inactivity_timeout: Some(Duration::from_millis(600)),
        ..request(Method::Get, &server.url("/"))
    };
    let begun = Instant::now();
    let response = Client::new().execute(&request).expect("an answer");
    assert_eq!(response.body, "abcdef");
    assert!(begun.elapsed() > Duration::from_millis(600));
}

#[test]
fn a_silent_server_is_left() {
    for begin in [&b""[..], b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nab"] {
        let server = Server::answering(1, move |_, stream| {
            stream.write_all(begin).expect("written");
            std::thread::sleep(Duration::from_mins(1));
        });
        let request = Request {
            inactivity_timeout: Some(Duration::from_millis(300)),
            ..request(Method::Get, &server.url("/"))
        };
        let begun = Instant::now();
        let failure = Client::new().execute(&request).expect_err("a timeout");
        assert!(begun.elapsed() < Duration::from_secs(20));
        assert!(matches!(failure, Failure::Silent { .. }), "{failure:?}");
        assert_eq!(
            failure.exception(),
            "java.net.SocketTimeoutException: Read timed out"
        );
        assert!(failure.to_string().contains("silent for 0.3 seconds"));
    }
}

#[test]
fn a_closed_port_refuses() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its number").port();
    drop(listener);
    let failure = get(&format!("http://127.0.0.1:{port}/")).expect_err("nobody listens");
    assert!(matches!(failure, Failure::Connect { .. }), "{failure:?}");
    assert_eq!(
        failure.exception(),
        format!(
            "org.apache.http.conn.HttpHostConnectException: Connect to 127.0.0.1:{port} failed: \
             Connection refused (Connection refused)"
        )
    );
}

#[test]
fn an_unknown_name_is_named() {
    let failure = get("http://no-such-host.invalid/").expect_err("no such host");
    assert!(
        matches!(failure, Failure::UnknownHost { .. }),
        "{failure:?}"
    );
    assert!(failure.to_string().contains("`no-such-host.invalid`"));
    assert!(
        failure
            .exception()
            .starts_with("java.net.UnknownHostException: no-such-host.invalid")
    );
}

#[test]
fn a_server_that_closes_without_a_word_or_too_early_is_named() {
    let server = Server::saying(b"");
    let failure = get(&server.url("/")).expect_err("no answer");
    assert!(
        matches!(failure, Failure::Closed { begun: false, .. }),
        "{failure:?}"
    );
    for part in [
        &b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"[..],
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
    ] {
        let server = Server::saying(part);
        let failure = get(&server.url("/")).expect_err("half an answer");
        assert!(
            matches!(failure, Failure::Closed { begun: true, .. }),
            "{failure:?}"
        );
    }
}

#[test]
fn what_is_not_http_is_garbage() {
    for garbage in [
        &b"SSH-2.0-OpenSSH_9.2\r\n"[..],
        b"HTTP/1.1 abc\r\n\r\n",
        b"\x15\x03\x01\x00\x02\x02\x50",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ] {
        let server = Server::saying(garbage);
        let failure = get(&server.url("/")).expect_err("garbage");
        assert!(
            matches!(failure, Failure::Garbage { .. } | Failure::Closed { .. }),
            "{failure:?}"
        );
    }
}

#[test]
fn endless_heads_end() {
    let server = Server::answering(1, |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
        while stream
            .write_all(b"X-More: of the same and of the same\r\n")
            .is_ok()
        {}
    });
    let failure = get(&server.url("/")).expect_err("too much");
    assert!(matches!(failure, Failure::Garbage { .. }), "{failure:?}");
}

#[test]
fn too_much_is_refused_and_just_enough_is_not() {
    let huge = |client: Client| -> Result<Response, Failure> {
        let server = Server::answering(1, |_, stream| {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            let _ = stream.write_all(&vec![b'x'; 100_000]);
        });
        client.execute(&request(Method::Get, &server.url("/")))
    };
    let failure = huge(Client::new().with_limit(99_999)).expect_err("too much");
    assert!(
        matches!(failure, Failure::TooLarge { limit: 99_999, .. }),
        "{failure:?}"
    );
    let response = huge(Client::new().with_limit(100_000)).expect("just enough");
    assert_eq!(response.body.len(), 100_000);
}

/// Pieces that heads and bodies are made of, right and wrong.
const PIECES: &[&[u8]] = &[
    b"HTTP/1.1 200 OK\r\n",
    b"HTTP/1.1 200 OK\r\n",
    b"HTTP/1.0 302 Found\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\n",
    b"HTTP/1.1 204 No Content\r\n",
    b"HTTP/1.1 999999 \xff\r\n",
    b"Content-Length: 5\r\n",
    b"Content-Length: -1\r\n",
    b"Content-Length: 18446744073709551616\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Transfer-Encoding: gzip\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Location: \xff\r\n",
    b"Location: http://[::1\r\n",
    b": \r\n",
    b"\r\n",
    b"\r\n",
    b"\n",
    b"5\r\nabcde\r\n",
    b"ffffffffffffffff\r\n",
    b"-5\r\n",
    b"0\r\n\r\n",
    b"abcde",
    b"\0\xfe",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        cases: 400, failure_persistence: None, ..Default::default()
    })]
    #[test]
    fn no_answer_is_so_bad_that_we_panic(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..8)
    ) {
        let answer = pieces.concat();
        let server = Server::answering(1, move |_, stream| {
            let _ = stream.write_all(&answer);
        });
        let request = Request {
            inactivity_timeout: Some(Duration::from_millis(500)),
            redirects: super::super::Redirects::Always,
            ..request(Method::Get, &server.url("/"))
        };
        // A loop would show as a test that never ends, a panic as itself.
        let _ = Client::new().execute(&request);
    }
}
