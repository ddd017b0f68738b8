import Model
import Reconciler
import YAML

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads a configuration file, with `PLUMB_DATA`, `PLUMB_LISTEN` and `PLUMB_API_LISTEN` over it. Paths in it are relative
/// to its folder.
func loadConfiguration(_ file: String) throws -> Configuration {
    guard let data = FileManager.default.contents(atPath: file) else {
        throw CommandFailure("\(file) cannot be read. Name a configuration file with --config.")
    }
    guard data.count <= 4 << 20 else {
        throw CommandFailure("\(file) is larger than 4 MiB, too large for a configuration.")
    }
    return withEnvironment(resolvingPaths(try readConfiguration([UInt8](data), file: file), of: file))
}
