/// The members of an object, in the byte order of their keys.
public struct Members: Sendable, RandomAccessCollection {
    public typealias Element = (key: String, value: Value)

    private enum Storage {
        case built([Element])
        /// An object of a flat document.
        case flat(FlatReference)
    }

    private var storage: Storage

    public init() { storage = .built([]) }

    /// Of two members with one key the later wins.
    public init(_ members: some Sequence<(String, Value)>) {
        storage = .built(Members.sorted(members.map { (key: $0.0, value: $0.1) }))
    }

    /// `members` are sorted by the byte order of the keys, without duplicates.
    init(sorted members: [Element]) { storage = .built(members) }

    /// `reference` is an object.
    init(_ reference: FlatReference) { storage = .flat(reference) }

    var reference: FlatReference? { if case .flat(let reference) = storage { reference } else { nil } }

    public var startIndex: Int { 0 }
    public var endIndex: Int {
        switch storage {
        case .built(let members): members.count
        case .flat(let reference): reference.count
        }
    }

    public subscript(position: Int) -> Element {
        switch storage {
        case .built(let members): return members[position]
        case .flat(let reference):
            precondition(position >= 0 && position < reference.count, "index out of range")
            return reference.member(at: position)
        }
    }

    public var keys: [String] {
        switch storage {
        case .built(let members): members.map(\.key)
        case .flat(let reference):
            (0..<reference.count).map {
                reference.document.keyText(reference.document.nodes[reference.first + $0].key)
            }
        }
    }

    public var values: [Value] {
        switch storage {
        case .built(let members): members.map(\.value)
        case .flat(let reference): reference.elements
        }
    }

    public subscript(key: String) -> Value? {
        get {
            switch storage {
            case .built(let members):
                let (index, found) = Members.find(key, in: members)
                return found ? members[index].value : nil
            case .flat(let reference):
                return reference.find(key).map { reference.document.value($0) }
            }
        }
        set {
            var members = takeMembers()
            let (index, found) = Members.find(key, in: members)
            switch (found, newValue) {
            case (true, let value?): members[index].value = value
            case (true, nil): members.remove(at: index)
            case (false, let value?): members.insert((key: key, value: value), at: index)
            case (false, nil): break
            }
            storage = .built(members)
        }
    }

    /// The members as an array that nobody else holds, so that changing it copies nothing.
    private mutating func takeMembers() -> [Element] {
        switch storage {
        case .built(let members):
            storage = .built([])
            return members
        case .flat(let reference):
            return (0..<reference.count).map { reference.member(at: $0) }
        }
    }

    private static func find(_ key: String, in members: [Element]) -> (index: Int, found: Bool) {
        var low = 0
        var high = members.count
        while low < high {
            let middle = (low + high) / 2
            if members[middle].key == key { return (middle, true) }
            if members[middle].key.precedesInBytes(key) { low = middle + 1 } else { high = middle }
        }
        return (low, false)
    }

    private static func sorted(_ members: [Element]) -> [Element] {
        var ordered = true
        for index in members.indices.dropFirst() where !members[index - 1].key.precedesInBytes(members[index].key) {
            ordered = false
            break
        }
        if ordered { return members }
        let indexed = members.enumerated().sorted {
            $0.element.key == $1.element.key
                ? $0.offset < $1.offset : $0.element.key.precedesInBytes($1.element.key)
        }
        var result: [Element] = []
        result.reserveCapacity(indexed.count)
        for (_, member) in indexed {
            if let last = result.last, last.key == member.key { result.removeLast() }
            result.append(member)
        }
        return result
    }
}

extension String {
    /// The order of the UTF-8 bytes, which is how Go sorts keys and names.
    public func precedesInBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
