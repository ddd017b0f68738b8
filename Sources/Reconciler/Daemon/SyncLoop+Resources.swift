import Apply
import ClusterAPI
import Diff
import Kinds
public import Model

extension SyncLoop {
    /// Each object that the application holds, with its health: `{"object", "group", "kind", "namespace", "name",
    /// "health", "reason", "drift"}`. No value of any object is in it.
    public func resources() -> [Value] {
        let now = time.now()
        var found: [Value] = []
        for key in base.keys.sorted() {
            let fares = fares(key, at: now)
            let fields = drift[key]?.map(\.path.description) ?? []
            found.append([
                "object": Value(key.description), "group": Value(key.group), "kind": Value(key.kind),
                "namespace": Value(key.namespace), "name": Value(key.name), "health": Value(fares.state.rawValue),
                "reason": Value(fares.reason), "drift": Value(strings: fields),
            ])
        }
        return found
    }
}
