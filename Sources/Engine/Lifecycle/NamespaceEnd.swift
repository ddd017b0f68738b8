import Model

/// The conditions of a namespace that is being removed, in the namespace controller's words.
enum NamespaceEnd {
    static func status(of namespace: Value, left: [(type: ResourceType, objects: [Value])], at now: Instant) -> Value {
        var status = namespace.status
        let old = status["conditions"]?.elements ?? []
        let conditions = [
            condition(
                "NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered",
                "All resources successfully discovered"),
            condition(
                "NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions",
                "All legacy kube types successfully parsed"),
            condition(
                "NamespaceDeletionContentFailure", false, "ContentDeleted",
                "All content successfully deleted, may be waiting on finalization"),
            remaining(left), held(left),
        ].map { dated($0, old, now) }
        status["conditions"] = Value(conditions)
        return status
    }

    private static func condition(_ type: String, _ holds: Bool, _ reason: String, _ message: String) -> Value {
        [
            "type": Value(type), "status": holds ? "True" : "False", "reason": Value(reason),
            "message": Value(message),
        ]
    }

    private static func remaining(_ left: [(type: ResourceType, objects: [Value])]) -> Value {
        if left.isEmpty {
            return condition(
                "NamespaceContentRemaining", false, "ContentRemoved", "All content successfully removed")
        }
        let counts = left.map { "\($0.type.plural).\($0.type.group) has \($0.objects.count) resource instances" }
        return condition(
            "NamespaceContentRemaining", true, "SomeResourcesRemain",
            "Some resources are remaining: " + counts.sorted().joined(separator: ", "))
    }

    private static func held(_ left: [(type: ResourceType, objects: [Value])]) -> Value {
        var counts: [String: Int] = [:]
        for object in left.flatMap(\.objects) {
            for finalizer in object.finalizers { counts[finalizer, default: 0] += 1 }
        }
        if counts.isEmpty {
            return condition(
                "NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers",
                "All content-preserving finalizers finished")
        }
        let texts = counts.map { "\($0.key) in \($0.value) resource instances" }.sorted()
        return condition(
            "NamespaceFinalizersRemaining", true, "SomeFinalizersRemain",
            "Some content in the namespace has finalizers remaining: " + texts.joined(separator: ", "))
    }

    /// A condition keeps its time as long as its status stays.
    private static func dated(_ condition: Value, _ old: [Value], _ now: Instant) -> Value {
        var condition = condition
        let before = old.first { $0["type"] == condition["type"] && $0["status"] == condition["status"] }
        condition["lastTransitionTime"] = before?["lastTransitionTime"] ?? Value(now.description)
        return condition
    }
}
