public import Model

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// The files of a folder on disk that may hold manifests, with their bytes.
///
/// Bounds are those of a repository: 10 MiB a file, 100,000 files. A symlink is followed where it stays inside the folder.
public struct FolderFiles: Sendable {
    public private(set) var files: [(file: SourceFile, bytes: [UInt8])] = []
    public private(set) var problems: [Problem] = []

    private let root: String
    private var count = 0

    /// Reads a folder, or a single file.
    public init(_ path: String) {
        root = resolved(path) ?? path
        var isFolder = false
        if let type = kind(of: root) {
            isFolder = type == .typeDirectory
        } else {
            problems.append(Problem("There is no file or folder \(path)."))
            return
        }
        if isFolder {
            walk(root, relative: "", depth: 0)
        } else {
            read(root, as: String(root.split(separator: "/").last ?? ""), isNamed: true)
        }
    }

    private mutating func walk(_ folder: String, relative: String, depth: Int) {
        guard depth < 64 else {
            problems.append(Problem("Folders are nested deeper than 64.", origin: Origin(file: relative, line: 1)))
            return
        }
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        for name in names where !name.hasPrefix(".") {
            let path = relative.isEmpty ? name : "\(relative)/\(name)"
            let full = "\(folder)/\(name)"
            guard let target = resolved(full) else {
                if case .manifests = fileRole(path) {
                    problems.append(
                        Problem(
                            "is a symlink that leads nowhere. Mend or remove it.", origin: Origin(file: path, line: 1)))
                }
                continue
            }
            guard target == root || target.hasPrefix(root + "/") else {
                problems.append(
                    Problem(
                        "is a symlink that leads out of the folder. Put the file itself here.",
                        origin: Origin(file: path, line: 1)))
                continue
            }
            if kind(of: target) == .typeDirectory {
                if target != full, folder == target || folder.hasPrefix(target + "/") { continue }
                walk(full, relative: path, depth: depth + 1)
            } else {
                read(target, as: path, isNamed: false)
            }
        }
    }

    private mutating func read(_ full: String, as path: String, isNamed: Bool) {
        let place = Origin(file: path, line: 1)
        switch fileRole(path) {
        case .foreign(let why): return problems.append(Problem(why, origin: place))
        case .passedOver: if !isNamed { return }
        case .manifests: break
        }
        count += 1
        guard count <= 100_000 else {
            if count == 100_001 { problems.append(Problem("The folder holds more than 100,000 files.")) }
            return
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: full)[.size] as? UInt64) ?? 0
        guard size <= 10 << 20 else {
            return problems.append(Problem("is larger than 10 MiB. Split it.", origin: place))
        }
        guard let data = FileManager.default.contents(atPath: full) else {
            return problems.append(Problem("cannot be read. Check its permissions.", origin: place))
        }
        files.append((SourceFile(path: path, id: path), [UInt8](data)))
    }

    private func kind(of path: String) -> FileAttributeType? {
        try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    }
}

/// The path with every symlink followed; nil where it leads nowhere.
private func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
}
