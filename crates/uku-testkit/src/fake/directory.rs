use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use uku_core::client::ProfileRow;
use uku_core::ledger::{CompanyDirectory, DirectoryError, Login, SignedIn};

/// What goes wrong instead of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mishap {
    /// This is answered.
    Fails(DirectoryError),
    /// Nothing is ever answered.
    Hangs,
}

/// The companies of one SmartAccounts user. It recognises the user's password without keeping it.
///
/// Clones are the same directory.
#[derive(Debug, Clone)]
pub struct FakeDirectory(Arc<Mutex<User>>);

#[derive(Debug)]
struct User {
    email: String,
    password_digest: [u8; 32],
    active: bool,
    rows: Vec<ProfileRow>,
    page_size: usize,
    sign_ins: VecDeque<Mishap>,
    pages: VecDeque<Mishap>,
    pages_asked: u64,
    logins_held: u32,
}

impl FakeDirectory {
    /// A user who sees these companies.
    #[must_use]
    pub fn new(email: &str, password: &str, page_size: usize, rows: Vec<ProfileRow>) -> Self {
        Self(Arc::new(Mutex::new(User {
            email: email.to_owned(),
            password_digest: digest(password),
            active: true,
            rows,
            page_size,
            sign_ins: VecDeque::new(),
            pages: VecDeque::new(),
            pages_asked: 0,
            logins_held: 0,
        })))
    }

    /// Has the user see other companies from now on.
    pub fn set_rows(&self, rows: Vec<ProfileRow>) {
        self.0.lock().unwrap().rows = rows;
    }

    /// Makes the user inactive.
    pub fn deactivate(&self) {
        self.0.lock().unwrap().active = false;
    }

    /// Has one sign-in more go wrong, after those for which that was said before.
    pub fn next_sign_in(&self, mishap: Mishap) {
        self.0.lock().unwrap().sign_ins.push_back(mishap);
    }

    /// Has one page more go wrong, after those for which that was said before.
    pub fn next_page(&self, mishap: Mishap) {
        self.0.lock().unwrap().pages.push_back(mishap);
    }

    /// How many pages were asked for.
    #[must_use]
    pub fn pages_asked(&self) -> u64 {
        self.0.lock().unwrap().pages_asked
    }

    /// How many logins were given to it and not dropped yet.
    #[must_use]
    pub fn logins_held(&self) -> u32 {
        self.0.lock().unwrap().logins_held
    }
}

fn digest(password: &str) -> [u8; 32] {
    Sha256::digest(password).into()
}

async fn go_wrong(mishap: Option<Mishap>) -> Result<(), DirectoryError> {
    match mishap {
        None => Ok(()),
        Some(Mishap::Fails(error)) => Err(error),
        Some(Mishap::Hangs) => std::future::pending().await,
    }
}

/// A login while a sign-in goes on, also one that is given up halfway.
struct Held<'a> {
    login: Login,
    user: &'a Mutex<User>,
}

impl<'a> Held<'a> {
    fn new(login: Login, user: &'a Mutex<User>) -> Self {
        user.lock().unwrap().logins_held += 1;
        Self { login, user }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.user.lock().unwrap().logins_held -= 1;
    }
}

#[async_trait]
impl CompanyDirectory for FakeDirectory {
    async fn sign_in(&self, login: Login) -> Result<Box<dyn SignedIn>, DirectoryError> {
        let held = Held::new(login, &self.0);
        let mishap = self.0.lock().unwrap().sign_ins.pop_front();
        go_wrong(mishap).await?;
        let user = self.0.lock().unwrap();
        let known = held.login.email == user.email
            && digest(held.login.password.expose_secret()) == user.password_digest;
        let refused = if !known {
            Some(DirectoryError::WrongLogin)
        } else if !user.active {
            Some(DirectoryError::UserInactive)
        } else if user.rows.is_empty() {
            Some(DirectoryError::NoCompanies)
        } else {
            None
        };
        drop(user);
        match refused {
            Some(error) => Err(error),
            None => Ok(Box::new(FakeSignedIn { user: Arc::clone(&self.0), told: 0 })),
        }
    }
}

struct FakeSignedIn {
    user: Arc<Mutex<User>>,
    told: usize,
}

#[async_trait]
impl SignedIn for FakeSignedIn {
    async fn next_page(&mut self) -> Result<Option<Vec<ProfileRow>>, DirectoryError> {
        let mishap = {
            let mut user = self.user.lock().unwrap();
            user.pages_asked += 1;
            user.pages.pop_front()
        };
        go_wrong(mishap).await?;
        let user = self.user.lock().unwrap();
        let rows: Vec<ProfileRow> = user.rows.iter().skip(self.told).take(user.page_size).cloned().collect();
        self.told += rows.len();
        Ok((!rows.is_empty()).then_some(rows))
    }
}
