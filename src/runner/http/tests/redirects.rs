use std::io::Write;

use super::super::{Client, Failure, Method, Redirects, Request, Response};
use super::request;
use super::server::Server;

/// Redirects the first request to `/b`, answers the second.
fn redirecting(status: u16) -> Server {
    Server::answering(2, move |turn, stream| {
        let answer = if turn == 0 {
            format!("HTTP/1.1 {status} Moved\r\nLocation: /b\r\nContent-Length: 5\r\n\r\nmoved")
        } else {
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".to_owned()
        };
        stream.write_all(answer.as_bytes()).expect("written");
    })
}

fn send(server: &Server, method: Method, redirects: Redirects) -> Response {
    let request = Request {
        body: method.has_body().then(|| b"body".to_vec()),
        redirects,
        ..request(method, &server.url("/a"))
    };
    Client::new().execute(&request).expect("an answer")
}

#[test]
fn by_default_get_and_head_follow() {
    for method in [Method::Get, Method::Head] {
        let server = redirecting(302);
        assert_eq!(send(&server, method, Redirects::Default).status, 200);
        server.request();
        let second = server.request();
        assert!(
            second.starts_with(&format!("{} /b ", method.as_str())),
            "{second}"
        );
    }
    for method in [Method::Post, Method::Delete] {
        let server = redirecting(301);
        let response = send(&server, method, Redirects::Default);
        assert_eq!((response.status, response.body.as_str()), (301, "moved"));
    }
}

#[cfg(unix)]
#[test]
fn nobody_elsewhere_leads_to_a_socket_of_this_computer() {
    let folder = tempfile::tempdir().expect("folder");
    let socket = folder.path().join("docker.sock");
    let listener = std::os::unix::net::UnixListener::bind(&socket).expect("socket");
    listener.set_nonblocking(true).expect("prepared");
    let location = format!("unix://{}/info", socket.display());
    let answer = format!("HTTP/1.1 307 Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");
    for method in [Method::Get, Method::Post] {
        let answer = answer.clone();
        let server = Server::answering(1, move |_, stream| {
            stream.write_all(answer.as_bytes()).expect("written");
        });
        let request = Request {
            redirects: Redirects::Always,
            ..request(method, &server.url("/a"))
        };
        let failure = Client::new().execute(&request).expect_err("refused");
        assert!(
            failure.to_string().contains("a socket of this computer"),
            "{failure}"
        );
    }
    assert!(listener.accept().is_err(), "nobody has connected");
}

#[test]
fn never_gives_the_redirect_back() {
    let server = redirecting(307);
    assert_eq!(send(&server, Method::Get, Redirects::Never).status, 307);
}

#[test]
fn always_keeps_method_and_body_when_the_status_says_so() {
    let server = redirecting(302);
    assert_eq!(send(&server, Method::Post, Redirects::Always).status, 200);
    server.request();
    assert!(server.request().starts_with("GET /b "));

    let server = redirecting(307);
    assert_eq!(send(&server, Method::Post, Redirects::Always).status, 200);
    server.request();
    let second = server.request();
    assert!(
        second.starts_with("POST /b ") && second.ends_with("\r\n\r\nbody"),
        "{second}"
    );
}

#[test]
fn circles_end() {
    let server = Server::answering(100, |_, stream| {
        let answer = b"HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n";
        stream.write_all(answer).expect("written");
    });
    let request = request(Method::Get, &server.url("/a"));
    let failure = Client::new().execute(&request).expect_err("a circle");
    assert!(matches!(failure, Failure::Redirect { .. }), "{failure:?}");
}

#[test]
fn credentials_stay_with_the_host_they_were_meant_for() {
    let other = Server::saying(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let to = other.url("/");
    let server = Server::answering(1, move |_, stream| {
        let answer = format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
        stream.write_all(answer.as_bytes()).expect("written");
    });
    let request = Request {
        headers: vec![
            ("Authorization".to_owned(), "Basic x".to_owned()),
            ("X-Mine".to_owned(), "y".to_owned()),
        ],
        ..request(Method::Get, &server.url("/"))
    };
    Client::new().execute(&request).expect("an answer");
    assert!(server.request().to_lowercase().contains("authorization"));
    let second = other.request().to_lowercase();
    assert!(
        second.contains("x-mine") && !second.contains("authorization"),
        "{second}"
    );
}
