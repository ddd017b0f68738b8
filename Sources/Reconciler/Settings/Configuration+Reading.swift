import Diff
public import Model

extension Configuration {
    /// Reads a configuration. Throws all that is wrong with it, each with its line where `locate` knows it.
    public init(
        reading value: Value, locate: @escaping (FieldPath) -> Origin? = { _ in nil }
    ) throws(ConfigurationProblems) {
        self.init()
        let notes = SettingsReader.Notes()
        var root = SettingsReader(value, at: FieldPath(), locate: locate, notes: notes)
        data = root.string("data")
        if let listen = root.string("listen") { self.listen = listen }
        if let listen = root.string("apiListen") { apiListen = listen }
        let clusters = root.named("clusters").map { ($0.name, Self.cluster($0.reader)) }
        if !clusters.isEmpty { self.clusters = Dictionary(clusters) { first, _ in first } }
        for (provider, reader) in root.named("webhooks") { webhooks[provider] = Self.webhook(provider, reader) }
        applications = root.named("applications").compactMap { Self.application($0.name, $0.reader) }
        root.refuseTheRest()
        for settings in applications where self.clusters[settings.cluster] == nil {
            let place = FieldPath(fields: "applications", settings.name, "cluster")
            notes.problems.append(
                Problem(
                    "\(place) names \"\(settings.cluster)\", which is not under clusters.", origin: locate(place),
                    field: place))
        }
        if !notes.problems.isEmpty { throw ConfigurationProblems(problems: notes.problems) }
    }

    private static func cluster(_ given: SettingsReader) -> ClusterChoice {
        var reader = given
        defer { reader.refuseTheRest() }
        if let file = reader.string("kubeconfig") {
            return .kubeconfig(file: file, context: reader.string("context") ?? "")
        }
        if reader.value("inCluster") != nil {
            let none = reader.mapping("inCluster")
            none.refuseTheRest()
            return .inCluster
        }
        var embedded = EmbeddedCluster()
        var inner = reader.mapping("embedded")
        embedded.pullDelay = inner.duration("pullDelay", atLeast: .zero)
        embedded.startDelay = inner.duration("startDelay", atLeast: .zero)
        embedded.readyDelay = inner.duration("readyDelay", atLeast: .zero)
        embedded.stopDelay = inner.duration("stopDelay", atLeast: .zero)
        embedded.missingImages = inner.strings("missingImages") ?? []
        for (host, given) in inner.named("registries") {
            var reader = given
            if let username = reader.string("username"), let file = reader.string("passwordFile") {
                embedded.registries[host] = Registry(username: username, passwordFile: file)
            } else {
                reader.note("needs a username and a passwordFile: what a pull has to show.")
            }
            reader.refuseTheRest()
        }
        embedded.nodes = inner.named("nodes").map { name, given in
            var reader = given
            defer { reader.refuseTheRest() }
            var node = Node(name: name)
            node.cpu = reader.string("cpu")
            node.memory = reader.string("memory")
            node.pods = reader.string("pods")
            let labels = reader.value("labels")?.members ?? Members()
            node.labels = Dictionary(labels.compactMap { key, value in value.string.map { (key, $0) } }) { a, _ in a }
            return node
        }
        inner.refuseTheRest()
        return .embedded(embedded)
    }

    private static let providers = ["github", "gitlab", "gitea", "bitbucket", "generic"]

    private static func webhook(_ provider: String, _ given: SettingsReader) -> Webhook? {
        var reader = given
        defer { reader.refuseTheRest() }
        if !providers.contains(provider) {
            reader.note("is not a provider that plumb knows: \(providers.joined(separator: ", ")).")
        }
        guard let file = reader.string("secretFile") else {
            reader.note("needs a secretFile: deliveries that are not signed are never acted on.")
            return nil
        }
        return Webhook(secretFile: file)
    }

