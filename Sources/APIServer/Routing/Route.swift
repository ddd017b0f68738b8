/// What a path names.
enum Route: Hashable {
    case root
    /// `healthz`, `livez`, `readyz`
    case health(String)
    case version
    case metrics
    /// `/api`
    case coreVersions
    /// `/apis`
    case groups
    /// `/apis/GROUP`
    case group(String)
    /// `/api/v1`, `/apis/GROUP/VERSION`
    case resources(group: String, version: String)
    /// `/openid/v1/jwks`
    case openIDKeys
    /// `/.well-known/openid-configuration`
    case openIDConfiguration
    case openAPIv2
    /// `/openapi/v3`
    case openAPIv3Index
    /// `/openapi/v3/api/v1`, `/openapi/v3/apis/GROUP/VERSION`
    case openAPIv3(group: String, version: String)
    case objects(ObjectPath)
    case unknown

    /// What anybody may read, as Kubernetes' role `system:public-info-viewer` has it.
    var isPublic: Bool {
        switch self {
        case .health, .version: true
        default: false
        }
    }
}

/// A collection, an object or a part of an object.
struct ObjectPath: Hashable {
    var group: String
    var version: String
    /// Empty for cluster-scoped resources and over all namespaces.
    var namespace = ""
    var plural: String
    /// Empty for a collection.
    var name = ""
    var subresource: String?
    /// The old form of a watch: `/api/v1/watch/pods`.
    var isWatch = false
}
