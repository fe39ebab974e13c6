//! Script objects, from inside scripts.

use super::*;

/// Each line is an expression, and what it gives as a text.
pub(super) fn gives(bench: &Bench, cases: &[(&str, &str)]) {
    for (expression, expected) in cases {
        let code = format!("return {expression};");
        assert_eq!(bench.text(&code), *expected, "{expression}");
    }
}

#[test]
fn system() {
    let bench = Bench::with(&[("a.b/c(x)", ""), ("a.b/d()", "")]);
    gives(
        &bench,
        &[
            ("System.nextUUID().length", "36"),
            ("System.getCurrentTime()", "1700000000000"),
            ("System.compareVersionNumber('1.10', '1.9')", "1"),
            ("System.compareVersionNumber('7.0.0', '7.0')", "0"),
            ("System.compareVersionNumber('1.2', '1.2.1')", "-1"),
            ("System.getObjectType('a')", "string"),
            ("System.getObjectType(new Properties())", "Properties"),
            ("System.getObjectType([])", "Array"),
            ("System.isNotFound(null)", "false"),
            ("System.getContext().contains('x')", "false"),
            ("System.getContext().getParameter('__username')", "ada"),
            ("System.currentWorkflowItem()", "null"),
            (
                "System.getAllModules()[0].actionDescriptions[0].parameters[0].name",
                "x",
            ),
            ("System.extractFileName('/a/b.txt')", "b.txt"),
            ("System.sleep(1)", "true"),
            ("System.waitUntil(new Date(0), 10)", "true"),
        ],
    );
    bench.text("System.log('a'); System.warn(8080); System.error(null); System.setLogMarker('>'); System.debug([1, 2]); Server.log('b', 'c');");
    assert_eq!(
        bench.log(),
        [
            "Run info a",
            "Run warn 8080",
            "Run error null",
            "Run debug > 1,2",
            "Events info b: c"
        ]
    );
}

#[test]
fn java_s_patterns() {
    let bench = Bench::with(&[]);
    gives(
        &bench,
        &[
            (
                "System.formatDate(new Date(2024, 0, 9, 13, 4, 5, 67), \"yyyy-MM-dd'T'HH:mm:ss.SSS\")",
                "2024-01-09T13:04:05.067",
            ),
            (
                "System.formatDate(new Date(2024, 0, 9, 0, 4), \"d.M.yy h:mm a, EEE EEEE MMM MMMM ''D\")",
                "9.1.24 12:04 AM, Tue Tuesday Jan January '9",
            ),
            (
                "System.getDateFromFormat('2024-02-03 04:05', 'yyyy-MM-dd HH:mm').getTime() === new Date(2024, 1, 3, 4, 5).getTime()",
                "true",
            ),
            (
                "System.getDateFromFormat('20240203', 'yyyyMMdd').getDate()",
                "3",
            ),
            (
                "System.getDateFromFormat('3 Feb 2024 01:00 PM +0000', 'd MMM yyyy hh:mm a Z').toISOString()",
                "2024-02-03T13:00:00.000Z",
            ),
            (
                "System.formatNumber(1234567.891, '#,##0.00')",
                "1,234,567.89",
            ),
            (
                "System.formatNumber(1.25e21, '#,##0.0')",
                "1,250,000,000,000,000,000,000.0",
            ),
            ("System.formatNumber(0.5, '0')", "0"),
            ("System.formatNumber(1.5, '0')", "2"),
            ("System.formatNumber(7, '000')", "007"),
            ("System.formatNumber(0.256, '0.#%')", "25.6%"),
            ("System.formatNumber(-3, '0;(0)')", "(3)"),
            ("System.formatNumber(0.5, '#.##')", ".5"),
        ],
    );
    let (text, _) = exception(bench.body("System.getDateFromFormat('x', 'yyyy');"));
    assert!(text.starts_with("java.text.ParseException"), "{text}");
}

#[test]
fn properties() {
    let bench = Bench::with(&[]);
    gives(
        &bench,
        &[
            (
                "(function () { var p = new Properties(); p.put('b', 1); p.put('a', 'x'); p.put('b', 2); return [p.keys.join(), p.b, p.a, p.get('c'), p.remove('a'), p.keys.length, p]; })()",
                "b,a,2.0,x,,x,1,{b=2.0}",
            ),
            (
                "(function () { var p = new Properties(); p.load('# c\\na = 1\\nb:x \\\\\\n  y\\n\\\\u0041 = z'); return [p.get('a'), p.get('b'), p.get('A')]; })()",
                "1,x y,z",
            ),
            (
                "(function () { var p = new Properties({a: 1}); p.c = 5; return p.get('a') + p.get('c') + typeof p.x; })()",
                "1.05.0undefined",
            ),
            (
                "(function () { try { return JSON.stringify(new Properties()); } catch (e) { return e.name; } })()",
                "InternalError",
            ),
            (
                "(function () { var n = 0; for (var k in new Properties({a: 1})) { n++; } return n; })()",
                "0",
            ),
        ],
    );
}

