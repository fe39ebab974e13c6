//! What a build, a verification and an extraction cost, by the number of actions; and what a build
//! would cost without its three savings: one signature per distinct content, all cores, and the
//! signatures of the build before.

#[path = "support/large_project.rs"]
mod large_project;

use std::hint::black_box;
use std::sync::OnceLock;
use std::time::Duration;

use coopto::archive::{Archive, Limits, Shape};
use coopto::artifact::package::{META, SIGNATURES, digest, pack, unpack};
use coopto::artifact::verification::{Policy, verify};
use coopto::artifact::{Signing, outline};
use coopto::diagnostic::Report;
use coopto::model::Target;
use coopto::project::build::{Order, Wanted, build, previous};
use coopto::project::{Project, assemble, file_name, load, store};
use coopto::signing::{Digest, Identity, KeySize, Subject};
use criterion::{Criterion, criterion_group, criterion_main};
use large_project::large_project;

const NOW: i64 = 1_767_225_600;
const SIZES: [usize; 3] = [200, 1000, 5000];
const ALL: Wanted = Wanted {
    package: true,
    dar: true,
    vmoapp: true,
};

fn identity() -> &'static Identity {
    static IDENTITY: OnceLock<Identity> = OnceLock::new();
    IDENTITY.get_or_init(|| {
        let subject: Subject = "CN=Benchmark".parse().expect("legal");
        Identity::generate(&subject, KeySize::Rsa2048, 3650, NOW).expect("a key")
    })
}

fn signing() -> Signing<'static> {
    Signing {
        identity: identity(),
        target: Target::Eight,
        previous: None,
        progress: &|| (),
    }
}

fn project(actions: usize) -> Project {
    let mut report = Report::new();
    load(&large_project(actions), None, &mut report).unwrap_or_else(|| panic!("{report:?}"))
}

/// Everything from sources in memory to three artefacts in memory.
fn builds(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("build");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(10));
    for size in SIZES {
        let tree = large_project(size);
        let run = |previous: Option<Archive>| {
            let project = load(&tree, None, &mut Report::new()).expect("sound");
            let mut outputs = Vec::new();
            let order = Order {
                wanted: ALL,
                identity: identity(),
                previous,
                progress: &|| (),
            };
            build(project, order, &mut |_, content| {
                outputs.push(content.to_vec());
                Ok(())
            })
            .expect("builds");
            outputs
        };
        let before = run(None).swap_remove(0);
        group.bench_function(format!("cold/{size}"), |bencher| {
            bencher.iter(|| black_box(run(None)));
        });
        group.bench_function(format!("warm/{size}"), |bencher| {
            bencher.iter(|| {
                let previous = previous(&before).expect("own");
                black_box(run(Some(previous)))
            });
        });
    }
    group.finish();
}

/// Signing as one would write it first: every entry, one after the other.
fn naive(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("sign");
    group.sample_size(10);
    let package = assemble::package(&project(200)).expect("assembles");
    group.bench_function("ours/200", |bencher| {
        bencher.iter(|| black_box(pack(&package, &signing()).expect("signs")));
    });
    let signed = pack(&package, &signing()).expect("signs");
    group.bench_function("each entry in turn/200", |bencher| {
        bencher.iter(|| {
            for entry in signed.entries() {
                if entry.name.below(SIGNATURES).is_none() {
                    black_box(
                        identity()
                            .sign(digest(Target::Eight), &entry.content)
                            .expect("signs"),
                    );
                }
            }
        });
    });
    let meta = signed.get(META).expect("own").clone();
    group.bench_function("one signature", |bencher| {
        bencher.iter(|| black_box(identity().sign(Digest::Sha256, &meta).expect("signs")));
    });
    group.finish();
}

/// From bytes on: a verification, and all elements as files.
fn readings(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    group.sample_size(10);
    let limits = Limits::new(u64::MAX);
    for size in SIZES {
        let package = assemble::package(&project(size)).expect("assembles");
        let bytes = pack(&package, &signing())
            .expect("signs")
            .write(Shape::Server)
            .expect("small");
        let read = || Archive::read(&bytes, &Limits::default()).expect("own");
        group.bench_function(format!("archive/{size}"), |bencher| {
            bencher.iter(|| black_box(read()));
        });
        group.bench_function(format!("verify/{size}"), |bencher| {
            let policy = Policy {
                now: NOW,
                trust: None,
                limits: Limits::new(u64::MAX),
            };
            bencher.iter(|| assert!(verify(&read(), &policy).expect("a package").is_sound()));
        });
        group.bench_function(format!("outline/{size}"), |bencher| {
            bencher.iter(|| {
                for element in unpack(&read()).expect("own").elements {
                    black_box(outline::outline(&element, &limits).expect("own"));
                }
            });
        });
        group.bench_function(format!("extract/{size}"), |bencher| {
            bencher.iter(|| {
                let mut paths = file_name::Paths::default();
                for element in unpack(&read()).expect("own").elements {
                    let outline = outline::outline(&element, &limits).expect("own");
                    let files = store::store(&element, &outline, &limits, &mut paths);
                    black_box(files.expect("own"));
                }
            });
        });
    }
    group.finish();
}

criterion_group!(benches, builds, naive, readings);
criterion_main!(benches);
