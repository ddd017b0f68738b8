import Model

extension CustomSchema {
    /// A whole object without the fields that its schema does not name, and where those stood.
    ///
    /// `apiVersion`, `kind` and `metadata` are every object's own.
    /// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#field-pruning
    func pruned(object: Value) -> (object: Value, unknown: [String]) {
        var pruning = Pruning()
        let result = pruning.prune(object, self, .root, isResource: true, depth: 0)
        return (result, pruning.unknown)
    }
}

private struct Pruning {
    /// At most a hundred, as the server counts them.
    var unknown: [String] = []

    mutating func prune(
        _ value: Value, _ schema: CustomSchema?, _ path: FieldTrail, isResource: Bool, depth: Int
    ) -> Value {
        guard depth < customDepthBound else { return value }
        switch value.view {
        case .object(let members): return prune(value, members, schema, path, isResource: isResource, depth)
        case .array(let elements):
            if schema?.preservesUnknownFields == true, schema?.items == nil { return value }
            var isSame = true
            var result: [Value] = []
            result.reserveCapacity(elements.count)
            for (index, element) in elements.enumerated() {
                let kept = prune(element, schema?.items, .index(path, index), isResource: false, depth: depth + 1)
                if kept != element { isSame = false }
                result.append(kept)
            }
            return isSame ? value : Value(result)
        default: return value
        }
    }

    private mutating func prune(
        _ value: Value, _ members: Members, _ schema: CustomSchema?, _ path: FieldTrail, isResource: Bool, _ depth: Int
    ) -> Value {
        var result = value
        let isWhole = isResource || schema?.isEmbeddedResource == true
        for (name, member) in members {
            if isWhole, ["apiVersion", "kind", "metadata"].contains(name) { continue }
            let place = FieldTrail.field(path, name)
            if let known = schema?.property(name) {
                let kept = prune(member, known, place, isResource: false, depth: depth + 1)
                if kept != member { result[name] = kept }
            } else if schema?.values != nil || schema?.allowsOthers == true {
                // Of a map that takes anything, only the keys are known.
                let inner = schema?.values
                if inner == nil, schema?.preservesUnknownFields == true { continue }
                let kept = prune(member, inner, place, isResource: false, depth: depth + 1)
                if kept != member { result[name] = kept }
            } else if schema?.preservesUnknownFields != true {
                result[name] = nil
                if unknown.count < 100 { unknown.append(place.text) }
            }
        }
        return result
    }
}
