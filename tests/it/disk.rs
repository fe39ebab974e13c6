//! Where results go: a full disk, a folder that cannot be written, a reader that goes away, much data.

use crate::support::Project;
#[cfg(unix)]
use crate::support::Run;
#[cfg(target_os = "linux")]
use crate::support::left_out;

#[test]
fn a_large_element() {
    const SIZE: usize = 100 << 20;
    let mut large = vec![0; SIZE];
    for (number, place) in large.iter_mut().step_by(1 << 20).enumerate() {
        *place = u8::try_from(number % 251).unwrap();
    }
    let project = Project::new().file("resources/large.bin", &large);
    project.run(&["build", "--package"]).assert_ok();
    let package = "dist/com.example.mail-1.2.0.package";
    assert!(project.read(package).len() < 1 << 20);
    project.run(&["verify", package]).assert_ok();
    project
        .run(&["extract", package, "--element", "large.bin", "-o", "out"])
        .assert_ok();
    assert!(project.read("out/resources/Library/Mail/large.bin") == large);
}

/// A folder of the project's that has this much room, or nothing where none can be made.
#[cfg(target_os = "linux")]
mod small_disk {
    use std::path::PathBuf;
    use std::process::Command;

    pub(super) struct SmallDisk(PathBuf);

    impl SmallDisk {
        pub(super) fn mount(place: PathBuf, options: &str) -> Option<Self> {
            fs_err::create_dir_all(&place).unwrap();
            let mounted = Command::new("mount")
                .args(["-t", "tmpfs", "-o", options, "tmpfs"])
                .arg(&place)
                .output();
            let done = mounted.is_ok_and(|output| output.status.success());
            done.then_some(Self(place))
        }

        pub(super) fn close(&self) {
            let remount = Command::new("mount")
                .args(["-o", "remount,ro"])
                .arg(&self.0)
                .status();
            assert!(remount.unwrap().success());
        }
    }

    impl Drop for SmallDisk {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg("-l").arg(&self.0).status();
        }
    }
}

/// Bytes that cannot be packed.
#[cfg(unix)]
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1u64;
    std::iter::repeat_with(|| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        state.to_be_bytes()[0]
    })
    .take(length)
    .collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_what_was_there() {
    let project = Project::new();
    // Room for the package and the plug-in of the larger project, not for the application.
    let Some(_disk) = small_disk::SmallDisk::mount(project.path("dist"), "size=256k") else {
        left_out("a full disk", "this user cannot mount a tmpfs");
        return;
    };
    project.build().assert_ok();
    let before = project.snapshot("dist");
    assert_eq!(before.len(), 3);
    let project = project.file("resources/noise.bin", noise(80_000));
    project
        .build()
        .assert_refused()
        .says("dist/")
        .says("No space left");
    assert_eq!(project.snapshot("dist"), before);
    project.run(&["generate", "-o", "dist"]).assert_ok();
    let before = project.snapshot("dist");
    project.run(&["build", "-o", "elsewhere"]).assert_ok();
    let project = project.file("dist/filler", noise(200_000));
    let run = project.run(&["extract", "elsewhere/mail.dar", "-o", "dist", "--force"]);
    run.assert_refused()
        .says("com.example.mail-1.2.0.package")
        .says("No space left");
    fs_err::remove_file(project.path("dist/filler")).unwrap();
    assert_eq!(project.snapshot("dist"), before);
}

/// The same for whoever may not mount: no file of the process may grow.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more() {
    let project = Project::new();
    project.build().assert_ok();
    let before = project.snapshot("dist");
    let project = project.file("resources/noise.bin", noise(80_000));
    let mut command = assert_cmd::Command::new("sh");
    command
        .args(["-c", "trap '' XFSZ; ulimit -f 16; exec \"$0\" build"])
        .arg(env!("CARGO_BIN_EXE_coopto"))
        .current_dir(project.folder())
        .env("COOPTO_HOME", project.home());
    Run::of(&mut command)
        .assert_refused()
        .says("cannot write `dist/");
    assert_eq!(project.snapshot("dist"), before);
}

