//! The orchestrator on the user's machine: the same workflow semantics and script objects, a real
//! Docker Engine behind them.
//!
//! What runs is what a server would get: the elements of a package, read back from their XML.
//!
//! * [`content`]: what can run, decoded.
//! * [`http`]: one request and its answer, over TCP, TLS and unix sockets.
//! * [`state`]: what a server keeps in its database, in a folder of the project.
//! * [`engine`]: the JavaScript engine, within limits, at the server's language level.
//! * [`objects`]: the server's script objects.
//! * [`interpreter`]: the items of a workflow, one after the other.
//! * [`inputs`]: what people type, as values of the inputs' types.
//! * [`written`]: values in the server's text form.
//! * [`inventory`]: objects, through the finders of the content.
//! * [`find`]: what a person means by a name.
//! * [`machine`]: all of it put together.
//! * [`start`]: a workflow or an action, from what was given to what came of it.
//! * [`shipped`]: the content's elements as a state begins with them.
//! * [`shown`]: values as people and programs see them.
//! * [`testing`]: tests beside the content.

pub mod content;
mod date;
pub mod engine;
pub mod find;
pub mod http;
pub mod inputs;
pub mod interpreter;
pub mod inventory;
pub mod machine;
pub mod objects;
pub mod shipped;
pub mod shown;
pub mod start;
pub mod state;
pub mod testing;
pub mod value;
pub mod written;
