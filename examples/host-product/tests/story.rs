//! The program tells its story to the end.

use assert_cmd::Command;

#[test]
fn the_counts_are_in_the_hosts_own_tasks() {
    let told = Command::new(env!("CARGO_BIN_EXE_host-product")).assert().success();
    let told = String::from_utf8(told.get_output().stdout.clone()).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    let [tested, tasks @ ..] = &lines[..] else { panic!("nothing was told") };
    assert_eq!(*tested, "Connection successful!");
    assert_eq!(tasks.len(), 3, "{told}");
    for (number, task) in (1..).zip(tasks) {
        assert!(task.starts_with(&format!("task {number}, ")), "{task}");
        assert!(task.contains("purchases ") && task.contains("sales "), "{task}");
    }
}
