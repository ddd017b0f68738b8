import Model

extension CustomSchema {
    /// Elements that a set or map list has twice, and resources inside of the resource that do not say what they are.
    func checkStructure(_ value: Value, _ path: FieldTrail, depth: Int = 0) -> [FieldError] {
        guard depth < customDepthBound else { return [] }
        var errors: [FieldError] = []
        if isEmbeddedResource, value.isObject, depth > 0 {
            for name in ["apiVersion", "kind"] where value[name]?.isEmpty ?? true {
                errors.append(
                    FieldError(
                        type: .required, field: FieldTrail.field(path, name).text, detail: "must not be empty"))
            }
        }
        switch value.view {
        case .object(let members):
            for (name, member) in members {
                guard let schema = self.member(name) else { continue }
                let place: FieldTrail = property(name) == nil ? .key(path, name) : .field(path, name)
                errors += schema.checkStructure(member, place, depth: depth + 1)
            }
        case .array(let elements):
            errors += duplicates(among: elements, path)
            guard let items else { break }
            for (index, element) in elements.enumerated() {
                errors += items.checkStructure(element, .index(path, index), depth: depth + 1)
            }
        default: break
        }
        return errors
    }

    private func duplicates(among elements: [Value], _ path: FieldTrail) -> [FieldError] {
        guard listType == "set" || listType == "map" else { return [] }
        var seen: Set<Value> = []
        return elements.enumerated().compactMap { index, element in
            let key = listType == "set" ? element : keys(of: element)
            if seen.insert(key).inserted { return nil }
            return FieldError(type: .duplicate, field: FieldTrail.index(path, index).text, value: key)
        }
    }

    private func keys(of element: Value) -> Value {
        Value(
            Members(mapKeys.compactMap { name in (element[name] ?? items?.property(name)?.initial).map { (name, $0) } })
        )
    }
}
