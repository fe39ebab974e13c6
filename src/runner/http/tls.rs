use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use openssl::error::ErrorStack;
use openssl::ssl::{
    HandshakeError, SslConnector, SslConnectorBuilder, SslMethod, SslOptions, SslStream,
    SslVerifyMode,
};
use openssl::x509::verify::X509VerifyFlags;
use openssl::x509::{X509, X509Ref};

use super::line::Line;
use super::{ClientKey, Failure, Trust};

/// Makes a line private and checks who answers.
pub(super) fn connect(line: Line, host: &str, trust: &Trust) -> Result<SslStream<Line>, Failure> {
    let peer = line.peer.clone();
    let refused = Refused::default();
    let mut builder = builder(trust)?;
    let noted = refused.clone();
    builder.set_verify_callback(SslVerifyMode::PEER, move |good, context| {
        if !good {
            noted.note(context.error().as_raw(), context.current_cert());
        }
        good
    });
    handshake(builder, line, host, trust.verify_host)
        .map_err(|error| refused.failure(&peer, host).unwrap_or(error))
}

/// Makes a line private with whoever answers. Nothing may be sent over it.
pub(super) fn connect_unchecked(line: Line, host: &str) -> Result<SslStream<Line>, Failure> {
    let mut builder = builder(&Trust::default())?;
    builder.set_verify(SslVerifyMode::NONE);
    handshake(builder, line, host, false)
}

fn builder(trust: &Trust) -> Result<SslConnectorBuilder, Failure> {
    let mut builder =
        SslConnector::builder(SslMethod::tls_client()).map_err(|e| unusable("TLS", &e))?;
    // Some daemons just close; lengths tell whether the answer was whole.
    builder.set_options(SslOptions::IGNORE_UNEXPECTED_EOF);
    if let Some(bundle) = system_authorities() {
        builder
            .set_ca_file(bundle)
            .map_err(|e| unusable("the system's list of authorities", &e))?;
    }
    for pem in &trust.authorities {
        let what = "a trusted certificate";
        let found = X509::stack_from_pem(pem.as_bytes()).map_err(|e| unusable(what, &e))?;
        if found.is_empty() {
            return Err(missing(what, "there is none in PEM in its text"));
        }
        for certificate in found {
            builder
                .cert_store_mut()
                .add_cert(certificate)
                .map_err(|e| unusable(what, &e))?;
        }
    }
    // As on a server, a certificate in the store is believed, authority or not.
    builder
        .verify_param_mut()
        .set_flags(X509VerifyFlags::PARTIAL_CHAIN)
        .map_err(|e| unusable("TLS", &e))?;
    if let Some(client) = &trust.client {
        present(&mut builder, client)?;
    }
    Ok(builder)
}

fn present(builder: &mut SslConnectorBuilder, client: &ClientKey) -> Result<(), Failure> {
    const WHAT: &str = "the client key";
    let opened = client.open().map_err(|problem| missing(WHAT, problem))?;
    let show = || {
        builder.set_private_key(&opened.key)?;
        builder.set_certificate(&opened.own)?;
        for certificate in opened.others {
            builder.add_extra_chain_cert(certificate)?;
        }
        Ok(())
    };
    show().map_err(|e| unusable(WHAT, &e))
}

fn unusable(what: &'static str, errors: &ErrorStack) -> Failure {
    Failure::Credentials {
        what,
        cause: words(errors),
    }
}

fn missing(what: &'static str, cause: &str) -> Failure {
    Failure::Credentials {
        what,
        cause: cause.to_owned(),
    }
}

/// Where systems keep the authorities they trust. An OpenSSL that was compiled in looks elsewhere.
#[cfg(unix)]
fn system_authorities() -> Option<&'static Path> {
    const PLACES: &[&str] = &[
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ];
    if std::env::var_os("SSL_CERT_FILE").is_some() {
        // OpenSSL follows it by itself.
        return None;
    }
    PLACES.iter().map(Path::new).find(|path| path.is_file())
}

/// There is no such file on Windows, where anybody may make a folder `\etc` and be believed.
#[cfg(not(unix))]
fn system_authorities() -> Option<&'static Path> {
    None
}

fn handshake(
    builder: SslConnectorBuilder,
    line: Line,
    host: &str,
    verify_host: bool,
) -> Result<SslStream<Line>, Failure> {
    let peer = line.peer.clone();
    let configured = builder
        .build()
        .configure()
        .map_err(|e| unusable("TLS", &e))?
        .verify_hostname(verify_host);
    configured.connect(host, line).map_err(|error| match error {
        HandshakeError::SetupFailure(errors) => unusable("TLS", &errors),
        HandshakeError::Failure(stream) | HandshakeError::WouldBlock(stream) => {
            let failed = stream.get_ref().failed.clone();
            failed.unwrap_or_else(|| explained(stream.error(), &peer))
        }
    })
}

fn explained(error: &openssl::ssl::Error, peer: &str) -> Failure {
    match error.ssl_error() {
        Some(errors) => reason(errors, peer),
        None => Failure::Tls {
            peer: peer.to_owned(),
            cause: "Remote host terminated the handshake".to_owned(),
        },
    }
}

