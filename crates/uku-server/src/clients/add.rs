use serde_json::json as value;
use uku_core::client::{
    AddClient, AddClientError, Contact, ContactKind, NewClient, registry_code_oddity, vat_number_oddity,
};

use crate::app::App;
use crate::args::AddArgs;
use crate::failure::Failure;
use crate::means::{SystemClock, SystemIds};
use crate::output::json;

/// Adds a client by hand.
pub(super) async fn run(app: &App, args: &AddArgs, as_json: bool) -> Result<String, Failure> {
    let add = AddClient {
        actor: &app.actor,
        clients: app.stored.clients(),
        members: app.stored.members(),
        store: app.stored.integration(),
        clock: &SystemClock,
        ids: &SystemIds,
    };
    let contacts = [
        (ContactKind::Person, &args.person),
        (ContactKind::Email, &args.email),
        (ContactKind::Phone, &args.phone),
        (ContactKind::Address, &args.address),
    ];
    let contact = |(kind, values): (ContactKind, &Vec<String>)| -> Vec<Contact> {
        values.iter().map(|value| Contact::new(kind, value)).collect()
    };
    let new = NewClient {
        name: args.name.clone(),
        registry_code: args.registry_code.clone(),
        vat_number: args.vat_number.clone(),
        contacts: contacts.into_iter().flat_map(contact).collect(),
        default_member: None,
    };
    let client = add.run(new).await.map_err(refused)?;
    warn(args);
    if as_json {
        return json(&value!({ "id": client.id.to_string(), "name": client.name }));
    }
    Ok(format!(
        "{} is added ({}) and not connected: clients added by hand don't inherit the integration. \
         Enter its keys with: uku connect {} --public-key KEY\n",
        client.name, client.id, client.id
    ))
}

fn refused(error: AddClientError) -> Failure {
    match &error {
        AddClientError::Denied(denied) => Failure::denied(*denied),
        AddClientError::NoName => Failure::usage(error),
        _ => Failure::could_not(error),
    }
}

/// What is odd hinders nothing.
fn warn(args: &AddArgs) {
    let code = args.registry_code.as_deref().and_then(registry_code_oddity).map(|oddity| oddity.to_string());
    let number = args.vat_number.as_deref().and_then(vat_number_oddity).map(|oddity| oddity.to_string());
    for oddity in [code, number].into_iter().flatten() {
        eprintln!("uku: warning: {}: {oddity}", args.name);
    }
}