#[test]
fn configuration_elements() {
    let bench = Bench::with(&[(
        "m/pass(e)",
        "return e.name + e.getAttributeWithKey('port').value;",
    )]);
    gives(
        &bench,
        &[
            (
                "Server.getConfigurationElementCategoryWithPath('Library/X')",
                "null",
            ),
            (
                "Server.createConfigurationElement('Library/X', 'Nodes').name",
                "Nodes",
            ),
            (
                "Server.getConfigurationElementCategoryWithPath('/Library/').subCategories[0].configurationElements.length",
                "1",
            ),
            (
                "Array.isArray(Server.getConfigurationElementCategoryWithPath('Library/X').configurationElements)",
                "false",
            ),
        ],
    );
    bench.text(
        "var e = Server.getConfigurationElementCategoryWithPath('Library/X').configurationElements[0];
         e.setAttributeWithKey('port', 8080, 'number'); e.setAttributeWithKey('secret', 'x', 'SecureString');
         e.setAttributeWithKey('list', ['a'], 'Array/string'); e.setAttributeWithKey('secret', 'y');",
    );
    let element = "Server.findAllForType('ConfigurationElement')[0]";
    let case = |tail: &str, expected: &str| {
        assert_eq!(
            bench.text(&format!("var e = {element}; return {tail};")),
            expected,
            "{tail}"
        );
    };
    case("e.attributes.length", "3");
    case("e.getAttributeWithKey('port').value", "8080.0");
    case(
        "e.getAttributeWithKey('secret').type + e.getAttributeWithKey('secret').value",
        "SecureStringy",
    );
    case("e.getAttributeWithKey('none')", "null");
    case("e.configurationElementCategory.path", "Library/X");
    case("System.getObjectType(e)", "ConfigurationElement");
    case(
        "typeof e.saveToVersionRepository + typeof e.fly",
        "functionundefined",
    );
    let found = bench.body(&format!("return {element};")).unwrap();
    assert!(
        matches!(&found, Value::Reference(found) if found.type_name.as_str() == "ConfigurationElement")
    );
    assert_eq!(
        bench
            .engine()
            .action("m", "pass", vec![found.clone()])
            .unwrap(),
        text("Nodes8080.0")
    );
    case("e.removeAttributeWithKey('port')", "undefined");
    case("Server.removeConfigurationElement(e)", "undefined");
    let gone = bench.engine().body(
        &place(),
        "return e === null;",
        &[input("e", "ConfigurationElement", found)],
    );
    assert_eq!(gone.unwrap(), Value::Boolean(true));
    bench.text("Server.createConfigurationElement('Library/X', 'Nodes');");
    let (text, _) =
        exception(bench.body("Server.createConfigurationElement('Library/X', 'Nodes');"));
    assert!(text.contains("exists already"), "{text}");
}

#[test]
fn resources_and_files_in_memory() {
    let bench = Bench::with(&[]);
    gives(
        &bench,
        &[
            (
                "(function () { var m = new MimeAttachment('a.txt'); m.content = 'ü'; m.mimeType = 'text/plain'; return Server.createResourceElement('Icons/A', 'x', m).contentSize; })()",
                "2.0",
            ),
            (
                "Server.getResourceElementCategoryWithPath('Icons').allResourceElements[0].getContentAsMimeAttachment().content",
                "ü",
            ),
            (
                "Server.getResourceElementCategoryWithPath('Icons/A').resourceElements[0].mimeType",
                "text/plain",
            ),
            ("new ByteBuffer('AAEC').length", "3.0"),
        ],
    );
}

#[test]
fn locks_and_custom_properties() {
    let bench = Bench::with(&[]);
    gives(
        &bench,
        &[
            ("LockingSystem.lock('a', 'me')", "true"),
            ("LockingSystem.lock('a', 'you')", "false"),
            ("LockingSystem.retrieveAll().length", "1"),
            ("LockingSystem.unlock('a', 'me')", "undefined"),
            ("LockingSystem.lockAndWait('a', 'you')", "undefined"),
            ("LockingSystem.unlockAll()", "undefined"),
            (
                "(function () { var e = Server.createConfigurationElement('A', 'b'); Server.setCustomProperty(e, 'k', 5); return Server.getCustomProperty(e, 'k'); })()",
                "5.0",
            ),
            ("Server.getAllPluginInfo()[1].name", "DynamicTypes"),
            ("Server.getCurrentLdapUser().loginName", "ada"),
            ("new URL('x').isValidIPv6Address('::1')", "true"),
        ],
    );
}

