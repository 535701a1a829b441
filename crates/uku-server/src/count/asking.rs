use std::sync::Arc;

use futures_util::StreamExt;
use uku_core::clock::Clock;
use uku_core::counting::Counting;
use uku_core::ledger::{Budget, Ledger, Patience, Priority};
use uku_smartaccounts::{Api, ApiConfig, Repeats};

use super::companies::{Companies, Company};
use super::progress::Progress;
use crate::args::CountArgs;
use crate::failure::Failure;
use crate::means::{SystemClock, UserBudget, budget_of_this_user};

/// How many companies are asked side by side.
const SIDE_BY_SIDE: usize = 8;

/// The way to ask every company the same.
pub(super) struct Asking {
    api: Arc<Api>,
    progress: Progress,
    /// Kept for as long as requests are spent from it.
    _budget: Option<UserBudget>,
}

/// What one company answered.
pub(super) struct Answer<'a, T> {
    pub(super) company: &'a Company,
    /// How many requests it took.
    pub(super) requests: u64,
    /// What came of it, or what is wrong with the company's keys.
    pub(super) result: Result<T, String>,
}

impl Asking {
    pub(super) async fn prepare(args: &CountArgs, companies: usize) -> Result<Self, Failure> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let limits = args.limits.0;
        let user_budget = match limits {
            Some(_) => Some(budget_of_this_user(Arc::clone(&clock)).await.map_err(Failure::could_not)?),
            None => None,
        };
        let memory = user_budget.as_ref().map(|budget| Arc::clone(&budget.memory));
        let config = ApiConfig {
            address: args.url.clone(),
            budget: memory.zip(limits).map(|(memory, limits)| Budget { memory, limits }),
            per_second: limits.map(|_| args.per_second),
            repeats: Repeats::default(),
            clock,
        };
        let api = Api::new(config).map_err(Failure::usage)?;
        Ok(Self { api, progress: Progress::start(companies), _budget: user_budget })
    }

    /// Asks every company; the answers come in the companies' order.
    pub(super) async fn each<'a, T>(
        &self,
        companies: &'a Companies,
        ask: impl AsyncFn(&Counting<'_>) -> T,
    ) -> Vec<Answer<'a, T>> {
        let asked = companies.all.iter().enumerate().map(|(index, company)| {
            let answer = self.one(company, &ask);
            async move { (index, answer.await) }
        });
        // Not in order: a company that waits for its limits must not hold up those after it.
        let mut answers: Vec<_> =
            futures_util::stream::iter(asked).buffer_unordered(SIDE_BY_SIDE).collect().await;
        answers.sort_by_key(|(index, _)| *index);
        self.progress.finish();
        answers.into_iter().map(|(_, answer)| answer).collect()
    }

    async fn one<'a, T>(
        &self,
        company: &'a Company,
        ask: &impl AsyncFn(&Counting<'_>) -> T,
    ) -> Answer<'a, T> {
        let (result, requests) = match &company.keys {
            Err(error) => (Err(error.clone()), 0),
            Ok(keys) => {
                let ledger = self.api.open(keys.clone(), Priority::Interactive);
                let progress = &self.progress.of(&company.name);
                let counting =
                    Counting { ledger: &ledger, clock: &SystemClock, patience: Patience::Endless, progress };
                let answer = ask(&counting).await;
                (Ok(answer), ledger.requests_sent())
            }
        };
        self.progress.company_done();
        Answer { company, requests, result }
    }
}
