import Model

/// The way to one value of a document. https://www.rfc-editor.org/rfc/rfc6901
struct JSONPointer {
    let text: String
    let tokens: [String]

    /// Nil where the text is neither empty nor begins with a slash, and where it goes deeper than any object does.
    init?(_ text: String) {
        self.text = text
        guard !text.isEmpty else {
            tokens = []
            return
        }
        guard text.hasPrefix("/") else { return nil }
        tokens = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
            String($0).replacing("~1", with: "/").replacing("~0", with: "~")
        }
        if tokens.count > depthBound { return nil }
    }
}

extension Value {
    func at(pointer: JSONPointer) -> Value? {
        var current = self
        for token in pointer.tokens {
            let next: Value? =
                if let elements = current.array {
                    arrayIndex(token, below: elements.count).map { elements[$0] }
                } else {
                    current[token]
                }
            guard let next else { return nil }
            current = next
        }
        return current
    }

    func adding(_ value: Value, at pointer: JSONPointer) throws(PatchError) -> Value {
        try changing(pointer.tokens[...], pointer) { (parent: Value, token: String) throws(PatchError) in
            if var elements = parent.array {
                let place = token == "-" ? elements.count : arrayIndex(token, below: elements.count + 1)
                guard let place else {
                    throw PatchError(
                        .unprocessable,
                        "error in add for path: '\(pointer.text)': Unable to access invalid index: \(token): invalid "
                            + "index referenced")
                }
                elements.insert(value, at: place)
                return Value(elements)
            }
            var copy = parent
            copy[token] = value
            return copy
        } whole: {
            value
        }
    }

    func replacing(with value: Value, at pointer: JSONPointer) throws(PatchError) -> Value {
        try changing(pointer.tokens[...], pointer) { (parent: Value, token: String) throws(PatchError) in
            if var elements = parent.array {
                guard let place = arrayIndex(token, below: elements.count) else { throw notFound("replace", pointer) }
                elements[place] = value
                return Value(elements)
            }
            var copy = parent
            copy[token] = value
            return copy
        } whole: {
            value
        }
    }

    func removing(at pointer: JSONPointer) throws(PatchError) -> (removed: Value, rest: Value) {
        guard let removed = at(pointer: pointer) else { throw notFound("remove", pointer) }
        let rest = try changing(pointer.tokens[...], pointer) { (parent: Value, token: String) throws(PatchError) in
            if var elements = parent.array {
                guard let place = arrayIndex(token, below: elements.count) else { throw notFound("remove", pointer) }
                elements.remove(at: place)
                return Value(elements)
            }
            var copy = parent
            copy[token] = nil
            return copy
        } whole: {
            .null
        }
        return (removed, rest)
    }

    /// Rebuilds the document around the changed parent of what the pointer names.
    private func changing(
        _ tokens: ArraySlice<String>, _ pointer: JSONPointer,
        _ change: (Value, String) throws(PatchError) -> Value, whole: () -> Value
    ) throws(PatchError) -> Value {
        guard let token = tokens.first else { return whole() }
        guard isObject || isArray else { throw notFound("add", pointer) }
        if tokens.count == 1 { return try change(self, token) }
        if var elements = array {
            guard let place = arrayIndex(token, below: elements.count) else { throw notFound("add", pointer) }
            elements[place] = try elements[place].changing(tokens.dropFirst(), pointer, change, whole: whole)
            return Value(elements)
        }
        guard let child = self[token] else { throw notFound("add", pointer) }
        var copy = self
        copy[token] = try child.changing(tokens.dropFirst(), pointer, change, whole: whole)
        return copy
    }
}

private func notFound(_ operation: String, _ pointer: JSONPointer) -> PatchError {
    PatchError(
        .unprocessable,
        "\(operation) operation does not apply: doc is missing path: \(Value(pointer.text).json): missing value")
}

/// Digits without leading zeros; nil for anything else and for what is out of bounds.
private func arrayIndex(_ token: String, below bound: Int) -> Int? {
    let bytes = token.utf8
    guard !bytes.isEmpty, bytes.count < 10, bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
        bytes.count == 1 || bytes.first != 0x30, let index = Int(token), index < bound
    else { return nil }
    return index
}
