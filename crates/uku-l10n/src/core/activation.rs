use uku_core::activation::{
    Activation, ActivationError, DeactivationForecast, DestructionForecast, KeptKeys,
};

use super::{Remedy, Say};
use crate::Said;

impl Say for Activation {
    fn said(&self) -> Said {
        match self {
            Self::Active { since } => Said::of("core-activation-active").with("since", *since),
            Self::Inactive { since, keys: KeptKeys::Until(until) } => {
                Said::of("core-activation-inactive-kept").with("since", *since).with("until", *until)
            }
            Self::Inactive { since, keys: KeptKeys::Destroyed(at) } => {
                Said::of("core-activation-inactive-destroyed").with("since", *since).with("at", *at)
            }
        }
    }
}

impl Say for ActivationError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::NotActive => Said::of("core-activation-not-active"),
            Self::NotConfirmed(phrase) => Said::of("core-activation-not-confirmed").with("phrase", phrase),
            Self::Store(error) => error.said(),
        }
    }
}

impl Remedy for ActivationError {
    fn remedy_said(&self) -> Option<Said> {
        match self {
            Self::Denied(denied) => denied.remedy_said(),
            Self::NotActive | Self::NotConfirmed(_) | Self::Store(_) => None,
        }
    }
}

impl Say for DeactivationForecast {
    fn said(&self) -> Said {
        let key = if self.gives_up_import {
            "core-activation-deactivation-forecast-import"
        } else {
            "core-activation-deactivation-forecast"
        };
        Said::of(key).with("pairs", self.pairs).with("until", self.keys_until)
    }
}

impl Say for DestructionForecast {
    fn said(&self) -> Said {
        Said::of("core-activation-destruction-forecast").with("pairs", self.pairs)
    }
}
