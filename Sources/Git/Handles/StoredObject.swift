import CLibGit2

/// An object that was read; its bytes live as long as it does.
struct StoredObject: ~Copyable {
    private let raw: OpaquePointer

    init(_ id: ObjectID, in database: borrowing ObjectDatabase) throws(LibGit2Failure) {
        let database = database.raw
        raw = try gitHandle { handle in id.withOID { git_odb_read(&handle, database, $0) } }
    }

    deinit { git_odb_object_free(raw) }

    var type: git_object_t { git_odb_object_type(raw) }
    var count: Int { git_odb_object_size(raw) }

    /// Lends the bytes.
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(start: git_odb_object_data(raw), count: count))
    }
}
