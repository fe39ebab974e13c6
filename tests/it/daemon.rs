//! A Docker Engine of our own: `tests/docker/start.sh` starts two of them, and two registries.
//!
//! It needs root and some programs; without them a test says what it left out, unless `COOPTO_REQUIRE_E2E=1`.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value as Json;
use tempfile::TempDir;

use crate::support::left_out;

const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/docker");

/// Engines and registries, stopped when dropped.
pub(crate) struct Docker {
    folder: TempDir,
    /// By the names that `start.sh` gives them.
    pub(crate) addresses: HashMap<String, String>,
}

impl Docker {
    /// Starts them; where that cannot be done, says that this is left out.
    pub(crate) fn start(purpose: &str) -> Option<Self> {
        let missing = missing();
        if !missing.is_empty() {
            left_out(
                purpose,
                &format!(
                    "no Docker Engine can be started, missing: {}",
                    missing.join(", ")
                ),
            );
            return None;
        }
        let mut docker = Self {
            folder: tempfile::tempdir().unwrap(),
            addresses: HashMap::new(),
        };
        let log = fs_err::File::create(docker.folder.path().join("start.log")).unwrap();
        // Not a pipe: the Engines inherit it, and it would never end.
        let status = Command::new(format!("{SCRIPTS}/start.sh"))
            .arg(docker.state())
            .stdout(log.file().try_clone().unwrap())
            .stderr(log.into_file())
            .status()
            .unwrap();
        let log = fs_err::read_to_string(docker.folder.path().join("start.log")).unwrap();
        assert!(status.success(), "{log}");
        let env = fs_err::read_to_string(docker.state().join("env")).unwrap();
        let pairs = env.lines().filter_map(|line| line.split_once('='));
        docker.addresses = pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Some(docker)
    }

    pub(crate) fn state(&self) -> PathBuf {
        self.folder.path().join("docker")
    }

    /// Docker's own answer, past everything that is tested here.
    pub(crate) fn get(&self, door: Door, path: &str) -> (u16, Json) {
        let mut curl = Command::new("curl");
        curl.args(["-sS", "-w", "\n%{http_code}"]);
        let base = match door {
            Door::Tcp | Door::Socket => &self.addresses["ENGINE_URL"],
            Door::Tls => {
                let tls = self.state().join("tls");
                curl.arg("--cacert").arg(tls.join("ca.pem"));
                curl.arg("--cert").arg(tls.join("client.pem"));
                curl.arg("--key").arg(tls.join("client-key.pem"));
                &self.addresses["SECURE_URL"]
            }
        };
        let output = curl.arg(format!("{base}{path}")).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let (body, status) = text.trim_end().rsplit_once('\n').unwrap();
        let body = serde_json::from_str(body).unwrap_or(Json::Null);
        (status.parse().unwrap(), body)
    }
}

impl Drop for Docker {
    fn drop(&mut self) {
        let stopped = Command::new(format!("{SCRIPTS}/stop.sh"))
            .arg(self.state())
            .status();
        assert!(stopped.is_ok(), "stop.sh cannot be run");
    }
}

/// How an Engine is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    Tcp,
    Tls,
    Socket,
}

/// What is missing for a Docker Engine of our own.
fn missing() -> Vec<&'static str> {
    let there = |program: &str| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    };
    let programs = [
        "dockerd",
        "docker-registry",
        "busybox",
        "curl",
        "ip",
        "perl",
        "openssl",
    ];
    let mut missing: Vec<_> = programs
        .into_iter()
        .filter(|program| !there(program))
        .collect();
    let id = Command::new("id").arg("-u").output();
    if !id.is_ok_and(|output| output.stdout == b"0\n") {
        missing.push("the rights of root");
    }
    missing
}

impl Docker {
    pub(crate) fn delete_images(&self) {
        let (_, images) = self.get(Door::Tcp, "/images/json");
        for image in images.as_array().unwrap() {
            let url = format!(
                "{}/images/{}?force=1",
                self.addresses["ENGINE_URL"],
                image["Id"].as_str().unwrap()
            );
            let status = Command::new("curl")
                .args(["-sS", "-o", "/dev/null", "-X", "DELETE", &url])
                .status();
            assert!(status.unwrap().success());
        }
    }
}
