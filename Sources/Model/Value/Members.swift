#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

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

    /// The very same members in memory.
    func isShared(with other: Members) -> Bool {
        guard case .built(let mine) = storage, case .built(let others) = other.storage, mine.count == others.count
        else {
            return false
        }
        return mine.withUnsafeBufferPointer { a in
            others.withUnsafeBufferPointer { b in a.baseAddress == b.baseAddress }
        }
    }

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
                // Most objects are small, and most names are found equal or different without looking at memory.
                if members.count <= 10 {
                    for index in members.indices where members[index].key.hasBytes(of: key) {
                        return members[index].value
                    }
                    return nil
                }
                let (index, found) = Members.find(key, in: members)
                return found ? members[index].value : nil
            case .flat(let reference):
                return reference.find(key).map { reference.document.value($0) }
            }
        }
        set {
            if newValue == nil, self[key] == nil { return }
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

    /// Changes a member where it is; one that is not there begins as an empty object.
    mutating func change(_ key: String, _ body: (inout Value) -> Void) {
        var members = takeMembers()
        let (index, found) = Members.find(key, in: members)
        if !found { members.insert((key: key, value: .emptyObject), at: index) }
        body(&members[index].value)
        storage = .built(members)
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
            if members[middle].key.hasBytes(of: key) { return (middle, true) }
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
        if members.count <= 16 { return inserted(members) }
        let indexed = members.enumerated().sorted {
            $0.element.key.hasBytes(of: $1.element.key)
                ? $0.offset < $1.offset : $0.element.key.precedesInBytes($1.element.key)
        }
        var result: [Element] = []
        result.reserveCapacity(indexed.count)
        for (_, member) in indexed {
            if let last = result.last, last.key.hasBytes(of: member.key) { result.removeLast() }
            result.append(member)
        }
        return result
    }

    /// A few are put into their places one after the other, with no memory besides.
    private static func inserted(_ members: [Element]) -> [Element] {
        var result: [Element] = []
        result.reserveCapacity(members.count)
        for member in members {
            var place = result.count
            while place > 0, member.key.precedesInBytes(result[place - 1].key) { place -= 1 }
            if place > 0, result[place - 1].key.hasBytes(of: member.key) {
                result[place - 1] = member
            } else {
                result.insert(member, at: place)
            }
        }
        return result
    }
}

extension String {
    /// Equal byte for byte. Texts that are only canonically equivalent are different names.
    func hasBytes(of other: String) -> Bool {
        // The first tells nearly all of them apart, and looks at memory only where both are long.
        guard self == other else { return false }
        var (left, right) = (self, other)
        return left.withUTF8 { a in right.withUTF8 { b in sameBytes(a, b) } }
    }

    /// The order of the UTF-8 bytes, which is how Go sorts keys and names.
    public func precedesInBytes(_ other: String) -> Bool {
        var (left, right) = (self, other)
        return left.withUTF8 { a in
            right.withUTF8 { b in
                let common = min(a.count, b.count)
                guard let x = a.baseAddress, let y = b.baseAddress, common > 0 else { return a.count < b.count }
                let order = memcmp(x, y, common)
                return order == 0 ? a.count < b.count : order < 0
            }
        }
    }
}
