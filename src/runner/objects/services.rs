//! What the script objects need from outside.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde::{Deserialize, Serialize};

use crate::model::TypeName;
use crate::runner::content::Content;
use crate::runner::http::{Client, Failure, Request, Response};
use crate::runner::interpreter::{Runs, Token};
use crate::runner::value::Value;

/// Everything around a script: shared by the scripts of a token, most of it by all tokens.
#[derive(Clone)]
pub struct Services {
    /// Log, clock, ids.
    pub world: Arc<dyn World>,
    /// What a server keeps in its database.
    pub store: Arc<dyn Store>,
    /// The network.
    pub http: Arc<dyn Http>,
    /// Actions, workflows and delivered elements.
    pub content: Arc<Content>,
    /// Where scripts start workflows; none when only actions can run.
    pub runs: Option<Arc<Runs>>,
    /// The run that the script belongs to; none for an action on its own.
    pub token: Option<Arc<Token>>,
}

/// How much a line of the log matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Level {
    Debug,
    Info,
    Warn,
    Error,
}

impl Level {
    /// In small letters.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }
}

/// Where a line of the log came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sink {
    /// `System.log` and its like: the log of the run.
    Run,
    /// `Server.log` and its like: events that a server keeps.
    Events,
    /// `System.stdout`: the server's own console.
    Console,
}

/// Log, clock, ids and the person.
pub trait World: Send + Sync {
    /// Takes a line of the log.
    fn log(&self, sink: Sink, level: Level, text: &str);

    /// Milliseconds since 1970.
    fn now(&self) -> f64;

    /// An id that nothing else has.
    fn new_id(&self) -> String;

    /// The name of the person who runs this.
    fn user(&self) -> String;

    /// Raised when everything must stop (Ctrl-C). Waits look at it, and so does the engine.
    fn stop(&self) -> &Arc<AtomicBool>;
}

/// The network, or what stands in for it.
pub trait Http: Send + Sync {
    /// Sends a request and reads the whole answer.
    ///
    /// # Errors
    /// When there is no answer.
    fn execute(&self, request: &Request) -> Result<Response, Failure>;
}

impl Http for Client {
    fn execute(&self, request: &Request) -> Result<Response, Failure> {
        Self::execute(self, request)
    }
}

/// What a server keeps in its database. Every method is one transaction: two runs at once never
/// see half of a change.
pub trait Store: Send + Sync {
    /// The configuration elements, those that the content delivered included.
    ///
    /// # Errors
    /// When the state cannot be read.
    fn configurations(&self) -> Result<Vec<ConfigurationElement>, StoreError>;

    /// Changes configuration elements: creates, edits, removes. Nothing is kept when the change
    /// fails.
    ///
    /// # Errors
    /// When the state cannot be read or written, or the change says why it cannot be.
    fn change_configurations(
        &self,
        change: &mut dyn FnMut(&mut Vec<ConfigurationElement>) -> Result<(), String>,
    ) -> Result<(), StoreError>;

    /// The resource elements, those that the content delivered included.
    ///
    /// # Errors
    /// When the state cannot be read.
    fn resources(&self) -> Result<Vec<ResourceElement>, StoreError>;

    /// Changes resource elements.
    ///
    /// # Errors
    /// As for configuration elements.
    fn change_resources(
        &self,
        change: &mut dyn FnMut(&mut Vec<ResourceElement>) -> Result<(), String>,
    ) -> Result<(), StoreError>;

    /// The definitions of the Dynamic Types plug-in.
    ///
    /// # Errors
    /// When the state cannot be read.
    fn dynamic_types(&self) -> Result<DynamicTypes, StoreError>;

    /// Changes the definitions of the Dynamic Types plug-in.
    ///
    /// # Errors
    /// As for configuration elements.
    fn change_dynamic_types(
        &self,
        change: &mut dyn FnMut(&mut DynamicTypes) -> Result<(), String>,
    ) -> Result<(), StoreError>;

    /// The smaller tables.
    ///
    /// # Errors
    /// When the state cannot be read.
    fn tables(&self) -> Result<Tables, StoreError>;

    /// Changes the smaller tables.
    ///
    /// # Errors
    /// As for configuration elements.
    fn change_tables(
        &self,
        change: &mut dyn FnMut(&mut Tables) -> Result<(), String>,
    ) -> Result<(), StoreError>;

