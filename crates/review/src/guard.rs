//! Who is answered at all.
//!
//! Another page in the same browser must neither read what is here nor write to it: it does not know the token, its
//! requests carry its own `Origin`, and a name of its own that it points to this machine is no `Host` of ours.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, Method, header};
use subtle::ConstantTimeEq;

/// Bytes of the token: 192 bits.
const TOKEN_BYTES: usize = 24;

/// The secret in the address of the page.
#[derive(Clone)]
pub struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A new one, by the system's source of randomness.
    ///
    /// # Errors
    /// Where the system has none.
    pub fn random() -> std::io::Result<Self> {
        let mut bytes = [0_u8; TOKEN_BYTES];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        Ok(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// As it stands in the address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Is it this one? Takes the same time wherever they differ.
    #[must_use]
    pub fn is(&self, other: &str) -> bool {
        self.0.as_bytes().ct_eq(other.as_bytes()).into()
    }
}

/// What requests have to bring.
#[derive(Debug, Clone)]
pub struct Guard {
    token: Token,
    address: SocketAddr,
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Its `Host` is not this server.
    Host,
    /// It comes from another page.
    Origin,
    /// Its address does not have the token.
    Token,
}

impl Guard {
    /// A guard of a server that listens there.
    #[must_use]
    pub fn new(token: Token, address: SocketAddr) -> Self {
        Self { token, address }
    }

    /// What stands behind the token in the path of a request that may be answered.
    ///
    /// # Errors
    /// Where it may not.
    pub fn admit<'p>(&self, method: &Method, path: &'p str, headers: &HeaderMap) -> Result<&'p str, Refusal> {
        let host =
            single(headers, header::HOST).filter(|host| self.is_own_host(host)).ok_or(Refusal::Host)?;
        match headers.get(header::ORIGIN) {
            // Browsers send it with every request that writes.
            None if *method == Method::GET || *method == Method::HEAD => {}
            None => return Err(Refusal::Origin),
            Some(_) => {
                let origin =
                    single(headers, header::ORIGIN).and_then(|origin| origin.strip_prefix("http://"));
                if origin != Some(host) {
                    return Err(Refusal::Origin);
                }
            }
        }
        let site = headers.get("sec-fetch-site").map(axum::http::HeaderValue::as_bytes);
        if site.is_some_and(|site| site != b"same-origin" && site != b"none") {
            return Err(Refusal::Origin);
        }
        let path = path.strip_prefix('/').unwrap_or(path);
        let (token, rest) = path.split_once('/').ok_or(Refusal::Token)?;
        if self.token.is(token) { Ok(rest) } else { Err(Refusal::Token) }
    }

    /// Is it an address of this machine at our port? Names other than `localhost` are refused: anybody can point one here.
    fn is_own_host(&self, host: &str) -> bool {
        let Some((name, port)) = host.rsplit_once(':') else { return false };
        if port.parse() != Ok(self.address.port()) {
            return false;
        }
        if name.eq_ignore_ascii_case("localhost") {
            return true;
        }
        let Ok(ip) = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() else {
            return false;
        };
        let own = self.address.ip();
        ip == own || own.is_unspecified() || own.is_loopback() && ip.is_loopback()
    }
}

/// The value of a header that is there once.
fn single(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next().filter(|_| values.next().is_none())?;
    first.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admit(
        listen: &str,
        method: &Method,
        path: &str,
        pairs: &[(&'static str, &str)],
    ) -> Result<String, Refusal> {
        let guard = Guard::new(Token("secret".to_owned()), listen.parse().unwrap());
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        guard.admit(method, path, &headers).map(str::to_owned)
    }

    #[test]
    fn tokens_are_long_and_differ() {
        let (one, other) = (Token::random().unwrap(), Token::random().unwrap());
        assert_eq!(one.as_str().len(), 48);
        assert!(!one.is(other.as_str()) && one.is(one.as_str()) && !one.is(""));
        assert_eq!(format!("{one:?}"), "Token(…)");
    }

    #[test]
    fn only_this_server_is_host() {
        for host in ["127.0.0.1:8000", "localhost:8000", "LocalHost:8000", "[::1]:8000"] {
            assert!(admit("127.0.0.1:8000", &Method::GET, "/secret/", &[("host", host)]).is_ok(), "{host}");
        }
        for host in
            ["evil.example:8000", "127.0.0.1", "127.0.0.1:8001", "192.0.2.1:8000", "", "localhost.evil:8000"]
        {
            let refused = admit("127.0.0.1:8000", &Method::GET, "/secret/", &[("host", host)]);
            assert_eq!(refused, Err(Refusal::Host), "{host}");
        }
        assert!(admit("0.0.0.0:8000", &Method::GET, "/secret/", &[("host", "192.0.2.1:8000")]).is_ok());
        assert!(admit("0.0.0.0:8000", &Method::GET, "/secret/", &[("host", "evil.example:8000")]).is_err());
        let twice = [("host", "127.0.0.1:8000"), ("host", "evil.example:8000")];
        assert_eq!(admit("127.0.0.1:8000", &Method::GET, "/secret/", &twice), Err(Refusal::Host));
    }

    #[test]
    fn other_pages_are_refused() {
        let host = ("host", "127.0.0.1:8000");
        let with = |method: &Method, more: &[(&'static str, &str)]| {
            admit("127.0.0.1:8000", method, "/secret/data", &[&[host], more].concat())
        };
        assert_eq!(with(&Method::GET, &[]).as_deref(), Ok("data"));
        assert_eq!(with(&Method::POST, &[]), Err(Refusal::Origin));
        assert!(with(&Method::POST, &[("origin", "http://127.0.0.1:8000")]).is_ok());
        for origin in [
            "http://evil.example",
            "null",
            "https://127.0.0.1:8000",
            "http://localhost:8000",
            "http://127.0.0.1:80",
        ] {
            assert_eq!(with(&Method::POST, &[("origin", origin)]), Err(Refusal::Origin), "{origin}");
            assert_eq!(with(&Method::GET, &[("origin", origin)]), Err(Refusal::Origin), "{origin}");
        }
        assert_eq!(with(&Method::GET, &[("sec-fetch-site", "cross-site")]), Err(Refusal::Origin));
        assert!(with(&Method::GET, &[("sec-fetch-site", "same-origin")]).is_ok());
    }

    #[test]
    fn the_token_comes_first() {
        let host = [("host", "127.0.0.1:8000")];
        for path in ["/", "/secret", "/secre/", "/secretx/", "//secret/", "/%73ecret/", "/data"] {
            assert_eq!(admit("127.0.0.1:8000", &Method::GET, path, &host), Err(Refusal::Token), "{path}");
        }
        assert_eq!(admit("127.0.0.1:8000", &Method::GET, "/secret/", &host).as_deref(), Ok(""));
    }
}
