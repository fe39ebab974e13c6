//! Requests against servers that behave, misbehave or do nothing, all on the loopback.

mod plain;
mod redirects;
mod server;
mod stopping;
mod tls;
#[cfg(unix)]
mod unix;

use std::time::Duration;

use super::{Address, Client, Failure, Method, Request, Response};

fn request(method: Method, url: &str) -> Request {
    let address = Address::parse(url).expect("an address");
    Request {
        connect_timeout: Some(Duration::from_secs(5)),
        inactivity_timeout: Some(Duration::from_secs(5)),
        ..Request::new(method, address)
    }
}

fn get(url: &str) -> Result<Response, Failure> {
    Client::new().execute(&request(Method::Get, url))
}
