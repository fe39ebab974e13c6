//! The engine's own part inside a context: the script objects, and the functions that run things.

use std::rc::Rc;
use std::sync::LazyLock;

use rquickjs::context::EvalOptions;
use rquickjs::{Array, Context, Ctx, Function, Object, Persistent, Value as Js};

use super::{Inner, Job, Strictness, bridge, convert, frame};
use crate::runner::objects;
use crate::runner::value::Value;

/// The parts that are written in JavaScript, as one function.
static SOURCE: LazyLock<String> = LazyLock::new(|| {
    let mut whole = "(function (native, compiler, options) { \"use strict\";\n".to_owned();
    whole.push_str(include_str!("kernel.js"));
    for part in objects::SCRIPTS {
        whole.push_str(part);
    }
    whole.push_str(include_str!("language.js"));
    whole.push_str("restrict();\nrememberAll();\nreturn [run, clean];\n})");
    whole
});

/// A context with the script objects and without what the server does not know.
pub(super) struct Kernel {
    // Before the context: it has to go first.
    functions: Persistent<Array<'static>>,
    context: Context,
}

impl Kernel {
    /// Makes the script objects in a new context.
    ///
    /// # Errors
    /// With the context, which has the exception.
    pub(super) fn make(
        context: Context,
        inner: &Rc<Inner>,
        strictness: Strictness,
    ) -> Result<Self, (Context, rquickjs::Error)> {
        let made = context.with(|ctx| {
            let functions = functions(&ctx, inner, strictness)?;
            Ok(Persistent::save(&ctx, functions))
        });
        match made {
            Ok(functions) => Ok(Self { functions, context }),
            Err(error) => Err((context, error)),
        }
    }

    /// Gives the kernel's functions, `run` and `clean`.
    pub(super) fn with<R>(
        &self,
        work: impl for<'js> FnOnce(&Ctx<'js>, rquickjs::Result<Array<'js>>) -> R,
    ) -> R {
        self.context
            .with(|ctx| work(&ctx, self.functions.clone().restore(&ctx)))
    }

    /// Forgets what the last run left behind; false when that cannot be done.
    pub(super) fn clean(&self) -> bool {
        self.with(|ctx, functions| {
            let clean = functions
                .and_then(|functions| functions.get::<Function<'_>>(1))
                .and_then(|clean| clean.call(()));
            clean.unwrap_or_else(|_| {
                // Interrupted, or no memory: the context goes, and with it the exception.
                ctx.catch();
                false
            })
        })
    }
}

fn functions<'js>(
    ctx: &Ctx<'js>,
    inner: &Rc<Inner>,
    strictness: Strictness,
) -> rquickjs::Result<Array<'js>> {
    let mut options = EvalOptions::default();
    options.filename = Some("coopto".to_owned());
    let make: Function<'js> = ctx.eval_with_options(SOURCE.as_str(), options)?;
    let settings = Object::new(ctx.clone())?;
    settings.set("java", strictness == Strictness::Server)?;
    make.call((
        bridge::native(ctx, inner)?,
        bridge::compiler(ctx, inner)?,
        settings,
    ))
}

/// Runs a job: the value, or the text and the stack of what was thrown.
pub(super) fn call<'js>(
    run: &Function<'js>,
    job: &Job<'_>,
    arguments: &[&Value],
) -> rquickjs::Result<Result<Value, (Option<String>, String)>> {
    let ctx = run.ctx();
    let body = match job {
        Job::Script(source) => match bridge::function(ctx, source, frame::ITEM)? {
            Ok(function) => function.into_value(),
            Err((message, line)) => {
                let stack = format!("    at item ({}:{line}:1)", frame::ITEM);
                return Ok(Err((Some(format!("SyntaxError: {message}")), stack)));
            }
        },
        Job::Action(..) => Js::new_null(ctx.clone()),
    };
    let action = match job {
        Job::Script(_) => None,
        Job::Action(module, name) => Some(vec![*module, *name]),
    };
    let packed = Array::new(ctx.clone())?;
    for (index, argument) in arguments.iter().enumerate() {
        packed.set(index, convert::write(ctx, argument)?)?;
    }
    let result: Array<'js> = run.call((body, packed, action))?;
    if result.len() == 1 {
        return Ok(Ok(convert::read(&result.get(0)?)?));
    }
    Ok(Err((result.get(0)?, result.get(1)?)))
}
