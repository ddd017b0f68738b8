import Model

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What Prometheus' own clients say of a process, as far as the system tells it.
func processMetrics(startedAt: Instant) -> [MetricFamily] {
    var families = [
        MetricFamily(
            "process_start_time_seconds", .gauge, "Start time of the process since unix epoch in seconds.",
            [.init(value: Double(startedAt.milliseconds) / 1000)])
    ]
    var used = timespec()
    if clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) == 0 {
        families.append(
            MetricFamily(
                "process_cpu_seconds_total", .counter, "Total user and system CPU time spent in seconds.",
                [.init(value: Double(used.tv_sec) + Double(used.tv_nsec) / 1_000_000_000)]))
    }
    let pages = (readSmallFile("/proc/self/statm") ?? []).split(separator: 0x20).prefix(2).map {
        Double(String(decoding: $0, as: UTF8.self)) ?? 0
    }
    if pages.count == 2 {
        let size = Double(sysconf(Int32(_SC_PAGESIZE)))
        families.append(
            MetricFamily(
                "process_virtual_memory_bytes", .gauge, "Virtual memory size in bytes.", [.init(value: pages[0] * size)]
            ))
        families.append(
            MetricFamily(
                "process_resident_memory_bytes", .gauge, "Resident memory size in bytes.",
                [.init(value: pages[1] * size)]))
    }
    return families
}