/// A TLS error in the middle of a conversation.
pub(super) fn broken(error: &io::Error, peer: &str) -> Failure {
    let inner = error.get_ref();
    match inner.and_then(|inner| inner.downcast_ref::<openssl::ssl::Error>()) {
        Some(error) => explained(error, peer),
        None => Failure::Broken {
            peer: peer.to_owned(),
            cause: error.to_string(),
        },
    }
}

fn reason(errors: &ErrorStack, peer: &str) -> Failure {
    let peer = peer.to_owned();
    let codes = errors
        .errors()
        .iter()
        .map(openssl::error::Error::reason_code);
    for code in codes {
        if let Some(alert) = alert(code) {
            return Failure::Alert {
                peer,
                alert: alert.to_owned(),
            };
        }
        if PLAIN_TEXT.contains(&code) {
            return Failure::Tls {
                peer,
                cause: "Unsupported or unrecognized SSL message".to_owned(),
            };
        }
    }
    Failure::Tls {
        peer,
        cause: words(errors),
    }
}

/// OpenSSL's reasons for an answer that is no TLS: wrong version number, packet length too long,
/// unknown protocol, http request, https proxy request.
const PLAIN_TEXT: &[i32] = &[267, 198, 252, 156, 155];

/// The name of the alert that the other side sent: OpenSSL adds 1000 to the number of RFC 8446
/// section 6.
fn alert(reason: i32) -> Option<&'static str> {
    Some(match reason - 1000 {
        0 => "close_notify",
        10 => "unexpected_message",
        20 => "bad_record_mac",
        22 => "record_overflow",
        40 => "handshake_failure",
        42 => "bad_certificate",
        43 => "unsupported_certificate",
        44 => "certificate_revoked",
        45 => "certificate_expired",
        46 => "certificate_unknown",
        47 => "illegal_parameter",
        48 => "unknown_ca",
        49 => "access_denied",
        50 => "decode_error",
        51 => "decrypt_error",
        70 => "protocol_version",
        71 => "insufficient_security",
        80 => "internal_error",
        86 => "inappropriate_fallback",
        90 => "user_canceled",
        109 => "missing_extension",
        110 => "unsupported_extension",
        112 => "unrecognized_name",
        113 => "bad_certificate_status_response",
        115 => "unknown_psk_identity",
        116 => "certificate_required",
        120 => "no_application_protocol",
        _ => return None,
    })
}

fn words(errors: &ErrorStack) -> String {
    let reasons: Vec<&str> = errors
        .errors()
        .iter()
        .filter_map(openssl::error::Error::reason)
        .collect();
    if reasons.is_empty() {
        "OpenSSL gives no reason".to_owned()
    } else {
        reasons.join(", ")
    }
}

/// What the check of the server's certificate found.
#[derive(Debug, Clone, Default)]
struct Refused(Arc<Mutex<Option<Complaint>>>);

#[derive(Debug)]
struct Complaint {
    code: i32,
    names: Vec<String>,
}

impl Refused {
    fn note(&self, code: i32, certificate: Option<&X509Ref>) {
        let names = certificate.map(hosts).unwrap_or_default();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Complaint { code, names });
    }

    /// Numbers of `x509_vfy.h`: 9 and 10 are about dates, 62 and 64 about the host.
    fn failure(&self, peer: &str, host: &str) -> Option<Failure> {
        let complaint = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()?;
        let peer = peer.to_owned();
        // The words are OpenSSL's own for this number.
        let cause = verify_words(complaint.code);
        Some(match complaint.code {
            9 | 10 => Failure::Expired { peer, cause },
            62 | 64 => Failure::WrongHost {
                peer,
                host: host.to_owned(),
                names: complaint.names,
            },
            _ => Failure::Untrusted { peer, cause },
        })
    }
}

fn verify_words(code: i32) -> String {
    match code {
        9 => "it is not valid yet".to_owned(),
        10 => "it has expired".to_owned(),
        18 => "it is self-signed".to_owned(),
        19 => "its authority is not trusted".to_owned(),
        2 | 20 | 21 => "its authority is unknown".to_owned(),
        other => format!("OpenSSL's verification code {other}"),
    }
}

/// The hosts and addresses that a certificate is for; its common name if it lists none.
pub(super) fn hosts(certificate: &X509Ref) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in certificate.subject_alt_names().iter().flatten() {
        if let Some(dns) = name.dnsname() {
            names.push(dns.to_owned());
        } else if let Some(bytes) = name.ipaddress() {
            names.extend(ip(bytes));
        }
    }
    if names.is_empty() {
        let subject = certificate.subject_name();
        let common = subject.entries_by_nid(openssl::nid::Nid::COMMONNAME);
        names.extend(common.filter_map(|entry| entry.data().to_string().ok()));
    }
    names
}

fn ip(bytes: &[u8]) -> Option<String> {
    if let Ok(four) = <[u8; 4]>::try_from(bytes) {
        return Some(std::net::Ipv4Addr::from(four).to_string());
    }
    let sixteen = <[u8; 16]>::try_from(bytes).ok()?;
    Some(std::net::Ipv6Addr::from(sixteen).to_string())
}
