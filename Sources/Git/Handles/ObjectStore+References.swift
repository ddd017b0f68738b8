import CLibGit2

extension ObjectStore {
    /// Looks up some references by their full names; those that are absent are left out.
    func references(named names: [String]) throws(LibGit2Failure) -> [RefEntry] {
        var found: [RefEntry] = []
        for name in names {
            guard git_reference_is_valid_name(name) == 1 else { continue }
            var oid = git_oid()
            let code = git_reference_name_to_id(&oid, repository.raw, name)
            if code == GIT_ENOTFOUND.rawValue { continue }
            if code < 0 { throw .last(code) }
            found.append(RefEntry(name: name, target: try peeled(ObjectID(oid))))
        }
        return found
    }

    /// All references that a glob matches, at most `limit`, in no order. Broken ones are left out.
    func references(matching glob: String, limit: Int = .max) throws(LibGit2Failure) -> [RefEntry] {
        let iterator = try gitHandle { git_reference_iterator_glob_new(&$0, repository.raw, glob) }
        defer { git_reference_iterator_free(iterator) }
        var found: [RefEntry] = []
        while found.count < limit {
            var reference: OpaquePointer?
            let code = git_reference_next(&reference, iterator)
            if code == GIT_ITEROVER.rawValue { break }
            guard code >= 0, let reference else { throw .last(code) }
            defer { git_reference_free(reference) }
            guard let name = git_reference_name(reference).map({ String(cString: $0) }) else { continue }
            var oid = git_oid()
            guard git_reference_name_to_id(&oid, repository.raw, name) >= 0,
                let target = try? peeled(ObjectID(oid))
            else { continue }
            found.append(RefEntry(name: name, target: target))
        }
        return found
    }

    /// The object at the end of a chain of annotated tags.
    private func peeled(_ id: ObjectID) throws(LibGit2Failure) -> ObjectID {
        guard try database.header(of: id).type == GIT_OBJECT_TAG else { return id }
        let tag = try gitHandle { handle in id.withOID { git_tag_lookup(&handle, repository.raw, $0) } }
        defer { git_tag_free(tag) }
        let target = try gitHandle { git_tag_peel(&$0, tag) }
        defer { git_object_free(target) }
        guard let oid = git_object_id(target) else { return id }
        return ObjectID(oid.pointee)
    }

    /// The commit whose id begins with these digits; nil where there is none.
    func commit(withPrefix prefix: String) throws -> ObjectID? {
        var short = git_oid()
        var found = git_oid()
        try git { git_oid_fromstrn(&short, prefix, prefix.utf8.count) }
        let code = git_odb_exists_prefix(&found, database.raw, &short, prefix.utf8.count)
        if code == GIT_ENOTFOUND.rawValue { return nil }
        if code == GIT_EAMBIGUOUS.rawValue {
            throw GitTrouble(
                .refAmbiguous, "More than one object's id begins with \(prefix). Write more of its digits.")
        }
        if code < 0 { throw LibGit2Failure.last(code) }
        let target = try peeled(ObjectID(found))
        return try database.header(of: target).type == GIT_OBJECT_COMMIT ? target : nil
    }
}
