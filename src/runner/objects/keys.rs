//! Key stores: certificates that are trusted, keys that are shown.

use super::Services;
use super::answer::{Answer, Arguments, Refusal, illegal, optional, record, text, texts, unknown};
use crate::runner::http::{
    Address, Certificate, ClientKey, Failure, Method, Request, Trust, has_certificate,
};
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
            if !has_certificate(pem) {
                return Err(illegal("the text holds no certificate in PEM"));
            }
            state.trust(with.text(0)?, pem)?;
            Value::Null
        }
        _ => return Err(unknown(operation)),
    })
}

fn shown(key: Key) -> Value {
    record([("id", text(key.id)), ("alias", text(key.alias))])
}

/// Why a key cannot go into a store.
fn problem(pem: &str, alias: &str, passphrase: Option<&str>) -> Option<&'static str> {
    if alias.is_empty() {
        return Some("the alias of the key is missing");
    }
    let key = ClientKey {
        pem: pem.to_owned(),
        passphrase: passphrase.map(str::to_owned),
    };
    key.problem()
}

/// The certificates behind a URL, and what is wrong with them.
fn look(services: &Services, url: &str) -> Answer {
    let address = Address::parse(url)?;
    let presented = services.http.certificates(&address)?;
    let own = presented.chain.first();
    let own = own.and_then(|pem| Certificate::read(pem));
    let Some(own) = own else {
        return Err(illegal(&format!("{url} shows no certificate")));
    };
    // Each is asked for by itself: who is not trusted may be for another host as well.
    let chain = judge(
        services,
        &address,
        Trust {
            verify_host: false,
            ..Trust::default()
        },
    )?;
    let named = presented.chain.concat();
    let host = judge(
        services,
        &address,
        Trust {
            authorities: vec![named.clone()],
            ..Trust::default()
        },
    )?;
    let wrong_domain = matches!(host, Some(Failure::WrongHost { .. }));
    let trusted = !matches!(chain, Some(Failure::Untrusted { .. }));
    let error = chain.or(host.filter(|_| wrong_domain));
    Ok(record([
        ("pem", text(named)),
        ("info", text(own.info)),
        ("host", texts(presented.hosts)),
        ("expired", Value::Boolean(own.expired)),
        ("trusted", Value::Boolean(trusted)),
        ("wrongDomain", Value::Boolean(wrong_domain)),
        ("error", optional(error.map(|error| error.to_string()))),
    ]))
}

/// What a request there would run into before anything is sent: with the certificates of the key
/// stores and these. An answer, or its absence, is none.
fn judge(services: &Services, address: &Address, trust: Trust) -> Result<Option<Failure>, Refusal> {
    let mut authorities = trust.authorities;
    let known = services.state.trusted_certificates()?.into_iter();
    authorities.extend(known.map(|trusted| trusted.pem));
    let request = Request {
        trust: Trust {
            authorities,
            ..trust
        },
        ..Request::new(Method::Head, address.clone())
    };
    let failure = services.http.execute(&request).err();
    Ok(failure.filter(|failure| {
        matches!(
            failure,
            Failure::Untrusted { .. } | Failure::Expired { .. } | Failure::WrongHost { .. }
        )
    }))
}
