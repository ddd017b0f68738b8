public import Model

/// The whole admission of a create: decoding, defaults, what the kind's strategy sets, validation.
///
/// The result holds no creationTimestamp, cluster IPs or node ports: those are the store's. An object with a
/// `generateName` is best named before; else it is checked with a name of that form, and comes back without one.
/// Objects of kinds that are not built in get no more than their metadata checked.
public func admit(create object: Value, options: AdmissionOptions = AdmissionOptions()) throws(AdmissionRefusal)
    -> Admitted
{
    if object.metadata["resourceVersion"]?.isEmpty == false, !options.isDryRun {
        throw .badRequest("resourceVersion should not be set on objects to be created")
    }
    var object = object
    let generateName = object.metadata["generateName"]?.string ?? ""
    let isUnnamed = object.name.isEmpty && !generateName.isEmpty
    if isUnnamed { object.set(Value(generateName.prefix(58) + "xxxxx"), at: "metadata", "name") }
    let info = BuiltinKinds.named(apiVersion: object.apiVersion, kind: object.objectKind)
    let (read, unknown) = try decoded(object, options)
    var prepared = Preparation.create(read, info: info, options: options, hadLabels: !object.labels.isEmpty)
    var validator = Validator()
    validator.create(prepared, info: info)
    if isUnnamed { prepared.set(nil, at: "metadata", "name") }
    guard validator.errors.isEmpty else { throw .invalid(prepared, validator.errors) }
    return Admitted(object: Preparation.stored(prepared), warnings: unknown + warnings(about: prepared, over: nil))
}

/// The whole admission of an update. `old` is the object as it is stored; `new` the whole object as it is to be. With
/// the subresource `status`, only the status of `new` is taken; with another, what that is about.
public func admit(update new: Value, over old: Value, options: AdmissionOptions = AdmissionOptions())
    throws(AdmissionRefusal) -> Admitted
{
    let info = BuiltinKinds.named(apiVersion: new.apiVersion, kind: new.objectKind)
    let (read, unknown) = try decoded(new, options)
    if options.subresource == "status" {
        var object = old
        object["status"] = read["status"]
        object.set(read.metadata["resourceVersion"], at: "metadata", "resourceVersion")
        object.set(read.metadata["managedFields"], at: "metadata", "managedFields")
        return Admitted(object: object, warnings: unknown)
    }
    let part = Preparation.update(read, over: old, through: options.subresource)
    let prepared = part ?? Preparation.update(read, over: old, info: info)
    var validator = Validator()
    validator.update(prepared, over: old, info: info, subresource: part == nil ? "" : options.subresource)
    guard validator.errors.isEmpty else { throw .invalid(prepared, validator.errors) }
    return Admitted(object: prepared, warnings: unknown + warnings(about: prepared, over: old))
}

/// Reads an object with its defaults; refuses what no object of its kind can be. Gives the warnings about fields that
/// the kind does not have.
private func decoded(_ object: Value, _ options: AdmissionOptions) throws(AdmissionRefusal) -> (Value, [String]) {
    var decoder = StructDecoder(setsDefaults: true)
    let read = decoder.decode(object: object)
    if let problem = decoder.problem { throw .badRequest(cannotBeHandled(object, problem)) }
    let unknown = decoder.unknownFields.map { "unknown field \($0.quotedAsGo)" }
    switch options.fieldValidation {
    case .strict:
        if unknown.isEmpty { return (read, []) }
        throw .badRequest(cannotBeHandled(object, "strict decoding error: \(unknown.joined(separator: ", "))"))
    case .warn: return (read, unknown)
    case .ignore: return (read, [])
    }
}

/// `Deployment in version "v1" cannot be handled as a Deployment: …`
func cannotBeHandled(_ object: Value, _ problem: String) -> String {
    let version = object.apiVersion.split(separator: "/").last.map(String.init) ?? ""
    return
        "\(object.objectKind) in version \(version.quotedAsGo) cannot be handled as a \(object.objectKind): \(problem)"
}
