//! Prints the URL of a throw-away server and keeps it until standard input ends or this is stopped.

use std::io::{self, Write as _};
use std::process::ExitCode;

use throwaway_postgres::{Cluster, Programs};

fn main() -> ExitCode {
    match Programs::find().and_then(|programs| Cluster::start(&programs)) {
        Ok(cluster) => {
            let told = writeln!(io::stdout(), "{}", cluster.url("postgres"));
            // Whoever started us may have nothing to say: then we are stopped one day.
            let ended = told.and_then(|()| io::copy(&mut io::stdin(), &mut io::sink()));
            drop(cluster);
            if ended.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            drop(writeln!(io::stderr(), "{error}"));
            ExitCode::FAILURE
        }
    }
}
