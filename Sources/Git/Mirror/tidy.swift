import CLibGit2

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Packs what has gathered in a mirror: every push leaves some loose objects or a small pack, and look-ups grow slower
/// with their number. Objects are never dropped; large packs are left as they are.
///
/// Others may read the mirror meanwhile: libgit2 looks for new packs where an object is not in its old place.
func tidy(_ folder: String) throws(LibGit2Failure) {
    let pieces = MirrorPieces(of: folder)
    guard let name = try repack(pieces, in: folder) else { return }
    let pack = "objects/pack/pack-\(name)"
    syncNow([pack + ".pack", pack + ".idx", "objects/pack"], in: folder)
    for file in pieces.files where !file.hasPrefix(pack) {
        try? FileManager.default.removeItem(atPath: "\(folder)/\(file)")
    }
}

/// Writes one pack with everything of the pieces, and returns its name.
private func repack(_ pieces: MirrorPieces, in folder: String) throws(LibGit2Failure) -> String? {
    let store = try ObjectStore(at: folder)
    var ids = pieces.loose.map(\.id)
    for pack in pieces.smallPacks { ids += try objects(ofPack: "\(folder)/objects/pack/\(pack).idx") }
    guard !ids.isEmpty else { return nil }
    let builder = try gitHandle { git_packbuilder_new(&$0, store.repository.raw) }
    defer { git_packbuilder_free(builder) }
    for id in ids { try git { id.withOID { git_packbuilder_insert(builder, $0, nil) } } }
    try git { git_packbuilder_write(builder, folder + "/objects/pack", 0, nil, nil) }
    return git_packbuilder_name(builder).map { String(cString: $0) }
}

private func objects(ofPack index: String) throws(LibGit2Failure) -> [ObjectID] {
    let database = try gitHandle { git_odb_new(&$0) }
    defer { git_odb_free(database) }
    var backend: UnsafeMutablePointer<git_odb_backend>?
    try git { git_odb_backend_one_pack(&backend, index) }
    try git { git_odb_add_backend(database, backend, 1) }
    var ids: [ObjectID] = []
    try git {
        withUnsafeMutablePointer(to: &ids) { list in
            git_odb_foreach(
                database,
                { id, payload in
                    if let id, let payload {
                        payload.assumingMemoryBound(to: [ObjectID].self).pointee.append(ObjectID(id.pointee))
                    }
                    return 0
                }, list)
        }
    }
    return ids
}

/// What of a mirror's objects is not in a large pack.
struct MirrorPieces {
    /// Looked for in one of the 256 folders, as git's own gc does: ids are spread evenly.
    private static let sample = "17"
    private static let looseLimit = 8
    private static let packLimit = 40
    private static let smallPackBytes = 8 << 20

    var loose: [(id: ObjectID, file: String)] = []
    /// Without `.pack`.
    var smallPacks: [String] = []

    /// Whether a mirror is worth the work; two folders are listed.
    static func areMany(in folder: String) -> Bool {
        names(folder, "/objects/\(sample)").count > looseLimit
            || names(folder, "/objects/pack").count { $0.hasSuffix(".pack") } > packLimit
    }

    private static func names(_ folder: String, _ part: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder + part)) ?? []
    }

    init(of folder: String) {
        let manager = FileManager.default
        func names(_ part: String) -> [String] { MirrorPieces.names(folder, part) }
        let packs = names("/objects/pack").filter { $0.hasSuffix(".pack") }
        smallPacks = packs.filter { name in
            let size = try? manager.attributesOfItem(atPath: "\(folder)/objects/pack/\(name)")[.size]
            return (size as? Int ?? (size as? UInt64).map { Int(clamping: $0) } ?? .max) < MirrorPieces.smallPackBytes
        }.map { String($0.dropLast(".pack".count)) }
        for part in names("/objects") where part.utf8.count == 2 {
            for name in names("/objects/\(part)") {
                if let id = ObjectID(part + name) { loose.append((id, "objects/\(part)/\(name)")) }
            }
        }
    }

    /// Every file, in the mirror's folder. An index goes before its pack, so that no pack is looked for in vain.
    var files: [String] {
        smallPacks.flatMap { ["objects/pack/\($0).idx", "objects/pack/\($0).pack"] } + loose.map(\.file)
    }
}
