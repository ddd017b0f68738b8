public import ClusterAPI
import Kinds

extension ClusterState {
    /// What the embedded cluster serves.
    public static let resources: [ServedResource] = BuiltinKinds.all.map {
        ServedResource(
            type: $0.type, singular: $0.singular, shortNames: $0.shortNames, categories: $0.categories,
            verbs: $0.verbs, subresources: $0.subresources.map(\.name))
    }
}
