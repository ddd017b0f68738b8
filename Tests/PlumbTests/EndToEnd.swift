import Testing

/// The program as a stranger runs it: commands, files and JSON, and nothing else. One after the other, because each
/// runs processes that are timed.
@Suite(.serialized) enum EndToEnd {}
