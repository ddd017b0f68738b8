import Model

extension ThreeWayMerge {
    /// Nil where the lists are each one value.
    mutating func mergeLists(_ base: Value?, _ desired: Value, _ live: Value, _ schema: Schema) -> Value? {
        guard case .list(let index, let rule) = schema.shape, rule != .atomic else { return nil }
        let element = Schema(table: schema.table, index: index)
        guard let wanted = ListElements(desired.elements, merge: rule, element: element),
            let held = ListElements(live.elements, merge: rule, element: element)
        else { return nil }
        let known = base?.array.flatMap { ListElements($0, merge: rule, element: element) }
        let retains = schema.node.patch.retainsKeys
        var ours: [(key: ElementKey, value: Value)] = []
        for (key, item) in zip(wanted.keys, wanted.elements) {
            let value = step(key.step(rule)) { $0.merge(known?[key], item, held[key], element, retains: retains) }
            if let value { ours.append((key, value)) }
        }
        var foreign: [(key: ElementKey, value: Value)] = []
        for (key, item) in zip(held.keys, held.elements) where wanted.index(of: key) == nil {
            let value = step(key.step(rule)) { $0.merge(known?[key], nil, item, element) }
            if let value { foreign.append((key, value)) }
        }
        let stay = ours.lazy.filter { held.index(of: $0.key) != nil }.count + foreign.count
        let merged = interleaved(foreign: foreign, ours: ours, order: held, gone: held.keys.count - stay)
        noteOrder(base, desired, live, merged: merged, held: held)
        return Value(merged.map(\.value))
    }

    /// Our elements in their order, each foreign one before the first of ours that stood behind it in the cluster. As
    /// in apimachinery, as many new elements as others went come behind the foreign ones.
    private func interleaved(
        foreign: [(key: ElementKey, value: Value)], ours: [(key: ElementKey, value: Value)], order: ListElements,
        gone: Int
    ) -> [(key: ElementKey, value: Value)] {
        var gone = gone
        var result: [(key: ElementKey, value: Value)] = []
        result.reserveCapacity(foreign.count + ours.count)
        var left = foreign[...]
        for item in ours {
            var place = order.index(of: item.key)
            if place == nil, gone > 0 {
                place = order.keys.count
                gone -= 1
            }
            if let place {
                while let first = left.first, let other = order.index(of: first.key), other < place {
                    result.append(left.removeFirst())
                }
            }
            result.append(item)
        }
        return result + left
    }

    private mutating func noteOrder(
        _ base: Value?, _ desired: Value, _ live: Value, merged: [(key: ElementKey, value: Value)], held: ListElements
    ) {
        var last = -1
        for (key, _) in merged {
            guard let place = held.index(of: key) else { continue }
            if place < last {
                note(base, desired, live, .unknown)
                return
            }
            last = place
        }
    }
}
