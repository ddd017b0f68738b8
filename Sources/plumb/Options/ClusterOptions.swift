import ArgumentParser
import Kubernetes
import Reconciler

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A real cluster from flags, in place of the embedded one.
struct ClusterOptions: ParsableArguments {
    @Option(help: "A kubeconfig: drive the cluster that it names rather than the embedded one.")
    var kubeconfig: String?
    @Option(help: "The kubeconfig's context. (default: its current-context)")
    var context: String?
    @Flag(help: "Drive the cluster that plumb itself runs in, as its pod's service account.")
    var inCluster = false

    func validate() throws {
        if context != nil, kubeconfig == nil { throw ValidationError("--context is of a --kubeconfig: name that too.") }
        if inCluster, kubeconfig != nil { throw ValidationError("Give --kubeconfig or --in-cluster, not both.") }
        if kubeconfig?.isEmpty ?? false { throw ValidationError("--kubeconfig needs the name of a file.") }
    }

    /// The flags that were given.
    var given: [String] {
        (kubeconfig == nil ? [] : ["--kubeconfig"]) + (inCluster ? ["--in-cluster"] : [])
    }

    /// What the flags choose, and what it is called in reports; nil where they choose nothing.
    var choice: (name: String, cluster: Configuration.ClusterChoice)? {
        if inCluster { return ("in-cluster", .inCluster) }
        guard let kubeconfig else { return nil }
        let file = kubeconfig.hasPrefix("/") ? kubeconfig : "\(FileManager.default.currentDirectoryPath)/\(kubeconfig)"
        return (context ?? "remote", .kubeconfig(file: file, context: context ?? ""))
    }

    /// Has all applications on the chosen cluster, which is the only one then.
    func choose(in configuration: inout Configuration) {
        guard let choice else { return }
        configuration.clusters = [choice.name: choice.cluster]
        for index in configuration.applications.indices { configuration.applications[index].cluster = choice.name }
    }
}

extension ClusterPlace {
    /// Where a cluster of the configuration is; nil for an embedded one.
    init?(_ choice: Configuration.ClusterChoice) {
        switch choice {
        case .embedded: return nil
        case .kubeconfig(let file, let context): self = .kubeconfig(file: file, context: context)
        case .inCluster:
            self = .serviceAccount(
                folder: Self.serviceAccountFolder, host: Terminal.environment("KUBERNETES_SERVICE_HOST"),
                port: Terminal.environment("KUBERNETES_SERVICE_PORT"))
        }
    }
}
