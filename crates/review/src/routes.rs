//! What is answered.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use document_model::PageNumber;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::desk::{Desk, Refused};
use crate::guard::{Guard, Refusal};
use crate::search::Index;
use crate::sources::Shelf;
use crate::words::{self, Words};
use crate::{assets, overview};

/// Bytes of a request's body at most: a correction has some hundreds.
const MOST_BODY_BYTES: usize = 1 << 20;

/// How long a body may take to come.
const BODY_TIME: Duration = Duration::from_secs(10);

/// Pages that are drawn at once.
const DRAWN_AT_ONCE: usize = 2;

/// Characters of a search at most.
const MOST_SEARCH_CHARACTERS: usize = 200;

/// The page may load its own files and pictures and talk to this server; nothing else.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What all requests share.
pub(crate) struct App {
    pub(crate) guard: Guard,
    pub(crate) desk: Mutex<Desk>,
    pub(crate) shelf: Shelf,
    /// Locked apart from the desk: making it takes long, and decisions must not wait.
    index: Mutex<Index>,
    drawing: Semaphore,
}

impl App {
    pub(crate) fn new(guard: Guard, desk: Desk, shelf: Shelf) -> Self {
        Self {
            guard,
            desk: Mutex::new(desk),
            shelf,
            index: Mutex::default(),
            drawing: Semaphore::new(DRAWN_AT_ONCE),
        }
    }

