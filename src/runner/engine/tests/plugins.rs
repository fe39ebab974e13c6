//! Objects of plug-ins that scripts change: definitions are removed, hosts and keys are kept.

use openssl::asn1::Asn1Time;
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::rsa::Rsa;
use openssl::x509::{X509, X509NameBuilder};

use super::*;
use crate::runner::http::{Address, Failure, Presented, Request, Response};
use crate::runner::objects::Http;

const DEFINE: &str = "var m = DynamicTypesManager; m.defineNamespace('N'); m.defineNamespace('Other');
    m.defineType('N', 'A', null, []); m.defineType('N', 'B', null, []); m.defineType('Other', 'C', null, []);
    m.defineRelation('N.A', 'N.B', 'a-b'); m.defineRelation('Other.C', 'N.A', 'c-a'); m.defineRelation('Other.C', 'N.B', 'c-b');";

/// What is defined: namespaces, types, relations.
const DEFINED: &str = "var i, names = [], all = DynamicTypesManager.getAllNamespaces();
    for (i = 0; i < all.length; i++) { names.push(all[i].name); }
    for (i = 0, all = DynamicTypesManager.getAllTypes(); i < all.length; i++) { names.push(all[i].id); }
    for (i = 0, all = DynamicTypesManager.getAllRelations(); i < all.length; i++) { names.push(all[i].parentType + '>' + all[i].childType); }
    return names;";

#[test]
fn definitions_are_removed_with_what_hangs_on_them() {
    for (remove, left) in [
        (
            "removeRelation('N.A', 'N.B')",
            "N,Other,N.A,N.B,Other.C,Other.C>N.A,Other.C>N.B",
        ),
        ("removeType('N', 'A')", "N,Other,N.B,Other.C,Other.C>N.B"),
        ("removeNamespace('N')", "Other,Other.C"),
        ("removeAll()", ""),
    ] {
        let bench = Bench::with(&[]);
        bench.text(DEFINE);
        let gives = bench.text(&format!("return DynamicTypesManager.{remove};"));
        assert_eq!(gives, "undefined", "{remove}");
        assert_eq!(bench.text(DEFINED), left, "{remove}");
        // Once is enough; afterwards it can be defined again.
        if remove != "removeAll()" {
            let (text, _) = exception(bench.body(&format!("DynamicTypesManager.{remove};")));
            assert!(text.contains("there is no"), "{remove}: {text}");
        }
        bench.text("var m = DynamicTypesManager; m.removeAll();");
        bench.text(DEFINE);
    }
    let bench = Bench::with(&[]);
    bench.text(DEFINE);
    let code = "DynamicTypesManager.setTypeCustomProperty('N', 'A', 'k', 'v'); \
        DynamicTypesManager.removeTypeCustomProperty('N', 'A', 'k'); \
        return DynamicTypesManager.getTypeCustomProperty('N', 'A', 'k');";
    assert_eq!(bench.text(code), "null");
    assert_eq!(
        bench.text("return DynamicTypesManager.getType('N', 'Z');"),
        "null"
    );
    let (text, _) = exception(bench.body("DynamicTypesManager.makeObject('N', 'Z', 'i', 'n');"));
    assert!(text.contains("there is no dynamic type N.Z"), "{text}");
}

#[test]
fn an_object_that_is_gone_is_null() {
    let bench = Bench::with(&[("m/gone(x)", "return x === null && !System.isNotFound(x);")]);
    let id = bench.text("return Server.createConfigurationElement('A', 'b').id;");
    let reference = |type_name: &str| {
        Value::Reference(crate::runner::value::Reference {
            type_name: named(type_name),
            id: id.clone(),
            name: "b".to_owned(),
        })
    };
    let gone = |type_name: &str| {
        bench
            .engine()
            .action("m", "gone", vec![reference(type_name)])
    };
    assert_eq!(gone("ConfigurationElement"), Ok(Value::Boolean(false)));
    bench.text("var all = Server.getConfigurationElementCategoryWithPath('A').configurationElements; Server.removeConfigurationElement(all[0]);");
    assert_eq!(gone("ConfigurationElement"), Ok(Value::Boolean(true)));
    // Its folder stays, as on a server.
    let folder = "var a = Server.getConfigurationElementCategoryWithPath('A'); return a.configurationElements.length + a.path;";
    assert_eq!(bench.text(folder), "0A");
    bench.text("Server.removeConfigurationElementCategory('A');");
    let folder = "return String(Server.getConfigurationElementCategoryWithPath('A'));";
    assert_eq!(bench.text(folder), "null");
    bench.text(DEFINE);
    assert_eq!(gone("DynamicTypes:N.A"), Ok(Value::Boolean(true)));
    assert_eq!(gone("REST:RESTHost"), Ok(Value::Boolean(true)));
}

