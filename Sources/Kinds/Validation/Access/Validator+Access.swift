import Model

/// Roles and bindings.
extension Validator {
    private static let group = "rbac.authorization.k8s.io"

    mutating func rules(_ rules: FieldView, isNamespaced: Bool) {
        for rule in rules.items {
            if rule["verbs"].count == 0 { required(rule["verbs"], "verbs must contain at least one value") }
            if rule["nonResourceURLs"].count > 0 {
                if isNamespaced {
                    invalid(rule["nonResourceURLs"], "namespaced rules cannot apply to non-resource URLs")
                }
                if rule["apiGroups"].count + rule["resources"].count + rule["resourceNames"].count > 0 {
                    invalid(
                        rule["nonResourceURLs"], "rules cannot apply to both regular resources and non-resource URLs")
                }
                continue
            }
            if rule["apiGroups"].count == 0 {
                required(rule["apiGroups"], "resource rules must supply at least one api group")
            }
            if rule["resources"].count == 0 {
                required(rule["resources"], "resource rules must supply at least one resource")
            }
        }
    }

    mutating func binding(_ object: FieldView, isNamespaced: Bool) {
        let role = object["roleRef"]
        if role["apiGroup"].string != Validator.group { notSupported(role["apiGroup"], [Validator.group]) }
        oneOf(role["kind"], isNamespaced ? ["Role", "ClusterRole"] : ["ClusterRole"])
        if role["name"].isEmpty {
            required(role["name"])
        } else {
            check(role["name"], Names.pathSegment(role["name"].string))
        }
        for subject in object["subjects"].items {
            if subject["name"].isEmpty { required(subject["name"]) }
            switch subject["kind"].string {
            case "ServiceAccount":
                if !subject["name"].isEmpty { check(subject["name"], Names.dnsSubdomain(subject["name"].string)) }
                if !subject["apiGroup"].isEmpty { notSupported(subject["apiGroup"], [""]) }
                if !isNamespaced, subject["namespace"].isEmpty { required(subject["namespace"]) }
            case "User", "Group":
                if subject["apiGroup"].string != Validator.group {
                    notSupported(subject["apiGroup"], [Validator.group])
                }
            default: notSupported(subject["kind"], ["ServiceAccount", "User", "Group"])
            }
        }
    }

    mutating func bindingUpdate(_ new: FieldView, _ old: FieldView) {
        let role = new["roleRef"]
        guard role.value != old["roleRef"].value else { return }
        invalid(
            role,
            shown: "{\"APIGroup\":\(role["apiGroup"].string.quotedAsGo),\"Kind\":\(role["kind"].string.quotedAsGo),"
                + "\"Name\":\(role["name"].string.quotedAsGo)}", "cannot change roleRef")
    }
}