    fn with_desk<T>(&self, take: impl FnOnce(&mut Desk) -> T) -> T {
        // What a panic left half done in memory is made again from the file.
        take(&mut self.desk.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The words of all items as they are now.
    fn with_index<T>(&self, take: impl FnOnce(&Index) -> T) -> T {
        let mut index = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = self.with_desk(|desk| {
            let version = desk.version();
            (!index.is_of(version)).then(|| (version, desk.texts()))
        });
        if let Some((version, texts)) = changed {
            index.update(version, texts);
        }
        take(&index)
    }

    /// Makes the index of words before anybody searches.
    pub(crate) fn prepare(&self) {
        self.with_index(|_| ());
    }
}

/// Answers a request.
pub(crate) async fn answer(State(app): State<Arc<App>>, request: Request) -> Response {
    let admitted = app.guard.admit(request.method(), request.uri().path(), request.headers());
    let path = match admitted {
        Ok(path) => path.to_owned(),
        Err(Refusal::Token) => return sealed(StatusCode::NOT_FOUND.into_response()),
        Err(Refusal::Host | Refusal::Origin) => return sealed(StatusCode::FORBIDDEN.into_response()),
    };
    let response = match *request.method() {
        Method::GET => read(app, &path, request.uri().query().unwrap_or_default()).await,
        Method::POST => write(app, &path, request).await,
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    };
    sealed(response)
}

async fn read(app: Arc<App>, path: &str, query: &str) -> Response {
    if let Some((kind, content)) = assets::find(path) {
        return ([(header::CONTENT_TYPE, kind)], content).into_response();
    }
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["data"] => working(move || app.with_desk(data)).await,
        ["search"] => {
            let typed = parameter(query, "q");
            working(move || search(&app, &typed)).await
        }
        ["item", id] => {
            let id = (*id).to_owned();
            working(move || item(&app, &id)).await
        }
        ["source", document, page] => match page.parse() {
            Ok(page) => {
                let document = (*document).to_owned();
                working(move || source(&app, &document, PageNumber(page))).await
            }
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        },
        ["lines", document, from, to] => match (from.parse(), to.parse()) {
            (Ok(from), Ok(to)) => {
                let document = (*document).to_owned();
                working(move || lines(&app, &document, from, to)).await
            }
            _ => StatusCode::NOT_FOUND.into_response(),
        },
        ["page", document, page] => match page.parse() {
            Ok(page) => picture(app, document, PageNumber(page)).await,
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        },
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn write(app: Arc<App>, path: &str, request: Request) -> Response {
    let path = path.to_owned();
    if !matches!(path.as_str(), "save" | "accept" | "undo") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let body = match body(request).await {
        Ok(body) => body,
        Err(status) => return status.into_response(),
    };
    working(move || {
        app.with_desk(|desk| match path.as_str() {
            "save" => decided(parsed(&body).and_then(|save| desk.save(&save))),
            "accept" => decided(parsed(&body).and_then(|accept| desk.accept(&accept))),
            _ => decided(parsed(&body).and_then(|undo| desk.undo(&undo))),
        })
    })
    .await
}

/// The body of a request: JSON, small, and all of it there in time.
async fn body(request: Request) -> Result<Bytes, StatusCode> {
    let kind = request.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    if !kind.is_some_and(|kind| kind.starts_with(b"application/json")) {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    if length
        .and_then(|length| length.parse::<u64>().ok())
        .is_some_and(|length| length > MOST_BODY_BYTES as u64)
    {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    match timeout(BODY_TIME, to_bytes(request.into_body(), MOST_BODY_BYTES)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

fn parsed<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refused> {
    serde_json::from_slice(body).map_err(|error| Refused::Wrong(words::does_not_fit(&error.to_string())))
}

fn decided(decided: Result<Vec<String>, Refused>) -> Response {
    match decided {
        Ok(ids) => json(&json!({"ids": ids})),
        Err(Refused::Wrong(words)) => said(StatusCode::UNPROCESSABLE_ENTITY, &words),
        Err(Refused::NotSaved(words)) => said(StatusCode::INTERNAL_SERVER_ERROR, &words),
    }
}

fn data(desk: &mut Desk) -> Response {
    match desk.refresh() {
        Ok(()) => json(&overview::overview(desk)),
        Err(error) => said(StatusCode::INTERNAL_SERVER_ERROR, &words::not_saved(&error)),
    }
}

fn search(app: &App, typed: &str) -> Response {
    let typed: String = typed.chars().take(MOST_SEARCH_CHARACTERS).collect();
    app.with_index(|index| json(&index.find(&typed)))
}

fn item(app: &App, id: &str) -> Response {
    let Some((mut item, document, pages)) = app.with_desk(|desk| overview::item(desk, id)) else {
        return said(StatusCode::NOT_FOUND, &words::no_such_item());
    };
    if let Some(object) = item.as_object_mut() {
        object.insert("source".to_owned(), overview::source(&app.shelf, &document, &pages));
        object.insert("document".to_owned(), Value::String(document.id));
    }
    json(&item)
}

fn source(app: &App, document: &str, page: PageNumber) -> Response {
    match record(app, document) {
        Some(record) => json(&overview::source(&app.shelf, &record, &[page])),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn lines(app: &App, document: &str, from: usize, to: usize) -> Response {
    let record = record(app, document);
    let source = record.and_then(|record| app.shelf.source(&record).ok());
    match source.and_then(|source| overview::lines(source.as_ref(), from, to)) {
        Some(lines) => json(&lines),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn record(app: &App, document: &str) -> Option<plan_records::records::DocumentRecord> {
    app.with_desk(|desk| {
        desk.views.iter().map(|view| &view.record).find(|record| record.id == document).cloned()
    })
}

/// A page's picture. The pages around it are drawn meanwhile: a person goes on to them.
async fn picture(app: Arc<App>, document: &str, page: PageNumber) -> Response {
    let Some(record) = record(&app, document) else { return StatusCode::NOT_FOUND.into_response() };
    let drawn = draw(Arc::clone(&app), record.clone(), page).await;
    for near in [page.next(), PageNumber(page.0.saturating_sub(1))] {
        if (1..=record.pages).contains(&near.0) && !app.shelf.has_picture(&record, near) {
            tokio::spawn(draw(Arc::clone(&app), record.clone(), near));
        }
    }
    match drawn {
        Some(picture) => ([(header::CONTENT_TYPE, "image/png")], picture.0.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn draw(
    app: Arc<App>,
    record: plan_records::records::DocumentRecord,
    page: PageNumber,
) -> Option<Arc<crate::sources::Picture>> {
    if !(1..=record.pages).contains(&page.0) {
        return None;
    }
    let _turn = app.drawing.acquire().await.ok()?;
    let app = Arc::clone(&app);
    tokio::task::spawn_blocking(move || app.shelf.picture(&record, page)).await.ok().flatten()
}

/// Does work that takes its time aside, so that other requests go on; a panic costs this answer only.
async fn working(work: impl FnOnce() -> Response + Send + 'static) -> Response {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// A parameter of a query, decoded.
fn parameter(query: &str, name: &str) -> String {
    let pair = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(known, _)| *known == name);
    let mut bytes = Vec::new();
    let mut rest = pair.map_or("", |(_, value)| value).as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match (first, hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            (b'+', _) => {
                bytes.push(b' ');
                rest = after;
            }
            (byte, _) => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn json(value: &impl Serialize) -> Response {
    let text = serde_json::to_string(value).unwrap_or_default();
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}

fn said(status: StatusCode, words: &Words) -> Response {
    (status, json(words)).into_response()
}

/// The headers of every answer.
fn sealed(response: Response) -> Response {
    let mut response: Response<Body> = response;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in
        [("cross-origin-resource-policy", "same-origin"), ("cross-origin-opener-policy", "same-origin")]
    {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_decoded() {
        assert_eq!(parameter("a=1&q=%E9%81%93+%E8%B7%AF", "q"), "道 路");
        assert_eq!(parameter("q=%zz%4", "q"), "%zz%4");
        assert_eq!(parameter("", "q"), "");
    }
}
