import Engine
import Foundation
import Reconciler

extension ClusterSettings {
    /// Throws where the file of a registry's password cannot be read.
    init(_ wanted: Configuration.EmbeddedCluster) throws {
        self.init()
        if let delay = wanted.pullDelay { simulation.pullDelay = delay }
        if let delay = wanted.startDelay { simulation.startDelay = delay }
        if let delay = wanted.readyDelay { simulation.readyDelay = delay }
        if let delay = wanted.stopDelay { simulation.stopDelay = delay }
        simulation.missingImages = wanted.missingImages
        for (host, registry) in wanted.registries {
            guard let handle = FileHandle(forReadingAtPath: registry.passwordFile),
                let bytes = try? handle.read(upToCount: 64 << 10), let text = String(bytes: bytes, encoding: .utf8)
            else {
                throw CommandFailure(
                    "the registry \"\(host)\": its passwordFile \(registry.passwordFile) cannot be read. Write the password "
                        + "there, or take the registry out of the configuration.")
            }
            let password = text.hasSuffix("\n") ? String(text.dropLast()) : text
            simulation.registries[host] = .init(username: registry.username, password: password)
        }
        if !wanted.nodes.isEmpty {
            nodes = wanted.nodes.map { node in
                var settings = NodeSettings(name: node.name)
                if let cpu = node.cpu { settings.cpu = cpu }
                if let memory = node.memory { settings.memory = memory }
                if let pods = node.pods { settings.pods = pods }
                settings.labels = node.labels
                return settings
            }
        }
    }
}
