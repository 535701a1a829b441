use uku_core::firm::{Action, Denied, MembersError, Plan, Role, WorkPaused};

use super::{Remedy, Say, detail};
use crate::Said;

impl Say for Role {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Owner => "core-firm-role-owner",
            Self::Admin => "core-firm-role-admin",
            Self::Member => "core-firm-role-member",
        })
    }
}

impl Say for Plan {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Solo => "core-firm-plan-solo",
            Self::Team => "core-firm-plan-team",
            Self::Elite => "core-firm-plan-elite",
        })
    }
}

/// As it stands after "may".
impl Say for Action {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::SeeReports => "core-firm-action-see-reports",
            Self::SeeClients => "core-firm-action-see-clients",
            Self::SeeIntegration => "core-firm-action-see-integration",
            Self::Activate => "core-firm-action-activate",
            Self::ImportClients => "core-firm-action-import-clients",
            Self::EditClients => "core-firm-action-edit-clients",
            Self::Connect => "core-firm-action-connect",
            Self::ChangeSettings => "core-firm-action-change-settings",
            Self::EditTaskLists => "core-firm-action-edit-task-lists",
            Self::ImportData => "core-firm-action-import-data",
            Self::ReloadData => "core-firm-action-reload-data",
            Self::ExportInvoices => "core-firm-action-export-invoices",
            Self::Deactivate => "core-firm-action-deactivate",
            Self::Disconnect => "core-firm-action-disconnect",
            Self::DestroyKeys => "core-firm-action-destroy-keys",
            Self::ErasePersonalData => "core-firm-action-erase-personal-data",
            Self::ManageMembers => "core-firm-action-manage-members",
        })
    }
}

impl Say for Denied {
    fn said(&self) -> Said {
        let (key, action) = match self {
            Self::Role(action) => ("core-firm-denied-role", action),
            Self::ExportRight(action) => ("core-firm-denied-export-right", action),
            Self::Subscription { action, paused: WorkPaused::Lapsed } => ("core-firm-denied-lapsed", action),
            Self::Subscription { action, paused: WorkPaused::NoIntegrations } => {
                ("core-firm-denied-no-integrations", action)
            }
        };
        Said::of(key).with("action", action.said())
    }
}

impl Remedy for Denied {
    fn remedy_said(&self) -> Option<Said> {
        Some(Said::of(match self {
            Self::Role(_) => "core-firm-denied-role-remedy",
            Self::ExportRight(_) => "core-firm-denied-export-right-remedy",
            Self::Subscription { paused: WorkPaused::Lapsed, .. } => "core-firm-denied-lapsed-remedy",
            Self::Subscription { paused: WorkPaused::NoIntegrations, .. } => {
                "core-firm-denied-no-integrations-remedy"
            }
        }))
    }
}

impl Say for WorkPaused {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Lapsed => "core-firm-paused-lapsed",
            Self::NoIntegrations => "core-firm-paused-no-integrations",
        })
    }
}

impl Remedy for WorkPaused {
    fn remedy_said(&self) -> Option<Said> {
        Some(Said::of(match self {
            Self::Lapsed => "core-firm-paused-lapsed-remedy",
            Self::NoIntegrations => "core-firm-paused-no-integrations-remedy",
        }))
    }
}

impl Say for MembersError {
    fn said(&self) -> Said {
        match self {
            Self::Unavailable(why) => Said::of("core-firm-members-unavailable").with("detail", detail(why)),
        }
    }
}
