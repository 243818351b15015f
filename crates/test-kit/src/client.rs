//! As much of HTTP as a browser that fills in forms needs, for tests and measurements of a running server. One
//! connection for each request: when the server is killed, what was answered and what was not is never in doubt.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::http::escape;

/// How long a debug build on a busy machine may take over one answer.
const PATIENCE: Duration = Duration::from_secs(120);

/// A request, kept so that it can be sent again exactly as it was.
#[derive(Debug, Clone)]
pub struct Request {
    method: &'static str,
    path: String,
    content_type: String,
    body: Vec<u8>,
}

/// A whole answer.
#[derive(Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    head: String,
    /// The bytes behind the head.
    pub body: Vec<u8>,
}

impl Request {
    /// Asks for a page.
    #[must_use]
    pub fn get(path: &str) -> Self {
        Self {
            method: "GET",
            path: path.to_owned(),
            content_type: String::new(),
            body: Vec::new(),
        }
    }

    /// A form without files.
    #[must_use]
    pub fn form(path: &str, fields: &[(&str, &str)]) -> Self {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", escape(value)))
            .collect();
        Self {
            method: "POST",
            path: path.to_owned(),
            content_type: "application/x-www-form-urlencoded".to_owned(),
            body: pairs.join("&").into_bytes(),
        }
    }

    /// A form with a file: field, name and bytes.
    #[must_use]
    pub fn upload(path: &str, fields: &[(&str, &str)], (field, name, bytes): (&str, &str, &[u8])) -> Self {
        const BOUNDARY: &str = "----test-kit-boundary";
        let mut body = Vec::new();
        for (field, value) in fields {
            let part = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        Self {
            method: "POST",
            path: path.to_owned(),
            content_type: format!("multipart/form-data; boundary={BOUNDARY}"),
            body,
        }
    }

    /// Sends it and waits for the whole answer.
    ///
    /// # Errors
    /// When the answer did not arrive whole: nobody knows what became of the request.
    pub fn send(&self, to: SocketAddr, cookie: &str) -> io::Result<Answer> {
        let mut stream = TcpStream::connect(to)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let head = format!(
            "{} {} HTTP/1.0\r\nHost: {to}\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\nContent-Type: {}\r\n\
             Content-Length: {}\r\n\r\n",
            self.method,
            self.path,
            self.content_type,
            self.body.len(),
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(&self.body)?;
        let mut raw = Vec::new();
        stream.read_to_end(&mut raw)?;
        Answer::parse(&raw).ok_or_else(|| io::Error::new(io::ErrorKind::UnexpectedEof, "half an answer"))
    }
}

impl Answer {
    /// None when it did not arrive whole.
    fn parse(raw: &[u8]) -> Option<Self> {
        let end = raw.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(raw.get(..end)?).into_owned();
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let answer = Self {
            status,
            body: raw.get(end + 4..)?.to_vec(),
            head,
        };
        let promised = answer
            .header("content-length")
            .and_then(|length| length.parse().ok());
        promised
            .is_none_or(|length: usize| length == answer.body.len())
            .then_some(answer)
    }

    /// A header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// Where a redirect leads.
    #[must_use]
    pub fn location(&self) -> &str {
        self.header("location").unwrap_or_default()
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The cookie that the answer sets, as it is sent back.
    #[must_use]
    pub fn cookie(&self) -> Option<&str> {
        self.header("set-cookie")?.split(';').next()
    }
}
