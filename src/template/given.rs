//! Helpers that make one text of what a template gives them.

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderError,
    RenderErrorReason,
};

/// `{{name a b …}}`: the parameters one behind the other, changed and written.
pub(super) struct Changed {
    name: &'static str,
    change: fn(&str) -> String,
}

impl Changed {
    pub(super) fn by(name: &'static str, change: fn(&str) -> String) -> Self {
        Self { name, change }
    }

    /// Lets templates of this registry use it.
    pub(super) fn register(self, registry: &mut Handlebars<'_>) {
        registry.register_helper(self.name, Box::new(self));
    }
}

impl HelperDef for Changed {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        out.write(&(self.change)(&texts(self.name, helper)?))?;
        Ok(())
    }
}

fn texts(name: &'static str, helper: &Helper<'_>) -> Result<String, RenderError> {
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
