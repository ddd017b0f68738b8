/// What the message of a failed pull says of the next one.
enum RegistryAnswer {
    /// The registry answered: there is no such image, or not for us. Asking again changes nothing.
    case definite
    /// The network, or a registry that is overloaded.
    case passing
    case unclear

    init(_ message: String) {
        let text = message.lowercased()
        if RegistryAnswer.passingWords.contains(where: text.contains) {
            self = .passing
        } else if RegistryAnswer.definiteWords.contains(where: text.contains) {
            self = .definite
        } else {
            self = .unclear
        }
    }

    /// From containerd's, CRI-O's and the registries' own texts.
    private static let passingWords = [
        "timeout", "deadline exceeded", "connection refused", "connection reset", "unexpected eof",
        "network is unreachable",
        "no route to host", "toomanyrequests", "too many requests", "500 internal server error", "502 bad gateway",
        "503 service unavailable", "504 gateway", "server misbehaving", "temporary failure",
    ]
    private static let definiteWords = [
        "not found", "manifest unknown", "name unknown", "does not exist", "unauthorized", "access denied", "denied",
        "authentication required", "authorization failed", "forbidden", "no such host", "invalid reference",
        "no match for platform", "no basic auth credentials",
    ]
}
