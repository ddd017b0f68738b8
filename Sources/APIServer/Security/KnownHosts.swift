/// By which names clients may call a server that listens on the loopback interface only.
///
/// A page in a browser can have a name of its own lead to this machine. What it asks then has that name as its host.
struct KnownHosts: Sendable {
    private static let own: Set<String> = [
        "localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local",
    ]

    /// nil where the server can be reached from other machines too, under names that it cannot know.
    private let names: Set<String>?

    init(_ listen: ListenAddress) {
        let host = listen.host.lowercased()
        names = KnownHosts.isLoopback(host) ? KnownHosts.own.union([host]) : nil
    }

    /// `authority` is what the request says: a host and perhaps a port; empty where it says nothing.
    func contains(_ authority: String) -> Bool {
        guard let names, !authority.isEmpty else { return true }
        let host = KnownHosts.host(of: authority).lowercased()
        return names.contains(host) || KnownHosts.isLoopback(host)
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func host(of authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[authority.index(after: authority.startIndex)..<end])
        }
        return String(authority.split(separator: ":", omittingEmptySubsequences: false).first ?? "")
    }
}
