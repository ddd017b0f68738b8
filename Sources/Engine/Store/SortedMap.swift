/// Elements by text keys, in the order of the keys. Finding costs a logarithm; inserting and removing moves at most one
/// chunk, so a map of a hundred thousand elements grows without copying itself.
struct SortedMap<Element: Sendable>: Sendable {
    typealias Entry = (key: String, element: Element)

    /// Never empty inside; a chunk that would be is removed.
    private var chunks: [[Entry]] = []
    private(set) var count = 0
    private let chunkLimit = 256

    /// Where a key is, or where it belongs.
    private struct Place {
        var chunk: Int
        var index: Int
        var isFound: Bool
    }

    private func place(of key: String) -> Place {
        var low = 0
        var high = chunks.count
        while low < high {
            let middle = (low + high) / 2
            if chunks[middle][0].key <= key { low = middle + 1 } else { high = middle }
        }
        let chunk = max(0, low - 1)
        guard chunk < chunks.count else { return Place(chunk: 0, index: 0, isFound: false) }
        low = 0
        high = chunks[chunk].count
        while low < high {
            let middle = (low + high) / 2
            if chunks[chunk][middle].key < key { low = middle + 1 } else { high = middle }
        }
        let isFound = low < chunks[chunk].count && chunks[chunk][low].key == key
        return Place(chunk: chunk, index: low, isFound: isFound)
    }

    subscript(key: String) -> Element? {
        let place = place(of: key)
        return place.isFound ? chunks[place.chunk][place.index].element : nil
    }

    /// Sets the element of a key and returns what was there.
    @discardableResult
    mutating func set(_ element: Element, for key: String) -> Element? {
        let place = place(of: key)
        if place.isFound {
            let old = chunks[place.chunk][place.index].element
            chunks[place.chunk][place.index].element = element
            return old
        }
        count += 1
        if chunks.isEmpty {
            chunks.append([(key, element)])
            return nil
        }
        chunks[place.chunk].insert((key, element), at: place.index)
        if chunks[place.chunk].count > chunkLimit { split(place.chunk) }
        return nil
    }

    private mutating func split(_ index: Int) {
        let half = chunks[index].count / 2
        let upper = Array(chunks[index][half...])
        chunks[index].removeSubrange(half...)
        chunks.insert(upper, at: index + 1)
    }

    @discardableResult
    mutating func remove(_ key: String) -> Element? {
        let place = place(of: key)
        guard place.isFound else { return nil }
        count -= 1
        let old = chunks[place.chunk].remove(at: place.index).element
        if chunks[place.chunk].isEmpty { chunks.remove(at: place.chunk) }
        return old
    }

    /// Visits the entries whose keys begin with `prefix` and come after `after`, in order, until `visit` says false.
    func visit(prefix: String = "", after: String? = nil, _ visit: (String, Element) -> Bool) {
        let start = max(prefix, after ?? prefix)
        var place = place(of: start)
        if let after, place.isFound, start == after { place.index += 1 }
        while place.chunk < chunks.count {
            let chunk = chunks[place.chunk]
            while place.index < chunk.count {
                let entry = chunk[place.index]
                guard prefix.isEmpty || entry.key.hasPrefix(prefix), visit(entry.key, entry.element) else { return }
                place.index += 1
            }
            place.chunk += 1
            place.index = 0
        }
    }
}
