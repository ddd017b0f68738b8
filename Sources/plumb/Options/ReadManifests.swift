import Model
import Render
import YAML

/// Manifests with the files that they were read from.
struct ReadManifests: Sendable {
    var rendering = Rendering()
    /// By path.
    var texts: [String: [UInt8]] = [:]

    /// Finds the line of a field of an object.
    var locator: @Sendable (ObjectKey, FieldPath) -> Origin? {
        let starts = Dictionary(
            rendering.manifests.map { ($0.key, $0.origin) }, uniquingKeysWith: { first, _ in first })
        return { [texts] key, path in
            guard let start = starts[key], let text = texts[start.file] else { return nil }
            return origin(of: path, in: text, start: start)
        }
    }
}
