#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The 4 or 16 bytes of an IP address in its text form; nil for a name.
func ipAddressBytes(_ text: String) -> [UInt8]? {
    for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
        var bytes = [UInt8](repeating: 0, count: count)
        if inet_pton(family, text, &bytes) == 1 { return bytes }
    }
    return nil
}
