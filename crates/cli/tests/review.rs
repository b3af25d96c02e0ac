//! `keikaku review` as a person's browser meets it, and as others do.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use common::{Desk, codes, keikaku, lines};
use serde_json::{Value, json};

const PLAN: &str = "\
番号\t施策名\t指標名\t目標値(令和8年度)\t担当部局
1\t道路の整備\t整備延長\t45km\t土木部
2\t公園の整備\t整備箇所\t12箇所\t土木部
3\t河川の整備\t改修延長\t30km\t土木部
";

/// A running server; it ends with the test.
struct Server {
    child: Child,
    address: SocketAddr,
    token: String,
}

impl Server {
    fn start(desk: &Desk) -> Self {
        let mut command = keikaku();
        command.arg("review").arg(desk.output()).args(["--name", "山田"]);
        let mut child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut first).unwrap();
        let (_, rest) = first.trim().split_once("http://").unwrap_or_else(|| panic!("no address in {first}"));
        let (address, token) = rest.trim_end_matches('/').split_once('/').unwrap();
        Self { child, address: address.parse().unwrap(), token: token.to_owned() }
    }

    fn path(&self, rest: &str) -> String {
        format!("/{}/{rest}", self.token)
    }

    fn own(&self) -> String {
        self.address.to_string()
    }

    /// Sends a request as it stands and reads the answer to its end.
    fn raw(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        // A server that refuses early closes before everything is sent.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get_with(&self, path: &str, host: &str, more: &str) -> String {
        self.raw(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{more}Connection: close\r\n\r\n").as_bytes())
    }

    fn get(&self, path: &str) -> Value {
        let answer = self.get_with(&self.path(path), &self.own(), "");
        assert_eq!(status(&answer), 200, "{path}: {answer}");
        serde_json::from_str(body(&answer)).unwrap()
    }

    fn post(&self, path: &str, body: &Value) -> String {
        let body = body.to_string();
        let own = self.own();
        self.raw(
            format!(
                "POST {} HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                self.path(path),
                body.len()
            )
            .as_bytes(),
        )
    }

    /// Gives a field of the item at that place another value.
    #[track_caller]
    fn save(&self, at: usize, field: &str, new: Value) -> String {
        let item = &self.get("data")["items"][at]["id"];
        let answer = self.post("save", &json!({"item": item, "changes": [{"field": field, "new": new}]}));
        assert_eq!(status(&answer), 200, "{answer}");
        answer
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(std::process::Command::new("kill").args([name, &id]).status().unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

/// A desk with a plan and its records.
fn desk() -> Desk {
    let desk = Desk::new();
    let plan = desk.write("plan.txt", PLAN);
    desk.extract([plan]).ended(0);
    desk
}

fn journal(desk: &Desk) -> PathBuf {
    desk.output().join("corrections.jsonl")
}

#[test]
fn only_who_knows_the_token_is_answered() {
    let desk = desk();
    let server = Server::start(&desk);
    assert!(server.address.ip().is_loopback());
    assert_eq!(server.token.len(), 48);
    let own = server.own();
    let page = server.get_with(&server.path(""), &own, "");
    assert_eq!(status(&page), 200);
    let head = page.split("\r\n\r\n").next().unwrap().to_lowercase();
    for header in [
        "content-security-policy: default-src 'none'; script-src 'self'",
        "frame-ancestors 'none'",
        "x-content-type-options: nosniff",
        "referrer-policy: no-referrer",
        "cache-control: no-store",
    ] {
        assert!(head.contains(header), "{head}");
    }
    let mut wrong = server.token.clone();
    wrong.replace_range(47.., if wrong.ends_with('0') { "1" } else { "0" });
    for path in ["/", "/data", &format!("/{wrong}/"), &format!("/{wrong}/data"), "/favicon.ico"] {
        let answer = server.get_with(path, &own, "");
        assert_eq!((status(&answer), body(&answer)), (404, ""), "{path}");
    }
    let port = server.address.port();
    for host in ["evil.example", &format!("evil.example:{port}"), "127.0.0.1", &format!("192.0.2.1:{port}")] {
        let answer = server.get_with(&server.path("data"), host, "");
        assert_eq!((status(&answer), body(&answer)), (403, ""), "{host}");
    }
    for origin in ["http://evil.example", "null", &format!("http://127.0.0.1:{}", port.wrapping_add(1))] {
        let answer = server.get_with(&server.path("data"), &own, &format!("Origin: {origin}\r\n"));
        assert_eq!((status(&answer), body(&answer)), (403, ""), "{origin}");
    }
    let cross = server.get_with(&server.path("data"), &own, "Sec-Fetch-Site: cross-site\r\n");
    assert_eq!(status(&cross), 403);
    let item = &server.get("data")["items"][0]["id"];
    let save = json!({"item": item, "changes": [{"field": "title", "new": "x"}]}).to_string();
    for origin in ["", "Origin: http://evil.example\r\n"] {
        let request = format!(
            "POST {} HTTP/1.1\r\nHost: {own}\r\n{origin}Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{save}",
            server.path("save"),
            save.len()
        );
        assert_eq!(status(&server.raw(request.as_bytes())), 403);
    }
    assert!(!journal(&desk).exists(), "nothing was written");
}

#[test]
fn no_file_of_the_disk_is_served() {
    let desk = desk();
    desk.write("out/secret.txt", "a secret");
    let server = Server::start(&desk);
    for path in [
        "../secret.txt",
        "..%2fsecret.txt",
        "secret.txt",
        "../../../../etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "/etc/passwd",
        "items.jsonl",
        "corrections.jsonl",
        "page/../../etc/passwd",
        "page/x/1",
        "page/%2e%2e/1",
        "lines/../1/9",
        "item/../data",
        "./index.html",
        "index.html",
        "assets/main.js",
        "main.js/",
        "main.js%00",
        "\\..\\x",
    ] {
        let answer = server.get_with(&server.path(path), &server.own(), "");
        assert!(matches!(status(&answer), 400 | 404), "{path}: {answer}");
        assert!(!answer.contains("secret") && !answer.contains("root:"), "{path}");
    }
    for method in ["PUT", "DELETE", "OPTIONS", "TRACE"] {
        let own = server.own();
        let request = format!(
            "{method} {} HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\nConnection: close\r\n\r\n",
            server.path("data")
        );
        assert_eq!(status(&server.raw(request.as_bytes())), 405, "{method}");
    }
}

#[test]
fn large_bodies_are_refused_and_slow_clients_do_not_hold_up_others() {
    let desk = desk();
    let server = Server::start(&desk);
    let own = server.own();
    let head = |length: &str| {
        format!(
            "POST {} HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\nContent-Type: application/json\r\n{length}Connection: close\r\n\r\n",
            server.path("save")
        )
    };
    let large = vec![b' '; 10 << 20];
    let announced = [head(&format!("Content-Length: {}\r\n", large.len())).as_bytes(), &large].concat();
    assert_eq!(status(&server.raw(&announced)), 413);
    let mut chunked = head("Transfer-Encoding: chunked\r\n").into_bytes();
    for chunk in large.chunks(1 << 20) {
        chunked.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        chunked.extend_from_slice(chunk);
        chunked.extend_from_slice(b"\r\n");
    }
    chunked.extend_from_slice(b"0\r\n\r\n");
    // Refused before all of it is read: the connection may be closed before the answer arrives.
    assert!(matches!(status(&server.raw(&chunked)), 413 | 0));
    let endless = format!("GET /{} HTTP/1.1\r\nHost: {own}\r\n\r\n", "a".repeat(1 << 20));
    assert!(matches!(status(&server.raw(endless.as_bytes())), 400 | 404 | 414 | 431 | 0));

    let begun = Instant::now();
    let mut slow: Vec<TcpStream> = (0..40).map(|_| TcpStream::connect(server.address).unwrap()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
    }
    let mut body = TcpStream::connect(server.address).unwrap();
    body.write_all(head("Content-Length: 100\r\n").as_bytes()).unwrap();
    assert!(server.get("data")["items"].is_array());
    assert!(begun.elapsed() < Duration::from_secs(10), "others were held up");
    for mut stream in slow.into_iter().take(2).chain([body]) {
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(matches!(status(&answer), 408 | 0), "{answer}");
    }
}

#[test]
fn fifty_clients_at_once_lose_nothing() {
    let desk = desk();
    let server = Server::start(&desk);
    let data = server.get("data");
    thread::scope(|scope| {
        for client in 0..50 {
            let (server, data) = (&server, &data);
            scope.spawn(move || {
                let item = &data["items"][client % 3]["id"];
                server.get("search?q=%E9%81%93%E8%B7%AF");
                let change = json!([{"field": "summary", "new": format!("概要{client}")}]);
                let answer = server.post("save", &json!({"item": item, "changes": change}));
                assert_eq!(status(&answer), 200, "{answer}");
                assert_eq!(server.get("data")["items"].as_array().unwrap().len(), 3);
            });
        }
    });
    assert_eq!(lines(&desk.output(), "corrections.jsonl").len(), 50);
    // Each was made over the one before it: there is one value and no conflict.
    let run = desk.extract([
        desk.path("plan.txt").to_str().unwrap(),
        "--corrections",
        journal(&desk).to_str().unwrap(),
    ]);
    run.ended(0);
    assert!(!codes(&desk.output()).iter().any(|code| code.starts_with("correction-")));
    assert!(
        lines(&desk.output(), "items.jsonl")
            .iter()
            .all(|item| item["summary"].as_str().unwrap().starts_with("概要"))
    );
}

#[test]
fn what_was_saved_is_there_after_kill_9() {
    let desk = desk();
    let server = Server::start(&desk);
    server.save(0, "title", json!("国道の整備"));
    server.save(1, "indicators.0.observations.0.value", json!("21"));
    server.signal("-9");
    let address = server.address;
    drop(server);
    assert!(TcpStream::connect(address).is_err(), "nothing is served");
    assert_eq!(lines(&desk.output(), "corrections.jsonl").len(), 2);
    // A line that was being written then.
    let mut bytes = fs::read(journal(&desk)).unwrap();
    bytes.extend_from_slice(br#"{"id":"","kind":"correct","when":"2026"#);
    fs::write(journal(&desk), bytes).unwrap();

    let server = Server::start(&desk);
    assert_eq!(server.get("data")["faults"].as_array().unwrap().len(), 1);
    assert_eq!(server.get("data")["items"][0]["title"], "国道の整備");
    server.save(2, "title", json!("川の整備"));
    let plan = desk.path("plan.txt");
    desk.extract([plan.as_os_str(), "--corrections".as_ref(), journal(&desk).as_os_str()]).ended(0);
    let items = lines(&desk.output(), "items.jsonl");
    let titles: Vec<&str> = items.iter().map(|item| item["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["国道の整備", "公園の整備", "川の整備"]);
    assert_eq!(items[1]["indicators"][0]["observations"][0]["value"], "21");
    assert_eq!(codes(&desk.output()).iter().filter(|code| *code == "correction-unreadable").count(), 1);
}

#[test]
fn ctrl_c_ends_it_cleanly() {
    let desk = desk();
    let mut server = Server::start(&desk);
    server.save(0, "title", json!("国道の整備"));
    let idle = TcpStream::connect(server.address).unwrap();
    server.signal("-INT");
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = server.child.try_wait().unwrap() {
            break status;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "it does not end");
        thread::sleep(Duration::from_millis(20));
    };
    drop(idle);
    assert_eq!(status.code(), Some(0));
    assert_eq!(lines(&desk.output(), "corrections.jsonl").len(), 1);
}

#[test]
fn decisions_are_made_taken_back_and_signed() {
    let desk = desk();
    let server = Server::start(&desk);
    server.save(0, "title", json!("国道の整備"));
    let decision = server.get("data")["decisions"][0].clone();
    assert_eq!(
        (&decision["who"], &decision["old"], &decision["new"]),
        (&json!("山田"), &json!("道路の整備"), &json!("国道の整備"))
    );
    let undone = server.post("undo", &json!({"ids": [decision["id"]]}));
    assert_eq!(status(&undone), 200);
    assert_eq!(server.get("data")["items"][0]["title"], "道路の整備");
    assert_eq!(status(&server.post("undo", &json!({"ids": [decision["id"]]}))), 422, "once is enough");
    let ids: Value = serde_json::from_str(body(&undone)).unwrap();
    assert_eq!(status(&server.post("undo", &ids)), 200);
    assert_eq!(server.get("data")["items"][0]["title"], "国道の整備");
    let item = server.get("data")["items"][0]["id"].clone();
    for (field, new) in [
        ("indicators.0.observations.0.value", json!("たくさん")),
        ("indicators.0.observations.0.value", Value::Null),
        ("indicators.9.name", json!("x")),
        ("id", json!("x")),
        ("title", json!("国道の整備")),
    ] {
        let answer = server.post("save", &json!({"item": item, "changes": [{"field": field, "new": new}]}));
        assert_eq!(status(&answer), 422, "{field}: {answer}");
        let words: Value = serde_json::from_str(body(&answer)).unwrap();
        assert!(words["ja"].is_string() && words["en"].is_string());
    }
    let raw: Value = lines(&desk.output(), "corrections.jsonl").remove(0);
    assert_eq!(raw["raw"], "道路の整備");
    assert_eq!(raw["document"]["sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn a_document_that_changed_is_not_shown() {
    let desk = desk();
    let server = Server::start(&desk);
    let item = server.get("data")["items"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(server.get(&format!("item/{item}"))["source"]["kind"], "text");
    drop(server);
    desk.write("plan.txt", PLAN.replace("45km", "54km"));
    let server = Server::start(&desk);
    let source = &server.get(&format!("item/{item}"))["source"];
    assert_eq!(source["kind"], "none");
    assert!(source["problem"]["en"].as_str().unwrap().contains("not the one"), "{source}");
}

#[test]
fn corrections_live_on_in_the_next_edition() {
    let desk = desk();
    let server = Server::start(&desk);
    server.save(0, "indicators.0.observations.0.value", json!("54"));
    server.save(1, "indicators.0.observations.0.value", json!("21"));
    server.save(2, "title", json!("川の整備"));
    drop(server);
    let kept = desk.path("kept.jsonl");
    fs::copy(journal(&desk), &kept).unwrap();
    // 公園 has another target now, and 河川 is gone.
    let next = PLAN.replace("12箇所", "15箇所").replace("3\t河川の整備\t改修延長", "3\t港の整備\t延長");
    let next = desk.write("next.txt", next);
    desk.extract([next.as_os_str(), "--corrections".as_ref(), kept.as_os_str()]).ended(0);
    let items = lines(&desk.output(), "items.jsonl");
    let value =
        |at: usize| items[at]["indicators"][0]["observations"][0]["value"].as_str().unwrap().to_owned();
    assert_eq!((value(0).as_str(), value(1).as_str()), ("54", "15"));
    let mut found = codes(&desk.output());
    found.retain(|code| code.starts_with("correction-"));
    found.sort();
    assert_eq!(found, ["correction-stale", "correction-unplaced"]);
    assert_eq!(items[0]["source"]["confidence"]["indicators.0.observations.0"], 1.0);
    let rule = items[0]["source"]["cells"]["indicators.0.observations.0.value"][0]["rule"].as_str().unwrap();
    assert!(rule.starts_with("correction: 山田, "), "{rule}");
}
