import Model

/// The images that a node has pulled, the latest last; of many the earliest are given up. They stand in the node's note.
struct NodeImages {
    private static let most = 100
    private(set) var names: [String]
    private(set) var isChanged = false

    init(note: Value?) { names = note?["images"]?.elements.compactMap(\.string) ?? [] }

    func contains(_ image: String) -> Bool { names.contains(image) }

    mutating func add(_ image: String) {
        if names.contains(image) { return }
        names.append(image)
        if names.count > NodeImages.most { names.removeFirst() }
        isChanged = true
    }
}
