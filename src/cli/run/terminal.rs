//! Questions to the person at the terminal.

use std::io::{self, BufRead, Write};
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::time::Duration;

use super::message::{Message, Question};
use crate::cli::Console;
use crate::runner::inputs::{Person, Prompt};
use crate::runner::machine::Stop;

/// A person, as the working threads see them.
pub(super) struct Remote {
    sender: SyncSender<Message>,
}

impl Remote {
    pub(super) fn new(sender: SyncSender<Message>) -> Self {
        Self { sender }
    }
}

impl Person for Remote {
    fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Option<String>, String> {
        let (reply, answer) = mpsc::channel();
        let gone = |_| "nobody is at the terminal any more".to_owned();
        let message = Message::Ask(Question::of(prompt), reply);
        self.sender
            .send(message)
            .map_err(|_| gone(mpsc::RecvError))?;
        answer.recv().map_err(gone)?
    }
}

/// Puts a question to the person; none for an empty line, an error at the end of the input and
/// when the run is stopped.
pub(super) fn answer(
    console: &mut Console,
    question: &Question,
    stop: &Stop,
) -> Result<Option<String>, String> {
    for line in &question.lines {
        console.note(line);
    }
    let typed = if question.secret {
        rpassword::prompt_password(&question.prompt).map(Some)
    } else {
        line(&question.prompt, stop)
    };
    let asked = question.prompt.trim_end_matches([':', ' ']);
    match typed {
        Ok(Some(text)) => Ok((!text.is_empty()).then_some(text)),
        Ok(None) => Err(format!("the input ended at the question for {asked}")),
        Err(error) => Err(match stop.reason() {
            Some(reason) => format!("{reason}, at the question for {asked}"),
            None => format!("the terminal cannot be read: {error}"),
        }),
    }
}

fn line(prompt: &str, stop: &Stop) -> io::Result<Option<String>> {
    let mut err = io::stderr();
    write!(err, "{prompt}")?;
    err.flush()?;
    let (sender, typed) = mpsc::channel();
    // No signal ends a read, so nobody waits for this thread: it ends with the program.
    std::thread::Builder::new().spawn(move || {
        let mut text = String::new();
        let read = io::stdin().lock().read_line(&mut text);
        let _ = sender.send(read.map(|length| (length > 0).then_some(text)));
    })?;
    loop {
        match typed.recv_timeout(Duration::from_millis(50)) {
            Ok(read) => {
                let end = ['\r', '\n'];
                return Ok(read?.map(|text| text.trim_end_matches(end).to_owned()));
            }
            Err(RecvTimeoutError::Timeout) if stop.reason().is_none() => {}
            Err(_) => {
                // What was typed stays on its line.
                writeln!(err)?;
                return Err(io::ErrorKind::Interrupted.into());
            }
        }
    }
}
