import Foundation
import Model
import Testing

@testable import Kubernetes

@Suite("What a kubeconfig means")
struct AccessTests {
    private func access(_ text: String, context: String = "", files: [String: String] = [:]) throws -> Access {
        try withFolder { folder in
            for (name, content) in files { try Data(content.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/config"))
            return try ClusterPlace.kubeconfig(file: "\(folder)/config", context: context).access()
        }
    }

    private static func file(cluster: String = "", user: String = "token: t") -> String {
        """
        apiVersion: v1
        kind: Config
        current-context: here
        contexts:
        - {name: here, context: {cluster: c, user: u}}
        - {name: there, context: {cluster: d, user: u}}
        clusters:
        - {name: c, cluster: {server: "https://one.example:6443"\(cluster)}}
        - {name: d, cluster: {server: "https://two.example/k8s/"}}
        users:
        - {name: u, user: {\(user)}}
        """
    }

    @Test("the current context counts where none is named")
    func contexts() throws {
        #expect(try access(Self.file()).address.description == "https://one.example:6443")
        #expect(try access(Self.file(), context: "there").address.description == "https://two.example:443/k8s")
        #expect(
            problem(Self.file(), context: "nowhere").contains("it has no context \"nowhere\"; there is: here, there"))
    }

    @Test("a user is known by token, token file, password, or in the name of another")
    func users() throws {
        func headers(_ user: String) throws -> [String] {
            try access(Self.file(user: user), files: ["token": "from-a-file\n"]).headers.map {
                "\($0.name): \($0.value)"
            }
        }
        #expect(try headers("token: t") == ["Authorization: Bearer t"])
        #expect(try headers("token: t, tokenFile: token") == ["Authorization: Bearer from-a-file"])
        #expect(try headers("username: ada, password: pw") == ["Authorization: Basic YWRhOnB3"])
        #expect(
            try headers("token: t, as: bob, as-groups: [a, b], as-user-extra: {\"x/y\": [z]}") == [
                "Authorization: Bearer t", "Impersonate-User: bob", "Impersonate-Group: a", "Impersonate-Group: b",
                "Impersonate-Extra-x%2Fy: z",
            ])
    }

    @Test("certificates stand in the file or beside it")
    func certificates() throws {
        let inline = try access(
            Self.file(
                cluster: ", certificate-authority-data: Y2E=", user: "client-certificate: c.pem, client-key-data: aw=="),
            files: ["c.pem": "cert"])
        #expect(inline.authorities == "ca")
        #expect(inline.clientCertificate == "cert")
        #expect(inline.clientKey == "k")
        let beside = try access(Self.file(cluster: ", certificate-authority: ca.pem"), files: ["ca.pem": "there"])
        #expect(beside.authorities == "there")
        #expect(try access(Self.file()).authorities == nil)
    }

    @Test("the certificate may be for another name, and the way lead through a proxy")
    func ways() throws {
        let named = try access(Self.file(cluster: ", tls-server-name: inner.example")).address
        #expect(named.url == "https://inner.example:6443")
        #expect(named.description == "https://one.example:6443")
        let proxies: [(String, Access.Proxy)] = [
            ("http://proxy.example:3128", .http(host: "proxy.example", port: 3128)),
            ("socks5://[::1]:1080/", .socks(host: "::1", port: 1080)),
        ]
        for (text, proxy) in proxies {
            #expect(try access(Self.file(cluster: ", proxy-url: \"\(text)\"")).proxy == proxy)
        }
    }

    @Test(
        "what would be unsafe, or is not done, is refused in words",
        arguments: [
            (", insecure-skip-tls-verify: true", "token: t", "plumb always verifies the server"),
            ("", "exec: {command: aws, apiVersion: v1}", "from the program \"aws\""),
            ("", "auth-provider: {name: gcp}", "auth-provider"),
            ("", "client-certificate-data: YQ==", "only one of client-certificate and client-key"),
            ("", "tokenFile: nothing-there", "nothing-there cannot be read"),
            (", certificate-authority-data: \"%\"", "token: t", "certificate-authority-data is no base64"),
            (", proxy-url: \"ftp://a\"", "token: t", "no proxy-url that plumb knows"),
        ])
    func refusals(cluster: String, user: String, words: String) {
        #expect(problem(Self.file(cluster: cluster, user: user)).contains(words))
    }

    private func problem(_ text: String, context: String = "") -> String {
        do {
            _ = try access(text, context: context)
            return "no problem"
        } catch {
            return "\(error)"
        }
    }

    @Test(
        "an address is https, a host and a port",
        arguments: [
            ("https://h", "https://h:443"), ("https://h:1/", "https://h:1"),
            ("https://[::1]:6443/a/b", "https://[::1]:6443/a/b"),
            ("http://h:80", nil), ("https://", nil), ("https://h:0", nil), ("https://h:99999", nil),
            ("https://u@h", nil),
            ("https://h/?a", nil), ("h:6443", nil),
        ])
    func addresses(text: String, wanted: String?) {
        #expect((try? ServerAddress(text))?.description == wanted)
    }

    @Test("in a pod the service account's files count")
    func pods() throws {
        try withFolder { folder in
            try Data("tok\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/token"))
            try Data("ca".utf8).write(to: URL(fileURLWithPath: "\(folder)/ca.crt"))
            let access = try ClusterPlace.serviceAccount(folder: folder, host: "10.0.0.1", port: "443").access()
            #expect(access.address.description == "https://10.0.0.1:443")
            #expect(access.headers.map(\.value) == ["Bearer tok"])
            #expect(access.authorities == "ca")
            #expect(throws: AccessProblem.self) {
                try ClusterPlace.serviceAccount(folder: folder, host: "", port: "").access()
            }
        }
    }
}

/// A folder that is there while the work goes on.
func withFolder<Result>(_ work: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appending(path: "plumb-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try work(path)
}
