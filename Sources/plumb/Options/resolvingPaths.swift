import Git
import Reconciler

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The configuration with its relative paths made absolute, from the folder of the file that they stand in.
func resolvingPaths(_ configuration: Configuration, of file: String) -> Configuration {
    let here = FileManager.default.currentDirectoryPath
    let whole = file.hasPrefix("/") ? file : "\(here)/\(file)"
    let folder = whole.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    func resolved(_ path: String) -> String { path.isEmpty || path.hasPrefix("/") ? path : "\(folder)/\(path)" }

    var result = configuration
    result.data = configuration.data.map(resolved)
    result.webhooks = configuration.webhooks.mapValues { .init(secretFile: resolved($0.secretFile)) }
    result.clusters = configuration.clusters.mapValues { choice in
        switch choice {
        case .kubeconfig(let file, let context): return .kubeconfig(file: resolved(file), context: context)
        case .embedded(var embedded):
            embedded.registries = embedded.registries.mapValues { registry in
                var registry = registry
                registry.passwordFile = resolved(registry.passwordFile)
                return registry
            }
            return .embedded(embedded)
        case .inCluster: return choice
        }
    }
    for index in result.applications.indices {
        let application = configuration.applications[index]
        if !application.repo.contains("://"), (try? GitLocation(application.repo))?.isLocal ?? false {
            result.applications[index].repo = resolved(application.repo)
        }
        result.applications[index].credentials.passwordFile = resolved(application.credentials.passwordFile)
        result.applications[index].credentials.tokenFile = resolved(application.credentials.tokenFile)
        result.applications[index].credentials.sshKeyFile = resolved(application.credentials.sshKeyFile)
        result.applications[index].credentials.knownHostsFile = resolved(application.credentials.knownHostsFile)
        result.applications[index].credentials.caFile = resolved(application.credentials.caFile)
    }
    return result
}
