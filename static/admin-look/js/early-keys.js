// Holds what is typed after a save while the page that answers it is still being made, until the cursor is back where it was
// (place.js takes it). No module, and not put off: those letters come before all else.

{
    const held = [];
    const hold = (event) => {
        const { key, ctrlKey, metaKey, isComposing, target } = event;
        const isShortcut = (ctrlKey || metaKey) && !event.getModifierState("AltGraph");
        const isText = key.length === 1 || key === "Enter" || key === "Backspace";
        if (!isText || isShortcut || isComposing || target.closest("a, button, input, select, textarea, [contenteditable]")) return;
        event.preventDefault();
        held.push(key);
    };
    window.takeEarlyKeys = () => {
        document.removeEventListener("keydown", hold, true);
        return held.splice(0);
    };
    if (sessionStorage.getItem("story-place")) document.addEventListener("keydown", hold, true);
}
