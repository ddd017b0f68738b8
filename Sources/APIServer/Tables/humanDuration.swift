/// A duration in two units at the most, as Kubernetes writes ages: `0s`, `119s`, `2m5s`, `3h20m`, `47h`, `2d3h`, `100d`,
/// `2y10d`.
func humanDuration(_ duration: Duration) -> String {
    let seconds = duration.components.seconds
    if seconds < -1 { return "<invalid>" }
    if seconds < 0 { return "0s" }
    if seconds < 120 { return "\(seconds)s" }
    let minutes = seconds / 60
    if minutes < 10 { return joined(minutes, "m", seconds % 60, "s") }
    if minutes < 180 { return "\(minutes)m" }
    let hours = seconds / 3600
    if hours < 8 { return joined(hours, "h", minutes % 60, "m") }
    if hours < 48 { return "\(hours)h" }
    if hours < 192 { return joined(hours / 24, "d", hours % 24, "h") }
    if hours < 24 * 365 * 2 { return "\(hours / 24)d" }
    if hours < 24 * 365 * 8 { return joined(hours / 24 / 365, "y", hours / 24 % 365, "d") }
    return "\(hours / 24 / 365)y"
}

private func joined(_ first: Int64, _ firstUnit: String, _ second: Int64, _ secondUnit: String) -> String {
    second == 0 ? "\(first)\(firstUnit)" : "\(first)\(firstUnit)\(second)\(secondUnit)"
}