/// A server with a certificate of its own for another host.
struct Elsewhere {
    pem: String,
    seen: Mutex<Vec<Request>>,
}

impl Http for Elsewhere {
    fn execute(&self, request: &Request) -> Result<Response, Failure> {
        self.seen.lock().unwrap().push(request.clone());
        let peer = request.address.to_string();
        if request.trust.authorities.is_empty() {
            let cause = "its authority is unknown".to_owned();
            return Err(Failure::Untrusted { peer, cause });
        }
        if request.trust.verify_host {
            return Err(Failure::WrongHost {
                peer,
                host: "x".to_owned(),
                names: vec!["other.test".to_owned()],
            });
        }
        Ok(Response {
            status: 200,
            headers: Vec::new(),
            body: String::new(),
            content_length: 0,
        })
    }

    fn certificates(&self, _: &Address) -> Result<Presented, Failure> {
        Ok(Presented {
            chain: vec![self.pem.clone()],
            hosts: vec!["other.test".to_owned()],
        })
    }
}

/// A key and its certificate.
pub(super) fn key(days: u32) -> (String, String) {
    let key = PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap();
    let mut name = X509NameBuilder::new().unwrap();
    name.append_entry_by_text("CN", "other.test").unwrap();
    let name = name.build();
    let mut builder = X509::builder().unwrap();
    builder.set_subject_name(&name).unwrap();
    builder.set_issuer_name(&name).unwrap();
    builder.set_pubkey(&key).unwrap();
    builder
        .set_not_before(&Asn1Time::from_unix(0).unwrap())
        .unwrap();
    builder
        .set_not_after(&Asn1Time::days_from_now(days).unwrap())
        .unwrap();
    builder.sign(&key, MessageDigest::sha256()).unwrap();
    let text = |pem: Vec<u8>| String::from_utf8(pem).unwrap();
    (
        text(key.private_key_to_pem_pkcs8().unwrap()),
        text(builder.build().to_pem().unwrap()),
    )
}

const LOOK: &str = "var l = Config.getKeystores().getImportCAFromUrlAction(), v; l.getModel().value = 'x:2376'; l.setCertificateAlias('');
    v = l.validateCertificates();
    return [l.validate(), v.isNoChainOfTrust(), v.isCertificateExpired(), v.isWrongDomain(), v.isNotValid(), v.getCertificateHostName(),
        v.getErrorText() === null, /CN=other.test/.test(l.getCertInfo())];";

#[test]
fn a_certificate_is_looked_at_before_it_is_trusted() {
    let mut bench = Bench::with(&[]);
    let (_, pem) = key(2);
    let seen = Mutex::default();
    bench.services.http = Arc::new(Elsewhere { pem, seen });
    // Trusted or not, it is for another host.
    assert_eq!(
        bench.text(LOOK),
        ",true,false,true,true,other.test,false,true"
    );
    let import = "var l = Config.getKeystores().getImportCAFromUrlAction(); l.getModel().value = 'https://x:2376'; return l.execute();";
    assert_eq!(bench.text(import), "null");
    assert_eq!(
        bench.text(LOOK),
        ",false,false,true,true,other.test,false,true"
    );
    let (_, pem) = key(0);
    let seen = Mutex::default();
    bench.services.http = Arc::new(Elsewhere { pem, seen });
    std::thread::sleep(Duration::from_millis(1100));
    assert_eq!(
        bench.text(LOOK),
        ",false,true,true,true,other.test,false,true"
    );
    let reason = stopped(bench.body("var l = Config.getKeystores().getImportCAFromUrlAction(); l.getModel().value = 'x'; l.getProxyHost().value = 'p'; l.getCertInfo();"));
    assert!(reason.contains("proxy"), "{reason}");
}

