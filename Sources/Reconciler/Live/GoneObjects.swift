/// The uids of objects that are gone, as many as could matter: an answer that was under way meanwhile must not bring one
/// back. A uid never comes again.
struct GoneObjects: Sendable {
    private static let most = 4096
    private var uids: Set<String> = []
    /// In a ring, the oldest at `next` once it is full.
    private var order: [String] = []
    private var next = 0

    func contains(_ uid: String) -> Bool { uids.contains(uid) }

    mutating func insert(_ uid: String) {
        guard !uid.isEmpty, uids.insert(uid).inserted else { return }
        if order.count < Self.most { return order.append(uid) }
        uids.remove(order[next])
        order[next] = uid
        next = (next + 1) % Self.most
    }
}
