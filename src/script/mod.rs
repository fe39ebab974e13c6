//! JavaScript: what an action file holds, and what the server cannot run.
