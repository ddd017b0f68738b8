import ClusterAPI
import Model

/// The four kinds that say who may do what.
enum AccessKind: String, CaseIterable, Sendable {
    case role = "Role"
    case clusterRole = "ClusterRole"
    case roleBinding = "RoleBinding"
    case clusterRoleBinding = "ClusterRoleBinding"

    static let group = "rbac.authorization.k8s.io"

    /// nil for types that are none of them.
    init?(_ type: ResourceType) {
        guard type.group == AccessKind.group, let kind = AccessKind(rawValue: type.kind) else { return nil }
        self = kind
    }

    var isBinding: Bool { self == .roleBinding || self == .clusterRoleBinding }

    var type: ResourceType {
        ResourceType(
            group: AccessKind.group, version: "v1", kind: rawValue, plural: rawValue.lowercased() + "s",
            isNamespaced: self == .role || self == .roleBinding)
    }
}
