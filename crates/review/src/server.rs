//! Connections and their limits.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use crate::desk::Desk;
use crate::guard::{Guard, Token};
use crate::routes::{self, App};
use crate::sources::{Shelf, Sources};

/// Connections at once; further ones wait to be taken.
const MOST_CONNECTIONS: usize = 256;

/// How long the head of a request may take to come; a browser's idle connection ends as well.
const HEAD_TIME: Duration = Duration::from_secs(15);

/// How long a connection may last: one that never takes its answer must not stay. Browsers connect again.
const CONNECTION_TIME: Duration = Duration::from_secs(300);

/// How long answers that are under way may take when the server is to end.
const LAST_ANSWERS: Duration = Duration::from_secs(3);

/// A server that listens.
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    app: Arc<App>,
    address: String,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").field("listener", &self.listener).finish_non_exhaustive()
    }
}

impl Server {
    /// Listens there; port 0 is any that is free.
    ///
    /// # Errors
    /// Where the port is taken, or the system has no randomness.
    pub fn bind(listen: SocketAddr, desk: Desk, sources: Box<dyn Sources>) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind(listen))?;
        let bound = listener.local_addr()?;
        let token = Token::random()?;
        let shown = if bound.ip().is_unspecified() {
            SocketAddr::new(std::net::Ipv4Addr::LOCALHOST.into(), bound.port())
        } else {
            bound
        };
        let address = format!("http://{shown}/{}/", token.as_str());
        let app = Arc::new(App::new(Guard::new(token, bound), desk, Shelf::new(sources)));
        Ok(Self { runtime, listener, app, address })
    }

    /// The address of the page, with the token.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Serves until Ctrl-C, or until the system asks it to end.
    ///
    /// # Errors
    /// Where the system does not tell of Ctrl-C.
    pub fn run(self) -> io::Result<()> {
        let Self { runtime, listener, app, .. } = self;
        let prepared = Arc::clone(&app);
        runtime.spawn_blocking(move || prepared.prepare());
        let router = Router::new().fallback(routes::answer).with_state(app);
        let open = Arc::new(AtomicUsize::new(0));
        let ended = runtime.block_on(async {
            let accepting = tokio::spawn(accept(listener, router, Arc::clone(&open)));
            let ended = end_asked_for().await;
            accepting.abort();
            ended
        });
        runtime.block_on(async {
            let answered = async {
                while open.load(Ordering::Acquire) > 0 {
                    sleep(Duration::from_millis(10)).await;
                }
            };
            // Whoever does not take the answer in time goes without.
            let _ = timeout(LAST_ANSWERS, answered).await;
        });
        runtime.shutdown_timeout(LAST_ANSWERS);
        ended
    }
}

async fn accept(listener: TcpListener, router: Router, open: Arc<AtomicUsize>) {
    let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    loop {
        let Ok(permit) = Arc::clone(&room).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let (router, open) = (router.clone(), Arc::clone(&open));
                tokio::spawn(async move {
                    serve(stream, router, open).await;
                    drop(permit);
                });
            }
            // No more files to be had: some will be closed.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn serve(stream: TcpStream, router: Router, open: Arc<AtomicUsize>) {
    let counted = router.layer(axum::middleware::from_fn(move |request, next: axum::middleware::Next| {
        let open = Arc::clone(&open);
        async move {
            let _working = Working::begin(open);
            next.run(request).await
        }
    }));
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(64 << 10)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(counted));
    // What goes wrong on a connection is the client's to notice.
    let _ = timeout(CONNECTION_TIME, connection).await;
}

/// A request that is being answered.
struct Working(Arc<AtomicUsize>);

impl Working {
    fn begin(open: Arc<AtomicUsize>) -> Self {
        open.fetch_add(1, Ordering::AcqRel);
        Self(open)
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(unix)]
async fn end_asked_for() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let terminated = tokio::spawn(async move { terminate.recv().await });
    let mut interrupt = signal(SignalKind::interrupt())?;
    let interrupted = tokio::spawn(async move { interrupt.recv().await });
    while !terminated.is_finished() && !interrupted.is_finished() {
        sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

#[cfg(not(unix))]
async fn end_asked_for() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
