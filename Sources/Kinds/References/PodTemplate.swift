public import Model

/// Where a kind keeps the pods that it makes.
public enum PodTemplate {
    /// The path to the pod specification; nil for kinds that make no pods.
    public static func path(group: String, kind: String) -> [String]? { paths["\(group)/\(kind)"] }

    /// The path to what holds the pod's `metadata` and `spec`; nil for Pods themselves and for kinds that make none.
    public static func templatePath(group: String, kind: String) -> [String]? {
        guard let path = path(group: group, kind: kind), path.count > 1 else { return nil }
        return Array(path.dropLast())
    }

    /// The labels of the pods that an object is or makes; nil for kinds that make no pods.
    public static func labels(of object: Value) -> Members? {
        guard let path = path(group: object.group, kind: object.objectKind) else { return nil }
        return object.at((path.dropLast() + ["metadata", "labels"])[...])?.members ?? Members()
    }

    private static let paths: [String: [String]] = [
        "/Pod": ["spec"],
        "/PodTemplate": ["template", "spec"],
        "/ReplicationController": ["spec", "template", "spec"],
        "apps/Deployment": ["spec", "template", "spec"],
        "apps/ReplicaSet": ["spec", "template", "spec"],
        "apps/StatefulSet": ["spec", "template", "spec"],
        "apps/DaemonSet": ["spec", "template", "spec"],
        "batch/Job": ["spec", "template", "spec"],
        "batch/CronJob": ["spec", "jobTemplate", "spec", "template", "spec"],
    ]
}