    private static func application(_ name: String, _ given: SettingsReader) -> ApplicationSettings? {
        var reader = given
        defer { reader.refuseTheRest() }
        if let why = applicationNameProblem(name) { reader.note(why) }
        let repo = reader.string("repo")
        var settings = ApplicationSettings(name: name, repo: repo ?? "")
        if let ref = reader.string("ref") { settings.ref = ref }
        if let path = reader.string("path") { settings.path = path }
        if let cluster = reader.string("cluster") { settings.cluster = cluster }
        if let namespace = reader.string("namespace") { settings.namespace = namespace }
        if let interval = reader.duration("interval", atLeast: .seconds(1)) { settings.interval = interval }
        if let timeout = reader.duration("timeout", atLeast: .seconds(1)) { settings.timeout = timeout }
        if let prune = reader.bool("prune") { settings.prune = prune }
        if let selfHeal = reader.bool("selfHeal") { settings.selfHeal = selfHeal }
        if let rollback = reader.bool("rollback") { settings.rollback = rollback }
        if let allowEmpty = reader.bool("allowEmpty") { settings.allowEmpty = allowEmpty }
        if let limit = reader.value("maxPrune") {
            if let parsed = pruneLimit(limit) {
                settings.maxPrune = parsed
            } else {
                reader.note("must be a number of objects or a share as in 50%, and is \(limit.json).", at: "maxPrune")
            }
        }
        if let names = reader.strings("dependsOn") { settings.dependsOn = names }
        settings.ignore = ignoreRules(&reader)
        settings.credentials = credentials(&reader)
        if reader.value("verify") != nil {
            reader.note(
                "is not supported by this version: it does not check the signatures of commits and tags. Take it out "
                    + "only if unsigned commits may be applied.", at: "verify")
        }
        if repo == nil { reader.note("needs a repo: a path, or a file://, https://, ssh:// or git:// address.") }
        return repo == nil ? nil : settings
    }

    /// Why a name cannot be an application's; nil where it can. It becomes a label's value and part of file names.
    public static func applicationNameProblem(_ name: String) -> String? {
        let allowed = name.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d }
        if allowed, (1...63).contains(name.utf8.count), !name.hasPrefix("-"), !name.hasSuffix("-") { return nil }
        return "is no name for an application: use up to 63 lower-case letters, digits and '-', as in shop-eu."
    }

    private static func pruneLimit(_ value: Value) -> ApplicationSettings.PruneLimit? {
        if let number = value.int, number >= 0 { return .number(number) }
        guard let text = value.string, text.hasSuffix("%"), let percent = Int(text.dropLast()),
            (0...100).contains(percent)
        else { return nil }
        return .percent(percent)
    }

    private static func ignoreRules(_ reader: inout SettingsReader) -> [ApplicationSettings.IgnoreRule] {
        guard let list = reader.value("ignore") else { return [] }
        guard let elements = list.array else {
            reader.note("must be a list of rules, as in [{kind: Deployment, fields: [spec.replicas]}].", at: "ignore")
            return []
        }
        let path = reader.path.appending(field: "ignore")
        return elements.enumerated().map { index, element in
            var rule = SettingsReader(
                element, at: path.appending(.index(index)), locate: reader.locate, notes: reader.notes)
            defer { rule.refuseTheRest() }
            let fields = rule.strings("fields") ?? []
            if fields.isEmpty { rule.note("needs fields: the paths that plumb shall leave alone.") }
            for field in fields where FieldPattern(field) == nil {
                rule.note(
                    "holds \"\(field)\", which is no path of a field; write it as in spec.replicas.", at: "fields")
            }
            return .init(kind: rule.string("kind") ?? "", name: rule.string("name") ?? "", fields: fields)
        }
    }

    private static func credentials(_ reader: inout SettingsReader) -> ApplicationSettings.Credentials {
        var inner = reader.mapping("credentials")
        defer { inner.refuseTheRest() }
        var credentials = ApplicationSettings.Credentials()
        credentials.username = inner.string("username") ?? ""
        credentials.passwordFile = inner.string("passwordFile") ?? ""
        credentials.tokenFile = inner.string("tokenFile") ?? ""
        credentials.sshKeyFile = inner.string("sshKeyFile") ?? ""
        credentials.knownHostsFile = inner.string("knownHostsFile") ?? ""
        credentials.caFile = inner.string("caFile") ?? ""
        return credentials
    }
}

/// Everything that is wrong with a configuration.
public struct ConfigurationProblems: Error, Sendable, CustomStringConvertible {
    public var problems: [Problem]
    public init(problems: [Problem]) { self.problems = problems }
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
