public import ClusterAPI
import Kinds

extension ClusterState {
    /// What the embedded cluster serves without any definition.
    public static let builtinResources: [ServedResource] = BuiltinKinds.all.map { ServedResource($0) }

    /// What the cluster serves now.
    public var resources: [ServedResource] { store.resources }
}

extension ServedResource {
    init(_ info: KindInfo) {
        self.init(
            type: info.type, singular: info.singular, shortNames: info.shortNames, categories: info.categories,
            verbs: info.verbs, subresources: info.subresources.map(\.name))
    }
}
