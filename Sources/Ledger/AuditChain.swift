import Crypto
import Model

/// The chain that makes the audit tamper-evident: every entry holds the hash of the one before.
public enum AuditChain {
    /// What the first entry names as its predecessor.
    public static let root = String(repeating: "0", count: 64)

    /// Gives the entry its place at the end of the chain, and says its text.
    ///
    /// - Parameter changes: Those of the entry as canonical JSON, where somebody has put them into words already.
    static func link(
        _ entry: AuditEntry, changes: String? = nil, after previous: Head
    ) -> (entry: AuditEntry, text: String) {
        var linked = entry
        linked.sequence = previous.sequence + 1
        linked.previous = previous.hash
        let changes = changes ?? Value(entry.changes).canonicalJSON
        linked.hash = hash(of: linked.text(changes: changes, hash: nil))
        return (linked, linked.text(changes: changes, hash: linked.hash))
    }

    /// The end of the chain. It is kept apart from the entries, so that entries cut off the end are missed too.
    public struct Head: Sendable, Hashable {
        public var sequence: Int
        public var hash: String
        static let none = Head(sequence: 0, hash: AuditChain.root)
    }

    /// What `verify` found.
    public enum Verdict: Sendable, Hashable {
        case intact(entries: Int, head: String)
        /// The first entry that is not as it was written, and what is wrong with it.
        case broken(sequence: Int, why: String)
    }

    /// Recomputes the chain over the stored texts, in the order of their stored sequence.
    static func verify(_ rows: [(sequence: Int, text: String)], head: Head) -> Verdict {
        var last = Head.none
        for row in rows {
            let expected = last.sequence + 1
            guard row.sequence == expected else {
                return .broken(sequence: expected, why: "it is missing: entry \(row.sequence) follows \(last.sequence)")
            }
            if let why = fault(in: row.text, at: expected, after: last) {
                return .broken(sequence: expected, why: why)
            }
            last = Head(sequence: expected, hash: hashField(of: row.text))
        }
        if last.sequence < head.sequence {
            return .broken(
                sequence: last.sequence + 1, why: "it is missing: \(head.sequence) entries were written")
        }
        if last != head {
            return .broken(sequence: last.sequence, why: "it is not the entry that was written last")
        }
        return .intact(entries: rows.count, head: last.hash)
    }

    private static func fault(in text: String, at sequence: Int, after last: Head) -> String? {
        guard var entry = try? Value(json: text), entry.isObject else { return "it is no JSON object any more" }
        guard entry.canonicalJSON == text else { return "its text was changed" }
        guard let stored = entry["hash"]?.string else { return "it has no hash" }
        guard entry["sequence"]?.int == sequence else {
            return "it says that it is entry \(entry["sequence"]?.json ?? "?")"
        }
        guard entry["previous"]?.string == last.hash else { return "it does not follow the entry before it" }
        entry["hash"] = nil
        return hash(of: entry) == stored ? nil : "its content does not have the hash that it was written with"
    }

    private static func hashField(of text: String) -> String {
        (try? Value(json: text))?["hash"]?.string ?? ""
    }

    static func hash(of entry: Value) -> String { hash(of: entry.canonicalJSON) }

    private static func hash(of text: String) -> String { hex(SHA256.hash(data: Array(text.utf8))) }
}

func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
}
