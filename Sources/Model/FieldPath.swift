/// The way to one field of an object: `spec.containers[name=web].image`.
public struct FieldPath: Hashable, Sendable, CustomStringConvertible, ExpressibleByArrayLiteral {
    public enum Element: Hashable, Sendable {
        /// A member of an object.
        case field(String)
        /// An element of a map list, by its keys in their schema's order.
        case key([KeyPart])
        /// An element of a set list.
        case value(Value)
        case index(Int)
    }

    public struct KeyPart: Hashable, Sendable {
        public var name: String
        public var value: Value
        public init(name: String, value: Value) {
            self.name = name
            self.value = value
        }
    }

    public var elements: [Element]

    public init(_ elements: [Element] = []) { self.elements = elements }
    public init(arrayLiteral elements: Element...) { self.elements = elements }
    /// A chain of member names.
    public init(fields: String...) { elements = fields.map { .field($0) } }

    public func appending(_ element: Element) -> FieldPath { FieldPath(elements + [element]) }
    public func appending(field: String) -> FieldPath { appending(.field(field)) }
    public var isEmpty: Bool { elements.isEmpty }

    public func starts(with prefix: FieldPath) -> Bool { elements.starts(with: prefix.elements) }

    /// Dots between fields; a name that is not a plain word stands in brackets and quotes, `data["app.conf"]`; map
    /// list elements by key, `ports[port=80,protocol=TCP]`; set elements as `finalizers["x"]`, the rest as `[0]`.
    public var description: String {
        var text = ""
        for element in elements {
            switch element {
            case .field(let name) where FieldPath.isPlain(name):
                if !text.isEmpty { text += "." }
                text += name
            case .field(let name):
                text += "[\(Value(name).json)]"
            case .key(let parts):
                text +=
                    "[" + parts.map { "\($0.name)=\($0.value.string ?? $0.value.json)" }.joined(separator: ",") + "]"
            case .value(let value):
                text += "[=\(value.json)]"
            case .index(let index):
                text += "[\(index)]"
            }
        }
        return text
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy {
                ($0 >= 0x61 && $0 <= 0x7a) || ($0 >= 0x41 && $0 <= 0x5a) || ($0 >= 0x30 && $0 <= 0x39)
                    || $0 == 0x5f || $0 == 0x2d || $0 == 0x24
            }
    }
}
