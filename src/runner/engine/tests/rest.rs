//! Hosts, requests and answers of HTTP-REST, and the key stores behind them.

use super::objects::gives;
use super::*;
use crate::runner::http::{Address, Failure, Presented, Request, Response};
use crate::runner::objects::Http;

#[test]
fn rest_hosts() {
    let bench = Bench::with(&[]);
    gives(
        &bench,
        &[
            (
                "(function () { var h = RESTHostManager.createTransientHostFrom(RESTHostManager.createHost('a')); h.url = 'http://x'; h.operationTimeout = 5; return [h.url, h.operationTimeout, h.id, typeof h.url]; })()",
                "http://x,5.0,,object",
            ),
            (
                "(function () { var h = RESTHostManager.createHost('a'); h.url = 'http://x'; h.authentication = RESTAuthenticationManager.createAuthentication('Basic', ['Shared Session', 'u', 'p']); return RESTHostManager.addHost(h).name; })()",
                "a",
            ),
            (
                "RESTHostManager.getHost(RESTHostManager.getHosts()[0]).authentication.getRawAuthProperty(1)",
                "u",
            ),
            (
                "HTTPBasicAuthentication.getBasicAuthHeaderValue('u', 'p')",
                "Basic dTpw",
            ),
        ],
    );
    let (text, _) = exception(bench.body("var h = new RESTHost('a'); h.url = 'http://127.0.0.1:1'; h.createRequest('GET', '/a b', null);"));
    assert!(text.starts_with("java.net.URISyntaxException"), "{text}");
    let (text, _) = exception(bench.body("var h = new RESTHost('a'); h.url = 'http://127.0.0.1:1'; h.createRequest('GET', '/', null).execute();"));
    assert!(text.contains("refused"), "{text}");
    assert_eq!(
        bench.text("return System.getObjectType(new RESTHost('a'));"),
        "Any"
    );
    let (text, _) = exception(bench.body("return RESTHostManager.createHost('a');"));
    assert!(text.contains("cannot leave the script"), "{text}");
}

/// Answers every request with what it was.
struct Echo;

impl Http for Echo {
    fn execute(&self, request: &Request) -> Result<Response, Failure> {
        let body = request.body.as_deref().unwrap_or_default();
        Ok(Response {
            status: 201,
            headers: vec![
                ("Api-Version".to_owned(), "1.41".to_owned()),
                ("Seen".to_owned(), format!("{:?}", request.headers)),
                (
                    "Limits".to_owned(),
                    format!(
                        "{:?} {:?}",
                        request.connect_timeout, request.inactivity_timeout
                    ),
                ),
            ],
            body: format!(
                "{} {} {} {:?}",
                request.method.as_str(),
                request.address,
                String::from_utf8_lossy(body),
                request.content_type
            ),
            content_length: -1,
        })
    }

    fn certificates(&self, address: &Address) -> Result<Presented, Failure> {
        Err(Failure::Stopped {
            peer: address.to_string(),
        })
    }
}

