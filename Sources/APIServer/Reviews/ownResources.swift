import ClusterAPI
import Model

/// What this server answers itself: who somebody is, and what they may do. Nothing of it is stored.
let ownResources: [ServedResource] = [
    own("authentication.k8s.io", "SelfSubjectReview", "selfsubjectreviews"),
    own("authentication.k8s.io", "TokenReview", "tokenreviews"),
    own("authorization.k8s.io", "LocalSubjectAccessReview", "localsubjectaccessreviews", isNamespaced: true),
    own("authorization.k8s.io", "SelfSubjectAccessReview", "selfsubjectaccessreviews"),
    own("authorization.k8s.io", "SelfSubjectRulesReview", "selfsubjectrulesreviews"),
    own("authorization.k8s.io", "SubjectAccessReview", "subjectaccessreviews"),
]

private func own(_ group: String, _ kind: String, _ plural: String, isNamespaced: Bool = false) -> ServedResource {
    ServedResource(
        type: ResourceType(group: group, version: "v1", kind: kind, plural: plural, isNamespaced: isNamespaced),
        singular: kind.lowercased(), verbs: ["create"])
}
