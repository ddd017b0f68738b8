import Model

/// The conditions of a CustomResourceDefinition.
enum DefinitionStatus {
    /// Holds a definition until its objects are gone.
    static let finalizer = "customresourcecleanup.apiextensions.k8s.io"

    /// A definition with a condition, which keeps its time as long as its status stays.
    static func setting(
        _ type: String, _ holds: Bool, _ reason: String, _ message: String, in definition: Value, at now: Instant
    ) -> Value {
        var conditions = definition.at("status", "conditions")?.elements ?? []
        let place = conditions.firstIndex { $0["type"]?.string == type }
        let status: Value = holds ? "True" : "False"
        let old = place.map { conditions[$0] }
        let time = old?["status"] == status ? old?["lastTransitionTime"] : nil
        let condition: Value = [
            "type": Value(type), "status": status, "reason": Value(reason), "message": Value(message),
            "lastTransitionTime": time ?? Value(now.description),
        ]
        if let place { conditions[place] = condition } else { conditions.append(condition) }
        var result = definition
        result.set(Value(conditions), at: "status", "conditions")
        return result
    }
}
