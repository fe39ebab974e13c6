//! What may take long, and ends when the run is interrupted: sleeping, events, locks.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::answer::{Answer, Arguments, Refusal, texts, unknown};
use super::{Level, Services, Sink};
use crate::runner::interpreter::INTERRUPTED;
use crate::runner::state::Origin;
use crate::runner::value::Value;

/// How often a script that waits looks whether it has to stop.
const LOOK: Duration = Duration::from_millis(20);
/// How long a script waits for a lock before it says so.
const PATIENCE: Duration = Duration::from_secs(3);

pub(super) fn call(services: &Services, operation: &str, with: Arguments<'_>) -> Answer {
    let state = &services.state;
    Ok(match operation {
        "sleep" => {
            sleep(services, with.number(0)?)?;
            Value::Null
        }
        "event.send" => {
            state.send_event(Origin::Internal, with.text(0)?)?;
            Value::Null
        }
        "event.wait" => {
            let (key, until) = (with.text(1)?, with.number(2)?);
            let origin = match with.text(0)? {
                "external" => Origin::External,
                _ => Origin::Internal,
            };
            let stop = services.world.stop();
            let came = state.wait_for_event(origin, key, Some(until), stop)?;
            go_on(services)?;
            Value::Boolean(came)
        }
        "lock" => Value::Boolean(state.lock(with.text(0)?, with.text(1)?)?),
        "lock.wait" => {
            lock(services, with.text(0)?, with.text(1)?)?;
            Value::Null
        }
        "unlock" => Value::Boolean(state.unlock(with.text(0)?, with.text(1)?)?),
        "unlock.all" => {
            state.unlock_all()?;
            Value::Null
        }
        "locks" => texts(state.locks()?.into_iter().map(|lock| lock.id)),
        _ => return Err(unknown(operation)),
    })
}

/// Takes a lock; a run that waits for long says for what, since locks outlive failures.
fn lock(services: &Services, id: &str, owner: &str) -> Result<(), Refusal> {
    let state = &services.state;
    let began = Instant::now();
    let mut said = false;
    while !state.lock(id, owner)? {
        go_on(services)?;
        if !said && began.elapsed() > PATIENCE {
            said = true;
            let holder = state.holder(id)?.map(|lock| lock.owner);
            let text = format!(
                "waits for the lock `{id}`, which `{}` holds",
                holder.unwrap_or_default()
            );
            services.world.log(Sink::Run, Level::Warn, &text);
        }
        std::thread::sleep(LOOK);
    }
    Ok(())
}

fn sleep(services: &Services, milliseconds: f64) -> Result<(), Refusal> {
    if milliseconds.is_nan() || milliseconds <= 0.0 {
        return go_on(services);
    }
    // What is longer than a clock can count is longer than anybody waits.
    let length = Duration::try_from_secs_f64(milliseconds / 1000.0).unwrap_or(Duration::MAX);
    let began = Instant::now();
    loop {
        go_on(services)?;
        let left = length.saturating_sub(began.elapsed());
        if left.is_zero() {
            return Ok(());
        }
        std::thread::sleep(left.min(LOOK));
    }
}

fn go_on(services: &Services) -> Result<(), Refusal> {
    if services.world.stop().load(Ordering::Relaxed) {
        return Err(Refusal::Stop(INTERRUPTED.to_owned()));
    }
    Ok(())
}
