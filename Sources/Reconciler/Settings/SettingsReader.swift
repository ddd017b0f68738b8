import Model

/// Reads one mapping of a configuration file, and notes everything that is wrong with it: wrong types, and keys that
/// nothing reads.
struct SettingsReader {
    /// Where a field stands in the file.
    typealias Locate = (FieldPath) -> Origin?

    final class Notes {
        var problems: [Problem] = []
    }

    let members: Members
    let path: FieldPath
    let locate: Locate
    let notes: Notes
    private var seen: Set<String> = []

    init(_ value: Value, at path: FieldPath, locate: @escaping Locate, notes: Notes) {
        members = value.members
        self.path = path
        self.locate = locate
        self.notes = notes
        if !value.isObject, !value.isNull {
            note("must be a mapping, as in `\(path.isEmpty ? "key" : "\(path)"): {…}`")
        }
    }

    func note(_ message: String, at key: String? = nil) {
        let place = key.map { path.appending(field: $0) } ?? path
        notes.problems.append(
            Problem(
                "\(place.isEmpty ? "the configuration" : "\(place)") \(message)", origin: locate(place), field: place))
    }

    mutating func value(_ key: String) -> Value? {
        seen.insert(key)
        let found = members[key]
        return found?.isNull ?? true ? nil : found
    }

    mutating func string(_ key: String) -> String? {
        guard let found = value(key) else { return nil }
        if let text = found.string { return text }
        note("must be a text, and is \(found.json). Put it in quotes.", at: key)
        return nil
    }

    mutating func bool(_ key: String) -> Bool? {
        guard let found = value(key) else { return nil }
        if let flag = found.bool { return flag }
        note("must be true or false, and is \(found.json).", at: key)
        return nil
    }

    mutating func duration(_ key: String, atLeast least: Duration) -> Duration? {
        guard let found = value(key) else { return nil }
        guard let duration = found.string.flatMap(parseDuration) else {
            note("must be a duration as in 30s, 5m or 1h, and is \(found.json).", at: key)
            return nil
        }
        if duration < least {
            note("must be at least \(least), and is \(found.json).", at: key)
            return nil
        }
        return duration
    }

    mutating func strings(_ key: String) -> [String]? {
        guard let found = value(key) else { return nil }
        let texts = found.elements.compactMap(\.string)
        guard let elements = found.array, texts.count == elements.count else {
            note("must be a list of texts.", at: key)
            return nil
        }
        return texts
    }

    /// The mapping under a key; an empty one where there is none.
    mutating func mapping(_ key: String) -> SettingsReader {
        SettingsReader(value(key) ?? .null, at: path.appending(field: key), locate: locate, notes: notes)
    }

    /// The mappings under each name of a mapping, in the order of their names.
    mutating func named(_ key: String) -> [(name: String, reader: SettingsReader)] {
        let reader = mapping(key)
        return reader.members.map { name, value in
            (name, SettingsReader(value, at: reader.path.appending(field: name), locate: locate, notes: notes))
        }
    }

    /// To be called when everything was read: what is left is unknown.
    func refuseTheRest() {
        for key in members.keys where !seen.contains(key) {
            let known = seen.sorted().joined(separator: ", ")
            note("is not a setting that plumb knows. Known here: \(known).", at: key)
        }
    }
}
