import CLibGit2

/// The library's state for the whole process.
enum LibGit2 {
    /// A folder that cannot exist, where the user's and the system's configuration would be.
    static let nowhere = "/dev/null/none"

    private static let started: Bool = {
        guard git_libgit2_init() > 0 else { return false }
        // Nobody's ~/.gitconfig or /etc/gitconfig decides what plumb fetches (insteadOf, proxies, credential helpers).
        for level in [
            GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL,
        ] {
            guard plumb_git_set_search_path(level.rawValue, nowhere) >= 0 else { return false }
        }
        // The owner of a repository matters where its configuration can run programs: hooks, filters, monitors.
        // plumb checks nothing out and libgit2 runs none of them, so another user's bare repository is safe to read.
        //
        // Syncing each file before going on would be nine tenths of the time from a push to its revision: what plumb
        // copies is synced right after, by `syncToDisk`; what the child fetches is synced at once.
        return plumb_git_set_owner_validation(0) >= 0 && plumb_git_set_strict_hash_verification(1) >= 0
            && plumb_git_set_fsync(0) >= 0 && plumb_git_set_user_agent("plumb") >= 0
    }()

    /// Starts the library once; every handle begins with this.
    static func start() throws(LibGit2Failure) {
        guard started else { throw LibGit2Failure(code: -1, category: 0, text: "libgit2 does not start") }
    }
}
