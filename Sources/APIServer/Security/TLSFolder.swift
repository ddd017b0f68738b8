import Model

/// The certificates and keys in a data folder: `ca.crt`, `ca.key`, `apiserver.crt`, `apiserver.key`.
struct TLSFolder: Sendable {
    var path: String

    /// What the folder holds, after making or renewing what has to be.
    func identity(hosts: [String], at now: Instant) throws -> TLSIdentity {
        guard let stored = try read() else { return try write(TLSIdentity.make(hosts: hosts, at: now)) }
        switch stored.need(hosts: hosts, at: now) {
        case .nothing: return stored
        case .certificate: return try write(stored.renewed(hosts: hosts, at: now))
        case .everything: return try write(TLSIdentity.make(hosts: hosts, at: now))
        }
    }

    private func read() throws -> TLSIdentity? {
        guard let authority = try PrivateFile.read("\(path)/ca.crt"),
            let authorityKey = try PrivateFile.read("\(path)/ca.key")
        else { return nil }
        return TLSIdentity(
            authority: authority, authorityKey: authorityKey,
            certificate: try PrivateFile.read("\(path)/apiserver.crt") ?? "",
            key: try PrivateFile.read("\(path)/apiserver.key") ?? "")
    }

    private func write(_ identity: TLSIdentity) throws -> TLSIdentity {
        try PrivateFile.makeFolder(path)
        try PrivateFile.write(identity.authorityKey, to: "\(path)/ca.key")
        try PrivateFile.write(identity.authority, to: "\(path)/ca.crt", mode: 0o644)
        try PrivateFile.write(identity.key, to: "\(path)/apiserver.key")
        try PrivateFile.write(identity.certificate, to: "\(path)/apiserver.crt", mode: 0o644)
        return identity
    }
}
