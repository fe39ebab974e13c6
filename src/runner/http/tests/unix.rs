use std::io::Write;
use std::os::unix::net::UnixListener;

use super::super::{Address, Client, Failure, Method, Request};
use super::server::read_request;

#[test]
fn a_unix_socket_answers_like_any_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("docker.sock");
    let listener = UnixListener::bind(&path).expect("a socket");
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let request = read_request(&mut stream);
        stream
            .write_all(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}")
            .expect("written");
        request
    });
    let base = format!("unix://{}", path.display());
    let address = Address::new(&base, "/v1.24/containers/create?name=a").expect("an address");
    let request = Request {
        body: Some(b"{}".to_vec()),
        ..Request::new(Method::Post, address)
    };
    let response = Client::new().execute(&request).expect("an answer");
    assert_eq!((response.status, response.body.as_str()), (201, "{}"));
    let sent = server.join().expect("a request");
    assert!(
        sent.starts_with("POST /v1.24/containers/create?name=a HTTP/1.1\r\n"),
        "{sent}"
    );
    assert!(
        sent.to_lowercase().contains("\r\nhost: localhost\r\n"),
        "{sent}"
    );
}

#[test]
fn a_socket_nobody_listens_at_is_named() {
    let address = Address::new("unix:///no/such/docker.sock", "/info").expect("an address");
    let failure = Client::new()
        .execute(&Request::new(Method::Get, address))
        .expect_err("no socket");
    assert!(matches!(failure, Failure::Connect { .. }), "{failure:?}");
    assert!(
        failure.to_string().contains("`/no/such/docker.sock`"),
        "{failure}"
    );
}
