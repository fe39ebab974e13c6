//! Questions to the person at the terminal.

use std::io::{self, BufRead, Write};
use std::sync::mpsc::{self, SyncSender};

use super::message::{Message, Question};
use crate::cli::Console;
use crate::runner::inputs::{Person, Prompt};

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

/// Puts a question to the person; none for an empty line, an error at the end of the input.
pub(super) fn answer(console: &mut Console, question: &Question) -> Result<Option<String>, String> {
    for line in &question.lines {
        console.note(line);
    }
    let typed = if question.secret {
        rpassword::prompt_password(&question.prompt).map(Some)
    } else {
        line(&question.prompt)
    };
    match typed {
        Ok(Some(text)) => Ok((!text.is_empty()).then_some(text)),
        Ok(None) => Err("the input ended".to_owned()),
        Err(error) => Err(format!("the terminal cannot be read: {error}")),
    }
}

fn line(prompt: &str) -> io::Result<Option<String>> {
    let mut err = io::stderr();
    write!(err, "{prompt}")?;
    err.flush()?;
    let mut text = String::new();
    if io::stdin().lock().read_line(&mut text)? == 0 {
        return Ok(None);
    }
    Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
}
