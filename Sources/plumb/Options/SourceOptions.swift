import ArgumentParser
import Reconciler

/// One application from flags.
struct SourceOptions: ParsableArguments {
    @Option(help: "The repository: a path, or a file://, https://, ssh:// or git:// address.")
    var repo: String?
    @Option(help: "A branch, a tag, a version range (\"1.x\") or a commit.")
    var ref = "main"
    @Option(help: "The folder inside the repository; its root where none is named.")
    var path = ""
    @Option(help: "The application's name; made from the repository's where none is given.")
    var name: String?
    @Option(help: "The namespace for objects that name none.")
    var namespace = ""
    @Option(help: "How often a remote repository is looked at, as in 30s or 5m.")
    var interval = "30s"
    @Option(help: "How long one transaction may take, as in 5m.")
    var timeout = "5m"
    @Flag(inversion: .prefixedNo, help: "Delete what the repository no longer has.")
    var prune = true
    @Flag(inversion: .prefixedNo, help: "Set right what others changed.")
    var selfHeal = true
    @Flag(inversion: .prefixedNo, help: "Undo a revision that fails.")
    var rollback = true
    @Flag(help: "Let a revision without any object prune everything.")
    var allowEmpty = false
    @Option(help: "The most that one revision may prune: a number, or a share as in 50%.")
    var maxPrune = "50%"
    @Option(help: "The user for http(s) and ssh.")
    var repoUser = ""
    @Option(help: "A file with the password or token for http(s).")
    var repoPasswordFile = ""
    @Option(help: "A file with the private key for ssh.")
    var repoSshKey = ""
    @Option(help: "The known_hosts file for ssh.")
    var repoKnownHosts = ""
    @Option(help: "PEM certificates of the authorities to trust for https.")
    var repoCaFile = ""

    /// The application that the flags describe.
    func settings() throws -> ApplicationSettings {
        guard let repo, !repo.isEmpty else {
            throw ValidationError("Name a repository with --repo, or a file with --config.")
        }
        let name = self.name ?? Self.name(of: repo)
        if let why = Configuration.applicationNameProblem(name) { throw ValidationError("--name \(name) \(why)") }
        var settings = ApplicationSettings(name: name, repo: repo)
        settings.ref = ref
        settings.path = path
        settings.namespace = namespace
        guard let interval = parseDuration(interval), interval >= .seconds(1) else {
            throw ValidationError("--interval \(self.interval) is no duration of a second or more; write it as in 30s.")
        }
        guard let timeout = parseDuration(timeout), timeout >= .seconds(1) else {
            throw ValidationError("--timeout \(self.timeout) is no duration of a second or more; write it as in 5m.")
        }
        settings.interval = interval
        settings.timeout = timeout
        settings.prune = prune
        settings.selfHeal = selfHeal
        settings.rollback = rollback
        settings.allowEmpty = allowEmpty
        if maxPrune.hasSuffix("%"), let percent = Int(maxPrune.dropLast()), (0...100).contains(percent) {
            settings.maxPrune = .percent(percent)
        } else if let number = Int(maxPrune), number >= 0 {
            settings.maxPrune = .number(number)
        } else {
            throw ValidationError("--max-prune \(maxPrune) is neither a number nor a share as in 50%.")
        }
        settings.credentials.username = repoUser
        settings.credentials.passwordFile = repoPasswordFile
        settings.credentials.sshKeyFile = repoSshKey
        settings.credentials.knownHostsFile = repoKnownHosts
        settings.credentials.caFile = repoCaFile
        return settings
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

struct ClusterOptions: ParsableArguments {
    @Option(help: "A kubeconfig, for a real cluster.")
    var kubeconfig: String?
    @Option(help: "The kubeconfig's context.")
    var context: String?

    /// This version drives the embedded cluster; to take the flags and ignore them would be worse than to refuse.
    func validate() throws {
        if kubeconfig != nil || context != nil {
            throw ValidationError("--kubeconfig: this version drives the embedded cluster only.")
        }
    }
}
