//! Targets that misbehave as a whole: the run ends in bounded time and memory, with a clear finding.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use doctract_conformance::run::Ended;
use doctract_conformance::{Control, Ending, RunError, Stop, Summary, Target, run, run_under};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::bench::{notes_api, report, target, whole};
use crate::notes::TOKEN;

/// How a connection behaves once a request has come.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Manner {
    Hang,
    Reset,
    Garbage,
    EndlessHead,
    EndlessBody,
    TrickledChunks,
    OnlyErrors,
    Deep,
    ManyMembers,
    LongNames,
    LyingLength,
}

/// Serves on a free port; counts the connections.
async fn hostile(manner: Manner) -> (Target, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut target = target(&format!("http://{}", listener.local_addr().unwrap()), TOKEN);
    target.timeout = Duration::from_millis(300);
    target.max_body = 1 << 20;
    let count = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&count);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            seen.fetch_add(1, Ordering::Relaxed);
            tokio::spawn(async move { behave(manner, stream).await });
        }
    });
    (target, count)
}

async fn behave(manner: Manner, mut stream: TcpStream) -> io::Result<()> {
    let mut request = vec![0; 1 << 16];
    let _ = stream.read(&mut request).await?;
    let ok = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
    match manner {
        Manner::Hang => std::future::pending().await,
        Manner::Reset => stream.set_zero_linger(),
        Manner::Garbage => stream.write_all(b"\x16\x03\x01 what is this?\r\n\r\n").await,
        Manner::EndlessHead => {
            stream.write_all(ok.as_bytes()).await?;
            loop {
                stream.write_all(b"x-filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n").await?;
            }
        }
        Manner::EndlessBody => {
            stream.write_all(format!("{ok}\r\n").as_bytes()).await?;
            loop {
                stream.write_all(&[b' '; 1 << 13]).await?;
            }
        }
        Manner::TrickledChunks => {
            stream.write_all(format!("{ok}transfer-encoding: chunked\r\n\r\n").as_bytes()).await?;
            loop {
                stream.write_all(b"1\r\n \r\n").await?;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        Manner::OnlyErrors => {
            stream.write_all(b"HTTP/1.1 500 Oops\r\ncontent-length: 4\r\nconnection: close\r\n\r\noops").await
        }
        Manner::Deep => answer(&mut stream, ok, &"[".repeat(500_000)).await,
        Manner::ManyMembers => {
            let members: Vec<String> = (0..4_000).map(|at| format!("\"m{at}\":0")).collect();
            let body = format!("{{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{{{}}}}}", members.join(","));
            answer(&mut stream, ok, &body).await
        }
        Manner::LongNames => {
            let name = "n".repeat(900_000);
            answer(&mut stream, ok, &format!("{{\"jsonrpc\":\"2.0\",\"{name}\":0,\"result\":{{}}}}")).await
        }
        Manner::LyingLength => stream.write_all(format!("{ok}content-length: 9999999999\r\n\r\n{{}}").as_bytes()).await,
    }
}

async fn answer(stream: &mut TcpStream, head: &str, body: &str) -> io::Result<()> {
    stream.write_all(format!("{head}content-length: {}\r\n\r\n{body}", body.len()).as_bytes()).await
}

/// Waits until a condition holds.
async fn until(holds: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(Instant::now() < end, "what was waited for did not come");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn held(manner: Manner) -> (Result<Summary, RunError>, Duration, usize) {
    let (target, count) = hostile(manner).await;
    let mut plan = whole(&notes_api());
    // Enough to see how the run goes on.
    plan.cases.truncate(60);
    let begun = Instant::now();
    let ran = run(plan, &target, &mut ()).await;
    (ran, begun.elapsed(), count.load(Ordering::Relaxed))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_target_that_does_not_answer_is_one_finding_and_the_run_ends_early() {
    for manner in
        [Manner::Hang, Manner::Reset, Manner::Garbage, Manner::EndlessHead, Manner::TrickledChunks, Manner::LyingLength]
    {
        let (ran, took, connections) = held(manner).await;
        let summary = ran.unwrap();
        assert!(took < Duration::from_secs(20), "{manner:?}: {took:?}");
        assert!(connections < 100, "{manner:?}: {connections} connections");
        // A head without end is cut off by its size or by the time, whichever comes first.
        let most = if manner == Manner::EndlessHead { 2 } else { 1 };
        assert!((1..=most).contains(&summary.findings.len()), "{manner:?}\n{}", report(&summary));
        assert_eq!(summary.ending, Some(Ending::Silent(8)), "{manner:?}");
        assert!(report(&summary).contains("given up after 8 requests in a row"), "{manner:?}");
        assert_eq!(summary.exit_code(), 1, "{manner:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_target_that_answers_nonsense_is_told_with_few_words() {
    for manner in [Manner::OnlyErrors, Manner::EndlessBody, Manner::Deep, Manner::ManyMembers, Manner::LongNames] {
        let (ran, took, _) = held(manner).await;
        let summary = ran.unwrap();
        assert!(took < Duration::from_mins(1), "{manner:?}: {took:?}");
        assert!(summary.failed > 0, "{manner:?}");
        assert!(summary.cases.iter().all(|case| case.failures.len() <= 24), "{manner:?}");
        let text = report(&summary);
        let bound = 40_000 * summary.findings.len().max(1);
        assert!(text.len() < bound, "{manner:?}: {} characters for {} findings", text.len(), summary.findings.len());
        if manner == Manner::OnlyErrors {
            assert_eq!(summary.findings.len(), 1, "{text}");
            assert!(text.contains("HTTP 500"), "{text}");
        }
    }
}

#[tokio::test]
async fn a_target_that_never_answered_anything_is_an_error_of_its_own() {
    let (target, _) = hostile(Manner::Hang).await;
    // Cases that need an entity cannot even begin.
    let mut plan = whole(&notes_api());
    plan.cases.retain(|case| case.id.starts_with("delete.notes/"));
    let error = run(plan, &target, &mut ()).await;
    let told = error.as_ref().map(report).unwrap_or_default();
    assert!(matches!(error, Err(RunError::Silent { .. })) || told.contains("did not answer"), "{told}");
}

#[tokio::test]
async fn an_address_that_swallows_everything_is_known_within_seconds() {
    // A listener whose queue is full takes no further connection.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    for _ in 0..5_000 {
        match std::net::TcpStream::connect_timeout(&address, Duration::from_millis(50)) {
            Ok(stream) => waiting.push(stream),
            Err(_) => break,
        }
    }
    let mut target = target(&format!("http://{address}"), TOKEN);
    target.timeout = Duration::from_secs(1);
    let begun = Instant::now();
    match run(whole(&notes_api()), &target, &mut ()).await {
        Err(error) => assert!(matches!(error, RunError::Unreachable { .. } | RunError::Silent { .. }), "{error}"),
        // Where the queue of a listener has no end, it takes the connections and says nothing.
        Ok(summary) => assert_eq!(summary.ending, Some(Ending::Silent(8)), "{}", report(&summary)),
    }
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_that_is_stopped_returns_soon_and_says_so() {
    let (mut target, connections) = hostile(Manner::Hang).await;
    target.timeout = Duration::from_mins(1);
    let control = Control { stop: Stop::default(), ..Control::default() };
    let stop = control.stop.clone();
    let stopped = tokio::spawn(async move {
        until(|| connections.load(Ordering::Relaxed) > 0).await;
        stop.stop(Ending::Interrupted);
        Instant::now()
    });
    let summary = run_under(whole(&notes_api()), &target, &control, &mut ()).await.unwrap();
    let took = stopped.await.unwrap().elapsed();
    assert!(took < Duration::from_secs(4), "{took:?}");
    assert_eq!(summary.exit_code(), 130);
    assert!(summary.missing.iter().any(|missing| missing.reason == "the run was interrupted"));
    assert!(summary.cases.iter().all(|case| case.ended != Ended::Failed), "{}", report(&summary));
}
