/// https://kubernetes.io/docs/reference/using-api/cel/
let celImages: [CELFunction] = [
    CELFunction("image(string) -> image") { machine, values throws(CELError) in
        guard case .string(let text) = values[0] else { return nil }
        try machine.charge(text.utf8.count / 10)
        guard let image = CELImage(text) else { throw .message("could not parse reference: \(text)") }
        return .opaque(.image(image))
    },
    CELFunction("isImage(string) -> bool") { machine, values throws(CELError) in
        guard case .string(let text) = values[0] else { return nil }
        try machine.charge(text.utf8.count / 10)
        return .bool(CELImage(text) != nil)
    },
    part("registry", "string") { .string($0.registry) }, part("repository", "string") { .string($0.repository) },
    part("tag", "string") { .string($0.tag) }, part("digest", "string") { .string($0.digest) },
    part("identifier", "string") { .string($0.digest.isEmpty ? $0.tag : $0.digest) },
    part("containsDigest", "bool") { .bool(!$0.digest.isEmpty) },
]

private func part(
    _ name: String, _ type: String, _ read: @escaping @Sendable (CELImage) -> CELValue
) -> CELFunction {
    CELFunction("image: \(name)() -> \(type)") { _, values throws(CELError) in
        guard case .opaque(.image(let image)) = values[0] else { return nil }
        return read(image)
    }
}
