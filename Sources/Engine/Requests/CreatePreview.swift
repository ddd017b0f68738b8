public import ClusterAPI
import Diff
import Kinds
public import Model

/// What admission makes of a create and which fields its manager will own, found out beside the cluster: most of the
/// work of a create needs nothing but the request. The cluster takes it where it holds for what it would have looked at
/// itself, and looks itself where not.
public struct CreatePreview: Sendable {
    /// What admission was given.
    private let body: Value
    private let validation: FieldValidation
    private let admitted: Admitted
    private let manager: String
    private let time: String
    private let managedFields: Value?

    /// nil for what depends on what the cluster holds, and for what admission refuses.
    public init?(of request: Request, at now: Instant) {
        let type = request.type
        guard request.verb == .create, request.subresource == nil, var body = request.body, !body.name.isEmpty,
            body.apiVersion == type.apiVersion, body.objectKind == type.kind, CreatePreview.isPossible(for: type),
            let info = BuiltinKinds.named(apiVersion: type.apiVersion, kind: type.kind)
        else { return nil }
        if request.options.dryRun { body.set(nil, at: "metadata", "resourceVersion") }
        validation = FieldValidation(request.options.fieldValidation)
        guard let admitted = try? admit(create: body, options: AdmissionOptions(fieldValidation: validation)) else {
            return nil
        }
        self.body = body
        self.admitted = admitted
        manager = request.options.fieldManager
        time = now.description
        managedFields = recordUpdate(
            old: nil, new: admitted.object, manager: manager.isEmpty ? "unknown" : manager, time: now,
            schema: builtinSchema(group: type.group, version: type.version, kind: type.kind) ?? .unknown,
            statusIsSubresource: info.hasStatus
        ).at("metadata", "managedFields")
    }

    /// A Job's labels hold its uid, and a pod is changed by what its namespace and the cluster say.
    private static func isPossible(for type: ResourceType) -> Bool {
        !(type.group == "batch" && type.kind == "Job") && !(type.group.isEmpty && type.kind == "Pod")
    }

    /// What admission makes of an object; nil where that was not looked at.
    func admitted(_ object: Value, _ validation: FieldValidation) -> Admitted? {
        self.validation == validation && body == object ? admitted : nil
    }

    /// The object with its `managedFields`; nil where it is not what was looked at.
    func recorded(_ object: Value, manager: String, at now: Instant) -> Value? {
        guard self.manager == manager, time == now.description, isAdmitted(object) else { return nil }
        var object = object
        object.set(managedFields, at: "metadata", "managedFields")
        return object
    }

    /// Whether it is what admission gave back, but for what belongs to nobody.
    private func isAdmitted(_ object: Value) -> Bool {
        CreatePreview.isSame(object, admitted.object, without: ["metadata"])
            && CreatePreview.isSame(object.metadata, admitted.object.metadata, without: CreatePreview.nobodys)
    }

    private static let nobodys: Set<String> = ["uid", "creationTimestamp", "generation", "resourceVersion", "selfLink"]

    private static func isSame(_ left: Value, _ right: Value, without names: Set<String>) -> Bool {
        let (left, right) = (left.members, right.members)
        return left.allSatisfy { names.contains($0.key) || right[$0.key] == $0.value }
            && right.allSatisfy { names.contains($0.key) || left[$0.key] != nil }
    }
}
