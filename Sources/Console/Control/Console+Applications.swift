import Model
import Reconciler

extension Console {
    func applications() async -> Answer {
        .json(["applications": Value(await daemon.statuses().map(\.json))])
    }

    func readiness() async throws -> Answer {
        guard await daemon.isReady() else {
            throw Complaint.unavailable("Not every application has been looked at yet.", retryAfter: 1)
        }
        return .text("ok\n")
    }

    /// `?to=REF` names another revision than the one that the application follows.
    func difference(of name: String, _ call: Call) async throws -> Answer {
        let loop = try await loop(name)
        let to = try call.query["to"].map { try checkedRef($0) }
        do throws(Objection) {
            return .json(try await loop.difference(to: to))
        } catch { throw Complaint(error) }
    }
}

/// A revision's name as somebody gave it.
func checkedRef(_ text: String) throws(Complaint) -> String {
    guard !text.isEmpty, text.utf8.count <= 256,
        !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7f })
    else { throw .badRequest("`to` has to be a commit, a branch or a tag.") }
    return text
}

extension Complaint {
    init(_ objection: Objection) {
        switch objection.kind {
        case .notFound: self = .notFound(objection.description)
        case .conflict: self = .conflict(objection.description)
        case .unusable: self.init(422, "Unprocessable Content", objection.description)
        case .unavailable: self = .unavailable(objection.description)
        }
    }
}
