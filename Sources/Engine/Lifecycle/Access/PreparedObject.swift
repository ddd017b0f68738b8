import Diff
import Kinds
import Model

/// An object of every cluster's own as admission and the record of its fields make it: the same in all of them but for
/// the time, so that the work is done once.
struct PreparedObject: Sendable {
    static let manager = "kube-controller-manager"

    let key: ObjectKey
    private let object: Value

    /// nil for what admission refuses.
    init?(_ object: Value) {
        guard let info = BuiltinKinds.named(apiVersion: object.apiVersion, kind: object.objectKind),
            let admitted = try? admit(create: object)
        else { return nil }
        let type = info.type
        self.object = recordUpdate(
            old: nil, new: admitted.object, manager: PreparedObject.manager, time: Instant(seconds: 0),
            schema: builtinSchema(group: type.group, version: type.version, kind: type.kind) ?? .unknown,
            statusIsSubresource: info.hasStatus)
        key = object.key
    }

    /// The object with its identity, as it is stored.
    func made(uid: String, at now: Instant) -> Value {
        var made = object
        let time = Value(now.description)
        let fields = (made.metadata["managedFields"]?.elements ?? []).map { entry in
            var entry = entry
            entry["time"] = time
            return entry
        }
        made.set(nil, at: "metadata", "generation")
        made.set(Value(uid), at: "metadata", "uid")
        made.set(time, at: "metadata", "creationTimestamp")
        made.set(Value(fields), at: "metadata", "managedFields")
        return made
    }
}
