//! The server's script objects.

pub mod services;
