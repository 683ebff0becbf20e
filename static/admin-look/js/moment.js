// Says a moment by the publication's clock, as the server does beside it: “27 Nov, 00:02”, or “27 Nov, 00:02:13”.

const FORMAT = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };

function format(zone, more) {
    try {
        return new Intl.DateTimeFormat("en-GB", { ...FORMAT, ...more, timeZone: zone });
    } catch {
        return new Intl.DateTimeFormat("en-GB", { ...FORMAT, ...more, timeZoneName: "short" }); // a zone younger than this browser
    }
}

export function said(at, zone, { seconds = false } = {}) {
    return format(zone, seconds ? { second: "2-digit" } : {}).format(at).replace("Sept", "Sep");
}
