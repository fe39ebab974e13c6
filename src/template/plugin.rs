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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::descriptor;
    use crate::model::{self, Install};
    use crate::template::golden;

    fn mail() -> Plugin {
        Plugin {
            name: "Mail".to_owned(),
            display_name: "Mail & more".to_owned(),
            description: "Sends mail.\nReads <none>.".to_owned(),
            version: "1.2.3".to_owned(),
            build: "7".to_owned(),
            image: EntryName::new("images/mail.png").expect("safe"),
            install: Install::Version,
            packages: vec![
                EntryName::new("packages/com.example.mail-1.2.3.package").expect("safe"),
            ],
            datasource: None,
            files: Vec::new(),
        }
    }

    #[test]
    fn a_descriptor_with_and_without_java() {
        let templates = Templates::built_in().expect("sound");
        let java = Plugin {
            datasource: Some(model::Datasource {
                name: "main".to_owned(),
                adaptor_class: "org.example.Adaptor".to_owned(),
            }),
            ..mail()
        };
        for (name, plugin) in [("package_only", mail()), ("with_java", java)] {
            let text = templates.plugin(&plugin).expect("renders");
            golden::check(&format!("vso/{name}.xml"), &text);
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = Templates::built_in()
            .and_then(|templates| templates.plugin(&mail()))
            .expect("renders");
        let read = descriptor::read(text.as_bytes()).expect("a descriptor");
        assert_eq!(read.attribute("display-name"), "Mail & more");
        assert_eq!(read.description(), "Sends mail.\nReads <none>.");
        let actions: Vec<_> = read.actions().collect();
        assert_eq!(
            actions,
            [("install-package", "packages/com.example.mail-1.2.3.package")]
        );
    }
}
