use std::fmt::Write;

use super::report::{details, failed};
use crate::runner::content::Content;
use crate::runner::testing::{Test, Verdict};
use crate::template;

/// The form that CI servers read: a suite for each file, a case for each test.
pub(super) fn write(done: &[(&Test, &Verdict)], content: &Content) -> String {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    let _ = writeln!(xml, "<testsuites name=\"coopto\" {}>", counts(done));
    for suite in done.chunk_by(|(a, _), (b, _)| a.source.file == b.source.file) {
        let Some((first, _)) = suite.first() else {
            continue;
        };
        let name = escape(first.source.suite());
        let _ = writeln!(xml, "  <testsuite name=\"{name}\" {}>", counts(suite));
        for (test, verdict) in suite {
            case(&mut xml, &name, test, verdict, content);
        }
        xml.push_str("  </testsuite>\n");
    }
    xml + "</testsuites>"
}

fn counts(done: &[(&Test, &Verdict)]) -> String {
    let seconds: f64 = done
        .iter()
        .map(|(_, verdict)| verdict.time.as_secs_f64())
        .sum();
    let (count, failed) = (done.len(), failed(done));
    format!(
        "tests=\"{count}\" failures=\"{failed}\" errors=\"0\" skipped=\"0\" time=\"{seconds:.3}\""
    )
}

fn case(xml: &mut String, suite: &str, test: &Test, verdict: &Verdict, content: &Content) {
    let name = escape(&test.name.value);
    let file = escape(&test.source.file);
    let (line, seconds) = (test.line(), verdict.time.as_secs_f64());
    // Writing to a text does not fail.
    let _ = write!(
        xml,
        "    <testcase classname=\"{suite}\" name=\"{name}\" file=\"{file}\" line=\"{line}\" time=\"{seconds:.3}\""
    );
    let Some(first) = verdict.faults.first() else {
        xml.push_str("/>\n");
        return;
    };
    let message = escape(&first.what);
    let text = escape(&details(test, verdict, content));
    let _ = writeln!(
        xml,
        ">\n      <failure message=\"{message}\" type=\"failure\">{text}</failure>\n    </testcase>"
    );
}

/// For attributes and text; what XML cannot hold is shown as U+FFFD.
fn escape(text: &str) -> String {
    let impossible = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    template::escape(&text.replace(impossible, "\u{fffd}"))
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(
            escape("<a b=\"&\">\u{1b}[1m\n"),
            "&lt;a b=&quot;&amp;&quot;&gt;\u{fffd}[1m&#10;"
        );
    }
}
