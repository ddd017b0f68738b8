/// A property's name as rules write it: `__dash__` for a hyphen, `__namespace__` for a reserved word; nil where there is
/// no way to write it.
/// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#escaping
func escapedName(_ name: String) -> String? {
    if reservedNames.contains(name) { return "__\(name)__" }
    var result = ""
    var scalars = name.unicodeScalars[...]
    guard let first = scalars.first, !(48...57).contains(first.value) else { return nil }
    while let scalar = scalars.popFirst() {
        switch scalar {
        case "_" where scalars.first == "_":
            scalars.removeFirst()
            result += "__underscores__"
        case ".": result += "__dot__"
        case "-": result += "__dash__"
        case "/": result += "__slash__"
        default:
            guard ScalarSet.isWord(scalar) else { return nil }
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Words that cannot name a variable; behind a dot they may stand as they are.
let reservedNames: Set<String> = [
    "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import",
    "let", "loop", "package", "namespace", "return", "var", "void", "while",
]
