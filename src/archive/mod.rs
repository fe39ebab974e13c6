//! Zip bytes to ordered entries with checked names, and back; limits.
