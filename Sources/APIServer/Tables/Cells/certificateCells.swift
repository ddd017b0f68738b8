import Model

/// Name, Age, SignerName, Requestor, RequestedDuration, Condition.
let signingRequestCells: CellWriter = { request, now in
    let conditions = (request.status["conditions"]?.elements ?? []).compactMap { $0["type"]?.string }
    var state = ["Approved", "Denied"].first { conditions.contains($0) } ?? "Pending"
    if conditions.contains("Failed") { state += ",Failed" }
    if request.status["certificate"]?.isEmpty == false { state += ",Issued" }
    let duration = request.spec["expirationSeconds"]?.int.map { humanDuration(.seconds(min(max($0, 0), 1 << 31))) }
    return [
        name(request), ageCell(request, now), text(request.spec["signerName"], or: "<none>"),
        text(request.spec["username"]), Value(duration ?? "<none>"), Value(state),
    ]
}
