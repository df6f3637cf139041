// Keys that mean something anywhere on the page, but where one writes or a control has them.

/** @typedef {import("./instrument.js").Instrument} Instrument */

const WRITING = "input:not([type='checkbox'], [type='range']), textarea, select";
const CONTROLS = "button, summary, a, input, [role='tabpanel'], [tabindex]";

/**
 * @param {Instrument} instrument
 * @param {KeyboardEvent} event
 */
export function press(instrument, event) {
  const at = /** @type {Element} */ (event.target);
  if (at.matches(WRITING) || event.defaultPrevented || event.altKey) return;
  const { alone, root, run, pointing, places, player } = instrument;
  if (!root.contains(at) && !(alone && at === document.body)) return;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    if (event.shiftKey) places.forward();
    else places.back();
    return;
  }
  const by = event.shiftKey ? run.perEpoch : 1;
  const steps = { ArrowRight: run.steps + by, ArrowLeft: run.steps - by, Home: 0 }[event.key];
  if (event.key === "Escape") {
    pointing.probe = null;
    pointing.pin(-1, true);
  } else if (at.matches(CONTROLS) && at !== document.body) {
    return;
  } else if (steps !== undefined) player.moveTo(Math.max(0, steps));
  else if (event.key === " ") player.toggle();
  else if (/^[1-9]$/.test(event.key) && Number(event.key) <= run.points.length) {
    pointing.choose(Number(event.key) - 1);
  } else return;
  event.preventDefault();
}
