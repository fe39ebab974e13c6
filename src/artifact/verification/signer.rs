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
    /// Judges a signer, adding what follows to the verification.
    pub(super) fn judge(
        certificate: &Certificate,
        policy: &Policy<'_>,
        verification: &mut Verification,
    ) -> Self {
        let name = certificate.name().to_owned();
        let signer = Self {
            certificate: certificate.clone(),
            self_signed: certificate.is_self_signed(),
            expired: certificate.not_after() < policy.now,
            trusted: policy
                .trust
                .is_some_and(|trusted| trusted.contains(certificate)),
        };
        let concerns = &mut verification.concerns;
        if signer.expired {
            concerns.push(Concern::Expired {
                name: name.clone(),
                since: certificate.not_after(),
            });
        }
        if certificate.not_before() > policy.now {
            concerns.push(Concern::NotYetValid {
                name: name.clone(),
                until: certificate.not_before(),
            });
        }
        if let Some(origin) = certificate.well_known() {
            concerns.push(Concern::WellKnownKey {
                name: name.clone(),
                origin: origin.to_owned(),
            });
        }
        if policy.trust.is_some() && !signer.trusted {
            verification.problems.push(Problem::Untrusted { name });
        }
        signer
    }
}
