import Model

/// CustomResourceDefinitions, by `pkg/apis/apiextensions/validation` of apiextensions-apiserver.
extension Validator {
    mutating func definition(_ object: FieldView) {
        let spec = object["spec"]
        let name = object["metadata"]["name"]
        if name.string != "\(spec["names"]["plural"].string).\(spec["group"].string)" {
            invalid(name, "must be spec.names.plural+\".\"+spec.group")
        }
        definitionGroup(spec["group"])
        oneOfOrRequired(spec["scope"], ["Cluster", "Namespaced"])
        if spec["preserveUnknownFields"].bool {
            invalid(
                spec["preserveUnknownFields"],
                "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead"
            )
        }
        definitionVersions(spec)
        definitionNames(spec["names"])
        sharedParts(of: spec)
        conversion(spec["conversion"])
        storedVersions(object["status"]["storedVersions"], spec["versions"])
    }

    /// What an update may not change: the scope and the kind once objects may be stored, the group and the plural ever.
    mutating func definitionUpdate(_ new: FieldView, _ old: FieldView) {
        let isEstablished = (old["status"]["conditions"].value?.elements ?? []).contains {
            $0["type"]?.string == "Established" && $0["status"]?.string == "True"
        }
        if isEstablished {
            immutable(new["spec"]["scope"], old["spec"]["scope"])
            immutable(new["spec"]["names"]["kind"], old["spec"]["names"]["kind"])
        }
        immutable(new["spec"]["group"], old["spec"]["group"])
        immutable(new["spec"]["names"]["plural"], old["spec"]["names"]["plural"])
    }

    private mutating func definitionGroup(_ group: FieldView) {
        if group.isEmpty { return required(group) }
        let messages = Names.dnsSubdomain(group.string)
        if !messages.isEmpty {
            invalid(group, messages.joined(separator: ","))
        } else if group.string.split(separator: ".").count < 2 {
            invalid(group, "should be a domain with at least one dot")
        }
        let isOurs = group.string.hasSuffix(".k8s.io") || group.string.hasSuffix(".kubernetes.io")
        if isOurs || group.string == "k8s.io" || group.string == "kubernetes.io" { protectedGroup(group) }
    }

    /// Kubernetes' own groups want to be approved of.
    private mutating func protectedGroup(_ group: FieldView) {
        let metadata = FieldView(definitionMetadata, .field(.root, "metadata"))
        let name = "api-approved.kubernetes.io"
        let approval = metadata["annotations"].key(name)
        if approval.isEmpty {
            required(
                approval,
                "protected groups must have approval annotation \"\(name)\", see https://github.com/kubernetes/enhancements/pull/1111"
            )
        } else if !approval.string.hasPrefix("https://"), !approval.string.hasPrefix("unapproved") {
            invalid(
                approval,
                "protected groups must have approval annotation \"\(name)\" with either a URL or a reason starting with \"unapproved\", see https://github.com/kubernetes/enhancements/pull/1111"
            )
        }
    }

    private mutating func definitionVersions(_ spec: FieldView) {
        let versions = spec["versions"]
        var names: Set<String> = []
        var isUnique = true
        for version in versions.items {
            let messages = Names.dns1035Label(version["name"].string)
            if !messages.isEmpty { invalid(version["name"], messages.joined(separator: ",")) }
            if !names.insert(version["name"].string).inserted { isUnique = false }
            if !version["schema"]["openAPIV3Schema"].exists { required(version["schema"]["openAPIV3Schema"]) }
            if !version["deprecated"].bool, version["deprecationWarning"].exists {
                invalid(version["deprecationWarning"], "can only be set for deprecated versions")
            }
        }
        let stored = versions.items.filter { $0["storage"].bool }
        if !isUnique {
            invalid(versions, shown: versionsText(versions.value), "must contain unique version names")
        }
        if stored.count != 1 {
            invalid(
                versions, shown: versionsText(versions.value), "must have exactly one version marked as storage version"
            )
        }
    }

    private mutating func definitionNames(_ names: FieldView) {
        for field in ["plural", "singular", "kind", "listKind"] where names[field].isEmpty { required(names[field]) }
        for field in ["plural", "singular"] where !names[field].isEmpty { label(names[field]) }
        for field in ["kind", "listKind"] where !names[field].isEmpty {
            let messages = Names.dns1035Label(names[field].string.lowercased())
            if !messages.isEmpty {
                invalid(
                    names[field],
                    "may have mixed case, but should otherwise match: \(messages.joined(separator: ","))")
            }
        }
        for short in names["shortNames"].items { label(short) }
        if !names["kind"].isEmpty, names["kind"].string == names["listKind"].string {
            invalid(names["listKind"], "kind and listKind may not be the same")
        }
        for category in names["categories"].items { label(category) }
    }

    private mutating func label(_ field: FieldView) {
        let messages = Names.dns1035Label(field.string)
        if !messages.isEmpty { invalid(field, messages.joined(separator: ",")) }
    }