#[test]
fn requests_and_answers() {
    let mut bench = Bench::with(&[]);
    bench.services.http = Arc::new(Echo);
    let send = |tail: &str| {
        bench.text(&format!(
            "var h = RESTHostManager.createTransientHostFrom(RESTHostManager.createHost('a')); h.url = 'http://x:1'; h.connectionTimeout = '3.0'; h.operationTimeout = 600;
             h.authentication = RESTAuthenticationManager.createAuthentication('Basic', ['Shared Session', 'u', 'p']);
             var r = h.createRequest('POST', '/a?b=%20', '{{}}'); r.contentType = 'application/json'; r.setHeader('A', 'b'); r.setHeader('A', 'c');
             var a = r.execute(); return {tail};"
        ))
    };
    assert_eq!(
        send("a.contentAsString"),
        "POST http://x:1/a?b=%20 {} Some(\"application/json\")"
    );
    assert_eq!(
        send("[a.statusCode, a.statusCode == 201, a.statusCode === 201, a.contentLength]"),
        "201.0,true,false,-1.0"
    );
    assert_eq!(
        send(
            "[a.getHeaderValues('api-version')[0], a.getHeaderValues('x').length, a.getAllHeaders().get('Api-Version')]"
        ),
        "1.41,0,1.41"
    );
    assert_eq!(
        send("a.getHeaderValues('Seen')[0]"),
        "[(\"A\", \"c\"), (\"Authorization\", \"Basic dTpw\")]"
    );
    assert_eq!(
        send("a.getHeaderValues('Limits')[0]"),
        "Some(3s) Some(600s)"
    );
    assert_eq!(
        send("typeof a.contentAsString + a.contentAsString.length()"),
        "object51"
    );
    assert_eq!(
        bench.text("return new URL('http://x/y').getContent();"),
        "GET http://x/y  None"
    );
    assert_eq!(
        bench.text(
            "var h = new RESTHost('a'); h.url = 'http://x:1';
             return h.executeRequestWithCredentials('GET', '/', null, 'v', 'q').getHeaderValues('Seen')[0];"
        ),
        "[(\"Authorization\", \"Basic djpx\")]"
    );
    assert_eq!(
        bench.text("var p = new Properties(); p.load(new URL('http://x/y')); return p.get('GET');"),
        "http://x/y  None"
    );
    assert_eq!(
        bench.text(
            "var h = new RESTHost('a'); h.url = 'http://x'; h = RESTHostManager.addHost(h);
             var o = new RESTOperation('/a/{id}?q={q}&r={id}'); o.name = 'Get'; o.method = 'POST'; o.defaultContentType = 'text/plain';
             o = h.addOperation(o); o.name = 'Ask'; o = h.updateOperation(o);
             h = h.clone(); h.operationTimeout = 5; h = RESTHostManager.updateHost(h);
             o = h.getOperation(h.getOperations()[0]);
             var t = RESTHostManager.createTransientOperationFrom(o); t.urlTemplate = '/t';
             var said = [o.name, o.inParametersCount, o.getInParameters(), o.createRequest(['x/y', 'ä'], 'body').execute().contentAsString,
                 t.createRequest(null, null).execute().contentAsString, System.getObjectType(o), Server.findAllForType('REST:RESTOperation').length];
             h.removeOperation(o.id); return said.join('|') + h.getOperations().length;"
        ),
        "Ask|2.0|id,q|POST http://x/a/x%2Fy?q=%C3%A4&r=x%2Fy body Some(\"text/plain\")|POST http://x/t  Some(\"text/plain\")|REST:RESTOperation|10"
    );
    let (text, _) = exception(bench.body(
        "var o = new RESTOperation('/{a}'); o.host = new RESTHost('a'); o.createRequest([], null);",
    ));
    assert!(text.contains("no value for the parameter a"), "{text}");
    let reason = stopped(bench.body("var l = Config.getKeystores().getImportCAFromUrlAction(); l.getModel().value = 'https://x'; try { l.getCertInfo(); } catch (e) {}"));
    assert!(reason.starts_with("it was interrupted"), "{reason}");
}

#[test]
fn key_stores() {
    let bench = Bench::with(&[]);
    gives(
        &bench,
        &[
            (
                "(function () { var a = Config.getKeystores().getCreateKeystoreAction(); a.setModel(new ConfiguratorKeystore(null, 'k')); return a.validate() + '' + a.execute(); })()",
                "nullnull",
            ),
            (
                "(function () { var e = Config.getKeystores().getKeystores()[0].getAddEntryToKeystoreAction(); e.setModel('x', 'a', ''); return e.validate(); })()",
                "the text holds no private key in PEM that this password opens",
            ),
            (
                "(function () { var a = Config.getKeystores().getImportFromCerAction(); a.getModel().content = 'x'; return a.execute(); })()",
                "java.lang.IllegalArgumentException: the text holds no certificate in PEM",
            ),
        ],
    );
}
