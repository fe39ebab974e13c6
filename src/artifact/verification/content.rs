use std::borrow::Cow;

use crate::archive::{Archive, Limits};
use crate::artifact::package::{CONTENT_SIGNATURE, INFO};
use crate::artifact::{package, signed_content};
use crate::codec::{properties, text};
use crate::model::{Element, Kind};
use crate::signing::Certificate;

/// The authors' own signatures of elements.
///
/// Servers rewrite an element without signing it anew, so a mismatch is information, not a fault.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ContentSignatures {
    /// They hold over the element as it is.
    pub hold: usize,
    /// Made by the named owner, over other bytes: the element was changed since, or rewritten.
    pub changed: usize,
    /// Cannot be checked: the owner's certificate is missing, or is not who signed.
    pub unchecked: usize,
}

impl ContentSignatures {
    /// Checks them all; `named` finds the certificate of an owner.
    pub(super) fn check<'a>(
        archive: &Archive,
        named: impl Fn(&str) -> Option<&'a Certificate>,
        limits: &Limits,
    ) -> Self {
        let mut counts = Self::default();
        // Packages of servers since 8.2 have none, so nothing is read twice there.
        let any = archive.entries().iter().any(|entry| {
            entry.name.as_str().ends_with(CONTENT_SIGNATURE) && !entry.content.is_empty()
        });
        let Some(package) = any.then(|| package::unpack(archive).ok()).flatten() else {
            return counts;
        };
        for element in &package.elements {
            let Some(signature) = element
                .member(CONTENT_SIGNATURE)
                .filter(|bytes| !bytes.is_empty())
            else {
                continue;
            };
            let owner = element
                .member(INFO)
                .and_then(|info| properties::read(info).ok())
                .and_then(|info| properties::get(&info, "signature-owner").map(str::to_owned));
            let certificate = owner.and_then(|owner| named(&owner));
            let Some(signed) = certificate.and_then(|certificate| certificate.recover(signature))
            else {
                counts.unchecked += 1;
                continue;
            };
            let holds = variants(element, limits)
                .iter()
                .any(|content| signed.digest.hash(content) == signed.value);
            if holds {
                counts.hold += 1;
            } else {
                counts.changed += 1;
            }
        }
        counts
    }
}

/// What the author may have signed: the raw bytes, as build tools do; what 7.x servers sign; and
/// for workflows the text as it is, which 6.0 servers signed (4 of 5 in a real export).
fn variants(element: &Element, limits: &Limits) -> Vec<Vec<u8>> {
    let Some(data) = element.member("data") else {
        return Vec::new();
    };
    let mut variants = vec![data.to_vec()];
    let content = signed_content(element, limits).map(Cow::into_owned);
    if element.kind == Kind::Workflow {
        let plain = text::decode(data).ok();
        let long = content
            .as_ref()
            .ok()
            .and_then(|content| String::from_utf8(content.clone()).ok());
        for text in [plain, long].into_iter().flatten() {
            variants.extend(letter_orders(&text).into_iter().map(String::into_bytes));
            variants.push(text.into_bytes());
        }
    }
    variants.extend(content);
    variants
}

/// `allowed-operations` comes from an unordered set, so its letters may stand in any order.
fn letter_orders(text: &str) -> Vec<String> {
    const KEY: &str = "allowed-operations=\"";
    let Some(start) = text.find(KEY).map(|at| at + KEY.len()) else {
        return Vec::new();
    };
    let Some(length) = text[start..].find('"') else {
        return Vec::new();
    };
    ["vef", "vfe", "evf", "efv", "fve", "fev"]
        .iter()
        .filter(|order| order.len() == length)
        .map(|order| format!("{}{order}{}", &text[..start], &text[start + length..]))
        .collect()
}
