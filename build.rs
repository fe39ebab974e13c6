//! Embedded folders are compiled in; without these lines a new file in them would be missed.

fn main() {
    for path in [
        "actions",
        "configurations",
        "coopto.toml",
        "LICENSE",
        "resources",
        "templates",
        "workflows",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
}
