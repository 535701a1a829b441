use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names of the browser, and where it lies where it is not on the path.
const BROWSERS: [&str; 7] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/usr/lib/chromium/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// Names of its driver, and where it lies where it is not on the path.
const DRIVERS: [&str; 5] = [
    "chromedriver",
    "chromium.chromedriver",
    "/usr/lib/chromium/chromedriver",
    "/usr/lib/chromium-browser/chromedriver",
    "/usr/lib64/chromium-browser/chromedriver",
];

/// Chromium, and the program through which tests drive it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programs {
    /// The browser.
    pub chromium: PathBuf,
    /// Its driver, of the same version.
    pub chromedriver: PathBuf,
}

/// A program that is not on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    program: &'static str,
    variable: &'static str,
    given: Option<PathBuf>,
}

impl Programs {
    /// Those that `UKU_CHROMIUM` and `UKU_CHROMEDRIVER` name, else those on the path, else where systems put them.
    pub fn find() -> Result<Self, Missing> {
        Ok(Self {
            chromium: find("Chromium", "UKU_CHROMIUM", &BROWSERS)?,
            chromedriver: find("chromedriver", "UKU_CHROMEDRIVER", &DRIVERS)?,
        })
    }

    /// What the browser says of its version, such as `Chromium 140.0.7339.80`; none if it does not start.
    #[must_use]
    pub fn version(&self) -> Option<String> {
        let output = Command::new(&self.chromium).arg("--version").output().ok()?;
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        (output.status.success() && !said.is_empty()).then_some(said)
    }
}

fn find(program: &'static str, variable: &'static str, names: &[&str]) -> Result<PathBuf, Missing> {
    if let Some(given) = std::env::var_os(variable).filter(|given| !given.is_empty()) {
        let given = PathBuf::from(given);
        return if given.is_file() {
            Ok(given)
        } else {
            Err(Missing { program, variable, given: Some(given) })
        };
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    // Joined to a folder, an absolute name is still itself.
    let places = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places
        .chain(names.iter().map(PathBuf::from).filter(|name| name.is_absolute()))
        .find(|place| Path::is_file(place))
        .ok_or(Missing { program, variable, given: None })
}

impl Missing {
    /// Whether a variable names a program that is not there, rather than none being found.
    #[must_use]
    pub fn was_named(&self) -> bool {
        self.given.is_some()
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { program, variable, given } = self;
        match given {
            Some(given) => write!(f, "{variable} is {}, and there is no such file", given.display()),
            None => write!(
                f,
                "{program} is not on this machine; install it (Debian: apt-get install chromium chromium-driver), \
                 or set {variable} to where it is"
            ),
        }
    }
}

impl std::error::Error for Missing {}
