//! What happens to books and keys in SmartAccounts, behind the program's back.

use smartaccounts_sim::{Change, CompanyKeys, DirectoryChange, Fault, FaultKind, Matching, Mutation};

use crate::house::House;

impl House {
    /// Changes the books of a company, or what its keys may do.
    pub(crate) fn change(&self, company: &CompanyKeys, change: Change) {
        let mutation = Mutation { public_key: company.public_key.clone(), change };
        self.scene.simulator.mutate(mutation).unwrap();
    }

    /// Makes something go wrong for the keys of a company.
    pub(crate) fn fault(&self, company: &CompanyKeys, kind: FaultKind) {
        let matching = Matching { public_key: Some(company.public_key.clone()), path: None };
        self.scene.simulator.inject(Fault { matching, kind, ..Fault::default() });
    }

    pub(crate) fn change_directory(&self, change: DirectoryChange) {
        self.scene.simulator.change_directory(change).unwrap();
    }

    /// Books invoices of sale in a month.
    pub(crate) fn sell(&self, company: &CompanyKeys, month: &str, invoices: u32) {
        let (doc_type, date) = ("CLIENT_INVOICE".to_owned(), format!("{month}-02"));
        self.change(company, Change::Add { doc_type, date, anchor: None, count: Some(invoices), id: None });
    }

    /// Deletes everything that the books of a company hold in a month.
    pub(crate) fn empty_month(&self, company: &CompanyKeys, month: &str) {
        let truth = self.scene.simulator.truth(&company.public_key, month, month).unwrap();
        for (doc_type, count) in truth.into_values().flatten() {
            let (doc_type, month, count) = (Some(doc_type), Some(month.to_owned()), u32::try_from(count));
            self.change(company, Change::Delete { id: None, doc_type, month, count: Some(count.unwrap()) });
        }
    }
}
