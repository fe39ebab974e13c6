use std::fmt;

use serde::{Deserialize, Serialize};

use super::folder::Kept;
use super::store::new_id;
use super::{Error, State};

/// A REST host of the inventory; the names are those of the plug-in's `RESTHost`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RestHost {
    /// Given by [`State::add_rest_host`].
    pub id: String,
    /// Display name.
    pub name: String,
    /// Base of its requests; here it may be `unix:///path/of/socket`.
    pub url: String,
    /// Seconds.
    pub connection_timeout: f64,
    /// Seconds of silence.
    pub operation_timeout: f64,
    /// Whether the server's certificate must be for its host.
    pub host_verification: bool,
    /// A key of a key store, shown to the server.
    #[serde(default)]
    pub private_key_id: Option<String>,
    /// How it signs on.
    #[serde(default)]
    pub authentication: Option<Authentication>,
    /// How it signs on at the proxy.
    #[serde(default)]
    pub proxy_authentication: Option<Authentication>,
    /// None is no proxy.
    #[serde(default)]
    pub proxy_host: Option<String>,
    /// -1 is no proxy.
    pub proxy_port: f64,
    /// `defaultRedirect`, `alwaysRedirect` or `neverRedirect`.
    pub redirect_strategy: String,
    /// Whether redirects are followed at all.
    #[serde(default = "follows")]
    pub follow_redirects: bool,
    /// Its operations, in order.
    #[serde(default)]
    pub operations: Vec<RestOperation>,
}

impl RestHost {
    /// A host as the plug-in makes it: 30 seconds to connect, 60 seconds of silence, no proxy.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            id: String::new(),
            name: name.to_owned(),
            url: String::new(),
            connection_timeout: 30.0,
            operation_timeout: 60.0,
            host_verification: true,
            private_key_id: None,
            authentication: None,
            proxy_authentication: None,
            proxy_host: None,
            proxy_port: -1.0,
            redirect_strategy: "defaultRedirect".to_owned(),
            follow_redirects: follows(),
            operations: Vec::new(),
        }
    }
}

/// A host follows redirects unless told otherwise.
fn follows() -> bool {
    true
}

/// Kind and parameters, in the order of `createAuthentication`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authentication {
    /// `NONE`, `Basic`, `Digest`, …
    #[serde(rename = "type")]
    pub kind: String,
    /// Passwords among them.
    pub parameters: Vec<String>,
}

impl fmt::Debug for Authentication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Authentication({}, …)", self.kind)
    }
}

/// A REST operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RestOperation {
    /// Its id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// In upper case.
    pub method: String,
    /// With `{name}` placeholders.
    pub url_template: String,
    /// Media type of its body.
    #[serde(default)]
    pub default_content_type: Option<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RestHosts {
    #[serde(default)]
    hosts: Vec<RestHost>,
}

impl Kept for RestHosts {
    const FILE: &'static str = "rest-hosts.json";
    const WHAT: &'static str = "REST hosts";
}

impl State {
    /// All hosts, in the order they were added.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn rest_hosts(&self) -> Result<Vec<RestHost>, Error> {
        Ok(self.read::<RestHosts>()?.hosts)
    }

    /// The host with this id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn rest_host(&self, id: &str) -> Result<Option<RestHost>, Error> {
        Ok(self.rest_hosts()?.into_iter().find(|host| host.id == id))
    }

    /// Adds a host and gives it an id.
    ///
    /// # Errors
    /// When the file cannot be changed.
    pub fn add_rest_host(&self, host: RestHost) -> Result<RestHost, Error> {
        let host = RestHost {
            id: new_id(),
            ..host
        };
        self.change(|kept: &mut RestHosts| {
            kept.hosts.push(host.clone());
            Ok(host)
        })
    }

    /// Replaces the host with the same id; its operations stay.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none.
    pub fn update_rest_host(&self, host: RestHost) -> Result<RestHost, Error> {
        self.change(|kept: &mut RestHosts| {
            let place = kept.hosts.iter().position(|other| other.id == host.id);
            let place = place.ok_or_else(|| missing(&host.id))?;
            let operations = std::mem::take(&mut kept.hosts[place].operations);
            kept.hosts[place] = RestHost { operations, ..host };
            Ok(kept.hosts[place].clone())
        })
    }

    /// Adds an operation to a host, or replaces the one with the same id; one without gets an id.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such host.
    pub fn set_rest_operation(
        &self,
        host: &str,
        mut operation: RestOperation,
    ) -> Result<RestOperation, Error> {
        if operation.id.is_empty() {
            operation.id = new_id();
        }
        self.change(|kept: &mut RestHosts| {
            let found = kept.hosts.iter_mut().find(|known| known.id == host);
            let operations = &mut found.ok_or_else(|| missing(host))?.operations;
            match operations.iter_mut().find(|known| known.id == operation.id) {
                Some(known) => known.clone_from(&operation),
                None => operations.push(operation.clone()),
            }
            Ok(operation)
        })
    }

    /// Removes an operation from a host; none is no error.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such host.
    pub fn remove_rest_operation(&self, host: &str, id: &str) -> Result<(), Error> {
        self.change(|kept: &mut RestHosts| {
            let found = kept.hosts.iter_mut().find(|known| known.id == host);
            let operations = &mut found.ok_or_else(|| missing(host))?.operations;
            operations.retain(|known| known.id != id);
            Ok(())
        })
    }

    /// Removes a host.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none.
    pub fn remove_rest_host(&self, id: &str) -> Result<RestHost, Error> {
        self.change(|kept: &mut RestHosts| {
            let place = kept.hosts.iter().position(|host| host.id == id);
            Ok(kept.hosts.remove(place.ok_or_else(|| missing(id))?))
        })
    }
}

fn missing(id: &str) -> Error {
    Error::Missing(format!("REST host with the id `{id}`"))
}
