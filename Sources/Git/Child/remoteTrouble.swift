import CLibGit2

/// Puts what libgit2 says of a server into our own kinds. Codes decide where there are some; libgit2 has its HTTP
/// states and the words of the git protocol in its text only.
func remoteTrouble(
    _ failure: LibGit2Failure, request: GitChildRequest, callbacks: RemoteCallbacks
) -> GitTrouble {
    remoteTrouble(
        failure, display: request.display, transport: request.transport, hasCredentials: callbacks.timesAsked > 0,
        isOverLimit: callbacks.isOverLimit, limit: request.maximumBytes)
}

func remoteTrouble(
    _ failure: LibGit2Failure, display: String, transport: GitLocation.Transport, hasCredentials: Bool,
    isOverLimit: Bool, limit: Int
) -> GitTrouble {
    let text = printable(failure.text)
    func has(_ words: String...) -> Bool { words.contains { text.lowercased().contains($0) } }
    if isOverLimit {
        return GitTrouble(
            .tooLarge,
            "The repository \(display) sends more than \(limit) bytes or too many objects. "
                + "Raise the limit, or follow a smaller repository.")
    }
    if failure.code == GIT_ECERTIFICATE.rawValue || failure.isOf(GIT_ERROR_SSL) {
        return transport == .ssh
            ? GitTrouble(
                .hostKey,
                "The host key of \(display) is not the one that known_hosts has, or known_hosts has none. "
                    + "Compare it with what ssh-keyscan shows, and add it.")
            : GitTrouble(
                .certificate,
                "The certificate of \(display) is not trusted: \(text). "
                    + "Set caFile to the authority that signed it.")
    }
    if failure.code == GIT_EAUTH.rawValue || has("status code: 401", "status code: 403", "authentication failed")
        || transport == .ssh && has("publickey", "authenticate")
    {
        return authenticationTrouble(display: display, transport: transport, isRejected: hasCredentials, text: text)
    }
    if has(
        "status code: 404", "status code: 410", "repository not found", "not a git repository", "does not exist",
        "repository not exported", "does not appear to be a git")
    {
        return GitTrouble(
            .repositoryNotFound,
            "There is no repository at \(display), or it may not be read. Check its address and access.")
    }
    if has("redirect") {
        return GitTrouble(
            .invalid,
            "The server of \(display) redirects to another host, which is not followed: \(text). "
                + "Write the repository's final address.")
    }
    if failure.isOf(GIT_ERROR_INDEXER) || failure.isOf(GIT_ERROR_ZLIB) {
        return GitTrouble(
            .sourceDamaged, "The server of \(display) sent a damaged pack: \(text). Check it there with git fsck.")
    }
    if failure.isOf(GIT_ERROR_ODB) || failure.isOf(GIT_ERROR_REFERENCE) || failure.isOf(GIT_ERROR_REPOSITORY) {
        return GitTrouble(.mirrorDamaged, "The copy of \(display) in the data folder is damaged: \(text).")
    }
    if transport == .ssh, failure.isOf(GIT_ERROR_SSH) || failure.code == GIT_EEOF.rawValue, has("early eof", "eof") {
        return GitTrouble(
            .repositoryNotFound,
            "The ssh server closed the connection for \(display): there is no such repository, "
                + "or it may not be read. Check its address and access.")
    }
    return GitTrouble(
        .unreachable, "The server of \(display) cannot be reached: \(text). Check its address and the network.")
}

private func authenticationTrouble(
    display: String, transport: GitLocation.Transport, isRejected: Bool, text: String
) -> GitTrouble {
    if transport == .ssh {
        return GitTrouble(
            .authentication,
            isRejected
                ? "The ssh server of \(display) does not accept the key: \(text). "
                    + "Use an ed25519 or ecdsa key that it knows."
                : "The ssh server of \(display) wants a key. Set sshKeyFile.")
    }
    return GitTrouble(
        .authentication,
        isRejected
            ? "The server of \(display) does not accept the user name with the password or token. Renew them."
            : "The server of \(display) wants a password or token. Set username and passwordFile.")
}

/// The words of a server, in one short line.
private func printable(_ text: String) -> String {
    String(
        String.UnicodeScalarView(text.unicodeScalars.prefix(300).map { $0.value < 0x20 || $0.value == 0x7f ? " " : $0 })
    )
    .trimmingSpaces
}
