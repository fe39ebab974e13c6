//! One request and its answer, over TCP, TLS and unix sockets.
