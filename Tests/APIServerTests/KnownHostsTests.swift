import Testing

@testable import APIServer

@Suite("Hosts")
struct KnownHostsTests {
    @Test(
        "a server of this machine is called by this machine's names",
        arguments: [
            ("127.0.0.1", "127.0.0.1:6443", true), ("127.0.0.1", "localhost:6443", true),
            ("127.0.0.1", "LOCALHOST", true), ("127.0.0.1", "[::1]:6443", true), ("127.0.0.1", "127.8.8.8", true),
            ("127.0.0.1", "kubernetes.default.svc", true), ("127.0.0.1", "", true),
            ("127.0.0.1", "evil.example", false), ("127.0.0.1", "evil.example:6443", false),
            ("127.0.0.1", "127.0.0.1.evil.example", false), ("127.0.0.1", "10.0.0.1", false),
            ("::1", "[::1]:1", true), ("::1", "[::2]:1", false), ("127.0.0.1", "[", false),
            ("127.0.0.1", "localhost.", false),
            ("0.0.0.0", "box.example:6443", true), ("192.168.1.2", "box.example", true),
        ])
    func names(listen: String, authority: String, isKnown: Bool) {
        #expect(KnownHosts(ListenAddress(host: listen, port: 0)).contains(authority) == isKnown)
    }
}
