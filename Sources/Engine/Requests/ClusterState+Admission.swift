import ClusterAPI
import Kinds
import Model

extension ClusterState {
    /// Defaults and checks a new object that will get this uid.
    func admit(
        creating object: Value, as custom: CustomKind? = nil, uid: String, _ options: Request.Options
    ) throws(ClusterError) -> Admitted {
        let validation = FieldValidation(options.fieldValidation)
        if custom == nil, let known = preview?.admitted(object, validation) { return known }
        let rules = AdmissionOptions(fieldValidation: validation, uid: uid)
        do {
            if let custom { return try Kinds.admit(create: object, as: custom, options: rules) }
            return try Kinds.admit(create: object, options: rules)
        } catch {
            throw ClusterError(error)
        }
    }

    /// Defaults and checks a new state of an object.
    func admit(
        updating old: Value, to object: Value, as custom: CustomKind? = nil, subresource: String?,
        _ options: Request.Options
    ) throws(ClusterError) -> Admitted {
        let rules = AdmissionOptions(
            fieldValidation: FieldValidation(options.fieldValidation), uid: old.uid, subresource: subresource ?? "")
        do {
            if let custom {
                return try Kinds.admit(update: object, over: custom.reading(old), as: custom, options: rules)
            }
            return try Kinds.admit(update: object, over: old, options: rules)
        } catch {
            throw ClusterError(error)
        }
    }

    /// Why a controller's create would be refused now.
    func refusal(ofCreating object: Value) -> String? {
        do {
            let kind = try servedKind(of: object)
            try requireNamespace(object.namespace, for: kind.type, name: object.name)
            let object = try mutateByPlugins(object, kind.type)
            try requireServiceAccount(of: object, kind.type)
            try requireLimits(for: object, kind.type)
            try requireQuota(for: object, kind.type)
            return nil
        } catch {
            return error.message
        }
    }

    /// How many of `count` objects like this one could be created now, and why not more.
    func admissible(_ count: Int, of object: Value) -> (count: Int, refusal: String?) {
        if let refusal = refusal(ofCreating: object) { return (0, refusal) }
        guard let kind = try? servedKind(of: object), let object = try? mutateByPlugins(object, kind.type) else {
            return (count, nil)
        }
        return roomInQuota(count, for: object, kind.type)
    }

    /// The ServiceAccount admission plugin: a pod's account has to be there.
    func requireServiceAccount(of object: Value, _ type: ResourceType) throws(ClusterError) {
        guard type.kind == "Pod", type.group.isEmpty else { return }
        let named = object.at("spec", "serviceAccountName")?.string ?? ""
        let account = named.isEmpty ? "default" : named
        let key = ObjectKey(group: "", kind: "ServiceAccount", namespace: object.namespace, name: account)
        if store.object(key) != nil { return }
        // It looks before a name is generated.
        throw .forbidden(
            type, name: object.metadata["generateName"]?.string ?? object.name,
            "error looking up service account \(object.namespace)/\(account): serviceaccount \"\(account)\" not found")
    }
}

extension FieldValidation {
    /// The server's own default is to warn.
    init(_ asked: Request.FieldValidation?) {
        switch asked {
        case .strict: self = .strict
        case .ignore: self = .ignore
        case .warn, nil: self = .warn
        }
    }
}

extension ClusterError {
    /// What admission refused, as a Status.
    init(_ refusal: AdmissionRefusal) {
        var details: Details?
        if !refusal.kind.isEmpty || !refusal.errors.isEmpty {
            var named = Details()
            named.name = refusal.name
            named.group = refusal.group
            named.kind = refusal.kind
            named.causes = refusal.errors.map {
                Cause(reason: $0.type.rawValue, message: $0.body, field: $0.field)
            }
            details = named
        }
        self.init(
            code: refusal.code, reason: Reason(rawValue: refusal.reason) ?? .unknown, message: refusal.message,
            details: details)
    }
}
