// A browser that keeps nothing may refuse even to be asked, which would stop each script that asks.
// What they want to keep then lasts as long as the page.
try {
  localStorage.getItem("");
} catch {
  const kept = new Map();
  const value = {
    getItem: (/** @type {string} */ name) => kept.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ text) => kept.set(name, text),
    removeItem: (/** @type {string} */ name) => kept.delete(name),
  };
  Object.defineProperty(window, "localStorage", { value });
}
