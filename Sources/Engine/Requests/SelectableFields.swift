import Kinds
import Model

/// The fields that objects can be selected by, besides their name and namespace.
/// https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/
enum SelectableFields {
    /// By group and kind.
    static let byKind: [String: [String]] = [
        "/Pod": [
            "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork",
            "status.phase", "status.podIP", "status.podIPs", "status.nominatedNodeName",
        ],
        "/Event": [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
            "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason",
            "reportingComponent", "source", "type",
        ],
        "events.k8s.io/Event": [
            "reason", "reportingController", "regarding.kind", "regarding.namespace", "regarding.name",
            "regarding.uid", "regarding.apiVersion", "regarding.resourceVersion", "regarding.fieldPath", "type",
        ],
        "/Namespace": ["status.phase", "name"],
        "/Node": ["spec.unschedulable"],
        "/Secret": ["type"],
        "/Service": ["spec.clusterIP", "spec.type"],
        "/ReplicationController": ["status.replicas"],
        "apps/ReplicaSet": ["status.replicas"],
        "batch/Job": ["status.successful"],
        "certificates.k8s.io/CertificateSigningRequest": ["spec.signerName"],
    ]

    /// A field's text as kube-apiserver's own accessors give it.
    static func text(of field: String, in object: Value) -> String {
        switch field {
        case "source": return object.at("source", "component")?.string ?? object["reportingComponent"]?.string ?? ""
        case "name": return object.name
        case "status.successful": return String(object.at("status", "succeeded")?.int ?? 0)
        case "status.replicas": return String(object.at("status", "replicas")?.int ?? 0)
        case "spec.unschedulable": return object.at("spec", "unschedulable")?.bool == true ? "true" : "false"
        case "spec.hostNetwork": return object.at("spec", "hostNetwork")?.bool == true ? "true" : "false"
        case "status.podIPs":
            let addresses = object.at("status", "podIPs")?.elements ?? []
            return addresses.compactMap { $0["ip"]?.string }.joined(separator: ",")
        default: break
        }
        let path = field.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let value = object.at(path[...]) else { return "" }
        return value.string ?? (value.isObject || value.isArray || value.isNull ? "" : value.json)
    }
}

extension KindRules {
    private var own: [String]? { custom?.selectableFields ?? SelectableFields.byKind["\(type.group)/\(type.kind)"] }

    var selectableFields: [String] { ["metadata.name", "metadata.namespace"] + (own ?? []) }

    func refusal(ofSelecting field: String) -> String {
        own == nil
            ? "\"\(field)\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
            : "field label not supported: \(field)"
    }
}
