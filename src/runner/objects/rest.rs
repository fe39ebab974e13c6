//! Requests and stored hosts of the HTTP-REST plug-in.

use std::time::Duration;

use super::Services;
use super::answer::{Answer, Arguments, Refusal, illegal, optional, record, text, texts, unknown};
use crate::runner::http::{Address, ClientKey, Method, Redirects, Request, Response, Trust};
use crate::runner::state::{Authentication, RestHost, RestOperation};
use crate::runner::value::Value;

pub(super) fn call(services: &Services, verb: &str, with: Arguments<'_>) -> Answer {
    let state = &services.state;
    Ok(match verb {
        "check" => {
            Address::new(with.text(0)?, with.text(1)?)?;
            Value::Null
        }
        "send" => {
            let request = request(services, &Fields(with.fields(0)?))?;
            let answer = services.http.execute(&request)?;
            shown(answer)
        }
        "all" => texts(state.rest_hosts()?.into_iter().map(|host| host.id)),
        "get" => match state.rest_host(with.text(0)?)? {
            Some(host) => stored(host),
            None => Value::Null,
        },
        "add" => text(state.add_rest_host(host(String::new(), with, 0)?)?.id),
        "update" => {
            let id = with.text(0)?.to_owned();
            text(state.update_rest_host(host(id, with, 1)?)?.id)
        }
        "remove" => {
            state.remove_rest_host(with.text(0)?)?;
            Value::Null
        }
        "operations" => {
            let hosts = state.rest_hosts()?;
            let of_host = |host: RestHost| {
                let id = host.id;
                let operations = host.operations.into_iter();
                operations.map(move |operation| shown_operation(&id, operation))
            };
            Value::Array(hosts.into_iter().flat_map(of_host).collect())
        }
        "setOperation" => {
            let fields = Fields(with.fields(1)?);
            let optional = |name| fields.text(name).map(str::to_owned);
            let operation = RestOperation {
                id: optional("id").unwrap_or_default(),
                name: optional("name").unwrap_or_default(),
                method: optional("method").unwrap_or_default(),
                url_template: optional("urlTemplate").unwrap_or_default(),
                default_content_type: optional("defaultContentType"),
            };
            text(state.set_rest_operation(with.text(0)?, operation)?.id)
        }
        "removeOperation" => {
            state.remove_rest_operation(with.text(0)?, with.text(1)?)?;
            Value::Null
        }
        _ => return Err(unknown(&format!("rest.{verb}"))),
    })
}

/// The properties of a host or a request.
struct Fields<'a>(&'a [(String, Value)]);

impl<'a> Fields<'a> {
    fn value(&self, name: &str) -> &'a Value {
        const NULL: &Value = &Value::Null;
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or(NULL, |(_, value)| value)
    }

    fn text(&self, name: &str) -> Option<&'a str> {
        match self.value(name) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    fn number(&self, name: &str) -> Option<f64> {
        match self.value(name) {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn is(&self, name: &str) -> bool {
        *self.value(name) == Value::Boolean(true)
    }

    /// Zero waits for ever.
    fn seconds(&self, name: &str) -> Option<Duration> {
        let seconds = self.number(name).filter(|seconds| *seconds > 0.0)?;
        Duration::try_from_secs_f64(seconds).ok()
    }
}

fn request(services: &Services, fields: &Fields<'_>) -> Result<Request, Refusal> {
    if fields.text("proxyHost").is_some() {
        let name = fields.text("name").unwrap_or_default();
        return Err(Refusal::Stop(format!(
            "the REST host `{name}` has a proxy, and requests by way of a proxy work on a server and not here"
        )));
    }
    let address = Address::new(
        fields.text("url").unwrap_or_default(),
        fields.text("path").unwrap_or_default(),
    )?;
    let name = fields.text("method").unwrap_or_default();
    let Some(method) = Method::of(name) else {
        return Err(illegal(&format!("HTTP method {name} is not supported")));
    };
    let strategy = fields.text("redirectStrategy").unwrap_or_default();
    Ok(Request {
        headers: headers(fields.value("headers")),
        content_type: fields.text("contentType").map(str::to_owned),
        body: fields.text("content").map(|body| body.as_bytes().to_vec()),
        connect_timeout: fields.seconds("connectionTimeout"),
        inactivity_timeout: fields.seconds("operationTimeout"),
        redirects: match strategy {
            _ if !fields.is("followRedirects") => Redirects::Never,
            "alwaysRedirect" => Redirects::Always,
            "neverRedirect" => Redirects::Never,
            _ => Redirects::Default,
        },
        trust: trust(services, fields)?,
        ..Request::new(method, address)
    })
}

fn trust(services: &Services, fields: &Fields<'_>) -> Result<Trust, Refusal> {
    let state = &services.state;
    let client = match fields.text("privateKeyId").filter(|id| !id.is_empty()) {
        None => None,
        Some(id) => {
            let missing = || illegal(&format!("there is no key with the id {id}"));
            let key = state.key(id)?.ok_or_else(missing)?;
            Some(ClientKey {
                pem: key.pem,
                passphrase: key.passphrase,
            })
        }
    };
    let authorities = state.trusted_certificates()?.into_iter();
    Ok(Trust {
        authorities: authorities.map(|trusted| trusted.pem).collect(),
        verify_host: fields.is("hostVerification"),
        client,
    })
}

fn headers(value: &Value) -> Vec<(String, String)> {
    let Value::Array(headers) = value else {
        return Vec::new();
    };
    let pair = |header: &Value| match header {
        Value::Array(pair) => match pair.as_slice() {
            [Value::Text(name), Value::Text(value)] => Some((name.clone(), value.clone())),
            _ => None,
        },
        _ => None,
    };
    headers.iter().filter_map(pair).collect()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "no body in memory is that large"
)]
fn shown(answer: Response) -> Value {
    let headers = answer.headers.into_iter();
    record([
        ("status", Value::Number(f64::from(answer.status))),
        ("body", text(answer.body)),
        ("length", Value::Number(answer.content_length as f64)),
        (
            "headers",
            Value::Array(headers.map(|(name, value)| texts([name, value])).collect()),
        ),
    ])
}

