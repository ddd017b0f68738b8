extension Value {
    /// The same value in its compact form: the form for what is kept. It takes a fraction of the memory, and equal
    /// subtrees of two compact values are told apart or found equal quickly. A value that is compact stays as it is.
    public func compacted() -> Value {
        switch representation {
        case .flat(let reference) where reference.index == reference.document.root: return self
        case .flat, .array, .object:
            var builder = FlatBuilder()
            builder.value(self)
            return builder.finish()
        default: return self
        }
    }
}

extension FlatBuilder {
    /// Says a whole value.
    public mutating func value(_ value: Value) {
        switch value.representation {
        case .null: null()
        case .bool(let flag): bool(flag)
        case .int(let number): int(number)
        case .double(let number): double(number)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            end()
        case .object(let members):
            beginObject()
            for (key, member) in members {
                self.key(key)
                self.value(member)
            }
            end()
        case .flat(let reference): copy(reference.document, reference.index)
        }
    }

    private mutating func copy(_ document: FlatDocument, _ index: Int) {
        let node = document.nodes[index]
        switch node.kind {
        case FlatNode.array:
            beginArray()
            for child in Int(node.a)..<Int(node.a) + Int(node.b) { copy(document, child) }
            end()
        case FlatNode.object:
            beginObject()
            for child in Int(node.a)..<Int(node.a) + Int(node.b) {
                let number = document.nodes[child].key
                if let entry = document.key(number) {
                    nextKey = number
                    nextPrefix = entry.pointee.prefix
                } else {
                    document.withKey(number) { key($0.bytes) }
                }
                copy(document, child)
            }
            end()
        case FlatNode.text: document.withText(of: index) { string($0) }
        default: push(node)
        }
    }
}
