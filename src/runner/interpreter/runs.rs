//! Starting workflows, and keeping their tokens.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use super::walk::Walk;
use super::{Event, Failure, Host, State, Thrown, Token};
use crate::model::Workflow;
use crate::runner::content::Content;
use crate::runner::value::Value;

/// Bytes of the stack of a thread that runs a token: scripts and workflows that call one another
/// need a good deal.
pub const STACK: usize = 64 << 20;

/// How many tokens may be on their way at the same time; each has a thread and an engine. Workflows
/// that start one another without end are stopped here, before the memory for threads ends.
const MOST: usize = 200;

/// All tokens of one start of the program: the first, and those that scripts start.
pub struct Runs {
    content: Arc<Content>,
    host: Arc<dyn Host>,
    tokens: Mutex<Vec<Arc<Token>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    /// How many tokens have a thread.
    running: AtomicUsize,
}

/// A run that is over.
#[derive(Debug)]
pub struct Finished {
    /// The token, in its final state.
    pub token: Arc<Token>,
    /// The outputs; empty unless it completed.
    pub outputs: Vec<(String, Value)>,
    /// Why it did not complete.
    pub failure: Option<Failure>,
}

impl Finished {
    /// The value of the first output, as finders give one; null when there is none.
    #[must_use]
    pub fn first(self) -> Value {
        let first = self.outputs.into_iter().next();
        first.map(|(_, value)| value).unwrap_or_default()
    }
}

impl Runs {
    /// Runs of this content.
    #[must_use]
    pub fn new(content: Arc<Content>, host: Arc<dyn Host>) -> Arc<Self> {
        Arc::new(Self {
            content,
            host,
            tokens: Mutex::default(),
            threads: Mutex::default(),
            running: AtomicUsize::new(0),
        })
    }

    /// What can run.
    #[must_use]
    pub fn content(&self) -> &Arc<Content> {
        &self.content
    }

    pub(super) fn host(&self) -> &dyn Host {
        &*self.host
    }

    /// Why something outside of any workflow failed.
    pub fn failure(&self, thrown: &Thrown) -> Failure {
        let mut failure = Failure::new(thrown, &[]);
        failure.explain(self.host.interrupted());
        failure
    }

    /// The workflow with that id.
    pub(super) fn find(&self, id: &str) -> Result<Arc<Workflow>, Thrown> {
        self.content.workflow(id).cloned().ok_or_else(|| {
            Thrown::stopped(format!(
                "the workflow with the id `{id}` is not among what was loaded"
            ))
        })
    }

    /// Runs a workflow on this thread until it is over.
    pub fn run(
        self: &Arc<Self>,
        workflow: &Arc<Workflow>,
        inputs: Vec<(String, Value)>,
    ) -> Finished {
        let token = self.token_for(workflow, inputs.clone());
        self.walk(&token, inputs)
    }

    /// Starts a workflow in a token of its own, and goes on at once; with a date, in milliseconds
    /// since 1970, it waits until then.
    ///
    /// # Errors
    /// When there is no such workflow, or no thread for it.
    pub fn start(
        self: &Arc<Self>,
        workflow: &str,
        inputs: Vec<(String, Value)>,
        at: Option<f64>,
    ) -> Result<Arc<Token>, Thrown> {
        let workflow = self.find(workflow)?;
        let admission = self.admit(&workflow)?;
        let token = self.token_for(&workflow, inputs.clone());
        let (runs, started) = (Arc::clone(self), Arc::clone(&token));
        let thread = roomy(&workflow.name)
            .spawn(move || {
                let _admission = admission;
                if let Some(at) = at {
                    runs.host.event(&started, Event::Waits(at));
                    if let Err(thrown) = runs.host.wait(at, &started) {
                        let reason = Some(thrown.into_text());
                        runs.end(&started, State::Canceled, reason, Vec::new());
                        return;
                    }
                }
                runs.walk(&started, inputs);
            })
            .map_err(|error| Thrown::stopped(format!("cannot start a thread: {error}")))?;
        lock(&self.threads).push(thread);
        Ok(token)
    }

