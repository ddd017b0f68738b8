import Model

/// The built-in kinds. Each lookup is a constant-time one in a table that is made once.
public enum BuiltinKinds {
    /// All of them, in the order of their groups.
    public static let all: [KindInfo] = kindTable.split(separator: "\n").compactMap { KindInfo(row: $0) }

    /// The kind in the version that is preferred.
    public static func named(group: String, kind: String) -> KindInfo? {
        table.byGroupKind[group]?[kind].map { all[$0] }
    }

    /// The kind in this version; nil where the version does not serve it.
    public static func named(apiVersion: String, kind: String) -> KindInfo? {
        table.byVersionKind[apiVersion]?[kind].map { all[$0] }
    }

    /// The kind that URLs name so, in this version.
    public static func resource(apiVersion: String, plural: String) -> KindInfo? {
        table.byVersionPlural[apiVersion]?[plural].map { all[$0] }
    }

    /// The kinds that people mean by a plural, a singular, a short name, a kind, `NAME.GROUP` or `NAME.VERSION.GROUP`,
    /// in upper or lower case, the preferred first. A name that several groups have (`events`) means the core group's,
    /// or else the one that is listed first.
    public static func matching(_ name: String) -> [KindInfo] {
        let text = name.lowercased()
        if let found = table.byName[text] { return found.map { all[$0] } }
        guard let dot = text.firstIndex(of: ".") else { return [] }
        let first = String(text[..<dot])
        let rest = text[text.index(after: dot)...]
        let candidates = (table.byName[first] ?? []).map { all[$0] }
        let ofGroup = candidates.filter { $0.type.group == rest || $0.type.group.hasPrefix("\(rest).") }
        if !ofGroup.isEmpty { return ofGroup }
        return candidates.filter { "\($0.type.version).\($0.type.group)" == rest }
    }

    /// The kinds of a category: `all`.
    public static func inCategory(_ name: String) -> [KindInfo] { all.filter { $0.categories.contains(name) } }

    /// Whether objects of the kind live in namespaces; nil for a kind that is not built in.
    public static func isNamespaced(apiVersion: String, kind: String) -> Bool? {
        named(apiVersion: apiVersion, kind: kind)?.type.isNamespaced
    }

    private struct Table: Sendable {
        var byGroupKind: [String: [String: Int]] = [:]
        var byVersionKind: [String: [String: Int]] = [:]
        var byVersionPlural: [String: [String: Int]] = [:]
        var byName: [String: [Int]] = [:]
    }

    private static let table: Table = {
        var table = Table()
        for (index, info) in all.enumerated() {
            if table.byGroupKind[info.type.group]?[info.type.kind] == nil {
                table.byGroupKind[info.type.group, default: [:]][info.type.kind] = index
            }
            table.byVersionKind[info.type.apiVersion, default: [:]][info.type.kind] = index
            table.byVersionPlural[info.type.apiVersion, default: [:]][info.type.plural] = index
            for name in Set([info.type.plural, info.singular, info.type.kind.lowercased()] + info.shortNames) {
                table.byName[name, default: []].append(index)
            }
        }
        return table
    }()
}

/// Whether objects of the kind live in namespaces; nil for a kind that is not built in.
public func isNamespaced(apiVersion: String, kind: String) -> Bool? {
    BuiltinKinds.isNamespaced(apiVersion: apiVersion, kind: kind)
}
