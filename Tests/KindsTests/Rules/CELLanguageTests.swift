import Model
import Testing

@testable import Kinds

@Suite("CEL: the language")
struct CELLanguageTests {
    /// What an expression comes to, as text: the value, or the error.
    static func result(_ text: String, limit: Int = CELMachine.callLimit) -> String {
        var parser = CELParser(text)
        guard let node = parser.parse() else { return parser.issues.map(\.message).joined(separator: "; ") }
        let issues = CELChecker.check(node, variables: [("x", .dyn), ("names", .list(.string))]).issues
        if let issue = issues.first { return issue.message }
        var machine = CELMachine(
            variables: [("x", .null), ("names", .list([.string("b"), .string("a")]))], limit: limit)
        do throws(CELError) {
            var shown = CELMachine(variables: [])
            let value = try machine.value(of: node)
            if case .opaque(.optional(let box)) = value {
                return box == nil ? "none" : "some(\(try formatted("%s", [box?.value ?? .null], &shown)))"
            }
            return try formatted("%s", [value], &shown)
        } catch { return "error: \(error.text)" }
    }

    @Test("every form of every function can be read")
    func signatures() {
        for (name, set) in CELFunctionSet.all { #expect(!set.overloads.isEmpty, "\(name)") }
        let names = ["_==_", "_[_]", "@in", "matches", "format.uri", "math.greatest", "sets.contains", "optional.of"]
        for name in names { #expect(CELFunctionSet.all[name] != nil, "\(name)") }
        let libraries = [
            celOperators, celConversions, celTimes, celStrings, celLists, celOptionals, celPatterns, celURLs,
            celQuantities, celAddresses, celFormats, celSemvers, celSets, celMath,
        ]
        for function in libraries.flatMap({ $0 }) { #expect(!function.overloads.isEmpty) }
    }

    @Test(
        "literals and operators",
        arguments: [
            ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("7 / 2", "3"), ("-7 / 2", "-3"), ("-7 % 3", "-1"),
            ("7.0 / 2.0", "3.5"), ("0x1F", "31"), ("10u - 3u", "7"), ("-5", "-5"), ("--5", "5"), ("!true", "false"),
            ("'a' + \"b\"", "ab"), ("r'\\d'", "\\d"), ("'\\u00e9\\x41\\101\\n' == 'éAA\\n'", "true"),
            ("'''a\nb'''", "a\nb"), ("b'\\xff' == b'\\377'", "true"), ("b'abc'.size()", "3"), ("1e3", "1000"),
            (".5 + .5", "1"), ("[1, 2][1]", "2"), ("{'a': 1}['a']", "1"), ("{'a': {'b': 2}}.a.b", "2"),
            ("1 in [1, 2]", "true"), ("'k' in {'k': 1}", "true"), ("3 in [1, 2]", "false"),
            ("true ? 1 : 2", "1"), ("false ? 1 : true ? 2 : 3", "2"), ("1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3", "true"),
            ("1 == 1 && 1 != 2", "true"), ("null == null", "true"), ("[1, 2] + [3]", "[1, 2, 3]"),
            ("[1, 2] == [1, 2]", "true"), ("{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", "true"), ("1 < 1.5", "true"),
            ("2u > 1", "true"), ("dyn(1) == dyn(1.0)", "true"), ("dyn(1) == dyn('1')", "false"),
            ("'a' < 'b'", "true"), ("false < true", "true"), ("b'a' < b'b'", "true"), ("size('é')", "1"),
            ("// a comment\n1", "1"), ("[1, 2,]", "[1, 2]"), ("type(1) == int", "true"),
            ("type(type(1)) == type", "true"),
            ("type([]) == list && type({}) == map && type(null) == null_type", "true"), ("string(type('a'))", ""),
            ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
        ])
    func values(_ text: String, _ value: String) {
        if text.hasPrefix("string(type") {
            #expect(CELLanguageTests.result(text).hasPrefix("found no matching overload for 'string'"))
        } else {
            #expect(CELLanguageTests.result(text) == value, "\(text)")
        }
    }

    @Test(
        "numbers do not wrap around, and what is not there is an error",
        arguments: [
            ("9223372036854775807 + 1", "integer overflow"), ("-9223372036854775808 - 1", "integer overflow"),
            ("9223372036854775807 * 2", "integer overflow"), ("-9223372036854775808 / -1", "integer overflow"),
            ("-(-9223372036854775808)", "integer overflow"), ("0u - 1u", "unsigned integer overflow"),
            ("1 / 0", "division by zero"), ("1 % 0", "modulus by zero"), ("[1][1]", "index out of bounds: 1"),
            ("{'a': 1}['b']", "no such key: b"), ("{'a': 1}.b", "no such key: b"), ("int(1e30)", "integer overflow"),
            ("uint(-1)", "unsigned integer overflow"), ("dyn(1) + dyn('a')", "no such overload"),
            ("x.y", "no such overload"), ("int('1x')", "strconv.ParseInt: parsing \"1x\": invalid syntax"),
            ("{'a': 1, 'a': 2}", "duplicate key in map: a"), ("optional.none().value()", "optional.none() dereference"),
            ("timestamp('9999-12-31T23:59:59Z') + duration('1s')", "timestamp overflow"),
        ])
    func failures(_ text: String, _ error: String) {
        #expect(CELLanguageTests.result(text) == "error: \(error)", "\(text)")
    }

    @Test(
        "what decides hides what cannot be worked out",
        arguments: [
            ("false && 1 / 0 == 1", "false"), ("1 / 0 == 1 && false", "false"), ("true || 1 / 0 == 1", "true"),
            ("1 / 0 == 1 || true", "true"), ("1 / 0 == 1 && true", "error: division by zero"),
            ("1 / 0 == 1 || false", "error: division by zero"), ("[0, 1].exists(i, 1 / i == 1)", "true"),
            ("[0, 2].exists(i, 1 / i == 1)", "error: division by zero"), ("[0, 2].all(i, 1 / i == 1)", "false"),
            ("[0, 1].exists_one(i, 1 / i == 1)", "error: division by zero"),
        ])
    func absorption(_ text: String, _ value: String) { #expect(CELLanguageTests.result(text) == value, "\(text)") }

    @Test(
        "macros",
        arguments: [
            ("[1, 2, 3].all(i, i > 0)", "true"), ("[].all(i, false)", "true"), ("[].exists(i, true)", "false"),
            ("[1, 2].exists(i, i == 2)", "true"), ("[1, 2, 2].exists_one(i, i == 2)", "false"),
            ("[1, 2, 3].map(i, i * 2)", "[2, 4, 6]"), ("[1, 2, 3].map(i, i > 1, i * 2)", "[4, 6]"),
            ("[1, 2, 3].filter(i, i % 2 == 1)", "[1, 3]"), ("{'a': 1, 'b': 2}.all(k, k in ['a', 'b'])", "true"),
            ("{'a': 1}.map(k, k)", "[a]"), ("has({'a': 1}.a)", "true"), ("has({'a': 1}.b)", "false"),
            ("[1, 2].all(i, v, v == i + 1)", "true"), ("{'a': 1}.exists(k, v, k == 'a' && v == 1)", "true"),
            ("[5, 6].existsOne(i, v, v == 6)", "true"), ("[5, 6].transformList(i, v, i * v)", "[0, 6]"),
            ("[5, 6].transformList(i, v, i > 0, v)", "[6]"), ("{'a': 1}.transformMap(k, v, v + 1)", "{a: 2}"),
            ("{'a': 'b'}.transformMapEntry(k, v, {v: k})", "{b: a}"), ("cel.bind(y, 2, y * y)", "4"),
            ("[1].map(x, [2].map(y, x + y))", "[[3]]"), ("names.map(x, x + '!')", "[b!, a!]"),
        ])
    func macros(_ text: String, _ value: String) { #expect(CELLanguageTests.result(text) == value, "\(text)") }

    @Test(
        "optional values",
        arguments: [
            ("{'a': 1}.?a", "some(1)"), ("{'a': 1}.?b", "none"), ("{'a': 1}.?b.orValue(7)", "7"),
            ("{'a': {'b': 1}}.?a.b", "some(1)"), ("{'a': {'b': 1}}.?c.b.orValue(3)", "3"), ("[1][?0]", "some(1)"),
            ("[1][?5].hasValue()", "false"), ("optional.of(1).value()", "1"), ("optional.ofNonZeroValue('')", "none"),
            ("optional.none().or(optional.of(2)).value()", "2"), ("[?optional.none(), ?optional.of(1)]", "[1]"),
            ("{?'a': optional.none(), 'b': 2}", "{b: 2}"), ("optional.of(2).optMap(y, y + 1)", "some(3)"),
            ("optional.of(2).optFlatMap(y, optional.of(y))", "some(2)"), ("has({'a': {'b': 1}}.?a.b)", "true"),
        ])
    func optionals(_ text: String, _ value: String) { #expect(CELLanguageTests.result(text) == value, "\(text)") }

    @Test(
        "what is no expression is told in cel-go's words",
        arguments: [
            (
                "1 +",
                "Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(', '.', '-', '!', 'true', 'false', "
            ),
            ("(1", "Syntax error: missing ')' at '<EOF>'"),
            ("a b", "Syntax error: extraneous input 'b' expecting <EOF>"),
            ("this does not", "Syntax error: mismatched input 'does' expecting <EOF>"),
            ("a @ b", "Syntax error: token recognition error at: '@'"), ("a = b", "Syntax error: token recognition"),
            ("9223372036854775808", "invalid int literal"), ("if", "reserved identifier: if"),
            ("has(a)", "invalid argument to has() macro"), ("[1].all(1, true)", "argument must be a simple name"),
            ("[1].map(1, 1)", "argument is not an identifier"), ("'abc", "Syntax error: token recognition error at: "),
            (String(repeating: "(", count: 5000), "expression recursion limit exceeded"),
            (String(repeating: "!", count: 50) + String(repeating: "[", count: 5000), "expression recursion limit"),
            ("1" + String(repeating: "+1", count: 5000), "expression recursion limit exceeded"),
            ("x" + String(repeating: ".map(x,x)", count: 5000), "expression recursion limit exceeded"),
            (String(repeating: "1", count: 100_001), "expression code point size exceeds limit: size: 100001"),
        ])
    func syntax(_ text: String, _ message: String) {
        var parser = CELParser(text)
        #expect(parser.parse() == nil)
        #expect(parser.issues.first?.message.hasPrefix(message) ?? false, "\(parser.issues.first?.message ?? "")")
    }

    @Test(
        "types that do not fit are told in cel-go's words",
        arguments: [
            ("1 + 'a'", "found no matching overload for '_+_' applied to '(int, string)'"),
            ("y == 1", "undeclared reference to 'y' (in container '')"),
            ("foo(1)", "undeclared reference to 'foo' (in container '')"),
            ("'a'.startsWith(1)", "found no matching overload for 'startsWith' applied to 'string.(int)'"),
            ("1 == 'a'", "found no matching overload for '_==_' applied to '(int, string)'"),
            ("1 && true", "found no matching overload for '_&&_' applied to '(int, bool)'"),
            ("true ? 1 : 'a'", "found no matching overload for '_?_:_' applied to '(bool, int, string)'"),
            ("[1, 'a']", "expected type 'int' but found 'string'"),
            ("'a'.b", "type 'string' does not support field selection"),
            (
                "1.all(i, true)",
                "expression of type 'int' cannot be range of a comprehension (must be list, map, or dynamic)"
            ),
            ("names.all(i, 1)", "found no matching overload for '_&&_' applied to '(bool, int)'"),
            ("names[0] + 1", "found no matching overload for '_+_' applied to '(string, int)'"),
            ("duration('1 hour')", "invalid duration argument"), ("'a'.matches('(')", "invalid matches argument"),
            ("!1", "found no matching overload for '!_' applied to '(int)'"),
            ("Foo{a: 1}", "undeclared reference to 'Foo'"),
        ])
    func types(_ text: String, _ message: String) {
        #expect(CELLanguageTests.result(text).hasPrefix(message), "\(CELLanguageTests.result(text))")
    }

    @Test("a rule made to be slow is refused within bounds")
    func costs() {
        let long = "[1,2,3,4,5,6,7,8,9,10]"
        let nested = (0..<7).reduce("true") { inner, level in "\(long).all(v\(level), \(inner))" }
        #expect(
            CELLanguageTests.result(nested, limit: 20_000) == "error: operation cancelled: actual cost limit exceeded")
        #expect(CELLanguageTests.result("lists.range(100000000).size() > 0").hasPrefix("error: operation cancelled"))
        let growing = (0..<40).reduce("'aaaaaaaaaa'") { text, _ in "\(text).replace('a', 'aa')" }
        #expect(CELLanguageTests.result(growing, limit: 20_000).hasPrefix("error: operation cancelled"))
        #expect(CELLanguageTests.result("[1, 2].all(i, i > 0)", limit: 5).hasPrefix("error: operation cancelled"))
    }

    @Test("an expression may be as deep as the bound lets it be")
    func depth() {
        let macros = (0..<180).reduce("true") { inner, level in "[1].all(v\(level), \(inner))" }
        #expect(CELLanguageTests.result(macros) == "true")
        let choices = (0..<180).reduce("1") { inner, _ in "(true ? \(inner) : 2)" }
        #expect(CELLanguageTests.result(choices) == "1")
        let lists = String(repeating: "[", count: 180) + String(repeating: "]", count: 180)
        #expect(CELLanguageTests.result("\(lists) == \(lists)") == "true")
        #expect(CELLanguageTests.result("\(Array(repeating: "true", count: 3000).joined(separator: " && "))") == "true")
    }

    @Test("an issue is shown with its line and a mark below the place")
    func marks() {
        let text = CELIssue.text([CELIssue(place: 4, message: "undefined field 'x'")], in: "self.x")
        #expect(text == "ERROR: <input>:1:5: undefined field 'x'\n | self.x\n | ....^")
        let second = CELIssue.text([CELIssue(place: 7, message: "m")], in: "true &&\nfoo")
        #expect(second == "ERROR: <input>:1:8: m\n | true &&\n | .......^")
        let third = CELIssue.text([CELIssue(place: 8, message: "m")], in: "true &&\nfoo")
        #expect(third == "ERROR: <input>:2:1: m\n | foo\n | ^")
    }
}
