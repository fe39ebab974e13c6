//! The JavaScript engine, within limits, at the server's language level.
