//! What the script objects need from outside.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::runner::content::Content;
use crate::runner::http::{Address, Client, Failure, Presented, Request, Response};
use crate::runner::interpreter::{Runs, Token};
use crate::runner::state::State;

/// Everything around a script: shared by the scripts of a token, most of it by all tokens.
#[derive(Clone)]
pub struct Services {
    /// Log, clock, ids.
    pub world: Arc<dyn World>,
    /// What a server keeps in its database.
    pub state: State,
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

    /// Reads the certificates that a TLS server shows.
    ///
    /// # Errors
    /// When it cannot be reached, or speaks no TLS.
    fn certificates(&self, address: &Address) -> Result<Presented, Failure>;
}

impl Http for Client {
    fn execute(&self, request: &Request) -> Result<Response, Failure> {
        Self::execute(self, request)
    }

    fn certificates(&self, address: &Address) -> Result<Presented, Failure> {
        let patience = Some(Duration::from_secs(30));
        Self::certificates(self, address, patience, patience)
    }
}
