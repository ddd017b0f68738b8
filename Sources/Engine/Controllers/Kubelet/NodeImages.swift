import Model

/// The images that a node has pulled, the latest last; of many the earliest are given up. They stand in the node's note,
/// and are read only where one is asked for.
struct NodeImages {
    private static let most = 100
    private let known: Value?
    private var added: [String] = []

    init(note: Value?) { known = note?["images"] }

    var isChanged: Bool { !added.isEmpty }
    var names: [String] { ((known?.elements.compactMap(\.string) ?? []) + added).suffix(NodeImages.most) }

    func contains(_ image: String) -> Bool {
        added.contains(image) || known?.elements.contains { $0.string == image } ?? false
    }

    mutating func add(_ image: String) {
        if !contains(image) { added.append(image) }
    }
}
