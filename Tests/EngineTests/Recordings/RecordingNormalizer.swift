import Engine
import Foundation
import Model

/// Brings a state of ours and a recorded one into one form, without what differs from run to run.
struct RecordingNormalizer {
    private var replacements: [(String, String)] = []

    /// For objects of ours.
    init(_ objects: [Value], hashes: [String], uids: [String], minutes: Set<String> = []) {
        for object in objects {
            guard let prefix = object.metadata["generateName"]?.string, object.name.hasPrefix(prefix),
                object.label("statefulset.kubernetes.io/pod-name") == nil
            else { continue }
            replacements.append((object.name, prefix + "<sfx>"))
        }
        for (index, hash) in hashes.enumerated() { replacements.append((hash, "<hash-\(index + 1)>")) }
        for minute in minutes { replacements.append((minute, "<cron-minute>")) }
        for uid in uids { replacements.append((uid, "<uid>")) }
    }

    /// For what was recorded.
    init() {}

    func text(_ text: String) -> String {
        var text = withoutRefusedName(text)
        if Instant(text) != nil { return "<time>" }
        for (old, new) in replacements where text.contains(old) {
            text = text.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
        }
        return RecordingNormalizer.withoutNumbers(text)
    }

    /// The name of a pod that was refused, which no object has: `pods "web-x2b9c" is forbidden`.
    private func withoutRefusedName(_ text: String) -> String {
        guard !replacements.isEmpty, let start = text.range(of: "pods \""),
            let end = text.range(of: "\" is forbidden", range: start.upperBound..<text.endIndex),
            let dash = text[start.upperBound..<end.lowerBound].lastIndex(of: "-")
        else { return text }
        let suffix = text[text.index(after: dash)..<end.lowerBound]
        guard suffix.count == 5, suffix.allSatisfy({ "bcdfghjklmnpqrstvwxz2456789".contains($0) }) else { return text }
        return text[...dash] + "<sfx-new>" + text[end.lowerBound...]
    }

    /// `<sfx-12>` as `<sfx>`; only hashes keep their numbers.
    private static func withoutNumbers(_ text: String) -> String {
        guard text.contains("<") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            result += rest[..<start]
            rest = rest[start...]
            guard let end = rest.firstIndex(of: ">") else { break }
            let mark = rest[rest.index(after: start)..<end]
            let word = mark.hasPrefix("hash-") ? mark : mark.prefix { !$0.isNumber && $0 != "#" }
            result += "<\(word.hasSuffix("-") ? word.dropLast() : word)>"
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    /// With every uid, whoever's it is, as `<uid>`.
    func textWithoutUIDs(_ text: String) -> String {
        let marked = self.text(text).split(separator: "\"", omittingEmptySubsequences: false).map { part in
            let sizes = part.split(separator: "-", omittingEmptySubsequences: false).map(\.count)
            return sizes == [8, 4, 4, 4, 12] ? "<uid>" : String(part)
        }
        return marked.joined(separator: "\"")
    }

    func value(_ value: Value) -> Value {
        if let text = value.string { return Value(self.text(text)) }
        if let elements = value.array { return Value(elements.map { self.value($0) }) }
        guard let members = value.object else { return value }
        return Value(Members(members.map { (text($0.key), self.value($0.value)) }))
    }
}
