use std::io::Write;
use std::net::TcpListener;

use openssl::asn1::Asn1Time;
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::ssl::{SslAcceptor, SslMethod, SslVerifyMode, SslVersion};
use openssl::x509::extension::{BasicConstraints, SubjectAlternativeName};
use openssl::x509::{X509, X509NameBuilder};

use super::super::{Address, Client, ClientKey, Failure, Method, Request, Response, Trust};
use super::request;
use super::server::{Server, read_request};

/// A key with a certificate.
struct Holder {
    key: PKey<Private>,
    certificate: X509,
}

impl Holder {
    /// Signed by the issuer, or by itself.
    fn new(name: &str, hosts: &[&str], issuer: Option<&Self>, days: (i64, i64)) -> Self {
        let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).expect("a curve");
        let key = PKey::from_ec_key(EcKey::generate(&group).expect("a key")).expect("a key");
        let mut subject = X509NameBuilder::new().expect("a name");
        subject.append_entry_by_text("CN", name).expect("a name");
        let subject = subject.build();
        let mut builder = X509::builder().expect("a builder");
        builder.set_version(2).expect("version");
        let mut serial = BigNum::new().expect("a number");
        serial
            .rand(64, openssl::bn::MsbOption::MAYBE_ZERO, false)
            .expect("a number");
        let serial = serial.to_asn1_integer().expect("a number");
        builder.set_serial_number(&serial).expect("serial");
        builder.set_subject_name(&subject).expect("subject");
        let issuer_name = issuer.map_or(&*subject, |by| by.certificate.subject_name());
        builder.set_issuer_name(issuer_name).expect("issuer");
        builder.set_pubkey(&key).expect("key");
        let now = i64::try_from(
            std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .expect("after 1970")
                .as_secs(),
        )
        .expect("a time");
        let day = |days: i64| Asn1Time::from_unix(now + days * 86_400).expect("a time");
        builder.set_not_before(&day(days.0)).expect("from");
        builder.set_not_after(&day(days.1)).expect("to");
        if !hosts.is_empty() {
            let mut names = SubjectAlternativeName::new();
            for host in hosts {
                if host.parse::<std::net::IpAddr>().is_ok() {
                    names.ip(host);
                } else {
                    names.dns(host);
                }
            }
            let by = issuer.map(|issuer| &*issuer.certificate);
            let names = names
                .build(&builder.x509v3_context(by, None))
                .expect("names");
            builder.append_extension(names).expect("names");
        }
        if issuer.is_none() {
            let authority = BasicConstraints::new()
                .critical()
                .ca()
                .build()
                .expect("authority");
            builder.append_extension(authority).expect("authority");
        }
        let signer = issuer.map_or(&key, |by| &by.key);
        builder
            .sign(signer, MessageDigest::sha256())
            .expect("signed");
        let certificate = builder.build();
        Self { key, certificate }
    }

    fn authority() -> Self {
        Self::new("Test Authority", &[], None, (-1, 1))
    }

    fn for_loopback(authority: &Self) -> Self {
        Self::new(
            "server",
            &["127.0.0.1", "localhost"],
            Some(authority),
            (-1, 1),
        )
    }

    fn pem(&self) -> String {
        String::from_utf8(self.certificate.to_pem().expect("PEM")).expect("text")
    }

    fn key_pem(&self) -> String {
        String::from_utf8(self.key.private_key_to_pem_pkcs8().expect("PEM")).expect("text")
    }
}

/// Answers one request over TLS; asks for a certificate of `clients` if there is one.
fn serve(server: &Holder, clients: Option<&Holder>, newest: Option<SslVersion>) -> u16 {
    let mut builder = SslAcceptor::mozilla_intermediate_v5(SslMethod::tls()).expect("TLS");
    builder.set_private_key(&server.key).expect("key");
    builder
        .set_certificate(&server.certificate)
        .expect("certificate");
    builder.set_max_proto_version(newest).expect("version");
    if let Some(clients) = clients {
        builder
            .cert_store_mut()
            .add_cert(clients.certificate.clone())
            .expect("trusted");
        builder.set_verify(SslVerifyMode::PEER | SslVerifyMode::FAIL_IF_NO_PEER_CERT);
    }
    let acceptor = builder.build();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its number").port();
    std::thread::spawn(move || {
        let (stream, _) = listener.accept().expect("a connection");
        // A client that refuses us is what some tests are about.
        if let Ok(mut stream) = acceptor.accept(stream) {
            read_request(&mut stream);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            let _ = stream.shutdown();
        }
    });
    port
}

