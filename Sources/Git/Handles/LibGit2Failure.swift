import CLibGit2

/// What libgit2 said, read on the thread of the call.
struct LibGit2Failure: Error {
    var code: Int32
    var category: UInt32
    var text: String

    static func last(_ code: Int32) -> LibGit2Failure {
        let error = git_error_last()
        return LibGit2Failure(
            code: code, category: error.map { UInt32(truncatingIfNeeded: $0.pointee.klass) } ?? 0,
            text: error.flatMap { $0.pointee.message.map { String(cString: $0) } } ?? "no reason given")
    }

    var isNotFound: Bool { code == GIT_ENOTFOUND.rawValue }
    func isOf(_ category: git_error_t) -> Bool { self.category == category.rawValue }
}

/// Runs one call of libgit2 and reads its error at once, on the same thread.
@discardableResult
func git(_ call: () -> Int32) throws(LibGit2Failure) -> Int32 {
    let code = call()
    if code < 0 { throw .last(code) }
    return code
}

/// As `git`, for a call that makes a handle.
func gitHandle(_ call: (inout OpaquePointer?) -> Int32) throws(LibGit2Failure) -> OpaquePointer {
    var handle: OpaquePointer?
    let code = call(&handle)
    guard code >= 0, let handle else { throw .last(code) }
    return handle
}
