//! The JavaScript engine, within limits, at the server's language level.
//!
//! Every script finds a context as if it were new; the actions that it calls are functions inside
//! it. Making the script objects takes longer than most scripts, so a context is used again as long
//! as scripts leave it as they found it. Values go in and out as copies. What is a script object is
//! written in JavaScript, next to the engine's own part of it (`kernel.js`), and reaches the program
//! through one function.

mod bridge;
mod convert;
mod frame;
mod guard;
mod kernel;
mod sources;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::rc::Rc;

use rquickjs::{Context, Ctx, Runtime};

use self::frame::Site;
use self::guard::Guard;
pub use self::guard::Limits;
use self::kernel::Kernel;
use self::sources::{Source, Sources};
use crate::model::TypeName;
use crate::runner::interpreter::{Place, Scripts, Thrown};
use crate::runner::objects::{self, Host, Services};
use crate::runner::value::Value;

/// How much like the oldest servers values and the language behave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strictness {
    /// As on servers from 5.5 to 8: what plug-ins hand over is Java's (numbers print `8080.0`, texts
    /// are objects), dates and octal numbers are read as Rhino 1.7R4 reads them.
    #[default]
    Server,
    /// As JavaScript has it.
    Plain,
}

/// What the engine says of a call of something that cannot be called, whatever it is.
const NO_FUNCTION: &str = "TypeError: not a function";

/// Runs scripts; one for each token.
pub struct Engine {
    // Before the runtime: it has to go first.
    ready: RefCell<Option<Kernel>>,
    runtime: Runtime,
    inner: Rc<Inner>,
    strictness: Strictness,
    memory: usize,
}

/// What the functions inside the engine share.
struct Inner {
    host: Host,
    guard: Guard,
    sources: Sources,
}

/// What is to run.
enum Job<'a> {
    Script(&'a Source),
    Action(&'a str, &'a str),
}

impl Engine {
    /// An engine with these objects around it.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn new(services: Services, limits: Limits, strictness: Strictness) -> Result<Self, Thrown> {
        let runtime = Runtime::new().map_err(|error| Thrown::stopped(error.to_string()))?;
        runtime.set_memory_limit(limits.memory);
        runtime.set_max_stack_size(limits.stack);
        let guard = Guard::new(services.world.stop().clone(), limits.time);
        let inner = Rc::new(Inner {
            host: Host::new(services),
            guard,
            sources: Sources::default(),
        });
        let watching = Rc::clone(&inner);
        runtime.set_interrupt_handler(Some(Box::new(move || watching.guard.interrupts())));
        Ok(Self {
            ready: RefCell::new(None),
            runtime,
            inner,
            strictness,
            memory: limits.memory,
        })
    }

    fn run(&self, site: &Site, job: &Job<'_>, arguments: &[&Value]) -> Result<Value, Thrown> {
        self.inner.guard.begin();
        let kernel = match self.ready.take() {
            Some(kernel) => kernel,
            None => self.make()?,
        };
        let result = kernel.with(|ctx, kernel| {
            let result = kernel.and_then(|kernel| kernel::call(&kernel.get(0)?, job, arguments));
            if let Some(reason) = self.inner.guard.reason() {
                let stack = ctx.catch().into_exception().and_then(|error| error.stack());
                return Err(self.stopped(&reason, stack.as_deref(), site));
            }
            match result {
                Ok(Ok(value)) => Ok(value),
                Ok(Err((text, stack))) => Err(self.exception(text, &stack, site, job)),
                Err(error) => Err(self.failed(ctx, &error)),
            }
        });
        // What was ended somewhere in the middle is not trusted again.
        if !matches!(result, Err(Thrown::Stopped { .. })) && kernel.clean() {
            self.ready.replace(Some(kernel));
        }
        result
    }

    fn make(&self) -> Result<Kernel, Thrown> {
        let context = Context::full(&self.runtime).map_err(|_| self.out_of_memory())?;
        Kernel::make(context, &self.inner, self.strictness)
            .map_err(|(context, error)| context.with(|ctx| self.failed(&ctx, &error)))
    }

    fn exception(&self, text: Option<String>, stack: &str, site: &Site, job: &Job<'_>) -> Thrown {
        let Some(mut text) = text else {
            return self.out_of_memory();
        };
        let frames = frame::read(stack);
        if text == NO_FUNCTION
            && let Some(name) = frames.first().and_then(|frame| self.called(frame, job))
        {
            text = format!("TypeError: {name} is not a function");
        }
        if !frame::is_placed(&text) {
            text = format!("{text} {}", frame::server_place(&frames, site));
        }
        Thrown::Exception {
            text,
            line: frame::line_in(&frames, site),
            stack: self.shown(&frames, site),
        }
    }

    /// What a frame calls, out of its source.
    fn called(&self, frame: &frame::Frame, job: &Job<'_>) -> Option<String> {
        let source = match (&frame.action, job) {
            (Some((module, name)), _) => {
                let action = self.inner.host.services().content.action(module, name)?;
                self.inner.sources.action(action)
            }
            (None, Job::Script(source)) => Source::clone(source),
            (None, Job::Action(..)) => return None,
        };
        let text = source.as_ref().as_ref().ok()?;
        frame::called(frame, text).map(str::to_owned)
    }

    fn shown(&self, frames: &[frame::Frame], site: &Site) -> Vec<String> {
        let content = &self.inner.host.services().content;
        let shown = frames.iter();
        shown
            .map(|frame| frame::shown(frame, site, content))
            .collect()
    }

    fn stopped(&self, reason: &str, stack: Option<&str>, site: &Site) -> Thrown {
        let frames = frame::read(stack.unwrap_or_default());
        Thrown::stopped(match self.shown(&frames, site).first() {
            Some(place) => format!("{reason}, at {place}"),
            None => reason.to_owned(),
        })
    }

    /// The engine's own part fails only when there is no memory left, which QuickJS says with null.
    fn failed(&self, ctx: &Ctx<'_>, error: &rquickjs::Error) -> Thrown {
        if let Some(reason) = self.inner.guard.reason() {
            ctx.catch();
            return Thrown::stopped(reason);
        }
        if !matches!(error, rquickjs::Error::Exception) {
            return Thrown::stopped(format!("the engine failed: {error}"));
        }
        let thrown = ctx.catch();
        if thrown.is_null() {
            return self.out_of_memory();
        }
        let message = thrown.as_exception().and_then(rquickjs::Exception::message);
        let stack = thrown.as_exception().and_then(rquickjs::Exception::stack);
        Thrown::stopped(format!(
            "the engine failed: {} {}",
            message.unwrap_or_default(),
            stack.unwrap_or_default()
        ))
    }

    fn out_of_memory(&self) -> Thrown {
        let megabytes = self.memory >> 20;
        Thrown::stopped(format!(
            "the script needs more than {megabytes} MiB of memory"
        ))
    }
}

