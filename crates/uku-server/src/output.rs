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

/// A number of a task as JSON has it.
pub(crate) fn number(number: rust_decimal::Decimal) -> Option<serde_json::Number> {
    number.normalize().to_string().parse().ok()
}

/// So many of something, such as `1 client` and `2 clients`.
pub(crate) fn counted(number: &impl ToString, what: &str) -> String {
    match number.to_string().as_str() {
        "1" => format!("1 {what}"),
        number => format!("{number} {what}s"),
    }
}

/// A moment as people in Estonia read it.
pub(crate) fn local(moment: chrono::DateTime<chrono::Utc>) -> String {
    moment.with_timezone(&chrono_tz::Europe::Tallinn).format("%d.%m.%Y %H:%M").to_string()
}

/// How long something takes, as people say it.
pub(crate) fn about(time: chrono::TimeDelta) -> String {
    let rounded = |unit: i64| (time.num_seconds() + unit / 2) / unit;
    let told = |number: i64, unit: &str| match number {
        1 => format!("about one {unit}"),
        number => format!("about {number} {unit}s"),
    };
    match (time.num_seconds(), rounded(60), rounded(3_600), rounded(24 * 3_600)) {
        (..60, ..) => "less than a minute".to_owned(),
        (_, minutes @ ..100, ..) => told(minutes, "minute"),
        (_, _, hours @ ..37, _) => told(hours, "hour"),
        (.., days) => told(days, "day"),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::about;

    #[test]
    fn times_are_rounded_to_what_matters() {
        for (seconds, said) in [
            (0, "less than a minute"),
            (59, "less than a minute"),
            (61, "about one minute"),
            (150, "about 3 minutes"),
            (7_200, "about 2 hours"),
            (49 * 3_600, "about 2 days"),
        ] {
            assert_eq!(about(TimeDelta::seconds(seconds)), said);
        }
    }
}
