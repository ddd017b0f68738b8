import Git

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// What the main program does first thing, as a small program for tests.
guard CommandLine.arguments.dropFirst().first == gitChildCommand else { exit(64) }
exit(runGitChild())
