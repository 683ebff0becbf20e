// Says a moment by the publication's clock, as the server does beside it: “27 Nov, 00:02”.

const FORMAT = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };

function format(zone) {
    try {
        return new Intl.DateTimeFormat("en-GB", { ...FORMAT, timeZone: zone });
    } catch {
        return new Intl.DateTimeFormat("en-GB", { ...FORMAT, timeZoneName: "short" }); // a zone younger than this browser
    }
}

export function said(at, zone) {
    return format(zone).format(at).replace("Sept", "Sep");
}
