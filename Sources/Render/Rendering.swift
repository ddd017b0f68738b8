public import Model

/// What the files of a revision say.
public struct Rendering: Sendable {
    /// In the order of the files and of the documents in them.
    public var manifests: [Manifest] = []
    /// Everything that is wrong; where there is anything, the manifests are not to be applied.
    public var problems: [Problem] = []
    /// Documents that are no Kubernetes objects at all, and were passed over.
    public var passedOver: [Origin] = []

    public init() {}
}
