import Model

/// Whether a text has a format that schemas of custom resources may ask for; formats that are not known fit always.
func fits(format: String, _ text: String) -> Bool {
    switch format {
    case "date-time": return Instant(text) != nil
    case "date": return isDate(text)
    case "duration": return isDuration(text)
    case "byte": if case .success = Base64.canonical(text) { return true } else { return false }
    case "ipv4": return IPAddress.bytes(text)?.count == 4
    case "ipv6": return text.contains(":") && IPAddress.bytes(text)?.count == 16
    case "cidr": return IPAddress.Network(text) != nil
    default: return patterns[format].map { $0.matches(text) } ?? true
    }
}

private func isDate(_ text: String) -> Bool {
    text.utf8.count == 10 && Instant("\(text)T00:00:00Z") != nil
}

/// As Go's time.ParseDuration reads it, and with the words that go-openapi adds: `1h30m`, `2 days`.
private func isDuration(_ text: String) -> Bool { durationPattern?.matches(text) ?? true }

private let durationPattern = GoPattern(
    "^[-+]?(0|([0-9]+\\.?[0-9]*|\\.[0-9]+)\\s*"
        + "(ns|nanos?|us|µs|μs|micros?|ms|millis?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?)"
        + "(\\s*([0-9]+\\.?[0-9]*|\\.[0-9]+)\\s*"
        + "(ns|nanos?|us|µs|μs|micros?|ms|millis?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?))*)$"
)

private let patterns: [String: GoPattern] = [
    "email": "^[^@\\s<>]+@[^@\\s<>]+$",
    "hostname":
        "^([a-zA-Z0-9\\p{S}\\p{L}]((-?[a-zA-Z0-9\\p{S}\\p{L}]{0,62})?)|"
        + "([a-zA-Z0-9\\p{S}\\p{L}](([a-zA-Z0-9-\\p{S}\\p{L}]{0,61}[a-zA-Z0-9\\p{S}\\p{L}])?)"
        + "(\\.)){1,}([a-zA-Z\\p{L}]){2,63})$",
    "mac": "^([0-9a-fA-F]{2}[:-]){5}([0-9a-fA-F]{2}[:-][0-9a-fA-F]{2}[:-])?[0-9a-fA-F]{2}$",
    "uri": "^[a-zA-Z][a-zA-Z0-9+.-]*:[^\\s]*$|^/[^\\s]*$",
    "uuid": "^(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$",
    "uuid3": "^(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?3[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$",
    "uuid4": "^(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$",
    "uuid5": "^(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$",
    "hexcolor": "^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$",
    "ssn": "^\\d{3}[- ]?\\d{2}[- ]?\\d{4}$",
    "bsonobjectid": "^[0-9a-fA-F]{24}$",
].compactMapValues { GoPattern($0) }
