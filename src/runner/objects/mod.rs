//! The server's script objects.
