import ClusterAPI
import Kinds
import Model

/// What an autoscaler scales.
struct ScaleTarget {
    let object: Value
    let replicas: Int
    let selector: ObjectSelector

    /// Nil where it is not there, or has no replicas.
    init?(of autoscaler: Value, in view: any ClusterView) {
        let reference = autoscaler.at("spec", "scaleTargetRef")
        let kind = BuiltinKinds.named(
            apiVersion: reference?.text("apiVersion") ?? "", kind: reference?.text("kind") ?? "")
        let key = ObjectKey(
            group: kind?.type.group ?? "", kind: kind?.type.kind ?? "", namespace: autoscaler.namespace,
            name: reference?.text("name") ?? "")
        guard kind != nil, let object = view.object(key), let replicas = object.at("spec", "replicas")?.int else {
            return nil
        }
        self.object = object
        self.replicas = replicas
        let spec = object.at("spec", "selector")
        // A ReplicationController's are plain labels.
        let isPlain = key.kind == "ReplicationController"
        selector = isPlain ? ObjectSelector(labels: spec?.members ?? Members()) : ObjectSelector(spec)
    }
}

extension Value {
    /// What a workload's pods are annotated with.
    var podTemplateAnnotations: Value? { at("spec", "template", "metadata", "annotations") }
}
