public import Model

/// Everything that an object refers to by name, in the order of its fields. References to what Kubernetes provides by
/// itself (the `default` ServiceAccount, `kube-root-ca.crt`, the system priority classes) are left out.
public func references(of object: Value) -> [Reference] { [] }
