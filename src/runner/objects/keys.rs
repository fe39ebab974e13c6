//! Key stores: certificates that are trusted, keys that are shown.

use openssl::asn1::Asn1Time;
use openssl::pkey::PKey;
use openssl::x509::X509;

use super::host::{Answer, Arguments, illegal, optional, record, text, texts};
use super::{Refusal, Services, rest};
use crate::runner::http::{Address, Method, Request, Trust};
use crate::runner::state::Key;
use crate::runner::value::Value;

pub(super) fn call(services: &Services, operation: &str, with: Arguments<'_>) -> Answer {
    let state = &services.state;
    Ok(match operation {
        "keys.stores" => {
            let stores = state.key_stores()?.into_iter();
            Value::Array(
                stores
                    .map(|store| record([("id", text(store.id)), ("name", text(store.name))]))
                    .collect(),
            )
        }
        "keys.of" => {
            let mut stores = state.key_stores()?.into_iter();
            let id = with.text(0)?;
            let keys = stores.find(|store| store.id == id).map(|store| store.keys);
            Value::Array(keys.unwrap_or_default().into_iter().map(shown).collect())
        }
        "keys.get" => match state.key(with.text(0)?)? {
            Some(key) => shown(key),
            None => Value::Null,
        },
        "keys.create" => {
            state.create_key_store(with.text(0)?)?;
            Value::Null
        }
        "keys.check" => optional(problem(
            with.text(0)?,
            with.text(1)?,
            with.optional_text(2)?,
        )),
        "keys.add" => {
            let passphrase = with.optional_text(3)?;
            state.add_key(with.text(0)?, with.text(2)?, with.text(1)?, passphrase)?;
            Value::Null
        }
        "trust.look" => look(services, with.text(0)?)?,
        "trust.add" => {
            let pem = with.text(1)?;
            if !matches!(X509::stack_from_pem(pem.as_bytes()), Ok(found) if !found.is_empty()) {
                return Err(illegal("the text holds no certificate in PEM"));
            }
            state.trust(with.text(0)?, pem)?;
            Value::Null
        }
        _ => {
            return Err(Refusal::Stop(format!(
                "there is no operation `{operation}`"
            )));
        }
    })
}

fn shown(key: Key) -> Value {
    record([("id", text(key.id)), ("alias", text(key.alias))])
}

/// Why a key cannot go into a store.
fn problem(pem: &str, alias: &str, passphrase: Option<&str>) -> Option<String> {
    if alias.is_empty() {
        return Some("the alias of the key is missing".to_owned());
    }
    let passphrase = passphrase.unwrap_or_default().as_bytes();
    let Ok(key) = PKey::private_key_from_pem_passphrase(pem.as_bytes(), passphrase) else {
        return Some("the text holds no private key in PEM that this password opens".to_owned());
    };
    let chain = X509::stack_from_pem(pem.as_bytes()).unwrap_or_default();
    let own = |certificate: &X509| {
        let public = certificate.public_key();
        public.is_ok_and(|public| public.public_eq(&key))
    };
    if chain.iter().any(own) {
        return None;
    }
    Some("the text holds no certificate in PEM for this key".to_owned())
}

/// The certificates behind a URL, and what is wrong with them.
fn look(services: &Services, url: &str) -> Answer {
    let address = Address::parse(url).map_err(rest::refusal)?;
    let presented = services
        .http
        .certificates(&address)
        .map_err(rest::refusal)?;
    let own = presented.chain.first();
    let own = own.and_then(|pem| X509::from_pem(pem.as_bytes()).ok());
    let Some(own) = own else {
        return Err(illegal(&format!("{url} shows no certificate")));
    };
    let expired = Asn1Time::days_from_now(0).is_ok_and(|now| own.not_after() < now);
    let judged = judge(services, address);
    Ok(record([
        ("pem", text(presented.chain.concat())),
        ("info", text(info(&own))),
        ("host", texts(presented.hosts)),
        ("expired", Value::Boolean(expired)),
        ("trusted", Value::Boolean(judged.is_none())),
        ("wrongDomain", Value::Boolean(false)),
        ("error", optional(judged)),
    ]))
}

/// What a request there would run into; any answer is none.
fn judge(services: &Services, address: Address) -> Option<String> {
    let trusted = services.state.trusted_certificates().ok()?;
    let request = Request {
        trust: Trust {
            authorities: trusted.into_iter().map(|trusted| trusted.pem).collect(),
            verify_host: true,
            client: None,
        },
        ..Request::new(Method::Head, address)
    };
    let failure = services.http.execute(&request).err()?;
    Some(failure.to_string())
}

fn info(certificate: &X509) -> String {
    let name = |name: &openssl::x509::X509NameRef| {
        let entries = name.entries();
        let parts = entries.filter_map(|entry| {
            let key = entry.object().nid().short_name().ok()?;
            Some(format!("{key}={}", entry.data().to_string().ok()?))
        });
        parts.collect::<Vec<_>>().join(", ")
    };
    format!(
        "Subject: {}\nIssuer: {}\nValid from: {}\nValid to: {}",
        name(certificate.subject_name()),
        name(certificate.issuer_name()),
        certificate.not_before(),
        certificate.not_after()
    )
}
