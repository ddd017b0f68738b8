import Model

/// Security contexts of pods and containers.
extension Validator {
    mutating func securityContext(_ context: FieldView) {
        guard context.exists else { return }
        for name in ["runAsUser", "runAsGroup"] { userID(context[name]) }
        profiles(context)
        if context["procMount"].exists { oneOf(context["procMount"], ["Default", "Unmasked"]) }
        if context["allowPrivilegeEscalation"].value?.bool == false {
            let shown = GoDump.text(context.value, "SecurityContext")
            if context["privileged"].bool {
                invalid(
                    context, shown: shown, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true")
            }
            if context["capabilities"]["add"].items.contains(where: { $0.string == "CAP_SYS_ADMIN" }) {
                invalid(
                    context, shown: shown,
                    "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN")
            }
        }
    }

    mutating func podSecurityContext(_ context: FieldView) {
        guard context.exists else { return }
        for name in ["fsGroup", "runAsUser", "runAsGroup"] { userID(context[name]) }
        for group in context["supplementalGroups"].items { userID(group) }
        if context["fsGroupChangePolicy"].exists {
            oneOf(context["fsGroupChangePolicy"], ["Always", "OnRootMismatch"])
        }
        var names = Set<String>()
        for entry in context["sysctls"].items {
            if entry["name"].isEmpty {
                required(entry["name"])
            } else if !names.insert(entry["name"].string).inserted {
                duplicate(entry["name"])
            }
        }
        profiles(context)
    }

    private mutating func userID(_ field: FieldView) {
        if let number = field.value?.int, !(0...Int(Int32.max)).contains(number) {
            invalid(field, "must be between 0 and 2147483647, inclusive")
        }
    }

    private mutating func profiles(_ context: FieldView) {
        for name in ["seccompProfile", "appArmorProfile"] where context[name].exists {
            let profile = context[name]
            let type = profile["type"].string
            let sort = name == "seccompProfile" ? "seccomp" : "AppArmor"
            if type == "Localhost" {
                if !profile["localhostProfile"].exists {
                    required(profile["localhostProfile"], "must be set when \(sort) type is Localhost")
                }
            } else if profile["localhostProfile"].exists {
                invalid(profile["localhostProfile"], "can only be set when \(sort) type is Localhost")
            }
            if type.isEmpty {
                required(profile["type"], "type is required when \(name) is set")
            } else {
                oneOf(profile["type"], ["Localhost", "RuntimeDefault", "Unconfined"])
            }
        }
    }
}
