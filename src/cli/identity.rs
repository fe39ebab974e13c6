use super::{Console, Outcome};

/// Signing keys and their certificates
#[derive(clap::Args)]
pub(super) struct Identity {}

impl Identity {
    pub(super) fn run(self, _console: &mut Console) -> anyhow::Result<Outcome> {
        Ok(Outcome::Done)
    }
}
