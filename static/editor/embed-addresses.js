/* Recognises what may be embedded, by the server's own list. The server looks again when the story is saved. */

const PLAIN = /^https?:\/\/[A-Za-z0-9.-]+(\/[^\s\\\x00-\x1f\x7f]*)?$/;

/* {address, provider, what} for an address of the list, or {error}: a sentence that says what is possible. */
export function recognise(text, providers) {
  const address = addressIn(text);
  const url = PLAIN.test(address) && URL.canParse(address) ? new URL(address) : null;
  for (const provider of url ? providers : []) {
    if (!matches(provider.hosts, url.hostname)) continue;
    const form = provider.forms.find((candidate) => isOfForm(url, candidate));
    if (form) return { address, provider: provider.name, what: form.what };
    return { error: `This can't be embedded. Of ${provider.name}, give the address of ${provider.takes}.` };
  }
  const names = providers.map((provider) => provider.name);
  return { error: `This can't be embedded. What can: addresses of ${names.slice(0, -1).join(", ")} and ${names.at(-1)}.` };
}

/* Providers offer a piece of HTML to copy: its frame has the address. One may also leave out https://. */
function addressIn(text) {
  const typed = text.trim();
  const [, source] = /^<[^>]*\ssrc=["']([^"']+)/.exec(typed) ?? [];
  if (source) return source.replaceAll("&amp;", "&").replace(/^\/\//, "https://");
  return /^[\w-]+(\.[\w-]+)+\//.test(typed) ? `https://${typed}` : typed;
}

function isOfForm(url, form) {
  return (
    matches(form.path, url.pathname) &&
    matches(form.fragment, url.hash.slice(1)) &&
    Object.entries(form.query).every(([name, pattern]) => matches(pattern, url.searchParams.get(name) ?? ""))
  );
}

function matches(pattern, text) {
  return new RegExp(`^(?:${pattern})$`).test(text);
}
