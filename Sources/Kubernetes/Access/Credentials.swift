import Model

/// The access to one cluster, kept fresh: files are read again once a minute, and at once where the server says that
/// what it was shown is not good (any more).
actor Credentials {
    private let place: ClusterPlace
    private var current: Credential
    private var readAt: ContinuousClock.Instant
    private let lifetime: Duration

    init(_ place: ClusterPlace, _ first: Credential, lifetime: Duration = .seconds(60)) {
        self.place = place
        self.lifetime = lifetime
        current = first
        readAt = .now
    }

    /// What to show now. Files that cannot be read at the moment leave what was read before.
    func credential() -> Credential {
        if ContinuousClock.now - readAt >= lifetime { read() }
        return current
    }

    /// After a refusal: something else to show; nil where the files still say the same.
    func another(than refused: Credential) -> Credential? {
        if current.access != refused.access { return current }
        read()
        return current.access == refused.access ? nil : current
    }

    private func read() {
        readAt = .now
        guard let access = try? place.access(), access != current.access,
            let next = try? Credential(access, isFirst: false)
        else { return }
        current = next
    }
}
