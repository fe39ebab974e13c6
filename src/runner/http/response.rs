/// An answer, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Such as 200 or 404.
    pub status: u16,
    /// Name, every word with a capital, and value; a name may occur several times.
    pub headers: Vec<(String, String)>,
    /// The whole body as UTF-8; bytes that are none have become U+FFFD, as on a server.
    pub body: String,
    /// What `Content-Length` said; -1 when the body came in chunks or until the end of the
    /// connection.
    pub content_length: i64,
}

impl Response {
    /// The values of a header, whatever its case.
    pub fn header<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers
            .iter()
            .filter(move |(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}
