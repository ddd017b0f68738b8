import Model

extension Schema {
    /// `metadata` of any object, for kinds of which nothing else is known.
    /// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
    public static let objectMeta: Schema = {
        let text = SchemaNode(shape: .string(.plain))
        let labels = SchemaNode(shape: .map(value: 1))
        let finalizers = SchemaNode(
            shape: .list(element: 1, merge: .set), patch: .init(strategy: "merge", mergeKey: nil))
        let owners = SchemaNode(
            shape: .list(element: 5, merge: .map(keys: ["uid"])), patch: .init(strategy: "merge", mergeKey: "uid"))
        let flag = SchemaNode(shape: .boolean)
        let owner = SchemaNode(
            shape: .structure(fields: [
                "apiVersion": 1, "blockOwnerDeletion": 6, "controller": 6, "kind": 1, "name": 1, "uid": 1,
            ]), isAtomic: true)
        let managed = SchemaNode(shape: .list(element: 8, merge: .atomic))
        let root = SchemaNode(
            shape: .structure(fields: [
                "annotations": 2, "creationTimestamp": 9, "deletionGracePeriodSeconds": 10, "deletionTimestamp": 9,
                "finalizers": 3, "generateName": 1, "generation": 10, "labels": 2, "managedFields": 7, "name": 1,
                "namespace": 1, "ownerReferences": 4, "resourceVersion": 1, "selfLink": 1, "uid": 1,
            ]))
        return SchemaTable(nodes: [
            root, text, labels, finalizers, owners, owner, flag, managed, SchemaNode(shape: .any),
            SchemaNode(shape: .string(.dateTime)), SchemaNode(shape: .integer(bits: 64)),
        ]).root
    }()

    /// An object of which only the metadata is known.
    static let unknownObject = Schema(openAPI: .emptyObject, isObject: true)
}
