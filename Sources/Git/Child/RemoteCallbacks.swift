import CLibGit2

/// What libgit2 asks back during a conversation with a server.
final class RemoteCallbacks {
    private let request: GitChildRequest
    var onProgress: () -> Void = {}
    /// How often credentials were asked for.
    private(set) var timesAsked = 0
    private(set) var isOverLimit = false
    private var reportedBytes = 0
    private var reportedObjects: UInt32 = 0
    private var sidebandBytes = 0

    init(_ request: GitChildRequest) { self.request = request }

    /// The callbacks must not outlive this object.
    func fill(_ callbacks: inout git_remote_callbacks) {
        callbacks.payload = Unmanaged.passUnretained(self).toOpaque()
        callbacks.credentials = { out, _, user, allowed, payload in
            RemoteCallbacks.from(payload)?.credential(out, user: user.map { String(cString: $0) }, allowed: allowed)
                ?? GIT_EAUTH.rawValue
        }
        callbacks.certificate_check = { _, isValid, _, _ in isValid == 1 ? 0 : GIT_ECERTIFICATE.rawValue }
        callbacks.transfer_progress = { stats, payload in
            guard let stats, let callbacks = RemoteCallbacks.from(payload) else { return 0 }
            return callbacks.transferred(stats.pointee)
        }
        callbacks.sideband_progress = { _, count, payload in
            RemoteCallbacks.from(payload)?.told(Int(count)) ?? 0
        }
    }

    private static func from(_ payload: UnsafeMutableRawPointer?) -> RemoteCallbacks? {
        payload.map { Unmanaged<RemoteCallbacks>.fromOpaque($0).takeUnretainedValue() }
    }

    private func credential(
        _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_credential>?>?, user: String?, allowed: UInt32
    ) -> Int32 {
        if allowed & GIT_CREDENTIAL_USERNAME.rawValue != 0 {
            return git_credential_username_new(out, request.username ?? "git")
        }
        timesAsked += 1
        // Asked again: what was given is wrong. The text replaces whatever libgit2 met last.
        guard timesAsked <= 1 else { return refuse("the credentials were not accepted") }
        let name = user ?? request.username ?? "git"
        if allowed & GIT_CREDENTIAL_SSH_KEY.rawValue != 0, let key = request.sshKeyFile {
            return git_credential_ssh_key_new(out, name, nil, key, request.sshPassphrase)
        }
        if allowed & GIT_CREDENTIAL_USERPASS_PLAINTEXT.rawValue != 0, let password = request.password {
            return git_credential_userpass_plaintext_new(out, request.username ?? name, password)
        }
        timesAsked = 0
        return refuse("no credentials are configured that the server takes")
    }

    private func refuse(_ text: String) -> Int32 {
        git_error_set_str(Int32(bitPattern: GIT_ERROR_CALLBACK.rawValue), text)
        return GIT_EAUTH.rawValue
    }

    private func transferred(_ stats: git_indexer_progress) -> Int32 {
        if stats.received_bytes > request.maximumBytes || Int(stats.total_objects) > request.maximumObjects {
            isOverLimit = true
            return GIT_EUSER.rawValue
        }
        // A server that drips one byte at a time makes no progress.
        let bytes = stats.received_bytes - reportedBytes
        let objects = stats.indexed_objects &+ stats.indexed_deltas &- reportedObjects
        if bytes >= 1 << 16 || (stats.received_objects == stats.total_objects && objects >= 1000) {
            reportedBytes = stats.received_bytes
            reportedObjects = stats.indexed_objects &+ stats.indexed_deltas
            onProgress()
        }
        return 0
    }

    /// The server counts or compresses objects; that may take long in a large repository.
    private func told(_ count: Int) -> Int32 {
        sidebandBytes += count
        if sidebandBytes >= 64 {
            sidebandBytes = 0
            onProgress()
        }
        return 0
    }
}
