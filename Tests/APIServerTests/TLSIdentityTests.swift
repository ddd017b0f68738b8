import Model
import NIOSSL
import Testing

@testable import APIServer

@Suite("Certificates")
struct TLSIdentityTests {
    let now = Instant("2026-03-01T00:00:00Z") ?? .distantPast
    let hosts = ["localhost", "127.0.0.1", "::1"]

    @Test("a new identity serves until its end is near, and then gets a new certificate of the same authority")
    func renewal() throws {
        let identity = try TLSIdentity.make(hosts: hosts, at: now)
        #expect(identity.need(hosts: hosts, at: now) == .nothing)
        #expect(identity.need(hosts: hosts, at: now + .seconds(334 * 86_400)) == .nothing)
        let later = now + .seconds(336 * 86_400)
        #expect(identity.need(hosts: hosts, at: later) == .certificate)
        let renewed = try identity.renewed(hosts: hosts, at: later)
        #expect(renewed.need(hosts: hosts, at: later) == .nothing)
        #expect(renewed.authority == identity.authority)
        #expect(renewed.certificate != identity.certificate)
        #expect(identity.need(hosts: hosts, at: now + .seconds(3630 * 86_400)) == .everything)
    }

    @Test("a host that the certificate does not name needs a new one")
    func hostsChange() throws {
        let identity = try TLSIdentity.make(hosts: hosts, at: now)
        #expect(identity.need(hosts: hosts + ["10.0.0.7"], at: now) == .certificate)
        #expect(identity.need(hosts: ["::1"], at: now) == .nothing)
    }

    @Test("broken files are replaced")
    func broken() throws {
        let identity = try TLSIdentity.make(hosts: hosts, at: now)
        let other = try TLSIdentity.make(hosts: hosts, at: now)
        var mixed = identity
        mixed.certificate = other.certificate
        #expect(mixed.need(hosts: hosts, at: now) == .certificate)
        mixed = identity
        mixed.key = other.key
        #expect(mixed.need(hosts: hosts, at: now) == .certificate)
        mixed = identity
        mixed.authorityKey = other.authorityKey
        #expect(mixed.need(hosts: hosts, at: now) == .everything)
        mixed = identity
        mixed.authority = "no certificate"
        #expect(mixed.need(hosts: hosts, at: now) == .everything)
        mixed = identity
        mixed.certificate = ""
        #expect(mixed.need(hosts: hosts, at: now) == .certificate)
    }

    @Test("the folder keeps an identity, and only its owner reads the keys")
    func folder() throws {
        try withTemporaryFolder { path in
            let folder = TLSFolder(path: "\(path)/new")
            let first = try folder.identity(hosts: hosts, at: now)
            let second = try folder.identity(hosts: hosts, at: now)
            #expect(first.certificate == second.certificate)
            #expect(try permissions("\(path)/new") == 0o700)
            #expect(try permissions("\(path)/new/ca.key") == 0o600)
            #expect(try permissions("\(path)/new/apiserver.key") == 0o600)
            #expect(try permissions("\(path)/new/ca.crt") == 0o644)
        }
    }

    @Test("secrets are compared whole")
    func secrets() {
        #expect(isSameSecret("abc".utf8, "abc".utf8))
        #expect(!isSameSecret("abc".utf8, "abd".utf8))
        #expect(!isSameSecret("abc".utf8, "abcd".utf8))
        #expect(!isSameSecret("".utf8, "a".utf8))
    }
}
