//! One request and its answer, over TCP, TLS and unix sockets.
//!
//! A [`Client`] does what the HTTP-REST plug-in does on a server: it sends one [`Request`], reads
//! the whole answer and hands it on as text. Every status is an answer; only what prevented an
//! answer is a [`Failure`], which knows the text a script would see on a server.
//!
//! The HTTP/1.1 grammar comes from `ureq`; sockets, time limits and TLS are ours, because a run
//! must end soon after Ctrl-C, and because a failed handshake must name its reason.

mod address;
mod certificates;
mod client;
mod connector;
mod failure;
mod line;
mod peek;
mod request;
mod response;
mod tls;

pub use address::Address;
pub use certificates::{Certificate, has_certificate};
pub use client::Client;
pub use failure::Failure;
pub use peek::Presented;
pub use request::{ClientKey, Method, Redirects, Request, Trust};
pub use response::Response;

#[cfg(test)]
mod tests;
