import Git
import Kinds
import Model
import Render

/// What stops a revision before the first write.
struct Refusal: Error {
    var problems: [Problem]
    /// Another application holds what it defines: once that lets go, it is tried again.
    var isContested = false
}

extension Pipeline {
    /// The revision's objects, marked as this application's, as far as its files can be read. Only files that changed
    /// since the revision before are.
    func rendered(_ revision: Revision) async throws -> Rendered {
        let tree = try await mirror.tree(of: revision.id)
        let step = standing.change { $0.rendered.step(to: tree) }
        let (bytes, rules) = try await reading(step)
        return standing.change { standing in
            standing.take(step, bytes: bytes, settings: rules)
            return standing.rendered
        }
    }

    /// The bytes that a step wants, and how they are to be read.
    func reading(_ step: Rendered.Step) async throws -> ([[UInt8]], RenderSettings) {
        let isReading = !step.wanted.isEmpty
        let bytes = isReading ? try await mirror.read(step.wanted) : []
        let scopes = isReading ? try await scopes() : [:]
        let name = settings.name
        let rules = RenderSettings(
            namespace: settings.namespace,
            isNamespaced: { apiVersion, kind in
                isNamespaced(apiVersion: apiVersion, kind: kind) ?? scopes["\(apiVersion)/\(kind)"]
            },
            transform: { marked($0, with: name) })
        return (bytes, rules)
    }

    /// Which of the kinds that the cluster serves besides the built-in ones are namespaced.
    private func scopes() async throws -> [String: Bool] {
        var scopes: [String: Bool] = [:]
        for type in try await cache.customTypes() { scopes["\(type.apiVersion)/\(type.kind)"] = type.isNamespaced }
        return scopes
    }
}
