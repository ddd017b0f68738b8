import Git

/// How the files of one tree differ from those of another, by their blobs.
struct TreeChanges: Sendable {
    /// The paths that are gone.
    var gone: [String] = []
    /// New files, and those with other bytes.
    var changed: [TreeFile] = []

    /// Both lists are in the byte order of their paths.
    init(from old: [TreeFile], to new: [TreeFile]) {
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if i < old.count, j < new.count, old[i].path == new[j].path {
                if old[i].blob != new[j].blob { changed.append(new[j]) }
                (i, j) = (i + 1, j + 1)
            } else if j == new.count
                || i < old.count && old[i].path.utf8.lexicographicallyPrecedes(new[j].path.utf8)
            {
                gone.append(old[i].path)
                i += 1
            } else {
                changed.append(new[j])
                j += 1
            }
        }
    }
}

extension RevisionTree {
    /// The file at a path, found by the order of the paths.
    func file(at path: String) -> TreeFile? {
        var (low, high) = (0, files.count)
        while low < high {
            let middle = (low + high) / 2
            if files[middle].path.utf8.lexicographicallyPrecedes(path.utf8) { low = middle + 1 } else { high = middle }
        }
        return low < files.count && files[low].path == path ? files[low] : nil
    }
}