fn ask(host: &str, port: u16, trust: Trust) -> Result<Response, Failure> {
    let request = Request {
        trust,
        ..request(Method::Get, &format!("https://{host}:{port}/info"))
    };
    Client::new().execute(&request)
}

fn trusting(authority: &Holder) -> Trust {
    Trust {
        authorities: vec![authority.pem()],
        ..Trust::default()
    }
}

#[test]
fn a_trusted_server_answers() {
    let authority = Holder::authority();
    for host in ["127.0.0.1", "localhost"] {
        let port = serve(&Holder::for_loopback(&authority), None, None);
        let response = ask(host, port, trusting(&authority)).expect("an answer");
        assert_eq!(response.body, "ok");
    }
}

#[test]
fn a_server_of_an_unknown_authority_is_refused() {
    let authority = Holder::authority();
    for verify_host in [true, false] {
        let port = serve(&Holder::for_loopback(&authority), None, None);
        let trust = Trust {
            verify_host,
            ..Trust::default()
        };
        let failure = ask("127.0.0.1", port, trust).expect_err("a refusal");
        assert!(matches!(failure, Failure::Untrusted { .. }), "{failure:?}");
        let exception = failure.exception();
        assert!(exception.contains("SSLHandshakeException"), "{exception}");
        assert!(
            exception.contains("PKIX path building failed"),
            "{exception}"
        );
    }
}

#[test]
fn a_server_whose_own_certificate_is_in_the_store_is_believed() {
    let authority = Holder::authority();
    let server = Holder::for_loopback(&authority);
    let port = serve(&server, None, None);
    ask("127.0.0.1", port, trusting(&server)).expect("an answer");
}

#[test]
fn a_certificate_for_another_host_is_refused_unless_told_otherwise() {
    let authority = Holder::authority();
    let server = Holder::new(
        "node",
        &["node.example", "10.0.0.1"],
        Some(&authority),
        (-1, 1),
    );
    let port = serve(&server, None, None);
    let failure = ask("127.0.0.1", port, trusting(&authority)).expect_err("a refusal");
    assert!(matches!(failure, Failure::WrongHost { .. }), "{failure:?}");
    assert_eq!(
        failure.exception(),
        "javax.net.ssl.SSLPeerUnverifiedException: Certificate for <127.0.0.1> doesn't match any \
         of the subject alternative names: [node.example, 10.0.0.1]"
    );
    let port = serve(&server, None, None);
    let careless = Trust {
        verify_host: false,
        ..trusting(&authority)
    };
    ask("127.0.0.1", port, careless).expect("an answer");
}

#[test]
fn an_expired_certificate_is_refused() {
    let authority = Holder::authority();
    let server = Holder::new("server", &["127.0.0.1"], Some(&authority), (-2, -1));
    let port = serve(&server, None, None);
    let failure = ask("127.0.0.1", port, trusting(&authority)).expect_err("a refusal");
    assert!(matches!(failure, Failure::Expired { .. }), "{failure:?}");
    assert!(failure.exception().contains("PKIX path validation failed"));
}

#[test]
fn a_client_key_opens_the_door() {
    let authority = Holder::authority();
    let client = Holder::new("client", &[], Some(&authority), (-1, 1));
    let encrypted = client
        .key
        .private_key_to_pem_pkcs8_passphrase(openssl::symm::Cipher::aes_128_cbc(), b"secret")
        .expect("PEM");
    let encrypted = String::from_utf8(encrypted).expect("text");
    for (pem, passphrase) in [
        (format!("{}{}", client.key_pem(), client.pem()), None),
        // The authority first: the key's own certificate is found all the same.
        (
            format!("{}{}{}", authority.pem(), client.pem(), client.key_pem()),
            None,
        ),
        (
            format!("{}{encrypted}", client.pem()),
            Some("secret".to_owned()),
        ),
    ] {
        for newest in [SslVersion::TLS1_2, SslVersion::TLS1_3] {
            let server = Holder::for_loopback(&authority);
            let port = serve(&server, Some(&authority), Some(newest));
            let trust = Trust {
                client: Some(ClientKey {
                    pem: pem.clone(),
                    passphrase: passphrase.clone(),
                }),
                ..trusting(&authority)
            };
            ask("127.0.0.1", port, trust).expect("an answer");
        }
    }
}

