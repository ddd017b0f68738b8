import Glibc

// Many scenarios of plumb, its cluster, its disk and its repository, each decided by one number. See docs/design.md.

guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
    print(Options.usage)
    exit(64)
}

// Sets and dictionaries go through their members in an order of their own in each process, unless they are told not to;
// that is settled before the program begins.
if getenv("SWIFT_DETERMINISTIC_HASHING") == nil {
    setenv("SWIFT_DETERMINISTIC_HASHING", "1", 1)
    var words: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.map { strdup($0) } + [nil]
    execv("/proc/self/exe", &words)
    print("simulate: the program cannot be started again: \(String(cString: strerror(errno)))")
    exit(70)
}

if !options.isWorker, options.replay == nil {
    exit(runAll(options) ? 0 : 1)
}

guard Scheduler.shared.install(), installDisk() else {
    print("simulate: Swift's runtime, or SQLite, does not let itself be taken over here")
    exit(70)
}
do {
    let ground = try Ground()
    if let seed = options.replay { exit(replay(seed, options, on: ground) ? 0 : 1) }
    runWorker(options, on: ground)
} catch {
    print("simulate: \(error)")
    exit(70)
}
