//! The two functions that the engine's own part has from the program.

use std::rc::Rc;

use rquickjs::context::EvalOptions;
use rquickjs::{Array, Ctx, Function, IntoJs, Value as Js};

use super::sources::Source;
use super::{Inner, convert, frame};
use crate::runner::objects::Refusal;
use crate::runner::value::Value;

/// `native(operation, arguments)`: null when the script has to end, `[value]`, or
/// `[undefined, text]` for an exception.
pub(super) fn native<'js>(ctx: &Ctx<'js>, inner: &Rc<Inner>) -> rquickjs::Result<Function<'js>> {
    let inner = Rc::clone(inner);
    Function::new(
        ctx.clone(),
        move |ctx: Ctx<'js>, operation: String, arguments: Array<'js>| {
            let arguments: Vec<Value> = arguments
                .iter::<Js<'js>>()
                .map(|argument| convert::read(&argument?))
                .collect::<rquickjs::Result<_>>()?;
            answer(&ctx, &inner, &operation, &arguments)
        },
    )
}

fn answer<'js>(
    ctx: &Ctx<'js>,
    inner: &Inner,
    operation: &str,
    arguments: &[Value],
) -> rquickjs::Result<Js<'js>> {
    let result = match (operation, arguments) {
        ("place", [Value::Text(stack), Value::Text(module), Value::Text(name)]) => {
            Ok(Value::Text(place(stack, module, name)))
        }
        ("missing", [Value::Text(what)]) => Err(Refusal::Stop(format!(
            "`{what}` exists on a server and not here"
        ))),
        _ => inner.guard.pause(|| inner.host.call(operation, arguments)),
    };
    let array = Array::new(ctx.clone())?;
    match result {
        Ok(value) => array.set(0, convert::write(ctx, &value)?)?,
        Err(Refusal::Exception(text)) => array.set(1, text)?,
        Err(Refusal::Stop(reason)) => {
            inner.guard.end(reason);
            return Ok(Js::new_null(ctx.clone()));
        }
    }
    Ok(array.into_value())
}

/// What stands behind a text that leaves an action; its line only if it was thrown there.
fn place(stack: &str, module: &str, name: &str) -> String {
    let frames = frame::read(stack);
    let own = frames.first().filter(|frame| {
        let action = frame.action.as_ref();
        action.is_some_and(|(found, other)| found == module && other == name)
    });
    let line = own.map_or_else(String::new, |frame| format!("#{}", frame.line));
    format!(" {}", frame::dynamic_script(name, &line))
}

/// `compiler(module, name)`: the action's function, or the text of what is wrong with its source,
/// or null when the script has to end.
pub(super) fn compiler<'js>(ctx: &Ctx<'js>, inner: &Rc<Inner>) -> rquickjs::Result<Function<'js>> {
    let inner = Rc::clone(inner);
    Function::new(
        ctx.clone(),
        move |ctx: Ctx<'js>, module: String, name: String| compile(&ctx, &inner, &module, &name),
    )
}

fn compile<'js>(
    ctx: &Ctx<'js>,
    inner: &Inner,
    module: &str,
    name: &str,
) -> rquickjs::Result<Js<'js>> {
    let Some(action) = inner.host.services().content.action(module, name) else {
        return format!("there is no action {module}/{name}").into_js(ctx);
    };
    if let Some(runtime) = &action.runtime
        && !runtime.starts_with("javascript")
    {
        inner.guard.end(format!(
            "the action `{module}/{name}` is written for `{runtime}`, which runs on a server only"
        ));
        return Ok(Js::new_null(ctx.clone()));
    }
    let source = inner.sources.action(action);
    match function(ctx, &source, &frame::file_of(module, name))? {
        Ok(function) => Ok(function.into_value()),
        Err((message, line)) => {
            let place = frame::dynamic_script(name, &format!("#{line}"));
            format!("{message} {place}").into_js(ctx)
        }
    }
}

/// The function of a source; otherwise what is wrong with it, and in which line.
pub(super) fn function<'js>(
    ctx: &Ctx<'js>,
    source: &Source,
    file: &str,
) -> rquickjs::Result<Result<Function<'js>, (String, usize)>> {
    let text = match source.as_ref() {
        Ok(text) => text,
        Err(error) => return Ok(Err((error.message.clone(), error.line))),
    };
    let mut options = EvalOptions::default();
    options.strict = false;
    options.filename = Some(file.to_owned());
    match ctx.eval_with_options::<Function<'js>, _>(text.as_str(), options) {
        Ok(function) => Ok(Ok(function)),
        Err(rquickjs::Error::Exception) => {
            let Some(error) = ctx.catch().into_exception() else {
                return Err(rquickjs::Error::Allocation);
            };
            let stack = error.stack().unwrap_or_default();
            let line = frame::read(&stack).first().map_or(1, |frame| frame.line);
            Ok(Err((error.message().unwrap_or_default(), line)))
        }
        // A zero byte cannot stand in a script.
        Err(rquickjs::Error::InvalidString(error)) => {
            let line = 1 + text[..error.nul_position()].matches('\n').count();
            Ok(Err(("a zero byte cannot stand here".to_owned(), line)))
        }
        Err(error) => Err(error),
    }
}
