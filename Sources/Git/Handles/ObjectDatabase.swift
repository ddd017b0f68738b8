import CLibGit2

/// The objects of one repository.
struct ObjectDatabase: ~Copyable {
    let raw: OpaquePointer

    init(of repository: borrowing Repository) throws(LibGit2Failure) {
        let repository = repository.raw
        raw = try gitHandle { git_repository_odb(&$0, repository) }
    }

    deinit { git_odb_free(raw) }

    /// Whether the object is there. With `refreshing`, new packs are looked for before the answer is no.
    func has(_ id: ObjectID, refreshing: Bool = true) -> Bool {
        id.withOID { git_odb_exists_ext(raw, $0, refreshing ? 0 : GIT_ODB_LOOKUP_NO_REFRESH.rawValue) == 1 }
    }

    func header(of id: ObjectID) throws(LibGit2Failure) -> (size: Int, type: git_object_t) {
        var size = 0
        var type = GIT_OBJECT_INVALID
        try git { id.withOID { git_odb_read_header(&size, &type, raw, $0) } }
        return (size, type)
    }

    @discardableResult
    func write(_ bytes: UnsafeRawBufferPointer, as type: git_object_t) throws(LibGit2Failure) -> ObjectID {
        var oid = git_oid()
        // libgit2 wants a pointer even for no bytes at all.
        var nothing: UInt8 = 0
        try git {
            withUnsafeBytes(of: &nothing) { none in
                git_odb_write(&oid, raw, bytes.baseAddress ?? none.baseAddress, bytes.count, type)
            }
        }
        return ObjectID(oid)
    }

    /// Forgets which packs there are, and looks again.
    func refresh() throws(LibGit2Failure) { try git { git_odb_refresh(raw) } }
}
