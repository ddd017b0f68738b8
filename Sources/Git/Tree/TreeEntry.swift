/// One line of a git tree: `MODE NAME\0ID`.
struct TreeEntry {
    var name: String
    var mode: Mode
    var id: ObjectID

    enum Mode: Hashable {
        case tree, regular, executable, symlink, submodule

        /// Git itself writes 100644 and 100755 only; older ones wrote other permissions, which it reads as these two.
        init?(octal: UInt32) {
            switch octal & 0o170000 {
            case 0o040000: self = .tree
            case 0o100000: self = octal & 0o100 == 0 ? .regular : .executable
            case 0o120000: self = .symlink
            case 0o160000: self = .submodule
            default: return nil
            }
        }
    }
}

/// Walks the bytes of a tree object. False where they are no tree.
///
/// The names are lent as bytes: whoever only compares ids pays for no strings.
func forEachTreeEntry(
    in bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer, TreeEntry.Mode, ObjectID) -> Void
) -> Bool {
    var position = 0
    while position < bytes.count {
        var octal: UInt32 = 0
        let start = position
        while position < bytes.count, bytes[position] != 0x20 {
            let digit = bytes[position] &- 0x30
            guard digit < 8, position - start < 7 else { return false }
            octal = octal << 3 | UInt32(digit)
            position += 1
        }
        position += 1
        let nameStart = position
        while position < bytes.count, bytes[position] != 0 { position += 1 }
        guard position > nameStart, position + 21 <= bytes.count, let mode = TreeEntry.Mode(octal: octal) else {
            return false
        }
        body(
            UnsafeRawBufferPointer(rebasing: bytes[nameStart..<position]), mode,
            ObjectID(
                high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: position + 1, as: UInt64.self)),
                middle: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: position + 9, as: UInt64.self)),
                low: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: position + 17, as: UInt32.self))))
        position += 21
    }
    return true
}
