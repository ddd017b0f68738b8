#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Mirror {
    /// Removes what a killed process leaves: half-written packs and objects, and locks that nobody holds. Called only
    /// while no child of this mirror runs.
    func removeLeftovers() {
        // A pack that is being tidied is no leftover.
        housekeeping.whileQuiet { removeLeftovers(of: folder) }
    }

    private func removeLeftovers(of folder: String) {
        let manager = FileManager.default
        func remove(in part: String, where matches: (String) -> Bool) {
            for name in (try? manager.contentsOfDirectory(atPath: folder + part)) ?? [] where matches(name) {
                try? manager.removeItem(atPath: "\(folder)\(part)/\(name)")
            }
        }
        remove(in: "/objects/pack") { $0.hasPrefix("pack_git2_") || $0.hasPrefix("tmp_") || $0.hasSuffix(".lock") }
        remove(in: "/objects") { $0.hasPrefix("tmp_object") }
        remove(in: "/refs/plumb/kept") { $0.hasSuffix(".lock") }
        remove(in: "") { $0.hasSuffix(".lock") }
        // Its names are the server's, in folders as deep as they like; the next fetch of all makes them again.
        let all = folder + "/refs/plumb/all"
        if let names = try? manager.subpathsOfDirectory(atPath: all), names.contains(where: { $0.hasSuffix(".lock") }) {
            try? manager.removeItem(atPath: all)
        }
    }
}
