/// A body that has not been read yet.
struct UnreadBody: Sendable {
    /// What Content-Length says; nil where the body comes in chunks or there is none.
    var length: Int?
    /// Reads all of it; throws `TooLarge` as soon as it is more than that many bytes.
    var read: @Sendable (_ limit: Int) async throws -> [UInt8]

    struct TooLarge: Error {}

    init(length: Int?, read: @escaping @Sendable (_ limit: Int) async throws -> [UInt8]) {
        self.length = length
        self.read = read
    }

    /// The bytes, if they come in time and are no more than allowed. What is known to be too large is not read at all.
    func bytes(upTo limit: Int, within time: Duration) async throws(Complaint) -> [UInt8] {
        if let length, length > limit { throw .tooLarge(limit: limit) }
        let read = read
        let result = await withTaskGroup(of: Result<[UInt8], Complaint>.self) { group in
            group.addTask {
                do {
                    return .success(try await read(limit))
                } catch is TooLarge {
                    return .failure(.tooLarge(limit: limit))
                } catch {
                    return .failure(.badRequest("The body could not be read to its end."))
                }
            }
            group.addTask {
                try? await Task.sleep(for: time)
                return .failure(Complaint(408, "Request Timeout", "The body did not come in time."))
            }
            let first = await group.next() ?? .failure(.internalError)
            group.cancelAll()
            return first
        }
        return try result.get()
    }
}
