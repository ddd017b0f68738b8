import Testing

@testable import Kinds

@Suite("Regular expressions of schemas")
struct GoPatternTests {
    @Test(
        "a pattern matches what RE2 matches",
        arguments: [
            ("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "web-1", true), ("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "web-", false),
            ("b+", "aabbcc", true), ("^b+$", "aabbcc", false), ("^(a|bc)*d$", "abcad", true), ("", "x", true),
            ("^\\d{1,3}(\\.\\d{1,3}){3}$", "10.0.0.1", true), ("^\\d{1,3}(\\.\\d{1,3}){3}$", "10.0.0", false),
            ("(?i)^HELLO$", "hello", true), ("^HELLO$", "hello", false), ("^[^/]+$", "a/b", false),
            ("^[[:alpha:]_]+$", "ab_c", true), ("^[[:^alpha:]]+$", "12", true), ("^\\p{Lu}\\p{L}*$", "Äpfel", true),
            ("^a{2}$", "aa", true), ("^a{2,}$", "a", false), ("^a{x}$", "a{x}", true), ("^a.c$", "a\nc", false),
            ("(?s)^a.c$", "a\nc", true), ("^x$", "x\n", false), ("\\bcat\\b", "a cat sat", true),
            ("\\bcat\\b", "concat", false), ("^\\Qa.b\\E$", "a.b", true), ("^(?:ab)?$", "", true),
            ("^[\\w.-]+@x$", "a.b-c@x", true), ("^a|b$", "ac", true), ("^[]a]+$", "]a", true),
        ])
    func match(_ pattern: String, _ text: String, _ matches: Bool) throws {
        let pattern = try #require(GoPattern(pattern))
        #expect(pattern.matches(text) == matches)
    }

    @Test(
        "what is no expression is none",
        arguments: [
            "(", "a)", "[a", "*a", "a**", "(?=x)", "a{2,1}", "\\y", "[z-a]", "(?P<n", "a{1001}", "(a{1000}){1000}",
        ])
    func broken(_ pattern: String) { #expect(GoPattern(pattern) == nil) }

    @Test("no pattern takes more than linear time")
    func linear() throws {
        let pattern = try #require(GoPattern("^(a+)+$"))
        #expect(!pattern.matches(String(repeating: "a", count: 5_000) + "b"))
    }
}
