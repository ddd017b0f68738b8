#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The system's time in milliseconds since 1970.
enum SystemTime {
    static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}
