//! Scripts that are no actions: tasks and conditions of a workflow, which stand inside another file.

use std::ops::Range;

use super::calls::ModuleCall;
use super::lint::{self, Kind};
use super::source;
use super::walk::Walk;
use crate::diagnostic::Report;

/// Checks a script and returns its calls of actions. `place` maps bytes of `code` to bytes of
/// the file's text; everything that is reported or returned has gone through it.
pub fn check(
    file: &str,
    code: &str,
    place: &dyn Fn(Range<usize>) -> Range<usize>,
    kind: Kind<'_>,
    report: &mut Report,
) -> Vec<ModuleCall> {
    let read = source::parse(code, |script, mut errors| {
        if errors.is_empty() && kind == Kind::Expression {
            errors.extend(source::not_one_expression(&script));
        }
        let mut walk = Walk::over(script);
        walk.finish(kind, 0..code.len(), errors);
        (walk.calls(), walk.findings)
    });
    match read {
        Ok((calls, findings)) => {
            findings.report(file, place, report);
            calls.into_iter().map(|call| call.placed(place)).collect()
        }
        Err(error) => {
            lint::unreadable(error).report(file, place, report);
            Vec::new()
        }
    }
}

/// Checks a script that is a file of its own.
pub fn check_file(file: &str, text: &str, kind: Kind<'_>, report: &mut Report) -> Vec<ModuleCall> {
    check(file, text, &|span| span, kind, report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_go_through_the_map() {
        let file =
            "steps:\n  - script: x\n    code: |\n      System.getModule('a').b();\n      c = 1;\n";
        let code = "System.getModule('a').b();\nc = 1;\n";
        let place = |span: Range<usize>| {
            let at = |byte: usize| {
                let line = code[..byte].matches('\n').count();
                file.find("System").unwrap() + byte + 6 * line
            };
            at(span.start)..at(span.end)
        };
        let mut report = Report::new();
        let calls = check("w.yaml", code, &place, Kind::TaskScript(&[]), &mut report);
        assert_eq!(&file[calls[0].span.clone()], "System.getModule('a').b()");
        let found = report.sorted().remove(0);
        assert_eq!(
            (found.code, &file[found.span.unwrap()]),
            ("unbound-variable", "c")
        );
    }
}
