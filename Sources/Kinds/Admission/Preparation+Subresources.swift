import Model

/// Updates through a subresource: what each takes over of the object that is sent. The rest stays as it is stored.
extension Preparation {
    /// nil for what is no such subresource.
    static func update(_ new: Value, over old: Value, through subresource: String) -> Value? {
        var object = old
        switch (old.group, old.objectKind, subresource) {
        case ("", "Pod", "ephemeralcontainers"):
            object.set(new.at("spec", "ephemeralContainers"), at: "spec", "ephemeralContainers")
        case ("", "Pod", "resize"): resize(&object, as: new)
        case ("", "Namespace", "finalize"): object.set(new.at("spec", "finalizers"), at: "spec", "finalizers")
        case ("certificates.k8s.io", "CertificateSigningRequest", "approval"):
            object.set(conditions(of: new), at: "status", "conditions")
        default: return nil
        }
        for name in ["resourceVersion", "managedFields"] { object.set(new.metadata[name], at: "metadata", name) }
        return object
    }

    /// The resources of each container that is there already.
    private static func resize(_ pod: inout Value, as new: Value) {
        for list in ["containers", "initContainers"] {
            guard let containers = pod.at("spec", list)?.array else { continue }
            let wanted = new.at("spec", list)?.elements ?? []
            let resized = containers.map { container -> Value in
                guard let other = wanted.first(where: { $0["name"] == container["name"] }) else { return container }
                var container = container
                container["resources"] = other["resources"]
                return container
            }
            pod.set(Value(resized), at: "spec", list)
        }
    }

    /// A condition that says of no transition when it was has been set with its last update.
    private static func conditions(of request: Value) -> Value? {
        request.at("status", "conditions")?.array.map { conditions in
            Value(
                conditions.map { condition in
                    var condition = condition
                    if condition["lastTransitionTime"]?.string == nil {
                        condition["lastTransitionTime"] = condition["lastUpdateTime"]
                    }
                    return condition
                })
        }
    }
}
