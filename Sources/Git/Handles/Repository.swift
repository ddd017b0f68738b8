import CLibGit2

/// An open repository; freed with its owner. Used by one thread at a time.
struct Repository: ~Copyable {
    let raw: OpaquePointer

    /// Opens a bare repository or a working tree at exactly this place.
    init(at path: String) throws(LibGit2Failure) {
        try LibGit2.start()
        raw = try gitHandle { git_repository_open_ext(&$0, path, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil) }
    }

    /// Makes a bare repository.
    init(creatingBare path: String) throws(LibGit2Failure) {
        try LibGit2.start()
        raw = try gitHandle {
            var options = git_repository_init_options()
            git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
            options.flags =
                GIT_REPOSITORY_INIT_BARE.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue
                | GIT_REPOSITORY_INIT_NO_DOTGIT_DIR.rawValue
            options.mode = 0o700
            return git_repository_init_ext(&$0, path, &options)
        }
    }

    deinit { git_repository_free(raw) }
}