#[test]
fn a_script_waits_for_a_lock_until_it_is_given_back_or_the_run_ends() {
    let bench = Bench::with(&[]);
    let state = bench.services.state.clone();
    assert!(state.lock("a", "me").unwrap());
    let giver = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(150));
        assert!(state.unlock("a", "me").unwrap());
    });
    let wait = "LockingSystem.lockAndWait('a', 'you'); return LockingSystem.lock('a', 'me');";
    assert_eq!(bench.text(wait), "false");
    giver.join().unwrap();
    let stop = bench.desk.stop.clone();
    let raise = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        stop.store(true, Ordering::Relaxed);
    });
    let reason = stopped(bench.body("LockingSystem.lockAndWait('a', 'me');"));
    assert!(reason.starts_with("it was interrupted"), "{reason}");
    raise.join().unwrap();
}

#[test]
fn dynamic_types_find_their_objects_through_actions() {
    let bench = Bench::with(&[
        (
            "m/byId(type, id)",
            "if (id == 'gone') { return null; }\nvar o = DynamicTypesManager.makeObject('N', 'T', id, 'name of ' + id); o.setProperty('size', 3); return o;",
        ),
        (
            "m/all(type)",
            "return [System.getModule('m').byId(type, 'a'), System.getModule('m').byId(type, 'b')];",
        ),
        ("m/same(x)", "return x;"),
    ]);
    bench.text(
        "DynamicTypesManager.defineNamespace('N'); DynamicTypesManager.defineType('N', 'T', 'Icons/t.png', ['size']);
         DynamicTypesManager.bindTypeFinderMethods('N', 'T', 'm/byId', 'm/all');
         DynamicTypesManager.defineType('N', 'U', null, []); DynamicTypesManager.defineRelation('N.T', 'N.U', 'T-U');",
    );
    gives(
        &bench,
        &[
            ("DynamicTypesManager.getNamespace('X')", "null"),
            (
                "(DynamicTypesManager.putInCache('k', [1]), DynamicTypesManager.getFromCache('k')[0] + DynamicTypesManager.getCacheKeys().length)",
                "2",
            ),
            ("DynamicTypesManager.getNamespace('N').name", "N"),
            (
                "DynamicTypesManager.getType('N', 'T').findByIdBinding",
                "m/byId",
            ),
            ("DynamicTypesManager.getAllRelations()[0].parentType", "N.T"),
            (
                "DynamicTypesManager.getObject('N', 'T', 'a').getProperty('size')",
                "3.0",
            ),
            (
                "DynamicTypesManager.getObject('N', 'T', 'gone').exists()",
                "false",
            ),
            (
                "Server.findAllForType('DynamicTypes:N.T')[1].name",
                "name of b",
            ),
            (
                "typeof DynamicTypesManager.getObject('N', 'T', 'a').id",
                "object",
            ),
            (
                "(function () { try { DynamicTypesManager.getObject('N', 'T', 'a').getProperty('x'); } catch (e) { return e.message; } })()",
                "java.lang.IllegalArgumentException: there is no property x",
            ),
        ],
    );
    let object = bench
        .engine()
        .action("m", "byId", vec![text("N.T"), text("a")])
        .unwrap();
    assert!(
        matches!(&object, Value::Reference(found) if found.id == "a" && found.name == "name of a")
    );
    let again = bench
        .engine()
        .action("m", "same", vec![object.clone()])
        .unwrap();
    assert_eq!(again, object);
    let (text, _) = exception(bench.body("DynamicTypesManager.defineNamespace('N');"));
    assert!(text.contains("exists already"), "{text}");
}

#[test]
fn references_are_written_and_read_back() {
    let bench = Bench::with(&[]);
    gives(
        &bench,
        &[
            (
                "RESTHostManager.addHost(new RESTHost('api')).name + Server.findAllForType('REST:RESTHost').length",
                "api1",
            ),
            (
                "Server.fromUri(Server.toUri(Server.findAllForType('REST:RESTHost')[0])).name",
                "api",
            ),
            (
                "Server.fromStringRepresentation(Server.toStringRepresentation(Server.findAllForType('REST:RESTHost')[0])).name",
                "api",
            ),
            (
                "(function () { var e = Server.createConfigurationElement('A/B', 'c'); return Server.toUri(e) === \"dunes://service.dunes.ch/ConfigurationElement?id='\" + e.id + \"'&dunesName='ConfigurationElement'\"; })()",
                "true",
            ),
            ("Server.toUri('text')", "null"),
            (
                "(function () { var c = new Credential('u', 'p'); c.password = 'q'; return c.username + c.password + new Credential().username; })()",
                "uqnull",
            ),
        ],
    );
    for wrong in [
        "Server.fromUri('x')",
        "Server.fromStringRepresentation('x')",
    ] {
        let (text, _) = exception(bench.body(wrong));
        assert!(
            text.starts_with("java.lang.IllegalArgumentException"),
            "{text}"
        );
    }
    // What a query means there is not known: better none than all.
    let reason = stopped(bench.body("Server.findAllForType('Workflow', \"name = 'x'\");"));
    assert!(
        reason.starts_with("`Server.findAllForType of Workflow with a query`"),
        "{reason}"
    );
}
