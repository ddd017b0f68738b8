import ClusterAPI
import Model

/// What an access review asks: may this user do that? Checked in kube-apiserver's words.
/// https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/subject-access-review-v1/
struct AccessReview: Sendable {
    enum Form { case access, localAccess, ownAccess }

    /// Whom it asks about; nobody where it asks about whoever asks.
    var user: Requestor
    var attributes: AccessAttributes

    init(_ review: Value, _ form: Form) throws(ClusterError) {
        let spec = review.spec
        var groups: [String] = (spec["groups"]?.elements ?? []).compactMap(\.string)
        var extra: [String: [String]] = [:]
        for member in spec["extra"]?.members ?? Members() {
            extra[member.key.lowercased()] = member.value.elements.compactMap(\.string)
        }
        if form == .ownAccess { groups = [] }
        user = Requestor(
            name: spec["user"]?.string ?? "", uid: spec["uid"]?.string ?? "", groups: groups, extra: extra)
        attributes = AccessReview.attributes(spec)
        let problems = AccessReview.problems(review, form, user)
        if !problems.isEmpty { throw AccessReview.invalid(problems) }
    }

    private static func attributes(_ spec: Value) -> AccessAttributes {
        guard let wanted = spec["resourceAttributes"], wanted.isObject else {
            let path = spec["nonResourceAttributes"] ?? .emptyObject
            return AccessAttributes(path["verb"]?.string ?? "", .path(path["path"]?.string ?? ""))
        }
        func text(_ name: String) -> String { wanted[name]?.string ?? "" }
        return AccessAttributes(
            text("verb"),
            .resource(
                AccessAttributes.Resource(
                    group: text("group"), plural: text("resource"), subresource: text("subresource"),
                    name: text("name"), namespace: text("namespace"))))
    }

    private static func problems(
        _ review: Value, _ form: Form, _ user: Requestor
    ) -> [(field: String, value: String, why: String)] {
        let spec = review.spec
        let resource = spec["resourceAttributes"].flatMap { $0.isObject ? $0 : nil }
        let path = spec["nonResourceAttributes"].flatMap { $0.isObject ? $0 : nil }
        var problems: [(String, String, String)] = []
        if resource != nil, let path {
            problems.append(
                ("spec.nonResourceAttributes", path.json, "cannot be specified in combination with resourceAttributes"))
        }
        if resource == nil, path == nil {
            problems.append(
                (
                    "spec.resourceAttributes", "null",
                    "exactly one of nonResourceAttributes or resourceAttributes must be specified"
                ))
        }
        if form != .ownAccess, user.name.isEmpty, user.groups.isEmpty {
            problems.append(("spec.user", "\"\"", "at least one of user or group must be specified"))
        }
        let metadata = review.metadata.members.filter { member in
            member.key != "managedFields" && !isZero(member.value)
                && !(form == .localAccess && member.key == "namespace")
        }
        if !metadata.isEmpty {
            let why = form == .localAccess ? "must be empty except for namespace" : "must be empty"
            problems.append(("metadata", review.metadata.json, why))
        }
        guard form == .localAccess else { return problems }
        if let resource, (resource["namespace"]?.string ?? "") != review.namespace {
            let named = resource["namespace"]?.string ?? ""
            problems.append(("spec.resourceAttributes.namespace", named.quotedAsGo, "must match metadata.namespace"))
        }
        if let path {
            problems.append(("spec.nonResourceAttributes", path.json, "disallowed on this kind of request"))
        }
        return problems
    }

    /// What clients that write protobuf send for a field that they leave out.
    private static func isZero(_ value: Value) -> Bool {
        value.isNull || value == "" || value == 0 || value == false || value == .emptyObject || value == .emptyArray
    }

    /// The kind is missing from these messages on kube-apiserver too.
    private static func invalid(_ problems: [(field: String, value: String, why: String)]) -> ClusterError {
        var details = ClusterError.Details()
        details.group = "authorization.k8s.io"
        details.causes = problems.map {
            ClusterError.Cause(
                reason: "FieldValueInvalid", message: "Invalid value: \($0.value): \($0.why)", field: $0.field)
        }
        let texts = details.causes.map { "\($0.field): \($0.message)" }
        let text = texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
        return ClusterError(
            code: 422, reason: .invalid, message: ".authorization.k8s.io \"\" is invalid: \(text)", details: details)
    }
}
