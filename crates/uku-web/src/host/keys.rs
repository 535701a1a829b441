use async_trait::async_trait;

/// Why the host's keys could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the keys of the product that signs people in could not be read: {0}")]
pub struct HostKeysError(pub String);

/// Where the host publishes the keys by which its tokens are checked.
#[async_trait]
pub trait HostKeys: Send + Sync {
    /// The key set as it is now, a JSON document (RFC 7517).
    async fn read(&self) -> Result<String, HostKeysError>;
}
