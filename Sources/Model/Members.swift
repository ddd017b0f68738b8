/// The members of an object, in the byte order of their keys.
public struct Members: Sendable, RandomAccessCollection {
    public typealias Element = (key: String, value: Value)

    private(set) var storage: [Element]

    public init() { storage = [] }

    /// Of two members with one key the later wins.
    public init(_ members: some Sequence<(String, Value)>) {
        storage = members.map { (key: $0.0, value: $0.1) }
        sortAndUnique()
    }

    /// `storage` is sorted by the byte order of the keys, without duplicates.
    init(sorted storage: [Element]) { self.storage = storage }

    public var startIndex: Int { storage.startIndex }
    public var endIndex: Int { storage.endIndex }
    public subscript(position: Int) -> Element { storage[position] }
    public var keys: [String] { storage.map(\.key) }
    public var values: [Value] { storage.map(\.value) }

    public subscript(key: String) -> Value? {
        get {
            let (index, found) = find(key)
            return found ? storage[index].value : nil
        }
        set {
            let (index, found) = find(key)
            switch (found, newValue) {
            case (true, let value?): storage[index].value = value
            case (true, nil): storage.remove(at: index)
            case (false, let value?): storage.insert((key: key, value: value), at: index)
            case (false, nil): break
            }
        }
    }

    private func find(_ key: String) -> (index: Int, found: Bool) {
        var low = 0
        var high = storage.count
        while low < high {
            let middle = (low + high) / 2
            let candidate = storage[middle].key
            if candidate == key { return (middle, true) }
            if candidate.precedesInBytes(key) { low = middle + 1 } else { high = middle }
        }
        return (low, false)
    }

    private mutating func sortAndUnique() {
        var ordered = true
        for index in storage.indices.dropFirst() where !storage[index - 1].key.precedesInBytes(storage[index].key) {
            ordered = false
            break
        }
        if ordered { return }
        let indexed = storage.enumerated().sorted {
            $0.element.key == $1.element.key
                ? $0.offset < $1.offset : $0.element.key.precedesInBytes($1.element.key)
        }
        var result: [Element] = []
        result.reserveCapacity(indexed.count)
        for (_, member) in indexed {
            if let last = result.last, last.key == member.key { result.removeLast() }
            result.append(member)
        }
        storage = result
    }
}

extension String {
    /// The order of the UTF-8 bytes, which is how Go sorts keys and names.
    public func precedesInBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
