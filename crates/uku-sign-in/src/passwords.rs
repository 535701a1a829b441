use std::sync::Arc;

use argon2::password_hash::phc;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use async_trait::async_trait;
use secrecy::ExposeSecret;
use tokio::sync::Semaphore;
use uku_core::sign_in::{Password, PasswordHash, Passwords, SecretsError, Verdict};

/// How much work is put into a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// Memory in KiB.
    pub memory: u32,
    /// How often it is gone through.
    pub passes: u32,
}

impl Work {
    /// The least that OWASP asks for: 19 MiB, twice, by one thread.
    pub const OWASP: Self = Self { memory: 19 * 1024, passes: 2 };
}

/// The salt of work whose result nobody keeps.
const NO_SALT: &[u8; 16] = b"nobody keeps it.";

/// Passwords hashed by Argon2id, as texts that hold the salt and how much work it was.
#[derive(Debug)]
pub struct Argon2Passwords {
    argon2: Argon2<'static>,
    work: Work,
    turns: Arc<Semaphore>,
}

impl Argon2Passwords {
    /// Hashes with so much work, at most so many passwords at once. Fails where Argon2 knows no such work.
    pub fn new(work: Work, at_once: usize) -> Result<Self, SecretsError> {
        let params = Params::new(work.memory, work.passes, 1, None).map_err(failed)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        Ok(Self { argon2, work, turns: Arc::new(Semaphore::new(at_once.max(1))) })
    }

    /// Hashes with the work that OWASP asks for, at most one password on each processor at once.
    pub fn by_owasp() -> Result<Self, SecretsError> {
        Self::new(Work::OWASP, std::thread::available_parallelism().map_or(1, usize::from))
    }

    /// Does some work when it is its turn, on a thread that may block.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Argon2<'_>) -> Result<T, SecretsError> + Send + 'static,
    ) -> Result<T, SecretsError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(failed)?;
        let argon2 = self.argon2.clone();
        let worked = tokio::task::spawn_blocking(move || {
            let worked = work(&argon2);
            // Also where nobody waits for the result any more, the turn ends only now.
            drop(turn);
            worked
        });
        worked.await.map_err(failed)?
    }
}

fn failed(error: impl std::fmt::Display) -> SecretsError {
    SecretsError(error.to_string())
}

#[async_trait]
impl Passwords for Argon2Passwords {
    async fn hash(&self, password: &Password) -> Result<PasswordHash, SecretsError> {
        let password = password.clone();
        self.in_turn(move |argon2| {
            let mut salt = [0; 16];
            getrandom::fill(&mut salt).map_err(failed)?;
            let password = password.secret().expose_secret().as_bytes();
            let hash = argon2.hash_password_with_salt(password, &salt).map_err(failed)?;
            Ok(PasswordHash::new(hash.to_string()))
        })
        .await
    }

    async fn verify(
        &self,
        password: &Password,
        hash: Option<&PasswordHash>,
    ) -> Result<Verdict, SecretsError> {
        let (password, hash, work) = (password.clone(), hash.cloned(), self.work);
        self.in_turn(move |argon2| {
            let password = password.secret().expose_secret().as_bytes();
            let Some(hash) = hash else {
                argon2.hash_password_with_salt(password, NO_SALT).map_err(failed)?;
                return Ok(Verdict::Wrong);
            };
            let hash = phc::PasswordHash::new(hash.expose()).map_err(failed)?;
            match argon2.verify_password(password, &hash) {
                Ok(()) if is_outdated(&hash, work)? => Ok(Verdict::Outdated),
                Ok(()) => Ok(Verdict::Right),
                Err(argon2::password_hash::Error::PasswordInvalid) => Ok(Verdict::Wrong),
                Err(error) => Err(failed(error)),
            }
        })
        .await
    }
}

/// Whether less work was put into a hash than into those of today.
fn is_outdated(hash: &phc::PasswordHash, work: Work) -> Result<bool, SecretsError> {
    let params = Params::try_from(hash).map_err(failed)?;
    let is_argon2id = hash.algorithm.as_str() == Algorithm::Argon2id.as_str();
    Ok(!is_argon2id || params.m_cost() < work.memory || params.t_cost() < work.passes)
}