    /// What all versions have alike stands beside them in the server's own form, and is spoken of there.
    private mutating func sharedParts(of spec: FieldView) {
        let versions = spec["versions"]
        let parts: [(name: String, beside: FieldView, inside: (FieldView) -> FieldView)] = [
            ("schema", spec["validation"]["openAPIV3Schema"], { $0["schema"]["openAPIV3Schema"] }),
            ("subresources", spec["subresources"], { $0["subresources"] }),
            ("additionalPrinterColumns", spec["additionalPrinterColumns"], { $0["additionalPrinterColumns"] }),
            ("selectableFields", spec["selectableFields"], { $0["selectableFields"] }),
        ]
        for part in parts {
            let all = versions.items.map(part.inside)
            guard let first = all.first else { continue }
            let isShared = all.allSatisfy { $0.value == first.value }
            let fields = isShared ? [FieldView(first.value, part.beside.path)] : all
            for (index, field) in fields.enumerated() where field.exists {
                switch part.name {
                case "schema":
                    let hasStatus = versions.index(index)["subresources"]["status"].value?.isObject ?? false
                    definitionSchema(field, hasStatus: hasStatus)
                case "subresources": scalePaths(field["scale"])
                case "selectableFields":
                    let schema = versions.index(index)["schema"]["openAPIV3Schema"].value
                    selectableFields(field, schema: schema)
                default: for column in field.items { printerColumn(column) }
                }
            }
        }
    }

    private mutating func scalePaths(_ scale: FieldView) {
        guard scale.exists else { return }
        for (name, root) in [("specReplicasPath", ".spec."), ("statusReplicasPath", ".status.")] {
            if scale[name].isEmpty { required(scale[name]) } else { simplePath(scale[name], under: root) }
        }
        if !scale["labelSelectorPath"].isEmpty {
            let path = scale["labelSelectorPath"]
            let root = path.string.hasPrefix(".spec.") ? ".spec." : ".status."
            simplePath(path, under: root, said: ".spec or .status")
        }
    }

    private mutating func simplePath(_ path: FieldView, under root: String, said: String? = nil) {
        if !path.string.hasPrefix(".") {
            invalid(path, "must be a simple json path starting with .")
        } else if !path.string.hasPrefix(root) {
            invalid(path, "should be a json path under \(said ?? String(root.dropLast()))")
        }
    }

    private mutating func printerColumn(_ column: FieldView) {
        let types = ["boolean", "date", "integer", "number", "string"]
        let formats = ["byte", "date", "date-time", "double", "float", "int32", "int64", "password"]
        if column["name"].isEmpty { required(column["name"]) }
        if column["type"].isEmpty {
            required(column["type"], "must be one of \(types.joined(separator: ","))")
        } else if !types.contains(column["type"].string) {
            invalid(column["type"], "must be one of \(types.joined(separator: ","))")
        }
        if !column["format"].isEmpty, !formats.contains(column["format"].string) {
            invalid(column["format"], "must be one of \(formats.joined(separator: ","))")
        }
        if column["jsonPath"].isEmpty {
            required(FieldView(nil, .field(column.path, "JSONPath")))
        } else if !column["jsonPath"].string.hasPrefix(".") {
            invalid(
                FieldView(column["jsonPath"].value, .field(column.path, "JSONPath")),
                "must be a simple json path starting with .")
        }
    }

    private mutating func conversion(_ conversion: FieldView) {
        guard conversion.exists else { return }
        oneOfOrRequired(conversion["strategy"], ["None", "Webhook"])
        if conversion["strategy"].string == "Webhook", !conversion["webhook"]["clientConfig"].exists {
            required(
                conversion["webhookClientConfig"], "required when strategy is set to Webhook")
        }
    }

    private mutating func storedVersions(_ kept: FieldView, _ versions: FieldView) {
        if kept.count == 0 {
            return invalid(kept, shown: kept.exists ? "[]" : "null", "must have at least one stored version")
        }
        let names = kept.items.map(\.string)
        for version in versions.items where version["storage"].bool && !names.contains(version["name"].string) {
            invalid(kept, "must have the storage version \(version["name"].string)")
        }
        let known = Set(versions.items.map { $0["name"].string })
        for name in kept.items where !known.contains(name.string) {
            invalid(
                name,
                "missing from spec.versions; v1.CustomResourceDefinition may only have stored versions that are listed there"
            )
        }
    }

    /// What all versions have alike stands beside them in the server's own form.
    private func versionsText(_ versions: Value?) -> String {
        guard let versions = versions?.array else { return "null" }
        let shared = ["schema", "subresources", "additionalPrinterColumns", "selectableFields"].filter { name in
            versions.allSatisfy { $0[name] == versions.first?[name] }
        }
        let shown = versions.map { version in
            var version = version
            for name in shared { version[name] = nil }
            return GoDump.text(version, "CustomResourceDefinitionVersion")
        }
        return "[\(shown.joined(separator: ","))]"
    }

}
