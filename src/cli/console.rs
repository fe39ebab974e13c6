use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Group, Level as Severity, Renderer, Snippet};
use anstream::{AutoStream, ColorChoice};
use indicatif::ProgressBar;

use super::excerpt::{Excerpt, Excerpts};
use crate::diagnostic::{Diagnostic, Level, Report};

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// The only printer: results to standard output, everything else to standard error.
pub struct Console {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
    color: bool,
    quiet: bool,
    verbose: bool,
}

impl Console {
    /// A console on the standard streams.
    #[must_use]
    pub fn new(color: Color, quiet: bool, verbose: bool) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        let err = AutoStream::new(io::stderr(), choice);
        let color = err.current_choice() != ColorChoice::Never;
        Self {
            out: AutoStream::new(io::stdout(), choice),
            err,
            color,
            quiet,
            verbose,
        }
    }

    /// A line of the result.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn line(&mut self, text: impl AsRef<str>) -> io::Result<()> {
        told(writeln!(self.out, "{}", tame(text.as_ref())))
    }

    /// One line of the result, whatever is in a text that came from a file of others.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn one_line(&mut self, text: impl AsRef<str>) -> io::Result<()> {
        self.line(text.as_ref().replace('\n', "\\n"))
    }

    /// The result as JSON, indented.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn json(&mut self, value: &serde_json::Value) -> io::Result<()> {
        told(writeln!(self.out, "{value:#}"))
    }

    /// What is being done, for people; silent with `--quiet`.
    pub fn note(&mut self, text: impl AsRef<str>) {
        if !self.quiet {
            let _ = writeln!(self.err, "{}", tame(text.as_ref()));
        }
    }

    /// Something that only `--verbose` shows.
    pub fn detail(&mut self, text: impl AsRef<str>) {
        if self.verbose {
            let _ = writeln!(self.err, "{}", tame(text.as_ref()));
        }
    }

    /// Something a person should know, though it is no failure.
    pub fn warning(&mut self, text: impl AsRef<str>) {
        let (bold, plain) = ("\u{1b}[1;33m", "\u{1b}[0m");
        let _ = writeln!(self.err, "{bold}warning{plain}: {}", tame(text.as_ref()));
    }

    /// Why the command could not do its work.
    pub fn failure(&mut self, error: &anyhow::Error) {
        let (bold, plain) = ("\u{1b}[1;31m", "\u{1b}[0m");
        let mut text = error.to_string();
        for cause in error.chain().skip(1) {
            let cause = cause.to_string();
            // A layer that only repeats its cause is said once.
            if !text.ends_with(&cause) {
                text = format!("{text}: {cause}");
            }
        }
        let _ = writeln!(self.err, "{bold}error{plain}: {}", tame(&text));
    }

    /// A counter for long work, drawn on a terminal only; it vanishes when it is finished.
    #[must_use]
    pub fn progress(&self, work: &'static str) -> ProgressBar {
        if self.quiet || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        ProgressBar::new_spinner().with_message(work)
    }

    /// The findings in people's files, with the place underlined.
    pub fn report<'a>(&mut self, report: Report, text_of: impl Fn(&str) -> Option<&'a str>) {
        let renderer = if self.color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let findings = report.sorted();
        for of_file in findings.chunk_by(|one, next| one.file == next.file) {
            let text = of_file.first().and_then(|first| text_of(&first.file));
            let mut excerpts = text.map(Excerpts::new);
            for diagnostic in of_file {
                if self.quiet && diagnostic.level == Level::Warning {
                    continue;
                }
                let rendered = render(&renderer, diagnostic, excerpts.as_mut());
                let _ = writeln!(self.err, "{rendered}\n");
            }
        }
    }
}

/// A reader that went away, as `head` does, ends neither the work nor changes what came of it.
fn told(written: io::Result<()>) -> io::Result<()> {
    written.or_else(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Ok(()),
        kind => {
            let text = format!("cannot write to standard output: {error}");
            Err(io::Error::new(kind, text))
        }
    })
}

/// A text that may come from anywhere, a container's log among them, without what a terminal obeys.
fn tame(text: &str) -> Cow<'_, str> {
    // Besides controls, what turns the direction of writing and so hides what it says.
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let obeyed = |c: char| turns(c) || c.is_control() && c != '\n' && c != '\t';
    if !text.contains(obeyed) {
        return text.into();
    }
    let tamed = text.replace("\r\n", "\n");
    let letters = tamed.chars().map(|c| {
        if obeyed(c) {
            c.escape_default().to_string()
        } else {
            c.to_string()
        }
    });
    letters.collect::<String>().into()
}

fn render(
    renderer: &Renderer,
    diagnostic: &Diagnostic,
    excerpts: Option<&mut Excerpts<'_>>,
) -> String {
    let severity = match diagnostic.level {
        Level::Error => Severity::ERROR,
        Level::Warning => Severity::WARNING,
    };
    let title = severity
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code);
    let mut group = Group::with_title(title);
    let excerpt = diagnostic.span.as_ref().zip(excerpts);
    match excerpt.and_then(|(span, excerpts)| excerpts.of(span)) {
        Some(Excerpt { text, line, span }) => {
            let mut annotation = AnnotationKind::Primary.span(span);
            if !diagnostic.label.is_empty() {
                annotation = annotation.label(diagnostic.label.as_str());
            }
            group = group.element(
                Snippet::source(text)
                    .line_start(line)
                    .path(diagnostic.file.as_str())
                    .annotation(annotation),
            );
        }
        None => group = group.element(annotate_snippets::Origin::path(diagnostic.file.as_str())),
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Severity::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_inside_a_letter_is_that_letter() {
        let text = "a\nxäy: 1\n";
        for span in [3..4, 4..4, 4..5, 3..5, 4..text.len()] {
            let diagnostic = Diagnostic::error("c", "f", "m").at(span);
            let mut excerpts = Excerpts::new(text);
            let shown = render(&Renderer::plain(), &diagnostic, Some(&mut excerpts));
            assert!(shown.contains("f:2:2\n"), "{shown}");
        }
    }

    #[test]
    fn lines_of_a_file_look_like_the_whole_file() {
        let whole = |text: &str, span: std::ops::Range<usize>| {
            let annotation = AnnotationKind::Primary.span(span);
            let snippet = Snippet::source(text).path("f").annotation(annotation);
            let title = Severity::ERROR.primary_title("m").id("c");
            Renderer::plain().render(&[Group::with_title(title).element(snippet)])
        };
        for text in [
            "",
            "\n",
            "a",
            "a\n",
            "ab\r\n\r\ncd\r\n",
            "ab\n\n\ncdé\n  e\n\n",
            "a\nb",
        ] {
            let mut excerpts = Excerpts::new(text);
            let places = || (0..=text.len()).filter(|at| text.is_char_boundary(*at));
            for start in places() {
                for end in places().filter(|end| *end >= start) {
                    let finding = Diagnostic::error("c", "f", "m").at(start..end);
                    let shown = render(&Renderer::plain(), &finding, Some(&mut excerpts));
                    assert_eq!(shown, whole(text, start..end), "{text:?} {start}..{end}");
                }
            }
        }
    }

    #[test]
    fn a_terminal_obeys_no_text() {
        assert_eq!(
            tame("plain\ttext\nof two lines"),
            "plain\ttext\nof two lines"
        );
        assert_eq!(tame("\u{1b}[2Jgone\r\n\u{7}"), "\\u{1b}[2Jgone\n\\u{7}");
        assert_eq!(tame("a\u{202e}b"), "a\\u{202e}b");
    }
}