#[test]
fn a_folder_that_cannot_be_written() {
    let project = Project::new().file("taken", "a file, not a folder");
    for arguments in [
        &["build", "-o", "taken/below"][..],
        &["build", "-o", "taken"],
        &["generate", "-o", "taken/below"],
    ] {
        project.run(arguments).assert_refused().says("`taken");
    }
    project.build().assert_ok();
    for arguments in [
        &["extract", "dist/mail.dar", "-o", "taken"][..],
        &["extract", "dist/mail.dar", "-o", "taken/below"],
        &[
            "extract",
            "dist/mail.dar",
            "--element",
            "mail.png",
            "-o",
            "taken",
        ],
    ] {
        project.run(arguments).assert_refused().says("`taken");
    }
    assert_eq!(project.read("taken"), b"a file, not a folder");
    // A folder stands where the file should go.
    let project = Project::new().file("dist/mail.dar/inside", "");
    project.build().assert_refused().says("mail.dar");
    assert_eq!(project.names("dist"), ["mail.dar/inside"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_may_only_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    project.build().assert_ok();
    fs_err::rename(project.path("dist"), project.path("made")).unwrap();
    let disk = small_disk::SmallDisk::mount(project.path("dist"), "size=256k");
    if let Some(disk) = &disk {
        disk.close();
    } else {
        // Who cannot mount is not root, and is held back by permissions.
        let read_only = std::fs::Permissions::from_mode(0o555);
        fs_err::set_permissions(project.path("dist"), read_only).unwrap();
        if fs_err::write(project.path("dist/x"), "").is_ok() {
            left_out(
                "a read-only folder",
                "this user may write anywhere and cannot mount",
            );
            return;
        }
    }
    for arguments in [
        &["build"][..],
        &["generate", "-o", "dist"],
        &["extract", "made/mail.dar", "-o", "dist"],
        &["build", "-o", "dist/below"],
    ] {
        project.run(arguments).assert_refused().says("`dist");
        assert_eq!(project.names("dist"), [""; 0]);
    }
    if disk.is_none() {
        let open = std::fs::Permissions::from_mode(0o755);
        fs_err::set_permissions(project.path("dist"), open).unwrap();
    }
}

/// A reader that goes away is no failure.
#[test]
fn an_eaten_pipe() {
    use std::process::{Command, Stdio};
    let project = Project::nothing();
    project.build().assert_ok();
    let package = project
        .names("dist")
        .into_iter()
        .find(|name| name.ends_with(".package"))
        .unwrap();
    let package = format!("dist/{package}");
    for arguments in [
        &["inspect", &package][..],
        &["inspect", "--format", "json", &package],
        &["verify", &package],
        &["generate", "-o", "out"],
        &["extract", &package, "-o", "elements"],
        &["build"],
        &["--help"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_coopto"))
            .args(arguments)
            .current_dir(project.folder())
            .env("COOPTO_HOME", project.home())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(!said.contains("error"), "{arguments:?}: {said}");
        assert!(!said.contains("panicked"), "{arguments:?}: {said}");
    }
    // Nobody listens, and all of it is done.
    project.run(&["generate", "-o", "heard"]).assert_ok();
    assert_eq!(project.names("out"), project.names("heard"));
    let heard = project.run(&["extract", &package, "-o", "also-heard"]);
    heard.assert_ok();
    assert_eq!(project.names("elements"), project.names("also-heard"));
}

/// The exit code is the same, whoever listens.
#[test]
fn faults_told_to_nobody() {
    let project = Project::nothing().file("broken.package", "no archive");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_coopto"))
        .args(["verify", "broken.package"])
        .current_dir(project.folder())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full() {
    let project = Project::nothing().file("broken.package", "no archive");
    let full = fs_err::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_coopto"))
        .args(["verify", "broken.package"])
        .current_dir(project.folder())
        .stdout(full.into_parts().0)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("standard output"), "{said}");
}

/// A folder that was made on a full disk is as good as one that was made later.
#[cfg(target_os = "linux")]
#[test]
fn a_state_that_found_no_room() {
    let project = Project::new().action("first", "return 1;");
    let Some(_disk) = small_disk::SmallDisk::mount(project.path("small"), "size=64k") else {
        left_out("a full disk", "this user cannot mount a tmpfs");
        return;
    };
    let project = project.file("small/filler", noise(64 << 10));
    let arguments = ["run", "first", "--state", "small/state"];
    project
        .run(&arguments)
        .assert_refused()
        .says("small/state")
        .says("No space left");
    fs_err::remove_file(project.path("small/filler")).unwrap();
    project.run(&arguments).assert_ok();
    assert_eq!(project.read("small/state/.gitignore"), b"*\n");
}
