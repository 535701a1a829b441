use std::io::{IsTerminal, Write};

use super::forecast::ForecastOut;
use crate::failure::Failure;

/// Whether a person wants the import after seeing what it would do. Where nobody can be asked it goes on only if nothing
/// that people did is undone.
pub(super) fn or_not(forecast: &ForecastOut, yes: bool, as_json: bool) -> Result<(), Failure> {
    if yes {
        return Ok(());
    }
    if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
        return unasked(forecast);
    }
    if as_json {
        eprint!("{}", forecast.text());
    }
    eprint!("Go on? [y/N] ");
    let could_not =
        |error: std::io::Error| Failure::could_not(format!("the answer could not be read: {error}"));
    std::io::stderr().flush().map_err(could_not)?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).map_err(could_not)?;
    if is_yes(&answer) { Ok(()) } else { Err(Failure::could_not("nothing was done")) }
}

fn is_yes(answer: &str) -> bool {
    matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "jah" | "j")
}

fn unasked(forecast: &ForecastOut) -> Result<(), Failure> {
    let undone = forecast.undone();
    if undone.is_empty() {
        return Ok(());
    }
    Err(Failure::usage(format!("nothing was done yet: {}. To do it, add --yes", undone.join(", and "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yes_is_a_yes() {
        assert!(is_yes(" Y\n") && is_yes("yes") && is_yes("Jah"));
        assert!(!is_yes("") && !is_yes("n") && !is_yes("yesterday"));
    }
}
