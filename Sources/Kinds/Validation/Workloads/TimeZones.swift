/// The names that time zones may have. Checked by form: an area that the IANA database has, and a place in it.
enum TimeZones {
    private static let areas: Set<String> = [
        "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Brazil", "Canada", "Chile",
        "Etc",
        "Europe", "Indian", "Mexico", "Pacific", "US",
    ]
    private static let single: Set<String> = [
        "UTC", "GMT", "CET", "EET", "EST", "EST5EDT", "CST6CDT", "MST", "MST7MDT", "PST8PDT", "MET", "WET", "HST",
        "UCT",
        "Zulu", "Universal", "Greenwich", "Cuba", "Egypt", "Eire", "GB", "GB-Eire", "Hongkong", "Iceland", "Iran",
        "Israel", "Jamaica", "Japan", "Kwajalein", "Libya", "NZ", "NZ-CHAT", "Navajo", "PRC", "Poland", "Portugal",
        "ROC",
        "ROK", "Singapore", "Turkey", "W-SU", "GMT0", "GMT+0", "GMT-0",
    ]

    static func isKnown(_ name: String) -> Bool {
        if single.contains(name) { return true }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), areas.contains(String(parts[0])) else { return false }
        return parts.dropFirst().allSatisfy { part in
            part.first?.isUppercase ?? false
                && part.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x5f || $0 == 0x2d || $0 == 0x2b }
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a)
    }
}
