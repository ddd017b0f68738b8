import Model

/// Environment variables and where their values come from.
extension Validator {
    mutating func environment(_ variables: FieldView) {
        for variable in variables.items {
            if variable["name"].isEmpty {
                required(variable["name"])
            } else {
                check(variable["name"], Names.environmentVariable(variable["name"].string))
            }
            if variable["valueFrom"].exists { valueFrom(variable["valueFrom"], of: variable) }
        }
    }

    private mutating func valueFrom(_ source: FieldView, of variable: FieldView) {
        var count = 0
        if source["fieldRef"].exists {
            count += 1
            fieldReference(
                source["fieldRef"],
                supported: [
                    "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
                    "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
                ])
        }
        if source["resourceFieldRef"].exists {
            count += 1
            if source["resourceFieldRef"]["resource"].isEmpty { required(source["resourceFieldRef"]["resource"]) }
        }
        for name in ["configMapKeyRef", "secretKeyRef"] where source[name].exists {
            count += 1
            if source[name]["name"].isEmpty { required(source[name]["name"]) }
            let key = source[name]["key"]
            if key.isEmpty { required(key) } else { check(key, Names.configKey(key.string)) }
        }
        if source["fileKeyRef"].exists { count += 1 }
        if count == 0 {
            invalid(
                source, shown: "\"\"",
                "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or "
                    + "`fileKeyRef`")
        } else if !variable["value"].isEmpty {
            invalid(source, shown: "\"\"", "may not be specified when `value` is not empty")
        }
        if count > 1 { invalid(source, shown: "\"\"", "may not have more than one field specified at a time") }
    }

    /// A field of the pod, by its path, with a subscript for labels and annotations.
    mutating func fieldReference(_ reference: FieldView, supported: [String]) {
        if reference["apiVersion"].isEmpty {
            required(reference["apiVersion"])
            return
        }
        let field = reference["fieldPath"]
        if field.isEmpty {
            required(field)
            return
        }
        let text = field.string
        if let open = text.firstIndex(of: "["), text.hasSuffix("']"), text[open...].hasPrefix("['") {
            let path = String(text[..<open])
            let subscripted = String(text[text.index(open, offsetBy: 2)...].dropLast(2))
            switch path {
            case "metadata.annotations": check(field, Names.qualifiedName(subscripted.lowercased()))
            case "metadata.labels": check(field, Names.qualifiedName(subscripted))
            default: invalid(field, "does not support subscript")
            }
            return
        }
        let known = [
            "metadata.name", "metadata.namespace", "metadata.labels", "metadata.annotations", "metadata.uid",
            "spec.nodeName", "spec.restartPolicy", "spec.serviceAccountName", "spec.schedulerName", "status.phase",
            "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs", "spec.host",
        ]
        if !known.contains(text) {
            invalid(field, "error converting fieldPath: field label not supported: \(text)")
        } else if !supported.contains(text) {
            notSupported(field, supported)
        }
    }

    mutating func environmentSource(_ source: FieldView) {
        if !source["prefix"].isEmpty { check(source["prefix"], Names.environmentVariable(source["prefix"].string)) }
        var count = 0
        for name in ["configMapRef", "secretRef"] where source[name].exists {
            count += 1
            if source[name]["name"].isEmpty { required(source[name]["name"]) }
        }
        if count == 0 {
            invalid(source, shown: "\"\"", "must specify one of: `configMapRef` or `secretRef`")
        } else if count > 1 {
            invalid(source, shown: "\"\"", "may not have more than one field specified at a time")
        }
    }
}
