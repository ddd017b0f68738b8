import Model

extension ClusterState {
    /// A pod that names no pull secrets takes those of its service account, as the ServiceAccount plugin has it.
    func takePullSecrets(_ pod: inout Value) {
        guard pod.at("spec", "imagePullSecrets")?.isEmpty ?? true else { return }
        let named = pod.at("spec", "serviceAccountName")?.string ?? pod.at("spec", "serviceAccount")?.string ?? ""
        let key = ObjectKey(
            group: "", kind: "ServiceAccount", namespace: pod.namespace, name: named.isEmpty ? "default" : named)
        guard let secrets = store.object(key)?["imagePullSecrets"], !secrets.isEmpty else { return }
        pod.set(secrets, at: "spec", "imagePullSecrets")
    }
}
