import Testing

@testable import Git

@Suite("A version range")
struct VersionTests {
    @Test(
        "holds the versions that it says",
        arguments: [
            ("1.x", ["1.0.0", "v1.99.3"], ["0.9.9", "2.0.0", "1.5.0-rc1", "2.0.0-rc1"]),
            ("1", ["1.0.0", "1.2.3"], ["2.0.0"]),
            ("1.2.*", ["1.2.0", "1.2.9"], ["1.3.0"]),
            ("1.2.3", ["1.2.3", "1.2.3+build"], ["1.2.4"]),
            ("*", ["0.0.1", "9.9.9"], ["1.0.0-alpha"]),
            ("^1.2.3", ["1.2.3", "1.9.0"], ["1.2.2", "2.0.0"]),
            ("^0.2.3", ["0.2.3", "0.2.9"], ["0.3.0"]),
            ("^0.0.3", ["0.0.3"], ["0.0.4"]),
            ("~1.2.3", ["1.2.3", "1.2.9"], ["1.3.0"]),
            ("~1", ["1.0.0", "1.9.0"], ["2.0.0"]),
            (">=1.2 <2", ["1.2.0", "1.9.9"], ["1.1.9", "2.0.0"]),
            (">= 1.2, < 2", ["1.2.0"], ["2.0.0"]),
            (">1.2", ["1.3.0"], ["1.2.9"]),
            ("<=1.2", ["1.2.9"], ["1.3.0"]),
            ("1.2 - 1.4", ["1.2.0", "1.4.9"], ["1.5.0"]),
            ("1.2.0 - 1.4.0", ["1.4.0"], ["1.4.1"]),
            ("1.x || 3.x", ["1.1.0", "3.0.0"], ["2.0.0"]),
            (">=1.0.0 !=1.5.0", ["1.4.0"], ["1.5.0"]),
            (">=2.0.0-rc1", ["2.0.0-rc1", "2.0.0-rc2", "2.0.0"], ["2.0.0-beta"]),
            (">=1.0.0-0 <2.0.0", ["1.5.0-rc1"], ["2.0.0-rc1"]),
        ])
    func membership(text: String, inside: [String], outside: [String]) throws {
        let range = try #require(VersionRange(text))
        for version in inside { #expect(range.contains(try #require(SemanticVersion(version))), "\(version)") }
        for version in outside { #expect(!range.contains(try #require(SemanticVersion(version))), "\(version)") }
    }

    @Test(
        "is not seen in what is none",
        arguments: ["main", "", "1.2.3.4", "release-1.x", "^", "1..2", "x.1", "||", "1.x-rc"])
    func refused(text: String) {
        #expect(VersionRange(text) == nil)
    }

    @Test("has versions in the order of semver.org")
    func order() throws {
        let texts = [
            "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
            "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
        ]
        let versions = try texts.map { try #require(SemanticVersion($0)) }
        #expect(versions.shuffled().sorted() == versions)
    }

    @Test("takes the highest tag, not the last one, and refuses two of the same version at different commits")
    func choice() throws {
        let one = try #require(ObjectID(String(repeating: "1", count: 40)))
        let two = try #require(ObjectID(String(repeating: "2", count: 40)))
        let request = RefRequest("1.x")
        let tags = [
            RefEntry(name: "refs/tags/v1.10.0", target: two), RefEntry(name: "refs/tags/1.9.0", target: one),
            RefEntry(name: "refs/tags/latest", target: one), RefEntry(name: "refs/heads/1.99.0", target: one),
        ]
        #expect(try request.chooseVersion(among: tags)?.target == two)
        let same = tags + [RefEntry(name: "refs/tags/1.10.0", target: two)]
        #expect(try request.chooseVersion(among: same)?.target == two)
        let clash = tags + [RefEntry(name: "refs/tags/1.10.0", target: one)]
        #expect(throws: GitTrouble.self) { try request.chooseVersion(among: clash) }
    }
}
