import Model

/// Members of `metadata` that only the API server writes. A manifest that names them changes nothing.
let serverOwnedMetadata: Set<String> = [
    "creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "generation", "managedFields",
    "resourceVersion", "selfLink", "uid",
]

/// Where kubectl keeps what it last applied. plumb keeps its own in the ledger, and neither compares nor writes this.
public let lastAppliedAnnotation = "kubectl.kubernetes.io/last-applied-configuration"

/// How deep a walk goes into an object before it takes what is left as one value. Kubernetes' own types end at about
/// 20; what nests deeper is free-form.
let depthBound = 128
