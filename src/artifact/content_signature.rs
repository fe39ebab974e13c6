//! What the author's own signature of an element covers, up to servers 8.1.

use std::borrow::Cow;

use super::{Error, resource};
use crate::archive::Limits;
use crate::codec::long_form::long_form;
use crate::codec::{text, xml};
use crate::model::{Element, Kind};

/// The bytes that a 7.x server signs for an element, confirmed on real exports: an action's
/// script, a resource's file, a configuration element's text, a workflow's text in its long form,
/// all of it UTF-8 without a mark. For other kinds there is no sample; the raw bytes of `data`,
/// which older build tools sign, stand in.
///
/// # Errors
/// When the element has no `data`, or it cannot be read within the limits.
pub fn signed_content<'a>(element: &'a Element, limits: &Limits) -> Result<Cow<'a, [u8]>, Error> {
    let entry = format!("elements/{}/data", element.id);
    let data = element
        .member("data")
        .ok_or_else(|| Error::Missing(entry.clone()))?;
    let decoded = || text::decode(data).map_err(|cause| Error::entry(entry.clone())(cause.into()));
    Ok(match element.kind {
        Kind::Action => {
            let root = xml::parse(&decoded()?).map_err(Error::entry(entry.clone()))?;
            let script = root.script().map_err(Error::entry(entry.clone()))?;
            Cow::Owned(script.unwrap_or_default().into_bytes())
        }
        Kind::Configuration => Cow::Owned(decoded()?.into_bytes()),
        Kind::Workflow => Cow::Owned(long_form(&decoded()?).into_bytes()),
        Kind::Resource => {
            let resource = resource::file(data, limits).map_err(|problem| Error::Content {
                entry: entry.clone(),
                problem: problem.to_string(),
            })?;
            Cow::Owned(resource.to_vec())
        }
        _ => Cow::Borrowed(data),
    })
}
