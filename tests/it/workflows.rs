//! Workflows that real servers exported.

use coopto::archive::{Archive, Limits};
use coopto::artifact::package;
use coopto::codec;
use coopto::model::schema::{self, Fault};
use coopto::model::{Category, Kind};
use coopto::template::Templates;

use crate::support;

#[test]
fn what_is_written_says_what_was_read() {
    let templates = Templates::built_in().unwrap();
    for path in support::fixtures() {
        let archive = Archive::read(&fs_err::read(&path).unwrap(), &Limits::default()).unwrap();
        let package = package::unpack(&archive).unwrap();
        let mut count = 0;
        for element in &package.elements {
            if element.kind != Kind::Workflow {
                continue;
            }
            let data = element.member("data").unwrap();
            let workflow = codec::workflow::read(data, Category::default()).unwrap();
            let xml = templates.workflow(&workflow).unwrap();
            let again = codec::workflow::parse(&xml, Category::default()).unwrap();
            assert_eq!(again, workflow, "{}", workflow.name);
            // Some authors forgot to bind a value; their graphs are sound all the same.
            for fault in schema::check(&workflow) {
                assert!(
                    matches!(fault, Fault::Unbound { .. }),
                    "{}: {fault}",
                    workflow.name
                );
            }
            count += 1;
        }
        assert!(count > 0, "{}", path.display());
    }
}
