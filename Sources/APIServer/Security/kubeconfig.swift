import Model

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A kubeconfig that holds all it needs, so that it can be copied elsewhere.
/// https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
func kubeconfig(server: String, authority: String, token: String) -> String {
    """
    apiVersion: v1
    kind: Config
    current-context: plumb
    clusters:
    - name: plumb
      cluster:
        server: \(Value(server).json)
        certificate-authority-data: \(Data(authority.utf8).base64EncodedString())
    contexts:
    - name: plumb
      context:
        cluster: plumb
        user: plumb
        namespace: default
    users:
    - name: plumb
      user:
        token: \(Value(token).json)

    """
}
