//! `examples/postgres` does what it says: the script as it stands, against a Docker Engine of our own.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

use assert_cmd::Command;

use crate::daemon::{Docker, Door};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/postgres/postgres.sh");
const PASSWORD: &str = "correct horse, \"battery\" $taple";

/// Runs a program as a person without a project, whose folder this is.
fn run(folder: &Path, docker: &Docker, program: &[&str], password: Option<&str>) -> Output {
    let mut command = Command::new(program[0]);
    command
        .args(&program[1..])
        .current_dir(folder)
        .env("COOPTO_HOME", folder.join("home"))
        .env_remove("COOPTO_PROJECT")
        .env_remove("COOPTO_STATE")
        .env_remove("POSTGRES_PASSWORD")
        .env("COOPTO", env!("CARGO_BIN_EXE_coopto"))
        .env(
            "NODE",
            format!("unix://{}", docker.addresses["ENGINE_SOCKET"]),
        )
        .env(
            "IMAGE",
            format!("{}/coopto/postgres", docker.addresses["OPEN_REGISTRY"]),
        );
    if let Some(password) = password {
        command.env("POSTGRES_PASSWORD", password);
    }
    command.output().unwrap()
}

/// The standard output of what went well.
fn said(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    assert!(
        !errors.contains(PASSWORD),
        "the password is shown: {errors}"
    );
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(!text.contains(PASSWORD), "the password is shown: {text}");
    text
}

/// What is answered at an address, as soon as somebody listens there.
fn answer(address: &str) -> String {
    let until = Instant::now() + Duration::from_secs(20);
    let mut stream = loop {
        match TcpStream::connect(address) {
            Ok(stream) => break stream,
            Err(error) => assert!(Instant::now() < until, "{address}: {error}"),
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    stream.write_all(b"GET / HTTP/1.0\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_postgres_example_runs_and_is_reached_and_goes_again() {
    let Some(docker) = Docker::start("the example of PostgreSQL") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let script = ["sh", SCRIPT];

    let refused = run(folder.path(), &docker, &script, None);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("POSTGRES_PASSWORD"));
    assert_eq!(
        docker.get(Door::Tcp, "/images/json").1,
        serde_json::json!([])
    );

    let shown = said(&run(folder.path(), &docker, &script, Some(PASSWORD)));
    let address = shown
        .lines()
        .find_map(|line| line.strip_prefix("connectionString = "))
        .unwrap_or_else(|| panic!("no address: {shown}"));
    assert!(answer(address).ends_with("coopto\n"));

    // Docker's own view: it runs, with the password as its own, and with a volume.
    let (_, container) = docker.get(Door::Tcp, "/containers/db/json");
    assert_eq!(container["State"]["Status"], "running");
    let setting = format!("POSTGRES_PASSWORD={PASSWORD}");
    assert!(
        container["Config"]["Env"]
            .as_array()
            .unwrap()
            .contains(&setting.into())
    );
    assert_eq!(container["Mounts"].as_array().unwrap().len(), 1);

    // What the script says last removes all of it.
    let (_, advice) = shown.split_once("To remove it again").unwrap();
    let commands: Vec<&str> = advice
        .lines()
        .filter(|line| line.starts_with("  "))
        .collect();
    assert_eq!(commands.len(), 2);
    for command in commands {
        said(&run(folder.path(), &docker, &["sh", "-c", command], None));
    }
    assert_eq!(docker.get(Door::Tcp, "/containers/db/json").0, 404);
    assert!(
        docker.get(Door::Tcp, "/volumes").1["Volumes"]
            .as_array()
            .is_none_or(Vec::is_empty)
    );
    let program = [env!("CARGO_BIN_EXE_coopto"), "inventory"];
    assert_eq!(
        said(&run(folder.path(), &docker, &program, None)),
        "Coopto\n"
    );
}
