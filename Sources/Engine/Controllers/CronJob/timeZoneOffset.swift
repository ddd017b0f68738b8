// Foundation, for FoundationEssentials knows no time zones on Linux.
import Foundation
import Model

/// How far a zone of the IANA database is east of Greenwich, in seconds, at an instant; nil for a name it does not have.
func timeZoneOffset(named name: String) -> (@Sendable (Instant) -> Int)? {
    guard let zone = TimeZone(identifier: name) else { return nil }
    return { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0.milliseconds) / 1000)) }
}
