//! Files that only their owner may read, and locks on files.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::Path;

/// A lock that lasts until it is dropped, or its process ends.
#[derive(Debug)]
pub(crate) struct FileLock {
    #[expect(dead_code, reason = "closing the file gives the lock back")]
    file: File,
}

pub(crate) enum Taken {
    /// By us, now.
    Ours(FileLock),
    /// By a process before us, which wrote its number into the file.
    Theirs(Option<u32>),
}

impl FileLock {
    /// Takes the lock at once and writes this process's number into the file, or says who has it.
    pub(crate) fn take(path: &Path) -> io::Result<Taken> {
        let mut file = lock_file(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                file.read_to_string(&mut text)?;
                return Ok(Taken::Theirs(text.trim().parse().ok()));
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
        file.set_len(0)?;
        file.rewind()?;
        writeln!(file, "{}", std::process::id())?;
        Ok(Taken::Ours(Self { file }))
    }

    /// Takes the lock as soon as nobody else has it. Blocks the thread.
    pub(crate) fn wait(path: &Path) -> io::Result<Self> {
        let file = lock_file(path)?;
        file.lock()?;
        Ok(Self { file })
    }
}

fn lock_file(path: &Path) -> io::Result<File> {
    private_options().read(true).create(true).truncate(false).open(path)
}

/// Makes an empty file, unless there is one.
///
/// One that exists is not even opened: closing it again would take away the locks that `SQLite` holds on it in this
/// process.
pub(crate) fn create_file(path: &Path) -> io::Result<()> {
    match private_options().create_new(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

/// Makes a folder and those above it, unless there is one.
pub(crate) fn create_folder(path: &Path) -> io::Result<()> {
    let mut folder = DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path)
}

fn private_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
