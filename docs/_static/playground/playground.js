// The page: what the reader can do, and the state in the address. Nothing plays by itself.
// @ts-nocheck

import { meant, nameOf, nextSeed, parameterTyped, readAddress, typed, writeAddress } from "./address.js";
import { causes, failure, worded } from "./causes.js";
import { POINTS, RECIPE } from "./constants.js";
import { initializers } from "./draws.js";
import { activations } from "./formulas.js";
import { program } from "./python.js";
import { Run } from "./run.js";
import { el, heading, on, parameter, scroller, set, units, views, write } from "./views.js";
import { list, number, pair, plural, signed } from "./words.js";

export { POINTS } from "./constants.js";
export { Run } from "./run.js";
export { el, units } from "./views.js";
export { list, pair, signed } from "./words.js";

const TASKS = { XNOR: "1001", XOR: "0110", AND: "1000", OR: "1110" };
const SPEEDS = [["10 steps a second", 0], ["1 epoch a frame", 1], ["25 epochs a frame", 25], ["as fast as it goes", Infinity]];
const LONGEST = 4e5; // steps that a new setting is taken to
const AT_ONCE = 12; // milliseconds that a way takes before the page shows it
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const address = ({ settings, start, steps }) => writeAddress({ settings, start, step: steps });

const button = (label, click, more) => el("button", { type: "button", click, ...more }, label);
const labelled = (text, control) => el("label", {}, `${text} `, control);
const options = (names, chosen) => names.map((name) => el("option", { selected: name === chosen }, name));

const death = (run, k) => {
  const since = run.deathOf(k);
  return since ? `dead since step ${since}` : "dead from the start";
};

