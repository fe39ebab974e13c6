use super::{Concern, Policy, Problem, Verification};
use crate::signing::Certificate;

/// Who signed a package, and what is known of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// Their certificate.
    pub certificate: Certificate,
    /// Nobody vouches for them but themselves, as for every real package.
    pub self_signed: bool,
    /// Not valid at the time of the verification.
    pub expired: bool,
    /// Among those who are trusted; false also when nobody was named.
    pub trusted: bool,
}

impl Signer {
    /// What is known of somebody.
    pub(super) fn new(certificate: &Certificate, policy: &Policy<'_>) -> Self {
        Self {
            certificate: certificate.clone(),
            self_signed: certificate.is_self_signed(),
            expired: certificate.not_after() < policy.now,
            trusted: policy
                .trust
                .is_some_and(|trusted| trusted.contains(certificate)),
        }
    }

    /// Judges who signed the package, adding what follows to the verification.
    pub(super) fn judge(
        certificate: &Certificate,
        policy: &Policy<'_>,
        verification: &mut Verification,
    ) -> Self {
        let signer = Self::new(certificate, policy);
        let name = || certificate.name().to_owned();
        let concerns = &mut verification.concerns;
        if signer.expired {
            concerns.push(Concern::Expired { name: name() });
        }
        if certificate.not_before() > policy.now {
            concerns.push(Concern::NotYetValid { name: name() });
        }
        if let Some(origin) = certificate.well_known() {
            concerns.push(Concern::WellKnownKey {
                name: name(),
                origin: origin.to_owned(),
            });
        }
        if policy.trust.is_some() && !signer.trusted {
            verification
                .problems
                .push(Problem::Untrusted { name: name() });
        }
        signer
    }
}
