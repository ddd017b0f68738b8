/// Where in the repository something stands.
public struct Origin: Hashable, Sendable, CustomStringConvertible {
    /// The file's path, relative to the root of the repository or folder that was read.
    public var file: String
    /// From 1.
    public var line: Int
    /// From 1; nil where only the line is known.
    public var column: Int?

    public init(file: String, line: Int, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }

    public var description: String { column.map { "\(file):\(line):\($0)" } ?? "\(file):\(line)" }
}
