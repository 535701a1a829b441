use uku_core::firm::Action;
use uku_web::Desk;

/// What the person may do with clients: only that is offered.
pub(super) struct May(Desk);

impl May {
    pub(super) fn of(desk: &Desk) -> Self {
        Self(desk.clone())
    }

    pub(super) fn see_integration(&self) -> bool {
        self.0.may(Action::SeeIntegration)
    }

    pub(super) fn edit(&self) -> bool {
        self.0.may(Action::EditClients)
    }

    pub(super) fn connect(&self) -> bool {
        self.0.may(Action::Connect)
    }

    pub(super) fn disconnect(&self) -> bool {
        self.0.may(Action::Disconnect)
    }

    pub(super) fn import_clients(&self) -> bool {
        self.0.may(Action::ImportClients)
    }

    pub(super) fn import_data(&self) -> bool {
        self.0.may(Action::ImportData)
    }

    pub(super) fn reload(&self) -> bool {
        self.0.may(Action::ReloadData)
    }

    /// Whether anything can be done with ticked clients.
    pub(super) fn tick(&self) -> bool {
        self.import_data() || self.connect()
    }
}
