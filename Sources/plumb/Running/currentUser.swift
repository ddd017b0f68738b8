#if canImport(Glibc)
    import Glibc
#endif

/// Who runs this command, for the audit.
func currentUser() -> String {
    let named = Terminal.environment("USER")
    if !named.isEmpty { return named }
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "uid \(getuid())" }
    return String(cString: name)
}
