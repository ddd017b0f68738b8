import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The one style of all pages; nothing is loaded from anywhere.
let pageStyle = """
    :root{color-scheme:light dark;--ink:#1c2430;--dim:#667085;--line:#e3e7ee;--card:#fff;--back:#f5f7fa;\
    --good:#0a7d4b;--busy:#8a5a00;--bad:#b42318;--calm:#475467}
    @media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--dim:#98a2b3;--line:#2b3442;--card:#171d27;--back:#0e131b;\
    --good:#4cc38a;--busy:#f0b429;--bad:#ff7b72;--calm:#98a2b3}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--back);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
    main{max-width:1100px;margin:0 auto;padding:28px 20px 60px}
    h1{font-size:22px;margin:0 0 20px;letter-spacing:-.01em}h1 a{color:inherit;text-decoration:none}
    h2{font-size:16px;margin:34px 0 10px}
    .dim{color:var(--dim)}code{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}
    .card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px 18px;margin:0 0 12px}
    .top{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:baseline}.top b{font-size:17px}
    .reason{margin:8px 0 0;overflow-wrap:anywhere;white-space:pre-wrap}
    .mark{font-size:13px;font-weight:600;white-space:nowrap}.mark::before{content:"\\25CF";margin-right:5px}
    .good{color:var(--good)}.busy{color:var(--busy)}.bad{color:var(--bad)}.calm{color:var(--calm)}
    .wide{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:10px}
    table{border-collapse:collapse;width:100%}
    th,td{text-align:left;vertical-align:top;padding:9px 14px;border-top:1px solid var(--line)}
    tr:first-child th{border-top:0;font-size:12px;font-weight:600;color:var(--dim)}
    .whole{white-space:nowrap}.whole code{overflow-wrap:normal}
    a{color:inherit}dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 18px;margin:0}
    dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
    footer{margin-top:34px;font-size:13px;color:var(--dim)}
    """

/// Allows that style by its digest, and nothing else at all: no script, no image, no frame, no form.
let contentSecurityPolicy: String = {
    let digest = Data(SHA256.hash(data: Array(pageStyle.utf8))).base64EncodedString()
    return
        "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}()
