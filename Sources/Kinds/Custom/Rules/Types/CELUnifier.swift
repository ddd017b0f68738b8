/// Finds out types that are left open, as cel-go's checker does.
struct CELUnifier {
    private var bindings: [Int: CELType] = [:]
    private var count = 0

    mutating func fresh() -> CELType {
        count += 1
        return .parameter(count - 1)
    }

    /// A form's type with its open types filled in.
    static func filled(_ type: CELType, _ open: [CELType]) -> CELType {
        switch type {
        case .parameter(let number): open.indices.contains(number) ? open[number] : .dyn
        case .list(let element): .list(filled(element, open))
        case .map(let key, let value): .map(filled(key, open), filled(value, open))
        case .type(let inner): .type(filled(inner, open))
        case .optional(let inner): .optional(filled(inner, open))
        default: type
        }
    }

    /// What is known of a type at its top.
    func followed(_ type: CELType) -> CELType {
        var type = type
        while case .parameter(let number) = type, let known = bindings[number] { type = known }
        return type
    }

    /// With everything that is known; what is not is anything.
    func resolved(_ type: CELType, depth: Int = 0) -> CELType {
        guard depth < 50 else { return .dyn }
        switch followed(type) {
        case .parameter: return .dyn
        case .list(let element): return .list(resolved(element, depth: depth + 1))
        case .map(let key, let value):
            return .map(resolved(key, depth: depth + 1), resolved(value, depth: depth + 1))
        case .type(let inner): return .type(resolved(inner, depth: depth + 1))
        case .optional(let inner): return .optional(resolved(inner, depth: depth + 1))
        case let known: return known
        }
    }

    /// Whether a value of a type can stand where another is wanted. What was open is known better afterwards.
    mutating func assign(_ type: CELType, to wanted: CELType, depth: Int = 0) -> Bool {
        guard depth < 50 else { return true }
        let source = followed(type)
        let target = followed(wanted)
        if case .parameter(let number) = target {
            if source != target, !occurs(number, in: source) { bindings[number] = source }
            return true
        }
        if case .parameter(let number) = source {
            if !occurs(number, in: target) { bindings[number] = target }
            return true
        }
        guard fits(source, target, depth: depth) else { return false }
        // A type that was taken for known gives way to one that says less.
        if case .parameter(let number) = wanted, isLessSpecific(source, target) { bindings[number] = source }
        return true
    }

    private mutating func fits(_ source: CELType, _ target: CELType, depth: Int) -> Bool {
        if source.isDynamic || target.isDynamic || source == target { return true }
        switch (source, target) {
        case (.null, let other), (let other, .null):
            switch other {
            case .object, .timestamp, .duration, .opaque, .optional: return true
            default: return false
            }
        case (.list(let a), .list(let b)), (.optional(let a), .optional(let b)):
            return assign(a, to: b, depth: depth + 1)
        case (.type, .type): return true
        case (.map(let a, let b), .map(let c, let d)):
            return assign(a, to: c, depth: depth + 1) && assign(b, to: d, depth: depth + 1)
        default: return false
        }
    }

    func isLessSpecific(_ left: CELType, _ right: CELType, depth: Int = 0) -> Bool {
        guard depth < 50 else { return false }
        switch (followed(left), followed(right)) {
        case (.dyn, _): return true
        case (.list(let a), .list(let b)), (.optional(let a), .optional(let b)):
            return isLessSpecific(a, b, depth: depth + 1)
        case (.map(let a, let b), .map(let c, let d)):
            return isLessSpecific(a, c, depth: depth + 1) && isLessSpecific(b, d, depth: depth + 1)
        case (let a, let b): return a == b
        }
    }

    private func occurs(_ number: Int, in type: CELType, depth: Int = 0) -> Bool {
        guard depth < 50 else { return true }
        switch followed(type) {
        case .parameter(let other): return other == number
        case .list(let inner), .type(let inner), .optional(let inner):
            return occurs(number, in: inner, depth: depth + 1)
        case .map(let key, let value):
            return occurs(number, in: key, depth: depth + 1) || occurs(number, in: value, depth: depth + 1)
        default: return false
        }
    }
}