#[test]
fn without_or_with_a_foreign_client_key_the_refusal_is_named() {
    let authority = Holder::authority();
    let foreign = Holder::authority();
    let stranger = Holder::new("stranger", &[], Some(&foreign), (-1, 1));
    let stranger = ClientKey {
        pem: format!("{}{}", stranger.key_pem(), stranger.pem()),
        passphrase: None,
    };
    for newest in [SslVersion::TLS1_2, SslVersion::TLS1_3] {
        for client in [None, Some(stranger.clone())] {
            let server = Holder::for_loopback(&authority);
            let port = serve(&server, Some(&authority), Some(newest));
            let trust = Trust {
                client,
                ..trusting(&authority)
            };
            let failure = ask("127.0.0.1", port, trust).expect_err("a refusal");
            assert!(
                matches!(failure, Failure::Alert { .. }),
                "{newest:?} {failure:?}"
            );
            assert!(failure.exception().contains("Received fatal alert: "));
        }
    }
}

#[test]
fn keys_that_cannot_be_used_are_named() {
    let authority = Holder::authority();
    let other = Holder::authority();
    let pair = |pem: String, passphrase: Option<&str>| ClientKey {
        pem,
        passphrase: passphrase.map(str::to_owned),
    };
    let encrypted = authority
        .key
        .private_key_to_pem_pkcs8_passphrase(openssl::symm::Cipher::aes_128_cbc(), b"secret")
        .expect("PEM");
    let encrypted = String::from_utf8(encrypted).expect("text");
    let damaged = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let (no_key, no_certificate) = (
        "no private key in PEM",
        "no certificate in PEM for this key",
    );
    for (client, why) in [
        (pair("nonsense".to_owned(), None), no_key),
        (pair(authority.key_pem(), None), no_certificate),
        (
            pair(format!("{}{}", authority.key_pem(), other.pem()), None),
            no_certificate,
        ),
        (
            pair(format!("{}{damaged}", authority.key_pem()), None),
            "a certificate in PEM that is damaged",
        ),
        (
            pair(format!("{encrypted}{}", authority.pem()), Some("wrong")),
            no_key,
        ),
        (
            pair(format!("{encrypted}{}", authority.pem()), None),
            no_key,
        ),
    ] {
        assert!(
            client
                .problem()
                .is_some_and(|problem| problem.contains(why))
        );
        let port = serve(&Holder::for_loopback(&authority), None, None);
        let trust = Trust {
            client: Some(client),
            ..trusting(&authority)
        };
        let failure = ask("127.0.0.1", port, trust).expect_err("a bad key");
        assert!(
            matches!(failure, Failure::Credentials { .. }) && failure.to_string().contains(why),
            "{failure:?}"
        );
    }
    for garbage in [damaged, "what somebody pasted"] {
        let garbage = Trust {
            authorities: vec![garbage.into()],
            ..Trust::default()
        };
        let port = serve(&Holder::for_loopback(&authority), None, None);
        let failure = ask("127.0.0.1", port, garbage).expect_err("a bad certificate");
        assert!(
            failure
                .to_string()
                .starts_with("a trusted certificate cannot be used"),
            "{failure}"
        );
    }
}

#[test]
fn plain_http_where_tls_was_expected_is_named_and_the_other_way_round() {
    let server = Server::saying(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    let failure = ask("127.0.0.1", server.port, Trust::default()).expect_err("no TLS");
    assert!(matches!(failure, Failure::Tls { .. }), "{failure:?}");
    assert_eq!(
        failure.exception(),
        "javax.net.ssl.SSLException: Unsupported or unrecognized SSL message"
    );
    let port = serve(&Holder::for_loopback(&Holder::authority()), None, None);
    let failure = super::get(&format!("http://127.0.0.1:{port}/")).expect_err("TLS");
    assert!(
        matches!(
            failure,
            Failure::Garbage { .. } | Failure::Closed { .. } | Failure::Broken { .. }
        ),
        "{failure:?}"
    );
}

#[test]
fn the_certificates_of_a_server_can_be_looked_at_first() {
    let authority = Holder::authority();
    let server = Holder::for_loopback(&authority);
    let port = serve(&server, None, None);
    let address = Address::parse(&format!("https://127.0.0.1:{port}/")).expect("an address");
    let second = Some(std::time::Duration::from_secs(5));
    let presented = Client::new()
        .certificates(&address, second, second)
        .expect("certificates");
    assert_eq!(presented.chain, [server.pem()]);
    assert_eq!(presented.hosts, ["127.0.0.1", "localhost"]);
}