#[test]
fn a_key_is_kept_and_shown() {
    let mut bench = Bench::with(&[(
        "m/id()",
        "return Config.getKeystores().getKeystores()[0].keys[0].id;",
    )]);
    let (private, certificate) = key(2);
    let elsewhere = Arc::new(Elsewhere {
        pem: certificate.clone(),
        seen: Mutex::default(),
    });
    bench.services.http = elsewhere.clone();
    let add = "var a = Config.getKeystores().getCreateKeystoreAction(), e;
        a.setModel(new ConfiguratorKeystore(null, 'k')); a.execute();
        e = Config.getKeystores().getKeystores()[0].getAddEntryToKeystoreAction();
        e.setModel(pem, 'client', ''); return [e.validate(), e.execute()];";
    let pem = format!("{private}{certificate}");
    let inputs = [input("pem", "string", text(&pem))];
    let added = bench.engine().body(&place(), add, &inputs);
    assert_eq!(added, Ok(Value::Array(vec![Value::Null, Value::Null])));
    // What is there already is told, not thrown.
    let again = bench.engine().body(&place(), add, &inputs);
    let again = format!("{again:?}");
    assert!(again.contains("key `client` in `k`"), "{again}");
    assert_eq!(
        bench.text(
            "var s = Server.findAllForType('Configurator:Keystore'), k = Server.findAllForType('Configurator:Key');
             return [s.length, s[0].name, k.length, k[0].alias, k[0].id === s[0].keys[0].id, System.getObjectType(k[0])];"
        ),
        "1,k,1,client,true,Configurator:Key"
    );
    bench.text("var h = new RESTHost('h'); h.url = 'https://x'; h.privateKeyId = System.getModule('m').id(); RESTHostManager.addHost(h);");
    let send = "var h = RESTHostManager.getHost(RESTHostManager.getHosts()[0]); try { h.createRequest('GET', '/', null).execute(); } catch (e) { }";
    bench.text(send);
    let seen = std::mem::take(&mut *elsewhere.seen.lock().unwrap());
    let client = seen[0].trust.client.as_ref().unwrap();
    assert_eq!(client.pem, pem);
    assert_eq!(client.problem(), None);
    // A key without its certificate is none.
    let (_, other) = key(2);
    for (pem, says) in [
        (private.clone(), "no certificate in PEM for this key"),
        (
            format!("{private}{other}"),
            "no certificate in PEM for this key",
        ),
        (certificate, "no private key"),
    ] {
        let check = "var e = Config.getKeystores().getKeystores()[0].getAddEntryToKeystoreAction(); e.setModel(pem, 'a', ''); return e.validate();";
        let inputs = [input("pem", "string", text(&pem))];
        let told = bench.engine().body(&place(), check, &inputs);
        assert!(
            matches!(&told, Ok(Value::Text(told)) if told.contains(says)),
            "{told:?}"
        );
    }
}

#[test]
fn a_stored_host_keeps_what_it_was_told() {
    let bench = Bench::with(&[]);
    let stored = "var h = new RESTHost('h'); h.url = 'http://x'; h.setAutoUrlRedirect(false); h.setRedirectStrategy('alwaysRedirect');
        RESTHostManager.addHost(h);";
    bench.text(stored);
    let told = "var h = RESTHostManager.getHost(RESTHostManager.getHosts()[0]); return h.getAutoUrlRedirectEnabled();";
    assert_eq!(bench.text(told), "false");
    let update = "var h = RESTHostManager.getHost(RESTHostManager.getHosts()[0]).clone(); h.setAutoUrlRedirect(true); RESTHostManager.updateHost(h);";
    bench.text(update);
    assert_eq!(bench.text(told), "true");
    let reason = stopped(bench.body("var h = new RESTHost('by proxy'); h.url = 'http://127.0.0.1:1'; h.proxyHost = 'p'; h.proxyPort = 3128; h.createRequest('GET', '/', null).execute();"));
    assert!(
        reason.starts_with("the REST host `by proxy` has a proxy"),
        "{reason}"
    );
}
