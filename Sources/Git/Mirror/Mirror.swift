import CLibGit2
public import Model

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A repository that is followed, with its copy in the data folder.
///
/// References of a local repository are read in place, those of a remote one in a child process. The revision that
/// was asked for is then copied or fetched, so that it stays readable after a force-push, a prune or the
/// repository's end. Blocking work runs on a thread of its own. Every trouble is gone with the next call, as soon as
/// its cause is.
public actor Mirror {
    public nonisolated let source: GitSource
    /// The bare repository in the data folder.
    public nonisolated let folder: String
    nonisolated let settings: GitSettings
    private nonisolated let executor = ThreadExecutor()
    nonisolated let housekeeping = Housekeeping()
    private var openStore: ObjectStore?
    var isDamaged = false
    /// A child process is under way; others wait for their turn.
    var isConversing = false
    var waiting: [CheckedContinuation<Void, Never>] = []
    var catalog = TreeCatalog()

    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - name: the application's name, for whoever looks into the folder.
    ///   - folder: where all mirrors are (`repos` of the data folder). It is made when it is needed.
    public init(source: GitSource, name: String, folder: String, settings: GitSettings = GitSettings()) {
        self.source = source
        self.folder = "\(folder)/\(mirrorName(name, source.location))"
        self.settings = settings
    }

    deinit { executor.stop() }

    /// Where the reference stands now, without fetching anything.
    public func tip() async throws(GitTrouble) -> Tip {
        source.location.isLocal ? try localTip(source.ref) : try await remoteTip(source.ref)
    }

    /// Looks the reference up, and copies or fetches the revision that it names where that is not here yet.
    public func update() async throws(GitTrouble) -> Revision {
        try await resolve(source.ref)
    }

    /// As `update`, for any other reference, commit id or version range of the repository.
    public func resolve(_ ref: String) async throws(GitTrouble) -> Revision {
        source.location.isLocal ? try localUpdate(ref) : try await remoteUpdate(ref)
    }

    /// A commit that is in the mirror already. The repository itself is not asked.
    public func commit(_ id: String) throws(GitTrouble) -> GitCommit {
        guard let oid = ObjectID(id) else { throw GitTrouble(.invalid, "\"\(id)\" is no full commit id.") }
        let store = try store()
        guard store.database.has(oid) else {
            throw GitTrouble(
                .refNotFound, "The commit \(id) has not been copied from \(source.location). Ask for it first.")
        }
        do throws(LibGit2Failure) {
            return try store.commit(oid)
        } catch {
            throw mirrorTrouble(error)
        }
    }
}

/// `shop-1f0c…`: the name to read, and a hash, so that another address never meets an old copy.
func mirrorName(_ name: String, _ location: GitLocation) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in location.description.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let safe = name.unicodeScalars.map { scalar -> String in
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-")
            ? String(scalar) : "_"
    }
    return safe.joined().prefix(60) + "-" + String(hash, radix: 16)
}

extension Mirror {
    /// The mirror, opened or made; one that cannot be opened at all is made anew.
    func store() throws(GitTrouble) -> ObjectStore {
        if let openStore { return openStore }
        let opened: ObjectStore
        do throws(LibGit2Failure) {
            opened = try openOrCreate()
        } catch {
            throw mirrorTrouble(error)
        }
        openStore = opened
        return opened
    }

    private func openOrCreate() throws(LibGit2Failure) -> ObjectStore {
        if FileManager.default.fileExists(atPath: folder) {
            if let opened = try? ObjectStore(at: folder) { return opened }
            try? FileManager.default.removeItem(atPath: folder)
        }
        return try ObjectStore(creatingBare: folder)
    }

    /// Puts a damaged mirror away, so that a new one is made in its place.
    func setMirrorAside() {
        openStore = nil
        isDamaged = false
        housekeeping.whileQuiet {
            try? FileManager.default.removeItem(atPath: folder + ".damaged")
            try? FileManager.default.moveItem(atPath: folder, toPath: folder + ".damaged")
        }
    }

    /// The new mirror is whole: the old one goes. It is not, as its source could not be read: the old one comes back,
    /// for much of it may be readable still.
    func endRebuild(isWhole: Bool) {
        let manager = FileManager.default
        if isWhole {
            try? manager.removeItem(atPath: folder + ".damaged")
        } else if manager.fileExists(atPath: folder + ".damaged") {
            openStore = nil
            isDamaged = true
            housekeeping.whileQuiet {
                try? manager.removeItem(atPath: folder)
                try? manager.moveItem(atPath: folder + ".damaged", toPath: folder)
            }
        }
    }

    /// What is said of a failure of the copy. A full disk is no damage; anything else is, and the next call heals it.
    func mirrorTrouble(_ failure: LibGit2Failure) -> GitTrouble {
        if failure.isOf(GIT_ERROR_OS) || failure.isOf(GIT_ERROR_FILESYSTEM) {
            return GitTrouble(
                .disk, "The data folder \(folder) cannot be used: \(failure.text). Check its space and permissions.")
        }
        isDamaged = true
        return GitTrouble(
            .mirrorDamaged,
            "The copy in \(folder) is damaged: \(failure.text). It is made anew with the next look at the repository.")
    }
}
