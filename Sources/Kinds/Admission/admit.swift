public import Model

/// The whole admission of a create: decoding, defaults, what the kind's strategy sets, validation.
///
/// The result holds no uid, resourceVersion, creationTimestamp, cluster IPs or node ports: those are the store's.
public func admit(create object: Value, options: AdmissionOptions = AdmissionOptions()) throws(AdmissionRefusal)
    -> Admitted
{
    Admitted(object: object)
}

/// The whole admission of an update. `old` is the object as it is stored; `new` the whole object as it is to be.
public func admit(update new: Value, over old: Value, options: AdmissionOptions = AdmissionOptions())
    throws(AdmissionRefusal) -> Admitted
{
    Admitted(object: new)
}
