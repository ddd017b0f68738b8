import ClusterAPI
import Model

/// What this server answers itself, since whoever holds the token may do everything.
let ownResources: [ServedResource] = [
    own("authentication.k8s.io", "SelfSubjectReview", "selfsubjectreviews"),
    own("authorization.k8s.io", "SelfSubjectAccessReview", "selfsubjectaccessreviews"),
    own("authorization.k8s.io", "SelfSubjectRulesReview", "selfsubjectrulesreviews"),
    own("authorization.k8s.io", "SubjectAccessReview", "subjectaccessreviews"),
]

private func own(_ group: String, _ kind: String, _ plural: String) -> ServedResource {
    ServedResource(
        type: ResourceType(group: group, version: "v1", kind: kind, plural: plural, isNamespaced: false),
        singular: kind.lowercased(), verbs: ["create"])
}

/// The answer to a review; nil for a resource that is none.
func ownReview(_ served: ServedResource, _ call: Call) -> Result<Answer, ClusterError>? {
    guard ownResources.contains(where: { $0.type == served.type }) else { return nil }
    do throws(ClusterError) {
        guard call.method == "POST" else { throw .noSuchMethod }
        var review = try readBody(call)
        review["apiVersion"] = Value(served.type.apiVersion)
        review["kind"] = Value(served.type.kind)
        review["status"] = reviewStatus(served.type.kind)
        return .success(.json(review, code: 201))
    } catch {
        return .failure(error)
    }
}

private func reviewStatus(_ kind: String) -> Value {
    switch kind {
    case "SelfSubjectReview":
        ["userInfo": ["username": "plumb", "groups": ["system:masters", "system:authenticated"]]]
    case "SelfSubjectRulesReview":
        [
            "resourceRules": [["verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]]],
            "nonResourceRules": [["verbs": ["*"], "nonResourceURLs": ["*"]]], "incomplete": false,
        ]
    default: ["allowed": true]
    }
}
