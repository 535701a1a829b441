use crate::client::ProfileRow;

/// One page of the customers of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerPage {
    /// The customers with contacts and addresses, in the vendor's order. A row that can't be read stands in its place
    /// with the reason.
    pub customers: Vec<ProfileRow>,
    /// Whether a page follows.
    pub more: bool,
}
