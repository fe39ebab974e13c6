//! What a template gives to a helper.

use handlebars::{Helper, RenderError, RenderErrorReason};

/// The helper's parameters, one behind the other.
pub(super) fn texts(name: &'static str, helper: &Helper<'_>) -> Result<String, RenderError> {
    if helper.params().is_empty() {
        return Err(RenderErrorReason::ParamNotFoundForIndex(name, 0).into());
    }
    let mut all = String::new();
    for parameter in helper.params() {
        if parameter.is_value_missing() {
            return Err(RenderError::strict_error(parameter.relative_path()));
        }
        let text = parameter.value().as_str();
        all.push_str(text.ok_or(RenderErrorReason::InvalidParamType("text"))?);
    }
    Ok(all)
}