fn host(id: String, with: Arguments<'_>, index: usize) -> Result<RestHost, Refusal> {
    let fields = Fields(with.fields(index)?);
    let plain = RestHost::new(fields.text("name").unwrap_or_default());
    let optional = |name| fields.text(name).map(str::to_owned);
    Ok(RestHost {
        id,
        url: optional("url").unwrap_or_default(),
        connection_timeout: fields.number("connectionTimeout").unwrap_or(30.0),
        operation_timeout: fields.number("operationTimeout").unwrap_or(60.0),
        host_verification: fields.is("hostVerification"),
        private_key_id: optional("privateKeyId"),
        authentication: authentication(fields.value("authentication")),
        proxy_authentication: authentication(fields.value("proxyAuthentication")),
        proxy_host: optional("proxyHost"),
        proxy_port: fields.number("proxyPort").unwrap_or(-1.0),
        redirect_strategy: optional("redirectStrategy").unwrap_or_default(),
        follow_redirects: fields.is("followRedirects"),
        ..plain
    })
}

fn shown_operation(host: &str, operation: RestOperation) -> Value {
    record([
        ("host", text(host)),
        ("id", text(operation.id)),
        ("name", text(operation.name)),
        ("method", text(operation.method)),
        ("urlTemplate", text(operation.url_template)),
        (
            "defaultContentType",
            optional(operation.default_content_type),
        ),
    ])
}

fn authentication(value: &Value) -> Option<Authentication> {
    let Value::Composite(fields) = value else {
        return None;
    };
    let fields = Fields(fields);
    let parameters = match fields.value("parameters") {
        Value::Array(items) => items.as_slice(),
        _ => &[],
    };
    let parameter = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        _ => String::new(),
    };
    Some(Authentication {
        kind: fields.text("type")?.to_owned(),
        parameters: parameters.iter().map(parameter).collect(),
    })
}

fn stored(host: RestHost) -> Value {
    let authentication = |found: Option<Authentication>| match found {
        Some(found) => record([
            ("type", text(found.kind)),
            ("parameters", texts(found.parameters)),
        ]),
        None => Value::Null,
    };
    record([
        ("name", text(host.name)),
        ("url", text(host.url)),
        ("connectionTimeout", Value::Number(host.connection_timeout)),
        ("operationTimeout", Value::Number(host.operation_timeout)),
        ("hostVerification", Value::Boolean(host.host_verification)),
        ("privateKeyId", optional(host.private_key_id)),
        ("authentication", authentication(host.authentication)),
        (
            "proxyAuthentication",
            authentication(host.proxy_authentication),
        ),
        ("proxyHost", optional(host.proxy_host)),
        ("proxyPort", Value::Number(host.proxy_port)),
        ("redirectStrategy", text(host.redirect_strategy)),
        ("followRedirects", Value::Boolean(host.follow_redirects)),
    ])
}
