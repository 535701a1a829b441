use lettre::Address;
use serde_json::json as value;

use super::{may_change, refused};
use crate::app::App;
use crate::failure::Failure;
use crate::output::json;

/// Shows to which addresses notices go, or says it.
pub(super) async fn run(app: &App, given: &[String], as_json: bool) -> Result<String, Failure> {
    let (board, firm) = (app.stored.notices(), &app.firm.id);
    if !given.is_empty() {
        may_change(app)?;
        board.put_addresses(firm, &checked(given)?).await.map_err(refused)?;
    }
    let addresses = board.addresses(firm).await.map_err(refused)?;
    if as_json {
        return json(&value!({ "addresses": addresses }));
    }
    Ok(if addresses.is_empty() {
        "Notices are not sent by email. To send them: uku notices email ADDRESS\n".to_owned()
    } else {
        format!("Notices are sent by email to {}\n", addresses.join(", "))
    })
}

/// Addresses that a mail server could take; none of them is none.
fn checked(given: &[String]) -> Result<Vec<String>, Failure> {
    if given.iter().any(|address| address == "none") {
        return match given.len() {
            1 => Ok(Vec::new()),
            _ => Err(Failure::usage("say either addresses or none")),
        };
    }
    let mut addresses: Vec<String> = Vec::with_capacity(given.len());
    for address in given {
        let address = address.trim();
        address.parse::<Address>().map_err(|_| {
            Failure::usage(format!("`{address}` is not an email address; write it like mari@example.ee"))
        })?;
        if !addresses.iter().any(|other| other == address) {
            addresses.push(address.to_owned());
        }
    }
    Ok(addresses)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(given: &[&str]) -> Result<Vec<String>, Failure> {
        checked(&given.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn an_address_is_taken_once_and_none_is_none() {
        assert_eq!(of(&["a@example.ee", " a@example.ee", "b@example.ee"]).unwrap().len(), 2);
        assert!(of(&["none"]).unwrap().is_empty());
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for wrong in ["mari", "mari@", "a b@example.ee", "a@example.ee\nBcc: b@example.ee", ""] {
            assert!(of(&[wrong]).is_err(), "{wrong:?}");
        }
        assert!(of(&["none", "a@example.ee"]).is_err());
    }
}
