public import Model

/// FieldsV1, the form in which `managedFields` holds a set of fields.
/// https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
extension FieldSet {
    /// Reads FieldsV1; what is none of it, and what lies deeper than objects do, is left out.
    public init(fieldsV1 value: Value) { self.init(node: value, depth: 0) }

    private init(node value: Value, depth: Int) {
        let members = value.members
        self.init(isMember: depth > 0 && members.isEmpty, entries: [])
        guard depth < depthBound else {
            isMember = true
            return
        }
        entries.reserveCapacity(members.count)
        for (name, child) in members {
            if name == "." {
                isMember = true
            } else {
                entries.append(Entry(name: name, set: FieldSet(node: child, depth: depth + 1)))
            }
        }
    }

    public var fieldsV1: Value {
        var builder = FlatBuilder()
        write(to: &builder)
        return builder.finish()
    }

    func write(to builder: inout FlatBuilder) {
        builder.beginObject()
        if isMember, !entries.isEmpty {
            builder.key(".")
            builder.beginObject()
            builder.end()
        }
        for entry in entries {
            builder.key(entry.name)
            entry.set.write(to: &builder)
        }
        builder.end()
    }

    /// Whether some field is itself in this set and in one that is written as FieldsV1.
    func touches(fieldsV1 value: Value) -> Bool {
        entries.contains { entry in
            guard let child = value[entry.name] else { return false }
            if entry.set.isMember, child.isEmpty || child["."] != nil { return true }
            return !child.isEmpty && entry.set.touches(fieldsV1: child)
        }
    }
}

extension FieldPath.Element {
    /// The step's name in FieldsV1.
    var fieldsV1: String {
        switch self {
        case .field(let name): "f:" + name
        case .value(let value): "v:" + value.json
        case .index(let index): "i:\(index)"
        case .key(let parts): "k:" + Value(Members(parts.map { ($0.name, $0.value) })).json
        }
    }

    init?(fieldsV1 name: String) {
        let rest = String(name.dropFirst(2))
        switch name.prefix(2) {
        case "f:": self = .field(rest)
        case "v:":
            guard let value = try? Value(json: rest) else { return nil }
            self = .value(value)
        case "i:":
            guard let index = Int(rest) else { return nil }
            self = .index(index)
        case "k:":
            guard let keys = try? Value(json: rest), keys.isObject else { return nil }
            self = .key(keys.members.map { FieldPath.KeyPart(name: $0.key, value: $0.value) })
        default: return nil
        }
    }

    /// As kube-apiserver writes it in conflicts: `.spec.containers[name="app"].image`.
    var conflictText: String {
        switch self {
        case .field(let name): "." + name
        case .value(let value): "[=" + value.json + "]"
        case .index(let index): "[\(index)]"
        case .key(let parts): "[" + parts.map { "\($0.name)=\($0.value.json)" }.joined(separator: ",") + "]"
        }
    }
}
