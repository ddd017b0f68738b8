/// How to be let in. Secrets are named by file, read at each use, and so change without a restart.
public struct GitCredentials: Hashable, Sendable {
    /// For https and ssh; ssh takes the address's user first, then this, then `git`.
    public var username: String?
    /// A file with a password or token for http(s). Only its first line counts.
    public var passwordFile: String?
    /// A file with the private key for ssh.
    public var sshKeyFile: String?
    /// A file with the key's passphrase.
    public var sshPassphraseFile: String?
    /// The known_hosts file of ssh; where nil, `~/.ssh/known_hosts`.
    public var knownHostsFile: String?
    /// PEM certificates of the authorities to trust for https, in place of the system's.
    public var caFile: String?

    public init(
        username: String? = nil, passwordFile: String? = nil, sshKeyFile: String? = nil,
        sshPassphraseFile: String? = nil, knownHostsFile: String? = nil, caFile: String? = nil
    ) {
        self.username = username
        self.passwordFile = passwordFile
        self.sshKeyFile = sshKeyFile
        self.sshPassphraseFile = sshPassphraseFile
        self.knownHostsFile = knownHostsFile
        self.caFile = caFile
    }
}
