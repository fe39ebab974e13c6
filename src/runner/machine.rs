//! Everything that runs need, put together: engines, the state, the network, a clock, and whoever
//! looks on.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::content::Content;
use super::date::now;
use super::engine::{Engine, Limits, Strictness};
use super::interpreter::{Event, Host, Question, Runs, Scripts, Thrown, Token};
use super::objects::{Http, Level, Services, Sink, World};
use super::state::{State, new_id};
use super::value::Value;

/// Who looks on and answers: a terminal, a test.
pub trait Face: Send + Sync {
    /// A line of the log.
    fn log(&self, sink: Sink, level: Level, text: &str);

    /// What happens in a run.
    fn event(&self, token: &Token, event: Event<'_>);

    /// Answers a user interaction. The scripts are for the actions behind the form.
    ///
    /// # Errors
    /// When nobody answers.
    fn ask(
        &self,
        question: &Question<'_>,
        scripts: &mut dyn Scripts,
    ) -> Result<Vec<(String, Value)>, Thrown>;
}

/// How a machine runs things.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What one script may use.
    pub limits: Limits,
    /// How Java-like values are.
    pub strictness: Strictness,
    /// Whether timers wait; otherwise they go on at once.
    pub waits: bool,
    /// The name of the person.
    pub user: String,
}

/// The orchestrator on this computer.
pub struct Machine {
    content: Arc<Content>,
    state: State,
    http: Arc<dyn Http>,
    settings: Settings,
    face: Arc<dyn Face>,
    stop: Arc<Stop>,
}

/// The way to end everything; shared with the handler of Ctrl-C and the watch over the time.
#[derive(Debug, Default)]
pub struct Stop {
    raised: Arc<AtomicBool>,
    reason: Mutex<Option<String>>,
}

impl Stop {
    /// Ends everything soon; the first reason counts.
    pub fn raise(&self, reason: &str) {
        let mut kept = self.reason.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get_or_insert_with(|| reason.to_owned());
        self.raised.store(true, Ordering::SeqCst);
    }

    /// Why everything ends, once it does.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        self.reason
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Raises it after some time, unless the program has ended by then.
    pub fn after(self: &Arc<Self>, time: Duration) {
        let stop = Arc::clone(self);
        thread::spawn(move || {
            thread::sleep(time);
            stop.raise(&format!("the time of {} s is up", time.as_secs_f64()));
        });
    }

    /// The flag that engines and waits look at.
    #[must_use]
    pub fn flag(&self) -> &Arc<AtomicBool> {
        &self.raised
    }
}

impl Machine {
    /// A machine of these parts.
    #[must_use]
    pub fn new(
        content: Arc<Content>,
        state: State,
        http: Arc<dyn Http>,
        settings: Settings,
        face: Arc<dyn Face>,
        stop: Arc<Stop>,
    ) -> Arc<Self> {
        Arc::new(Self {
            content,
            state,
            http,
            settings,
            face,
            stop,
        })
    }

    /// Where workflows run.
    #[must_use]
    pub fn runs(self: &Arc<Self>) -> Arc<Runs> {
        Runs::new(Arc::clone(&self.content), Arc::<Self>::clone(self))
    }

    /// An engine for actions on their own, whose log goes to the face.
    ///
    /// # Errors
    /// When there is no memory for one.
    pub fn engine(&self, runs: Option<&Arc<Runs>>) -> Result<Engine, Thrown> {
        self.engine_for(runs, None, Arc::clone(&self.face))
    }

    /// The same, with another one looking on.
    ///
    /// # Errors
    /// When there is no memory for one.
    pub fn engine_for(
        &self,
        runs: Option<&Arc<Runs>>,
        token: Option<&Arc<Token>>,
        face: Arc<dyn Face>,
    ) -> Result<Engine, Thrown> {
        let services = Services {
            world: Arc::new(Here {
                face,
                stop: Arc::clone(self.stop.flag()),
                user: self.settings.user.clone(),
            }),
            state: self.state.clone(),
            http: Arc::clone(&self.http),
            content: Arc::clone(&self.content),
            runs: runs.cloned(),
            token: token.cloned(),
        };
        Engine::new(services, self.settings.limits, self.settings.strictness)
    }

    /// What a server keeps in its database.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }
}

impl Host for Machine {
    fn scripts(&self, runs: &Arc<Runs>, token: &Arc<Token>) -> Result<Box<dyn Scripts>, Thrown> {
        let engine = self.engine_for(Some(runs), Some(token), Arc::clone(&self.face))?;
        Ok(Box::new(engine))
    }

    fn configuration(&self, id: &str, key: &str) -> Result<Option<Value>, Thrown> {
        let element = self.state.configuration(id);
        let element = element.map_err(|error| Thrown::stopped(error.to_string()))?;
        let attribute = element.as_ref().and_then(|element| element.attribute(key));
        Ok(attribute.map(|attribute| attribute.value.clone()))
    }

    fn ask(&self, question: &Question<'_>) -> Result<Vec<(String, Value)>, Thrown> {
        let mut engine = self.engine(None)?;
        self.face.ask(question, &mut engine)
    }

    fn wait(&self, until: f64, token: &Token) -> Result<(), Thrown> {
        while self.settings.waits && now() < until {
            if token.status().canceled {
                return Err(Thrown::stopped("the run was cancelled"));
            }
            if let Some(reason) = self.stop.reason() {
                return Err(Thrown::Stopped { reason });
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    fn now(&self) -> f64 {
        now()
    }

    fn interrupted(&self) -> Option<String> {
        self.stop.reason()
    }

    fn new_id(&self) -> String {
        new_id()
    }

    fn event(&self, token: &Token, event: Event<'_>) {
        self.face.event(token, event);
    }
}

/// Log, clock, ids and the person, for script objects.
struct Here {
    face: Arc<dyn Face>,
    stop: Arc<AtomicBool>,
    user: String,
}

impl World for Here {
    fn log(&self, sink: Sink, level: Level, text: &str) {
        self.face.log(sink, level, text);
    }

    fn now(&self) -> f64 {
        now()
    }

    fn new_id(&self) -> String {
        new_id()
    }

    fn user(&self) -> String {
        self.user.clone()
    }

    fn stop(&self) -> &Arc<AtomicBool> {
        &self.stop
    }
}