    /// Room for one more token beside those that have a thread, until it is dropped.
    pub(super) fn admit(self: &Arc<Self>, workflow: &Workflow) -> Result<Admission, Thrown> {
        let admission = Admission(Arc::clone(self));
        if self.running.fetch_add(1, Ordering::SeqCst) < MOST {
            return Ok(admission);
        }
        Err(Thrown::stopped(format!(
            "{MOST} workflows run at the same time, and `{}` would be one more",
            workflow.name
        )))
    }

    /// The token with that id.
    #[must_use]
    pub fn token(&self, id: &str) -> Option<Arc<Token>> {
        let tokens = lock(&self.tokens);
        tokens.iter().find(|token| token.id == id).cloned()
    }

    /// The tokens of a workflow, the first started first.
    #[must_use]
    pub fn tokens_of(&self, workflow: &str) -> Vec<Arc<Token>> {
        let tokens = lock(&self.tokens);
        let of = tokens.iter();
        of.filter(|token| token.workflow.id.as_str() == workflow)
            .cloned()
            .collect()
    }

    /// Waits for every token that was started, and those that they start.
    pub fn join(&self) {
        loop {
            let next = lock(&self.threads).pop();
            let Some(thread) = next else { return };
            // A thread that panicked has said so itself.
            let _ = thread.join();
        }
    }

    fn token_for(&self, workflow: &Arc<Workflow>, inputs: Vec<(String, Value)>) -> Arc<Token> {
        let token = Arc::new(Token::new(
            self.host.new_id(),
            Arc::clone(workflow),
            inputs,
            self.host.now(),
        ));
        lock(&self.tokens).push(Arc::clone(&token));
        token
    }

    fn walk(self: &Arc<Self>, token: &Arc<Token>, inputs: Vec<(String, Value)>) -> Finished {
        let workflow = Arc::clone(&token.workflow);
        let (result, failure) = match self.host.scripts(self, token) {
            Ok(scripts) => {
                let mut walk = Walk::new(self, token, scripts);
                let result = walk.workflow(&workflow, inputs);
                (result, walk.failure)
            }
            Err(thrown) => (Err(thrown), None),
        };
        match result {
            Ok(outputs) => {
                self.end(token, State::Completed, None, outputs.clone());
                Finished {
                    token: Arc::clone(token),
                    outputs,
                    failure: None,
                }
            }
            Err(thrown) => {
                let plain = Failure::new(&thrown, &[]);
                let mut failure = failure
                    .filter(|failure| failure.text == plain.text)
                    .unwrap_or(plain);
                failure.explain(self.host.interrupted());
                let state = if token.status().canceled {
                    State::Canceled
                } else {
                    State::Failed
                };
                self.end(token, state, Some(failure.text.clone()), Vec::new());
                Finished {
                    token: Arc::clone(token),
                    outputs: Vec::new(),
                    failure: Some(failure),
                }
            }
        }
    }

    fn end(
        &self,
        token: &Token,
        state: State,
        exception: Option<String>,
        outputs: Vec<(String, Value)>,
    ) {
        let now = self.host.now();
        token.update(|status| {
            status.state = state;
            status.exception = exception;
            status.outputs = outputs;
            status.ended = Some(now);
        });
        self.host.event(token, Event::Ends(state));
    }
}

/// Room for a token.
pub(super) struct Admission(Arc<Runs>);

impl Drop for Admission {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A thread with room for deep calls.
pub(super) fn roomy(name: &str) -> Builder {
    // A name is for debuggers, and cannot have a zero byte.
    let name = name.replace('\0', "");
    Builder::new().name(name).stack_size(STACK)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // Lists that only grow or shrink by one are whole whatever happened to their last holder.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
