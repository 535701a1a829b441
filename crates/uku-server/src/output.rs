use std::io::{ErrorKind, Write};

use crate::failure::Failure;

/// Prints a result. A reader that has had enough, such as `head`, is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::could_not(format!("the output could not be written: {error}"))),
        Ok(()) => Ok(()),
    }
}

/// One line of JSON.
pub(crate) fn json(value: &impl serde::Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string(value).map_err(Failure::could_not)?;
    Ok(text + "\n")
}

/// A moment as people in Estonia read it.
pub(crate) fn local(moment: chrono::DateTime<chrono::Utc>) -> String {
    moment.with_timezone(&chrono_tz::Europe::Tallinn).format("%d.%m.%Y %H:%M").to_string()
}
