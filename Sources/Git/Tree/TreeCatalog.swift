/// What is known of trees and blobs by their ids, so that nothing unchanged is walked or sized again.
struct TreeCatalog {
    struct Key: Hashable {
        var tree: ObjectID
        var path: String
    }

    /// A folder with everything under it.
    struct Folder {
        var files: [TreeFile] = []
        var problems: [Listing.Obstacle] = []
        /// A symlink's target may change while the folder does not.
        var hasSymlinks = false
    }

    private var folders: [Key: Folder] = [:]
    private var sizes: [ObjectID: Int] = [:]
    private var weight = 0
    /// In files. Far above what one application may have; then everything is forgotten and learnt again.
    private static let weightLimit = 2_000_000

    func folder(_ key: Key) -> Folder? { folders[key] }

    mutating func remember(_ folder: Folder, at key: Key) {
        guard !folder.hasSymlinks else { return }
        weight += folder.files.count + 1
        if weight > TreeCatalog.weightLimit { self = TreeCatalog() }
        folders[key] = folder
    }

    mutating func size(of blob: ObjectID, in store: ObjectStore) throws(LibGit2Failure) -> Int {
        if let size = sizes[blob] { return size }
        let size = try store.database.header(of: blob).size
        if sizes.count > TreeCatalog.weightLimit { sizes = [:] }
        sizes[blob] = size
        return size
    }
}
