import Kinds
import Model

extension KindRules {
    var isNamespace: Bool { type.kind == "Namespace" && type.group.isEmpty }

    var isDefinition: Bool { type.kind == CustomKinds.kind && type.group == CustomKinds.group }

    /// Kinds whose delete answers with the object that is gone; the others answer with a Status.
    var answersDeleteWithObject: Bool {
        switch type.group {
        case "":
            [
                "Pod", "Service", "ServiceAccount", "PersistentVolume", "PersistentVolumeClaim", "PodTemplate",
                "ResourceQuota",
            ].contains(type.kind)
        case "storage.k8s.io": true
        default: false
        }
    }

    /// Kinds whose dependents stay when nobody says what becomes of them: an old promise of theirs.
    var orphansByDefault: Bool {
        (type.group.isEmpty && type.kind == "ReplicationController") || (type.group == "batch" && type.kind == "Job")
    }
}
