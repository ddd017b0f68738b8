import ArgumentParser
import Model
import Reconciler

/// One application from flags.
struct SourceOptions: ParsableArguments {
    @OptionGroup var revision: RevisionOptions
    @Option(help: "The application's name; made from the repository's where none is given.")
    var name: String?
    @Option(help: "How often a remote repository is looked at, as in 30s or 5m. (default: 30s)")
    var interval: String?
    @Option(help: "How long one transaction may take, as in 5m. (default: 5m)")
    var timeout: String?
    @Flag(inversion: .prefixedNo, help: "Delete what the repository no longer has. (default: --prune)")
    var prune: Bool?
    @Flag(inversion: .prefixedNo, help: "Set right what others changed. (default: --self-heal)")
    var selfHeal: Bool?
    @Flag(inversion: .prefixedNo, help: "Undo a revision that fails. (default: --rollback)")
    var rollback: Bool?
    @Flag(help: "Let a revision without any object prune everything.")
    var allowEmpty = false
    @Option(help: "The most that one revision may prune: a number, or a share as in 50%. (default: 50%)")
    var maxPrune: String?
    @Option(help: "The user for http(s) and ssh.")
    var repoUser: String?
    @Option(help: "A file with the password or token for http(s).")
    var repoPasswordFile: String?
    @Option(help: "A file with the private key for ssh.")
    var repoSshKey: String?
    @Option(help: "The known_hosts file for ssh.")
    var repoKnownHosts: String?
    @Option(help: "PEM certificates of the authorities to trust for https.")
    var repoCaFile: String?

    /// The flags that were given.
    var given: [String] {
        let flags: [(String, Bool)] = [
            ("--repo", revision.repo != nil), ("--ref", revision.ref != nil), ("--path", revision.path != nil),
            ("--namespace", revision.namespace != nil), ("--name", name != nil), ("--interval", interval != nil),
            ("--timeout", timeout != nil), (prune == false ? "--no-prune" : "--prune", prune != nil),
            (selfHeal == false ? "--no-self-heal" : "--self-heal", selfHeal != nil),
            (rollback == false ? "--no-rollback" : "--rollback", rollback != nil), ("--allow-empty", allowEmpty),
            ("--max-prune", maxPrune != nil), ("--repo-user", repoUser != nil),
            ("--repo-password-file", repoPasswordFile != nil), ("--repo-ssh-key", repoSshKey != nil),
            ("--repo-known-hosts", repoKnownHosts != nil), ("--repo-ca-file", repoCaFile != nil),
        ]
        return flags.filter(\.1).map(\.0)
    }

    /// The application that the flags describe.
    func settings() throws -> ApplicationSettings {
        guard let repo = revision.repo, !repo.isEmpty else {
            throw ValidationError("Name a repository with --repo, or a file with --config.")
        }
        let name = self.name ?? Self.name(of: repo)
        if let why = Configuration.applicationNameProblem(name) { throw ValidationError("--name \(name) \(why)") }
        var settings = ApplicationSettings(name: name, repo: repo)
        settings.ref = revision.wantedRef
        settings.path = revision.path ?? ""
        settings.namespace = revision.namespace ?? ""
        settings.interval = try duration(interval, "--interval", otherwise: "30s")
        settings.timeout = try duration(timeout, "--timeout", otherwise: "5m")
        settings.prune = prune ?? true
        settings.selfHeal = selfHeal ?? true
        settings.rollback = rollback ?? true
        settings.allowEmpty = allowEmpty
        let maxPrune = maxPrune ?? "50%"
        if maxPrune.hasSuffix("%"), let percent = Int(maxPrune.dropLast()), (0...100).contains(percent) {
            settings.maxPrune = .percent(percent)
        } else if let number = Int(maxPrune), number >= 0 {
            settings.maxPrune = .number(number)
        } else {
            throw ValidationError("--max-prune \(maxPrune) is neither a number nor a share as in 50%.")
        }
        settings.credentials.username = repoUser ?? ""
        settings.credentials.passwordFile = repoPasswordFile ?? ""
        settings.credentials.sshKeyFile = repoSshKey ?? ""
        settings.credentials.knownHostsFile = repoKnownHosts ?? ""
        settings.credentials.caFile = repoCaFile ?? ""
        return settings
    }

    private func duration(_ text: String?, _ flag: String, otherwise: String) throws -> Duration {
        let text = text ?? otherwise
        guard let duration = parseDuration(text), duration >= .seconds(1) else {
            throw ValidationError(
                "\(flag) \(text) is no duration of a second or more; write it as in \(otherwise).")
        }
        return duration
    }

    /// `shop` for `https://host/team/shop.git`; whatever a name may not hold becomes `-`.
    private static func name(of repo: String) -> String {
        var last = repo.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map(String.init) ?? "app"
        if last.hasSuffix(".git") { last.removeLast(4) }
        let safe = last.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        let trimmed = String(safe).split(separator: "-").joined(separator: "-").prefix(63)
        return trimmed.isEmpty ? "app" : String(trimmed)
    }
}

struct DataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The data folder.", discussion: "Otherwise PLUMB_DATA, $XDG_STATE_HOME/plumb or ~/.local/state/plumb."))
    var data: String?

    var folder: DataFolder { DataFolder(data) }
}
