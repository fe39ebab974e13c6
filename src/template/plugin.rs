use serde::Serialize;

use super::{Error, Templates};
use crate::model::{EntryName, Plugin};

/// What `vso.xml.hbs` is given.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Values<'a> {
    name: &'a str,
    display_name: &'a str,
    description: &'a str,
    version: &'a str,
    build: &'a str,
    image: &'a str,
    install: &'a str,
    packages: Vec<&'a str>,
    datasource: Option<Datasource<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Datasource<'a> {
    name: &'a str,
    adaptor_class: &'a str,
}

impl Templates {
    /// The descriptor of a plug-in, `VSO-INF/vso.xml`.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn plugin(&self, plugin: &Plugin) -> Result<String, Error> {
        self.render(
            "vso.xml.hbs",
            &Values {
                name: &plugin.name,
                display_name: &plugin.display_name,
                description: &plugin.description,
                version: &plugin.version,
                build: &plugin.build,
                image: plugin.image.as_str(),
                install: plugin.install.as_str(),
                packages: plugin.packages.iter().map(EntryName::as_str).collect(),
                datasource: plugin.datasource.as_ref().map(|datasource| Datasource {
                    name: &datasource.name,
                    adaptor_class: &datasource.adaptor_class,
                }),
            },
        )
    }
}
