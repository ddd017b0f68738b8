import Reconciler

/// A configuration with `PLUMB_DATA`, `PLUMB_LISTEN` and `PLUMB_API_LISTEN` over it.
func withEnvironment(_ configuration: Configuration) -> Configuration {
    var configuration = configuration
    for (name, field) in ["PLUMB_LISTEN": \Configuration.listen, "PLUMB_API_LISTEN": \Configuration.apiListen] {
        let text = Terminal.environment(name)
        if !text.isEmpty { configuration[keyPath: field] = text }
    }
    if !Terminal.environment("PLUMB_DATA").isEmpty { configuration.data = Terminal.environment("PLUMB_DATA") }
    return configuration
}
