use std::sync::Arc;
use std::time::Duration;

use openssl::x509::X509Ref;

use super::connector::Route;
use super::{Address, Client, Failure, Trust, tls};

/// The certificates that a TLS server shows, unchecked; what importing a certificate from a URL
/// starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presented {
    /// In PEM, the server's own first.
    pub chain: Vec<String>,
    /// The hosts the first one is for.
    pub hosts: Vec<String>,
}

impl Client {
    /// Connects, reads the certificates and leaves. No client certificate is shown, and nothing is
    /// sent.
    ///
    /// # Errors
    /// As for a request; the server's certificate is not judged.
    pub fn certificates(
        &self,
        address: &Address,
        connect_timeout: Option<Duration>,
        inactivity_timeout: Option<Duration>,
    ) -> Result<Presented, Failure> {
        let route = Route {
            address: address.clone(),
            connect_timeout,
            silence: inactivity_timeout,
            trust: Trust::default(),
            stop: Arc::clone(&self.stop),
        };
        let stream = tls::connect_unchecked(route.line()?, address.host())?;
        let shown = stream.ssl().peer_cert_chain();
        let mut chain = Vec::new();
        for certificate in shown.into_iter().flatten() {
            chain.push(pem(certificate, &address.peer())?);
        }
        let own = stream.ssl().peer_certificate();
        Ok(Presented {
            chain,
            hosts: own.map(|own| tls::hosts(&own)).unwrap_or_default(),
        })
    }
}

fn pem(certificate: &X509Ref, peer: &str) -> Result<String, Failure> {
    let bytes = certificate.to_pem().map_err(|error| Failure::Tls {
        peer: peer.to_owned(),
        cause: error.to_string(),
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
