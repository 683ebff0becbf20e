// What was typed on into a new story, in a page that was closed before it heard that the story is begun, is that story's from
// then on, wherever this browser is asked for it.

// `place` is where a browser keeps somebody's texts (keep.js), `add` the path of the form of a new story, `address` where the
// server says which story that has begun.
export async function followBegun(place, add, address) {
    const keys = Object.keys(localStorage).filter((name) => name.startsWith(`${place}${add}#`));
    for (const name of keys) {
        const { formKey, ...kept } = JSON.parse(localStorage.getItem(name));
        if (!formKey) continue;
        const response = await fetch(`${address}?form_key=${formKey}`).catch(() => null);
        const { address: story, version } = response?.ok ? await response.json() : {};
        if (!story || !localStorage.getItem(name)) continue;
        localStorage.removeItem(name); // first: there may be no room for both
        localStorage.setItem(`${place}${story}#${name.split("#")[1]}`, JSON.stringify({ ...kept, version: String(version) }));
    }
}