// Shared by the whole page and the small views: pointing at a unit, dragging.
function linked(root) {
  const app = { unit: 1, other: null };
  app.light = (k) => {
    for (const node of root.querySelectorAll("[data-unit]")) node.classList.toggle("pg-lit", Number(node.dataset.unit) === k);
  };
  app.select = (k) => { app.unit = k; app.light(k); };
  app.link = (node, k) => {
    on(node, "pointerenter focus", () => app.light(k));
    on(node, "pointerleave blur", () => app.light(app.unit));
    on(node, "click", () => app.select(k));
  };
  app.drag = (node, move, end = () => {}) => {
    let down = false;
    on(node, "pointerdown", (event) => {
      down = true;
      node.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    on(node, "pointermove", (event) => { if (down) move(event); });
    on(node, "pointerup pointercancel", () => {
      if (down) { down = false; end(); app.settle(); }
    });
  };
  return app;
}

const panel = (title, ...children) =>
  el("section", { class: "pg-panel", "aria-label": title }, el("h2", {}, title), ...children);
function half(...parts) { // where there is room, two of them stand side by side
  const node = panel(...parts);
  node.classList.add("pg-half");
  return node;
}

// One view with one slider, for a chapter of the tutorial.
function small(root, data) {
  const app = linked(root), run = app.run = new Run(), view = views[data.view](app), words = el("output");
  app.unit = -1;
  app.settle = app.redraw = () => {
    view.draw(run);
    view.tell(run);
    app.light(-1);
    write(words, `step ${run.steps} of ${data.steps}, ${run.score} of 4 points right`);
  };
  const slider = el("input", { type: "range", min: 0, max: data.steps, value: data.steps, "aria-label": "Step of training", input: () => {
    run.goTo(Number(slider.value));
    app.settle();
  } });
  run.goTo(data.steps);
  root.append(el("div", { class: "pg" }, el("p", { class: "pg-row" }, slider, words), view.element));
  app.settle();
}

function whole(root, data) {
  const app = linked(root), fields = {};
  let run = new Run(), playing = 0, turn = 0, wait = 0, known = "", wins = 0, died = 0;
  const status = el("p", { role: "status", class: "pg-status" }), where = el("p", { class: "pg-where" }), verdict = el("p", { class: "pg-verdict" });
  const say = (text) => write(status, text);

  const [graph, map, ...others] = ["graph", "map", "ledger", "contributions", "surface", "hiddenSpace", "curve"].map((kind) => views[kind](app));
  const all = [graph, map, ...others], [sums, parts, surface, hiddenSpace, curve] = others.map(({ element }) => element);

  function count() {
    const right = run.score, dead = run.deaths;
    write(where, `Step ${run.steps}, epoch ${run.epochs}. `
      + `Mean loss ${number(run.cost)} now` + (Number.isNaN(run.loss) ? "" : `, ${number(run.loss)} during epoch ${run.epochs}`)
      + `. ${right} of 4 points right.` + (run.hidden === "relu" ? ` ${plural(dead.length, "dead unit")}.` : ""));
    const tutorial = run.steps === data.steps && address(run) === `#step=${data.steps}`;
    verdict.style.visibility = tutorial ? "visible" : "hidden";
    if (tutorial) write(verdict, run.p.every((x, i) => x === data.p[i]) ? `Trained here, in your browser, from seed ${RECIPE.seed} alone: all ${data.p.length} weights and biases are those of the tutorial, to the last bit.`
      : "This browser computes other digits than the tutorial has.");
    set(scrub, { max: run.farthest });
    scrub.value = run.steps;
    return [right, dead];
  }

  function redraw(views = all) {
    app.run = run;
    if (app.other) {
      app.other.goTo(run.steps);
      sides.forEach((side, k) => side.draw(k ? app.other : run));
    }
    for (const view of views) view.draw(run);
  }

  app.redraw = () => { redraw(); for (const view of all) if (view.tell) view.tell(run); };
  app.settle = () => { // everything, and the words
    if (playing) return;
    app.redraw();
    count();
    showEditor();
    showCompared();
    app.light(app.unit);
    remember();
    code.value = program(run);
  };
  app.select = (k) => { app.unit = k; app.settle(); };

  function remember(newEntry) {
    const now = address(run);
    if (now === location.hash || now === data.state && !meant(location.hash)) return;
    known = now;
    if (newEntry) location.hash = now;
    else location.replace(now);
  }

  function use(next, steps, message) {
    stop();
    run = next;
    if (app.unit >= run.width) app.unit = run.width - 1;
    for (const key in fields) fields[key].value = run.settings[key];
    task.value = Object.keys(TASKS).find((name) => TASKS[name] === run.settings.labels) || "your own";
    corners.forEach((box, k) => { box.checked = run.settings.labels[k] === "1"; });
    compare();
    travel(steps, () => {
      remember(true);
      app.settle();
      if (run.overflow || message === null) ask();
      else say(message ?? `${run.score} of 4 points right at step ${run.steps}.`);
    });
  }

  function travel(steps, arrived) { // the page lives on, and whatever else is asked for ends it
    const way = run.way(steps), trip = playing = {};
    const on = () => {
      if (playing !== trip) return 0;
      for (const end = performance.now() + AT_ONCE; performance.now() < end;) {
        if (way.next().done) { stop(); return arrived(); }
      }
      write(play, "Stop");
      redraw();
      count();
      say(`On the way to step ${steps}.`);
      return setTimeout(on);
    };
    on();
  }

  function change(key, text, control) {
    try {
      const value = typed(key, text.trim()), keep = !["width", "seed", "init"].includes(key);
      use(run.with({ [key]: value }, keep ? run.start : null), Math.min(run.steps, LONGEST));
    } catch (error) {
      say(error.message);
      control.value = run.settings[key];
    }
  }

  // Training
  function moveTo(steps, message) {
    travel(steps, () => {
      app.settle();
      if (run.overflow) ask();
      else say(message || where.textContent);
    });
  }
  function stop() {
    playing = 0;
    write(play, calm.matches ? "Run 50 epochs" : "Run");
  }
  function halt(message) { stop(); app.settle(); if (message) say(message); else ask(); }
  function ask() { // what went wrong, and as soon as it is known, with what it does not
    const fact = failure(run);
    say(fact);
    causes(run, () => status.textContent === fact).then((found) => found && say(`${fact} ${worded(found)}`));
  }
  function frame(time) {
    if (playing !== 1) return 0;
    const pace = SPEEDS[speed.selectedIndex][1], end = performance.now() + 8;
    const target = pace ? run.steps + pace * run.perEpoch : run.steps + (time >= wait);
    let fine = true;
    if (time >= wait) wait = time + 100;
    while (fine && run.steps < target && performance.now() < end) {
      for (let k = 0; k < 500 && fine && run.steps < target; k++) fine = run.step();
    }
    if (!fine || !run.stand()) return halt();
    redraw([map, turn % 2 ? graph : others[(turn >> 1) % others.length]]); // one of the rest at a time
    turn++;
    const [right, dead] = count();
    if (right === 4 && wins < 4) say(`All four points are right at step ${run.steps}.`);
    if (dead.length > died) say("Now " + list(dead.map((k) => `unit ${k + 1} is ${death(run, k)}`)) + ".");
    wins = right;
    died = dead.length;
    return requestAnimationFrame(frame);
  }
  const play = button("Run", () => {
    if (playing) halt(`Paused at step ${run.steps}.`);
    else if (calm.matches) moveTo(run.steps + 50 * run.perEpoch);
    else {
      playing = 1;
      write(play, "Pause");
      say("Training runs.");
      [wins, died] = [run.score, run.deaths.length];
      requestAnimationFrame(frame);
    }
  });
  const jump = el("input", { type: "number", min: 1, max: 1e6, value: 100, class: "pg-short", "aria-label": "Steps to jump" });
  const scrub = el("input", { type: "range", min: 0, max: 0, input: () => { stop(); run.goTo(Number(scrub.value)); redraw(); count(); }, change: () => moveTo(Number(scrub.value)) });
  const speed = el("select", {}, ...options(SPEEDS.map(([name]) => name), SPEEDS[1][0]));
  const training = panel("Train",
    el("p", { class: "pg-row" }, play,
      button("One sample", () => moveTo(run.steps + 1)),
      button("One epoch", () => moveTo((run.epochs + 1) * run.perEpoch)),
      button("Jump", () => {
        const by = Number(jump.value);
        if (Number.isInteger(by) && by > 0 && by <= 1e6) moveTo(run.steps + by);
        else say("The steps to jump must be a whole number from 1 to 1000000.");
      }), jump,
      button("Rewind", () => moveTo(0, "Back at step 0, at the same weights.")), labelled("speed", speed)),
    el("p", { class: "pg-row" }, el("label", { class: "pg-wide" }, "history ", scrub)), where, status);

  // Choosing
  const field = (key, control) => {
    fields[key] = control;
    on(control, "change", () => change(key, control.value, control));
    return labelled(nameOf(key), control);
  };
  const numeric = (key, more) => field(key, el("input", { type: "number", class: "pg-short", ...more }));
  const task = el("select", { change: () => { if (TASKS[task.value]) change("labels", TASKS[task.value]); } }, ...options([...Object.keys(TASKS), "your own"]));
  const corners = POINTS.map((point, k) => el("input", { type: "checkbox", change: () =>
    change("labels", corners.map((box) => Number(box.checked)).join("")) }));
  const choosing = panel("Choose",
    el("p", { class: "pg-row" },
      field("hidden", el("select", {}, ...options(Object.keys(activations)))), numeric("width", { min: 1, max: 16 }),
      numeric("lr", { min: 0, step: "any" }), numeric("momentum", { min: 0, max: 0.99, step: "any" }), numeric("batch", { min: 1, max: 4 }),
      field("seed", el("input", { inputmode: "numeric", class: "pg-short" })),
      button("New seed", () => change("seed", nextSeed(run.settings.seed), fields.seed)),
      field("init", el("select", {}, ...options(Object.keys(initializers)))), labelled("labels", task)),
    el("p", { class: "pg-row" }, "class 1 at ", ...POINTS.map((point, k) => el("label", {}, corners[k], ` ${pair(point)}`))),
    el("p", { class: "pg-row" },
      button("Back to the page's network", () => opened(data.state)),
      button("Show me a seed that fails", () => fail())));

  // Changing
  app.edit = (i, value, dragging) => {
    const p = run.p.slice();
    p[i] = value;
    const next = run.with({}, p);
    if (!dragging) { use(next, 0, `The ${parameter(run, i)} is ${number(value)} now. Training starts from here.`); return; }
    stop();
    run = next;
    redraw();
    count();
  };
  const editor = el("div"), chooser = el("select", { "aria-label": "Unit to change", change: () => app.select(chooser.selectedIndex) });
  const kill = button("Kill", () => {
    const k = app.unit;
    app.edit(k, run.biasFor(k, run.dead(k) ? 0.5 : -0.5));
    say(`Unit ${k + 1} is on at ${run.on(k).filter(Boolean).length} of 4 points now. Training starts from here.`);
  });
  let shown = [];
  function showEditor() {
    const k = app.unit, H = run.width, rows = [H + k, 2 * H + k, k, 3 * H + 1 + k, 3 * H];
    if (chooser.length !== H) chooser.replaceChildren(...units(run).map((unit) => el("option", {}, `unit ${unit + 1}`)));
    chooser.selectedIndex = k;
    write(kill, run.dead(k) ? "Revive" : "Kill");
    kill.disabled = run.hidden !== "relu";
    const names = rows.map((i) => parameter(run, i));
    if (shown[0] !== names[0]) {
      shown = [names[0], rows.map((i, r) => {
        const input = el("input", { type: "number", step: "any", "aria-label": names[r], change: () => {
          try {
            app.edit(i, parameterTyped(input.value));
          } catch (error) { say(error.message); showEditor(); }
        } });
        const by = (sign, step) => button(sign, () => app.edit(i, run.p[i] + step), { "aria-label": `${names[r]} ${sign} 0.1` });
        return [el("th", { scope: "row" }, names[r]), el("td", { class: "pg-cell" }, by("−", -0.1), input, by("+", 0.1)), el("td")];
      })];
      editor.replaceChildren(el("table", {}, heading(["", "value", "gradient"]), ...shown[1].map((cells) => el("tr", {}, ...cells))));
    }
    rows.forEach((i, r) => {
      const [, cell, gradient] = shown[1][r];
      cell.children[1].value = run.p[i];
      write(gradient, run.steps ? signed(run.g[i], 4) : "");
    });
    write(lastStep, (run.steps ? `The last step used ${list(run.samples.map((s) => pair(POINTS[s])))}; the gradient of the output bias was ${signed(run.g[3 * H], 4)}.` : "No step has been taken yet.")
      + (run.dead(k) ? ` This unit is ${death(run, k)}: it is off at all four points, so the next step has no gradient for it.` : ""));
  }
  const lastStep = el("p", { class: "pg-note" });
  const changing = panel("Change", el("p", { class: "pg-row" }, chooser, kill),
    scroller("Weights and biases", editor), lastStep);

  // Comparing
  const sides = [0, 1].map(() => views.map(linked(root))), compared = el("p");
  const rival = el("select", { change: () => { compare(); app.settle(); } }, ...options(["nothing", ...Object.keys(activations)]));
  const besideBox = el("div", { class: "pg-sides" }, ...sides.map(({ element }) => element));
  const comparing = half("Compare", el("p", { class: "pg-row" }, labelled("the same seed with", rival)), compared, besideBox);
  function compare() {
    app.other = rival.selectedIndex ? run.with({ hidden: rival.value }) : null;
    besideBox.hidden = compared.hidden = !app.other;
    comparing.classList.toggle("pg-half", !app.other);
  }
  function showCompared() {
    if (!app.other) return;
    sides.forEach((side, k) => side.tell(k ? app.other : run));
    const tell = (one) => `${one.hidden} at step ${one.steps}: mean loss ${number(one.cost)}, ${one.score} of 4 points right`;
    write(compared, `Left, ${tell(run)}; right, ${tell(app.other)}${app.other.overflow ? ", before its numbers overflow" : ""}. The dashed curve is the second loss.`);
  }

  // Failing
  function fail() {
    const steps = Math.min(run.steps || 50 * run.perEpoch, 4000);
    stop();
    say("Looking for a seed that fails.");
    let { seed } = run.settings, left = 1000;
    const search = playing = () => {
      if (playing !== search) return 0;
      for (const end = performance.now() + 8; performance.now() < end;) {
        if (!left--) return say(`None of the next seeds up to ${seed} fails at step ${steps}.`);
        seed = nextSeed(seed);
        const one = run.with({ seed }, null);
        one.goTo(steps);
        if (one.overflow || one.score < 4) return use(one, steps, null);
      }
      write(play, "Stop");
      return setTimeout(search);
    };
    search();
  }

  // Taking away
  const code = el("textarea", { readonly: true, rows: 8, "aria-label": "Python", spellcheck: "false" });
  const copy = (text, done) => navigator.clipboard.writeText(text).then(() => say(done),
    () => say("Copying is not allowed here; select the text instead."));
  function save() {
    const link = el("a", { download: `${run.hidden}-seed-${run.settings.seed}-step-${run.steps}.svg`, href: URL.createObjectURL(new Blob([map.picture()], { type: "image/svg+xml" })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say("The map is saved as SVG.");
  }
  const taking = panel("Take away",
    el("p", { class: "pg-row" }, button("Copy link", () => copy(location.href.split("#")[0] + address(run), "The link is copied.")),
      button("Copy as Python", () => copy(code.value, "The script is copied.")), button("Save map as SVG", save)),
    el("details", {}, el("summary", {}, "The script"), code));

  root.present = () => run; // for the exercises
  root.append(el("div", { class: "pg" }, verdict, training, choosing,
    half("Network", graph.element), half("Map of the logit", map.element),
    panel("Ledger", sums), panel("Contributions", parts), half("Surface", surface), half("Hidden space", hiddenSpace), half("Loss", curve), comparing,
    changing, taking));

  const opened = (hash, message) => {
    const { settings, start, step } = readAddress(hash);
    use(new Run(settings, start), step, message);
  };
  const open = () => {
    const { hash } = location, state = meant(hash);
    if (known && (hash === known || hash && !state)) return; // a link within the page is no state
    known = hash;
    try {
      opened(state ? hash : data.state, "");
    } catch (error) {
      opened(data.state, error.message);
    }
  };
  on(window, "hashchange", open);
  open();
}

for (const root of document.querySelectorAll(".playground")) {
  const data = JSON.parse(root.querySelector("script[type='application/json']").textContent);
  if (data.view) small(root, data);
  else whole(root, data);
  root.classList.add("playground-ready");
}
performance.mark("playground-ready");