    /// Takes a lock if it is free, or the owner's already; says whether it did.
    ///
    /// # Errors
    /// When the state cannot be read or written.
    fn try_lock(&self, id: &str, owner: &str) -> Result<bool, StoreError>;

    /// Gives a lock back; says whether the owner had it.
    ///
    /// # Errors
    /// When the state cannot be read or written.
    fn unlock(&self, id: &str, owner: &str) -> Result<bool, StoreError>;

    /// The locks that are held: ids and owners.
    ///
    /// # Errors
    /// When the state cannot be read.
    fn locks(&self) -> Result<Vec<(String, String)>, StoreError>;
}

/// Why the state cannot be used, or why a change was refused: a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The change itself said no; a script sees this as an exception.
    #[error("{0}")]
    Refused(String),
    /// The state is unusable; no script can help it.
    #[error("{0}")]
    Unusable(String),
}

/// A configuration element as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfigurationElement {
    /// Identity.
    pub id: String,
    /// Path of its folder, steps joined by `/`.
    pub category: String,
    /// Its name.
    pub name: String,
    /// Free text.
    pub description: String,
    /// `1.0.0`
    pub version: String,
    /// In order: key, type, value.
    pub attributes: Vec<(String, TypeName, Value)>,
}

/// A resource element as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceElement {
    /// Identity.
    pub id: String,
    /// Path of its folder, steps joined by `/`.
    pub category: String,
    /// Its name.
    pub name: String,
    /// Free text.
    pub description: String,
    /// `1.0.0`
    pub version: String,
    /// Media type.
    pub mime_type: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// Definitions of the Dynamic Types plug-in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DynamicTypes {
    /// Names.
    #[serde(default)]
    pub namespaces: Vec<String>,
    /// Types of all namespaces.
    #[serde(default)]
    pub types: Vec<DynamicType>,
    /// Relations between types.
    #[serde(default)]
    pub relations: Vec<DynamicRelation>,
}

/// A type of the Dynamic Types plug-in; the fields are those of an exported configuration.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DynamicType {
    /// Its namespace.
    pub namespace: String,
    /// Its name without the namespace.
    pub name: String,
    /// Path of a resource element.
    pub icon: Option<String>,
    /// Names of declared properties.
    pub properties: Vec<String>,
    /// `module/action`, or a workflow's id.
    pub find_by_id_binding: Option<String>,
    /// As above.
    pub find_all_binding: Option<String>,
    /// As above.
    pub has_children_in_relation_binding: Option<String>,
    /// As above.
    pub find_relation_binding: Option<String>,
    /// Free values of the type.
    #[serde(default, rename = "custom_properties")]
    pub custom_properties: Vec<(String, String)>,
}

/// A relation of the Dynamic Types plug-in; types are `Namespace.Type`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DynamicRelation {
    /// Its name, which finders receive.
    pub name: String,
    /// Above.
    pub parent_type: String,
    /// Below.
    pub child_type: String,
}

/// What else a server remembers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Tables {
    /// Hosts of the HTTP-REST plug-in that were added to its inventory.
    pub rest_hosts: Vec<RestHost>,
    /// Certificates in PEM that TLS believes besides the system's, by alias.
    pub trusted: Vec<(String, String)>,
    /// Keys that TLS can show.
    pub keys: Vec<Key>,
    /// Names of key stores, those without keys included.
    pub key_stores: Vec<String>,
    /// `Server.setCustomProperty`: type, id, key, value as JSON.
    pub custom_properties: Vec<(String, String, String, serde_json::Value)>,
}

/// A stored host of the HTTP-REST plug-in. Its fields belong to the script object, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestHost {
    /// Identity.
    pub id: String,
    /// The host's properties.
    pub fields: serde_json::Value,
}

/// A private key with its certificates.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// Identity, which `RESTHost.privateKeyId` takes.
    pub id: String,
    /// Its key store.
    pub store: String,
    /// Its name in the store.
    pub alias: String,
    /// Private key and certificates in PEM.
    pub pem: String,
    /// Of the private key.
    pub passphrase: Option<String>,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key")
            .field("id", &self.id)
            .field("store", &self.store)
            .field("alias", &self.alias)
            .finish_non_exhaustive()
    }
}
