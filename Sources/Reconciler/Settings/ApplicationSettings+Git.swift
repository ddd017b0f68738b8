public import Git

extension ApplicationSettings {
    /// Where its manifests come from.
    public func gitSource() throws(GitTrouble) -> GitSource {
        func given(_ text: String) -> String? { text.isEmpty ? nil : text }
        return try GitSource(
            repo: repo, ref: ref, path: path,
            credentials: GitCredentials(
                username: given(credentials.username),
                passwordFile: given(credentials.tokenFile) ?? given(credentials.passwordFile),
                sshKeyFile: given(credentials.sshKeyFile), knownHostsFile: given(credentials.knownHostsFile),
                caFile: given(credentials.caFile)))
    }
}
