//! What goes into an item and comes out of it, by the variables on both sides.

use std::collections::HashSet;

use super::super::syntax::{Argument, Word};
use super::lowering::Lowering;
use crate::model::TypeName;
use crate::model::workflow::Bind;

impl Lowering<'_> {
    /// Reports a name inside that stands twice.
    pub(super) fn bound_twice(&mut self, arguments: &[Argument]) {
        let mut names = HashSet::new();
        for Argument { name, .. } in arguments {
            if !names.insert(&name.value) {
                let message = format!("`{}` is bound twice", name.value.escape_debug());
                self.error(
                    "duplicate-name",
                    name.span.clone(),
                    message,
                    "keep one of the two",
                );
            }
        }
    }

    /// Binds what scripts read, in the order it is written.
    pub(super) fn bind_all_in(&mut self, arguments: &[Argument]) -> Vec<Bind> {
        let bind = |argument: &Argument| {
            self.bind_in(
                &argument.name.value,
                argument.variable.as_ref(),
                argument.type_name.as_ref(),
            )
        };
        arguments.iter().map(bind).collect()
    }

    /// Binds a variable to a place inside, of a type or of the variable's own.
    pub(super) fn bind_in(
        &mut self,
        name: &str,
        variable: Option<&Word>,
        inside: Option<&TypeName>,
    ) -> Bind {
        let found = variable.and_then(|word| {
            let found = self.read(word)?;
            if let Some(inside) = inside {
                self.fits(&word.value, &found, inside, word);
            }
            Some(found)
        });
        bind(name, variable, inside.cloned().or(found))
    }

    /// Binds a result to a variable.
    pub(super) fn bind_out(
        &mut self,
        name: &str,
        variable: Option<&Word>,
        inside: Option<&TypeName>,
    ) -> Bind {
        let found = variable.and_then(|word| {
            let found = self.write(word)?;
            if let Some(inside) = inside
                && !inside.fits(&found)
            {
                let message = format!(
                    "`{name}` is a `{inside}`, and the variable `{}` a `{found}`",
                    word.value
                );
                self.error(
                    "type-mismatch",
                    word.span.clone(),
                    message,
                    "use a variable of that type",
                );
            }
            Some(found)
        });
        bind(name, variable, inside.cloned().or(found))
    }
}

fn bind(name: &str, variable: Option<&Word>, type_name: Option<TypeName>) -> Bind {
    Bind {
        name: name.to_owned(),
        type_name: type_name.unwrap_or_else(TypeName::any),
        variable: variable.map(|word| word.value.clone()),
        explicitly_unbound: variable.is_none(),
        description: String::new(),
    }
}
