use std::fmt;

use serde::{Deserialize, Serialize};

use super::folder::Kept;
use super::store::new_id;
use super::{Error, State};

/// A certificate that TLS servers may lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustedCertificate {
    /// Its name in the store.
    pub alias: String,
    /// One certificate or several.
    pub pem: String,
}

/// A named store of private keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyStore {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its keys.
    #[serde(default)]
    pub keys: Vec<Key>,
}

/// A private key with its certificates; `Configurator:Key`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// What `RESTHost.privateKeyId` names.
    pub id: String,
    /// Its name in the store.
    pub alias: String,
    /// Key and certificates.
    pub pem: String,
    /// Opens an encrypted key.
    #[serde(default)]
    pub passphrase: Option<String>,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({}, {})", self.id, self.alias)
    }
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyStores {
    #[serde(default)]
    trusted: Vec<TrustedCertificate>,
    #[serde(default)]
    stores: Vec<KeyStore>,
}

impl Kept for KeyStores {
    const FILE: &'static str = "key-stores.json";
    const WHAT: &'static str = "trusted certificates and client keys";
}

impl State {
    /// The certificates that TLS servers may lead to.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn trusted_certificates(&self) -> Result<Vec<TrustedCertificate>, Error> {
        Ok(self.read::<KeyStores>()?.trusted)
    }

    /// Trusts a certificate; one with the same alias is replaced. An empty alias becomes the next
    /// free `certificate-N`.
    ///
    /// # Errors
    /// When the file cannot be changed.
    pub fn trust(&self, alias: &str, pem: &str) -> Result<TrustedCertificate, Error> {
        self.change(|kept: &mut KeyStores| {
            let known = kept.trusted.iter().find(|other| other.pem == pem);
            if let (true, Some(known)) = (alias.is_empty(), known) {
                return Ok(known.clone());
            }
            let trusted = TrustedCertificate {
                alias: if alias.is_empty() {
                    free_alias(&kept.trusted)
                } else {
                    alias.to_owned()
                },
                pem: pem.to_owned(),
            };
            kept.trusted.retain(|other| other.alias != trusted.alias);
            kept.trusted.push(trusted.clone());
            Ok(trusted)
        })
    }

    /// All key stores.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn key_stores(&self) -> Result<Vec<KeyStore>, Error> {
        Ok(self.read::<KeyStores>()?.stores)
    }

    /// The key with this id, in whatever store.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn key(&self, id: &str) -> Result<Option<Key>, Error> {
        let stores = self.key_stores()?.into_iter();
        Ok(stores.flat_map(|store| store.keys).find(|key| key.id == id))
    }

    /// Makes an empty store.
    ///
    /// # Errors
    /// [`Error::Exists`] when there is one of this name.
    pub fn create_key_store(&self, name: &str) -> Result<KeyStore, Error> {
        self.change(|kept: &mut KeyStores| {
            if kept.stores.iter().any(|store| store.name == name) {
                return Err(Error::Exists(format!("key store `{name}`")));
            }
            let store = KeyStore {
                id: new_id(),
                name: name.to_owned(),
                keys: Vec::new(),
            };
            kept.stores.push(store.clone());
            Ok(store)
        })
    }

    /// Adds a key to a store.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such store, [`Error::Exists`] when it has a key of this
    /// alias.
    pub fn add_key(
        &self,
        store: &str,
        alias: &str,
        pem: &str,
        passphrase: Option<&str>,
    ) -> Result<Key, Error> {
        self.change(|kept: &mut KeyStores| {
            let found = kept.stores.iter_mut().find(|other| other.id == store);
            let found = found.ok_or_else(|| no_store(store))?;
            if found.keys.iter().any(|key| key.alias == alias) {
                return Err(Error::Exists(format!("key `{alias}` in `{}`", found.name)));
            }
            let key = Key {
                id: new_id(),
                alias: alias.to_owned(),
                pem: pem.to_owned(),
                passphrase: passphrase.map(str::to_owned),
            };
            found.keys.push(key.clone());
            Ok(key)
        })
    }
}

fn no_store(id: &str) -> Error {
    Error::Missing(format!("key store with the id `{id}`"))
}

fn free_alias(trusted: &[TrustedCertificate]) -> String {
    let mut number = 1;
    loop {
        let alias = format!("certificate-{number}");
        if trusted.iter().all(|other| other.alias != alias) {
            return alias;
        }
        number += 1;
    }
}
