public import Model

extension Value {
    /// The value as `kubectl get -o yaml` prints it: keys in goyaml's order, lists not indented under their key, texts
    /// in quotes only where they would read as something else, block literals for texts of several lines.
    public var yaml: String {
        var writer = YAMLWriter()
        writer.write(document: self)
        return writer.text
    }
}