impl Scripts for Engine {
    fn task(
        &mut self,
        place: &Place,
        code: &str,
        inputs: &[(String, TypeName, Value)],
        outputs: &[(String, TypeName)],
    ) -> Result<Vec<Value>, Thrown> {
        let names = sources::names(inputs.iter().map(|(name, ..)| name));
        let wanted = sources::names(outputs.iter().map(|(name, _)| name));
        let source = self.inner.sources.task(code, &names, &wanted);
        let site = Site::Item(place.clone());
        let results = self.run(&site, &Job::Script(&source), &values(inputs, &names))?;
        let Value::Array(results) = results else {
            return Err(self.out_of_memory());
        };
        let mut results = results.into_iter();
        Ok(outputs
            .iter()
            .map(|(name, type_name)| {
                let said = wanted.contains(&name.as_str());
                let value = if said { results.next() } else { None };
                objects::fit(value.unwrap_or_default(), type_name)
            })
            .collect())
    }

    fn body(
        &mut self,
        place: &Place,
        code: &str,
        inputs: &[(String, TypeName, Value)],
    ) -> Result<Value, Thrown> {
        let names = sources::names(inputs.iter().map(|(name, ..)| name));
        let source = self.inner.sources.body(code, &names);
        let site = Site::Item(place.clone());
        self.run(&site, &Job::Script(&source), &values(inputs, &names))
    }

    fn action(&mut self, module: &str, name: &str, arguments: Vec<Value>) -> Result<Value, Thrown> {
        let site = Site::Action {
            module: module.to_owned(),
            name: name.to_owned(),
        };
        let arguments: Vec<&Value> = arguments.iter().collect();
        self.run(&site, &Job::Action(module, name), &arguments)
    }
}

fn values<'a>(inputs: &'a [(String, TypeName, Value)], names: &[&str]) -> Vec<&'a Value> {
    inputs
        .iter()
        .filter(|(name, ..)| names.contains(&name.as_str()))
        .map(|(.., value)| value)
        .collect()
}
