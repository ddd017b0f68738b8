/// Where a cluster is found, and who plumb is there.
public enum ClusterPlace: Hashable, Sendable {
    /// As kubectl has it; an empty context is the file's own.
    case kubeconfig(file: String, context: String)
    /// From inside a pod: the address that every pod is told, and the files of its service account in `folder`.
    case serviceAccount(folder: String, host: String, port: String)

    /// Where the kubelet puts a pod's service account.
    public static let serviceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount"
}
