import Logging

/// Logs go to standard error, one line each; `PLUMB_LOG` sets the level (`debug`, `info`, `warning` …).
func makeLogger(level: Logger.Level = .info) -> Logger {
    var logger = Logger(label: "plumb") { label in StreamLogHandler.standardError(label: label) }
    logger.logLevel = Logger.Level(rawValue: Terminal.environment("PLUMB_LOG").lowercased()) ?? level
    return logger
}
