import Testing

@testable import Git

@Suite("A source")
struct SourceTests {
    @Test(
        "is read as git reads it, and printed without user and password",
        arguments: [
            (
                "https://ada:s3cret@Git.Example:8443/team/shop.git", "https", "git.example", 8443, "ada", "s3cret",
                "https://Git.Example:8443/team/shop.git"
            ),
            ("https://t%40ken@git.example/shop", "https", "git.example", nil, "t@ken", nil, "https://git.example/shop"),
            (
                "ssh://git@git.example:2222/shop.git", "ssh", "git.example", 2222, "git", nil,
                "ssh://git.example:2222/shop.git"
            ),
            ("git@git.example:team/shop.git", "ssh", "git.example", nil, "git", nil, "git.example:team/shop.git"),
            ("git.example:shop.git", "ssh", "git.example", nil, nil, nil, "git.example:shop.git"),
            ("git://git.example/shop.git", "git", "git.example", nil, nil, nil, "git://git.example/shop.git"),
            ("http://[::1]:80/shop.git", "http", "::1", 80, nil, nil, "http://[::1]:80/shop.git"),
            ("file:///srv/git/a%20b.git", "local", "", nil, nil, nil, "/srv/git/a b.git"),
            ("/srv/git/../shop.git/", "local", "", nil, nil, nil, "/srv/shop.git"),
            ("./a:b.git", "local", "", nil, nil, nil, "/base/a:b.git"),
            ("shop.git", "local", "", nil, nil, nil, "/base/shop.git"),
        ] as [(String, String, String, Int?, String?, String?, String)])
    func addresses(
        text: String, transport: String, host: String, port: Int?, user: String?, password: String?, printed: String
    ) throws {
        let location = try GitLocation(text, relativeTo: "/base")
        #expect(location.transport.rawValue == transport)
        #expect(location.host == host)
        #expect(location.port == port)
        #expect(location.user == user)
        #expect(location.password == password)
        #expect("\(location)" == printed)
        for shown in ["\(location)", String(reflecting: location)] {
            #expect(!shown.contains("s3cret"))
            #expect(!shown.contains("ken@"))
        }
    }

    @Test(
        "that cannot be used is refused in words that hold no password",
        arguments: [
            "", "  ", "ftp://ada:s3cret@host/x", "https://ada:s3cret@host", "https://ada:s3cret@/x",
            "https://ada:s3cret@host:99999/x", "file://relative/path", "https://h\u{0}/x", "ssh://-oProxyCommand=x/y",
            "https://host:s3cretport/x\n",
        ])
    func refused(text: String) {
        do throws(GitTrouble) {
            let location = try GitLocation(text)
            Issue.record("\(location) was taken")
        } catch {
            #expect(error.kind == .invalid)
            #expect(!error.message.contains("s3cret@"))
        }
    }

    @Test("has a user in the address for ssh only, and never a password")
    func remoteAddress() throws {
        #expect(try GitLocation("ssh://h/p").remoteAddress(user: "git") == "ssh://git@h/p")
        #expect(try GitLocation("h:p").remoteAddress(user: "git") == "git@h:p")
        #expect(try GitLocation("https://a:s3cret@h/p").remoteAddress(user: "git") == "https://h/p")
    }

    @Test("has a path from the root of the repository, and never one out of it")
    func path() throws {
        #expect(try GitSource(repo: "/x", path: "/deploy//./web/").path == "deploy/web")
        #expect(try GitSource(repo: "/x", path: ".").path == "")
        #expect(throws: GitTrouble.self) { try GitSource(repo: "/x", path: "a/../../b") }
        #expect(throws: GitTrouble.self) { try GitSource(repo: "/x", ref: " ") }
    }

    @Test("has a mirror of its own for every address, with a name that is safe in a path")
    func mirrorNames() throws {
        let names = try ["/a", "/b", "https://a/b", "a:b"].map { mirrorName("../sh op", try GitLocation($0)) }
        #expect(Set(names).count == 4)
        #expect(names.allSatisfy { $0.hasPrefix("___sh_op-") })
    }

    @Test("has an object id of 40 hex digits, and no other")
    func ids() {
        let text = "0123456789abcdef0123456789abcdef01234567"
        #expect(ObjectID(text)?.description == text)
        #expect(ObjectID(text.uppercased())?.description == text)
        #expect(ObjectID(text.dropLast()) == nil)
        #expect(ObjectID(text + "0") == nil)
        #expect(ObjectID(text.replacing("a", with: "g")) == nil)
    }
}
