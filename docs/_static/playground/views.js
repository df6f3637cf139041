// Pictures of a run. Each view is { element, draw(run) }; those with words also have tell(run),
// which is called when the network stands still.
// @ts-nocheck

import { boundary, centre, contour } from "./boundary.js";
import { CORNERS, POINTS } from "./constants.js";
import { cutBy, flatPieces } from "./flat_pieces.js";
import { sigmoid } from "./formulas.js";
import { loss } from "./network.js";
import { number, pair, plural, signed } from "./words.js";

const N = 60, SMALL = 24;
const INK = "#1f2328", BLUE = "#0e4887", RED = "#961126";
const NS = "http://www.w3.org/2000/svg";
const DRAWN = new Set("svg g line path circle rect text polyline title image".split(" "));

export const on = (node, kinds, call) => {
  for (const kind of kinds.split(" ")) node.addEventListener(kind, call);
};
export function el(name, attributes = {}, ...children) {
  const node = DRAWN.has(name) ? document.createElementNS(NS, name) : document.createElement(name);
  for (const key in attributes) {
    const value = attributes[key];
    if (typeof value === "function") on(node, key, value);
    else if (value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}
export const write = (node, text) => { if (node.textContent !== text) node.textContent = text; };
export const set = (node, attributes) => {
  for (const key in attributes) node.setAttribute(key, attributes[key]);
};
export const parameter = (run, i) => {
  const H = run.width;
  return i < H ? `bias of unit ${i + 1}`
    : i < 3 * H ? `weight from x${i < 2 * H ? "₁" : "₂"} to unit ${i % H + 1}`
      : i === 3 * H ? "output bias" : `output weight of unit ${i - 3 * H}`;
};
export const units = (run) => Array.from({ length: run.width }, (_, k) => k);

// Red, pale, blue: apart in every kind of colour vision, and the sign is also in the line at 0.
const STOPS = [[150, 17, 38], [214, 96, 77], [253, 219, 199], [247, 247, 247], [209, 229, 240],
  [67, 147, 195], [14, 72, 135]];
const COLOURS = new Uint32Array(256), NAMES = [];
for (let i = 0; i < 256; i++) {
  const at = i / 255 * 6, k = Math.min(Math.floor(at), 5);
  const [r, g, b] = [0, 1, 2].map((c) => Math.round(STOPS[k][c] + (at - k) * (STOPS[k + 1][c] - STOPS[k][c])));
  COLOURS[i] = 255 << 24 | b << 16 | g << 8 | r;
  NAMES.push(`rgb(${r},${g},${b})`);
}
const shade = (z, limit) => {
  const i = Math.round(127.5 + 127.5 * z / limit);
  return i > 0 ? i < 255 ? i : 255 : 0;
};

function raster(size) {
  const canvas = el("canvas", { width: size, height: size, role: "img" });
  const context = canvas.getContext("2d"), image = context.createImageData(size, size);
  const pixels = new Uint32Array(image.data.buffer);
  return [canvas, (values, limit) => {
    for (let i = 0; i < pixels.length; i++) pixels[i] = COLOURS[shade(values[i], limit)];
    context.putImageData(image, 0, 0);
  }];
}

function sample(values, size, height) {
  let limit = 1e-9;
  for (let i = 0; i < values.length; i++) {
    const [x1, x2] = centre(i, size), z = values[i] = height(x1, x2);
    if (Math.abs(z) > limit) limit = Math.abs(z);
  }
  return limit;
}

const place = ([x1, x2]) => `${((x1 + 3) * 10).toFixed(2)} ${((3 - x2) * 10).toFixed(2)}`;
const paths = (segments) => segments.map((points) => "M" + points.map(place).join("L")).join("");

function marks(group, run, size) { // circles for class 1, squares for class 0
  const { labels } = run.settings, edge = { stroke: "#fff", "stroke-width": size / 3 };
  if (group.dataset.labels !== labels) { // anew only when the labels change
    group.dataset.labels = labels;
    group.replaceChildren(...run.y.map((y) => (y > 0.5 ? el("circle", { r: size, fill: BLUE, ...edge })
      : el("rect", { x: -size, y: -size, width: 2 * size, height: 2 * size, fill: RED, ...edge }))));
  }
  return [...group.children];
}

export const heading = (texts) =>
  el("tr", {}, ...texts.map((text) => (text ? el("th", { scope: "col" }, text) : el("td"))));

function numbers(caption, heads, rows) {
  return el("table", {}, el("caption", {}, caption), heading(heads), ...rows.map(([head, ...cells]) =>
    el("tr", {}, el("th", { scope: "row" }, head), ...cells.map((text) => el("td", {}, text)))));
}

export const scroller = (label, ...children) =>
  el("div", { class: "pg-scroll", tabindex: 0, role: "group", "aria-label": label }, ...children);

function unfold(make) { // a table that is made when somebody opens it
  const box = scroller("Numbers");
  let run = null;
  const fill = () => { if (node.open && run) box.replaceChildren(make(run)); };
  const node = el("details", { toggle: fill }, el("summary", {}, "In numbers"), box);
  return [node, (current) => { run = current; fill(); }];
}

// The logit from above, with creases, boundary and points.
function map(app) {
  const [canvas, paint] = raster(N), values = new Float64Array(N * N);
  const lines = el("g"), zero = ["#fff", "#000"].map((stroke, k) => el("path", { fill: "none", stroke, "stroke-width": 1.6 - k }));
  const dots = el("g"), overlay = el("svg", { viewBox: "0 0 60 60", "aria-hidden": "true" }, lines, ...zero, dots);
  const [table, tabulate] = unfold((run) => {
    const steps = [-3, -2, -1, 0, 1, 2, 3];
    return numbers("The logit", ["x₂ \\ x₁", ...steps.map((x) => number(x, 0))],
      [...steps].reverse().map((x2) => [number(x2, 0), ...steps.map((x1) => number(run.logit(x1, x2), 2))]));
  });
  const frame = el("div", { class: "pg-map" }, canvas, overlay);
  const at = (event) => {
    const box = frame.getBoundingClientRect();
    return [6 * (event.clientX - box.left) / box.width - 3, 3 - 6 * (event.clientY - box.top) / box.height];
  };
  function creases(run) {
    const H = run.width, straight = run.hidden !== "identity";
    if (lines.children.length !== H) {
      lines.replaceChildren(...units(run).map((k) => {
        const node = el("g", { "data-unit": k, class: "pg-crease" }, ...[0, 1, 2].map(() => el("path", { fill: "none" })));
        app.link(node, k);
        if (app.edit) app.drag(node, (event) => {
          const [x1, x2] = at(event), { p, width } = app.run;
          app.edit(k, -(p[width + k] * x1 + p[2 * width + k] * x2), true);
        });
        return node;
      }));
    }
    for (const k of units(run)) {
      const p = run.p, [line, side, hit] = lines.children[k].children;
      const cut = straight ? cutBy(run, k).level : [];
      let d = "", ticks = "";
      if (cut.length === 2) {
        d = paths([cut]);
        const [[ax, ay], [bx, by]] = cut, length = Math.hypot(p[H + k], p[2 * H + k]);
        const nx = 0.16 * p[H + k] / length, ny = 0.16 * p[2 * H + k] / length;
        for (let t = 0.06; t < 1; t += 0.08) {
          const x = ax + t * (bx - ax), y = ay + t * (by - ay);
          ticks += paths([[[x, y], [x + nx, y + ny]]]);
        }
      }
      set(line, { d, stroke: INK, "stroke-width": 0.3, "stroke-dasharray": run.dead(k) ? "1.5 1" : "none" });
      set(side, { d: ticks, stroke: INK, "stroke-width": 0.25 });
      set(hit, { d, stroke: "transparent", "stroke-width": 5 });
    }
  }
  return {
    element: el("div", {}, frame, table),
    draw(run) {
      paint(values, sample(values, N, (x1, x2) => run.logit(x1, x2)));
      creases(run);
      const d = paths(run.straight ? boundary(run) : contour(values, N));
      for (const path of zero) path.setAttribute("d", d);
      marks(dots, run, 1.7).forEach((node, k) => node.setAttribute("transform", `translate(${place(POINTS[k])})`));
    },
    tell(run) {
      const [low, high] = [Math.min(...values), Math.max(...values)];
      canvas.setAttribute("aria-label", `Map of the logit: from ${number(low)} to ${number(high)}. `
        + (zero[0].getAttribute("d") ? "The decision boundary crosses the map." : "No decision boundary is drawn.")
        + (run.straight ? ` ${plural(flatPieces(run).length, "flat piece")}.` : "")
        + (run.hidden === "relu" ? ` ${plural(run.deaths.length, "dead unit")}.` : ""));
      tabulate(run);
    },
    picture() { // for the file: the pixels and the lines in one SVG
      const copy = overlay.cloneNode(true);
      set(copy, { xmlns: NS, width: 600, height: 600 });
      copy.prepend(el("title", {}, canvas.getAttribute("aria-label")),
        el("image", { href: canvas.toDataURL(), width: 60, height: 60, style: "image-rendering:pixelated" }));
      return new XMLSerializer().serializeToString(copy);
    },
  };
}

// The logit as a landscape that can be turned.
function surface(app) {
  const G = 25, values = new Float64Array(G * G);
  const canvas = el("canvas", { width: 480, height: 400, role: "img" }), context = canvas.getContext("2d");
  let turn = -0.48, tilt = 0.5, last = null;
  const move = (by, up) => {
    turn += by;
    tilt = Math.min(Math.max(tilt + up, 0.05), 1.5);
    if (last) view.draw(last);
  };
  const button = (sign, label, ...by) =>
    el("button", { type: "button", "aria-label": label, click: () => move(...by) }, sign);
  let from = null;
  app.drag(canvas, (event) => {
    if (from) move((event.clientX - from[0]) / 120, (event.clientY - from[1]) / 120);
    from = [event.clientX, event.clientY];
  }, () => { from = null; });
  const view = {
    element: el("div", {}, canvas, el("p", { class: "pg-row" },
      button("↺", "Turn left", 0.2, 0), button("↻", "Turn right", -0.2, 0),
      button("↑", "See from higher", 0, 0.15), button("↓", "See from lower", 0, -0.15))),
    draw(run) {
      last = run;
      const limit = sample(values, G, (x1, x2) => run.logit(x1, x2));
      const c = Math.cos(turn), s = Math.sin(turn), up = Math.cos(tilt), flat = Math.sin(tilt);
      const project = (x, y, z) => [240 + 48 * (c * x - s * y),
        210 - 48 * flat * (s * x + c * y) - 105 * up * z / limit];
      const corners = Array.from(values, (z, i) => project(...centre(i, G), z));
      context.clearRect(0, 0, 480, 400);
      context.lineWidth = 1;
      context.strokeStyle = "#888";
      context.beginPath();
      for (const [x, y] of CORNERS) context.lineTo(...project(x, y, 0)); // the plane at height 0
      context.closePath();
      context.stroke();
      context.lineWidth = 0.4;
      context.strokeStyle = "rgba(0,0,0,.35)";
      for (let b = 0; b < G - 1; b++) for (let a = 0; a < G - 1; a++) { // the far ones first
        const j = c > 0 ? b : G - 2 - b, k = s > 0 ? G - 2 - a : a, i = j * G + k;
        const four = [i, i + 1, i + G + 1, i + G];
        context.fillStyle = NAMES[shade((values[i] + values[i + 1] + values[i + G] + values[i + G + 1]) / 4, limit)];
        context.beginPath();
        for (const corner of four) context.lineTo(corners[corner][0], corners[corner][1]);
        context.closePath();
        context.fill();
        context.stroke();
      }
      context.lineWidth = 1.5;
      context.strokeStyle = "#fff";
      POINTS.forEach(([x1, x2], k) => {
        const [x, y] = project(x1, x2, run.logit(x1, x2));
        context.fillStyle = run.y[k] > 0.5 ? BLUE : RED;
        context.beginPath();
        if (run.y[k] > 0.5) context.arc(x, y, 6, 0, 7);
        else context.rect(x - 5.5, y - 5.5, 11, 11);
        context.fill();
        context.stroke();
      });
      context.fillStyle = "#777"; // to be read on light and dark pages
      context.font = "14px sans-serif";
      context.fillText("x₁", ...project(3.3, -3, 0));
      context.fillText("x₂", ...project(-3, 3.3, 0));
    },
    tell(run) {
      const [low, high] = [Math.min(...values), Math.max(...values)];
      canvas.setAttribute("aria-label", `The logit as height: from ${number(low)} to ${number(high)}; `
        + POINTS.map((point, k) => `${number(run.logits[k])} at ${pair(point)}`).join(", ")
        + ". The numbers stand in the table of the map.");
    },
  };
  return view;
}

// What each unit adds, on one scale, and the sum.
function contributions(app) {
  const row = el("div", { class: "pg-parts" }), scratch = [];
  let painters = [];
  const places = [...CORNERS, ...POINTS];
  const [table, tabulate] = unfold((run) => numbers("Contributions at the corners of the map and at the points",
    ["", ...places.map(pair)],
    [["bias", ...places.map(() => signed(run.p[3 * run.width]))],
      ...units(run).map((k) => [`unit ${k + 1}`, ...places.map((at) => signed(run.adds(k, ...at)))]),
      ["logit", ...places.map((at) => signed(run.logit(...at)))]]));
  function build(run) {
    painters = [];
    const figure = (sign, name, k) => {
      const [canvas, paint] = raster(SMALL);
      painters.push([canvas, paint]);
      const node = el("figure", {}, canvas, el("figcaption", {}, el("span", {}, sign), ` ${name}`));
      if (k !== undefined) {
        node.dataset.unit = k;
        app.link(node, k);
      }
      return node;
    };
    row.replaceChildren(figure("", "output bias"), ...units(run).map((k) => figure("+", `unit ${k + 1}`, k)), figure("=", "logit"));
    while (scratch.length < painters.length) scratch.push(new Float64Array(SMALL * SMALL));
  }
  let limit = 1;
  return {
    element: el("div", {}, row, table),
    draw(run) {
      const H = run.width, c = run.p[3 * H];
      if (painters.length !== H + 2) build(run);
      limit = Math.max(sample(scratch[0], SMALL, () => c), sample(scratch[H + 1], SMALL, (x1, x2) => run.logit(x1, x2)));
      for (let k = 0; k < H; k++) limit = Math.max(limit, sample(scratch[k + 1], SMALL, (x1, x2) => run.adds(k, x1, x2)));
      painters.forEach(([, paint], i) => paint(scratch[i], limit));
    },
    tell(run) {
      painters.forEach(([canvas], i) => {
        const name = i === 0 ? "Output bias" : i > run.width ? "Logit, the sum" : `Contribution of unit ${i}`;
        canvas.setAttribute("aria-label", `${name}: from ${number(Math.min(...scratch[i]))} to ${number(Math.max(...scratch[i]))} on the map; the colours end at ${number(limit)}.`);
      });
      tabulate(run);
    },
  };
}

// Inputs, units, output; each edge is a weight, those from a 1 are biases.
function graph(app) {
  const picture = el("svg", { viewBox: "0 0 360 300", role: "group", "aria-label": "The network; arrow keys go from unit to unit" });
  let edges = [], nodes = [];
  const title = (text, x, y) => el("text", { x, y, "text-anchor": "middle" }, text);
  function build(run) {
    const H = run.width, y = (k) => 20 + 232 * (k + 0.5) / H, r = Math.min(15, 105 / H);
    const from = { 0: [34, 60], 1: [34, 136], b: [34, 212], c: [262, 286] }, out = [322, 136];
    const line = ([x1, y1], [x2, y2], i, k) => {
      const node = el("g", { class: "pg-edge", ...(k === undefined ? {} : { "data-unit": k }) },
        el("line", { x1, y1, x2, y2 }), el("line", { x1, y1, x2, y2, class: "pg-hit" }), el("title", {}, parameter(run, i)));
      let start = null;
      app.drag(node, (event) => {
        start = start || [event.clientY, app.run.p[i]];
        app.edit(i, start[1] + (start[0] - event.clientY) / 40, true);
      }, () => { start = null; });
      edges.push([node, i]);
      return node;
    };
    edges = [];
    const drawn = units(run).flatMap((k) => [
      line(from[0], [170, y(k)], H + k, k), line(from[1], [170, y(k)], 2 * H + k, k),
      line(from.b, [170, y(k)], k, k), line([170, y(k)], out, 3 * H + 1 + k, k)]);
    drawn.push(line(from.c, out, 3 * H));
    const plain = (text, [cx, cy], size) => el("g", { class: "pg-node" }, el("circle", { cx, cy, r: size }), title(text, cx, cy + 4));
    nodes = units(run).map((k) => {
      const node = el("g", { class: "pg-node pg-unit", "data-unit": k, role: "button", tabindex: -1 },
        el("circle", { cx: 170, cy: y(k), r }), title(k + 1, 170, y(k) + 4), el("circle", { cx: 170, cy: y(k), r: Math.max(r, 12), class: "pg-hit" }));
      app.link(node, k);
      on(node, "keydown", (event) => {
        const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
        if (by) {
          event.preventDefault();
          const next = (k + by + H) % H;
          app.select(next);
          nodes[next].focus();
        }
      });
      return node;
    });
    picture.replaceChildren(...drawn, plain("x₁", from[0], 15), plain("x₂", from[1], 15), plain("1", from.b, 11),
      plain("1", from.c, 11), ...nodes, plain("z", out, 15), title("inputs", 34, 16), title("hidden", 170, 14), title("logit", 322, 110));
  }
  return {
    element: picture,
    draw(run) {
      if (nodes.length !== run.width) build(run);
      let most = 0.5;
      for (const [, i] of edges) most = Math.max(most, Math.abs(run.p[i]));
      for (const [node, i] of edges) {
        const value = run.p[i], line = node.firstChild;
        line.setAttribute("stroke-width", (0.3 + 5 * Math.abs(value) / most).toFixed(2));
        line.setAttribute("class", value < 0 ? "pg-minus" : "pg-plus");
      }
      nodes.forEach((node, k) => node.classList.toggle("pg-dead", run.dead(k)));
    },
    tell(run) {
      edges.forEach(([node, i]) => write(node.lastChild, `${parameter(run, i)}: ${number(run.p[i])}`));
      nodes.forEach((node, k) => set(node, {
        tabindex: k === app.unit ? 0 : -1, "aria-pressed": k === app.unit,
        "aria-label": `Unit ${k + 1}, ${run.dead(k) ? "dead, " : ""}positive at ${run.on(k).filter(Boolean).length} of 4 points, output weight ${number(run.p[3 * run.width + 1 + k])}`,
      }));
    },
  };
}

// The activations of two units as a plane: where the points land, and how they came there.
function hiddenSpace(app) {
  const paper = el("svg", { viewBox: "0 0 300 300", role: "img" });
  const grid = el("path", { class: "pg-grid" }), dots = el("g");
  const trails = POINTS.map(() => el("polyline", { class: "pg-trail" }));
  const names = [el("text", { x: 292, y: 292, "text-anchor": "end" }), el("text", { x: 6, y: 14 })];
  paper.append(grid, ...trails, dots, ...names);
  const choose = (label, value) => el("select", { "aria-label": label, change: () => app.redraw() }, value);
  const chosen = [choose("Unit across", ""), choose("Unit up", "")];
  const picks = (run) => chosen.map((select) => Math.min(select.selectedIndex, run.width - 1));
  const at = (run, x1, x2) => picks(run).map((k) => run.activation(k, x1, x2));
  const [table, tabulate] = unfold((run) => {
    const [a, b] = picks(run);
    return numbers("Activations", ["point", `unit ${a + 1}`, `unit ${b + 1}`],
      POINTS.map((point) => [pair(point), ...at(run, ...point).map((x) => number(x))]));
  });
  return {
    element: el("div", {}, el("p", { class: "pg-row" }, "across: ", chosen[0], " up: ", chosen[1]), paper, table),
    draw(run) {
      if (chosen[0].length !== run.width) chosen.forEach((select, which) => {
        select.replaceChildren(...units(run).map((k) => el("option", {}, `unit ${k + 1}`)));
        select.selectedIndex = Math.min(which ? 4 : 1, run.width - 1);
      });
      const [a, b] = picks(run);
      const lines = [];
      for (let i = 0; i <= 8; i++) {
        const across = [], up = [];
        for (let j = 0; j <= 16; j++) {
          across.push(at(run, j / 8 - 0.5, i / 4 - 0.5));
          up.push(at(run, i / 4 - 0.5, j / 8 - 0.5));
        }
        lines.push(across, up);
      }
      const points = POINTS.map((point) => at(run, ...point));
      const { past } = run, every = Math.ceil(past.length / 64);
      const ways = POINTS.map((_, k) => [...past.filter((_, i) => i % every === 0).map(({ values }) => [values[k][a], values[k][b]]), points[k]]);
      let low = 0, high = 0.1;
      for (const line of [...lines, ...ways]) for (const [x, y] of line) {
        low = Math.min(low, x, y);
        high = Math.max(high, x, y);
      }
      const scale = 270 / (high - low), spot = ([x, y]) => `${(15 + (x - low) * scale).toFixed(1)} ${(285 - (y - low) * scale).toFixed(1)}`;
      grid.setAttribute("d", lines.map((line) => "M" + line.map(spot).join("L")).join(""));
      ways.forEach((way, k) => trails[k].setAttribute("points", way.map(spot).join(" ")));
      marks(dots, run, 7).forEach((node, k) => node.setAttribute("transform", `translate(${spot(points[k])})`));
      write(names[0], `unit ${a + 1} →`);
      write(names[1], `↑ unit ${b + 1}`);
    },
    tell(run) {
      const [a, b] = picks(run);
      paper.setAttribute("aria-label", `The plane of the activations of units ${a + 1} and ${b + 1}, with the grid of the inputs bent into it: `
        + POINTS.map((point) => `${pair(point)} lands at (${at(run, ...point).map((x) => number(x, 2)).join(", ")})`).join(", ") + ".");
      tabulate(run);
    },
  };
}

// Loss over the epochs; a second run dashed.
function curve(app) {
  const paper = el("svg", { viewBox: "0 0 320 180", role: "img" });
  const own = el("polyline", { class: "pg-curve" }), second = el("polyline", { class: "pg-curve pg-second" });
  const cursor = el("line", { y1: 10, y2: 150, class: "pg-cursor" });
  const text = (x, y, anchor) => el("text", { x, y, "text-anchor": anchor });
  const [top, zero, start, end] = [text(36, 16, "end"), text(36, 154, "end"), text(42, 172, "start"), text(314, 172, "end")];
  paper.append(el("path", { d: "M42 10V150H314", class: "pg-axis" }), second, own, cursor, top, zero, start, end);
  const lost = (run) => run.history.filter(({ epoch }) => epoch);
  const [table, tabulate] = unfold((run) => {
    const all = lost(run), every = Math.ceil(all.length / 10) || 1;
    return numbers("Mean loss", ["epoch", "loss"], all.filter((_, i) => i % every === 0 || i === all.length - 1)
      .map((entry) => [String(entry.epoch), number(entry.loss, 4)]));
  });
  return {
    element: el("div", {}, paper, table),
    draw(run) {
      const runs = app.other ? [run, app.other] : [run];
      let most = 0.1, epochs = 1;
      for (const one of runs) for (const { epoch, loss: value } of one.history) {
        if (value > most) most = value;
        if (epoch > epochs) epochs = epoch;
      }
      const across = (epoch) => 42 + 272 * epoch / epochs;
      const points = (one) => lost(one).map((entry) => `${across(entry.epoch).toFixed(1)},${(150 - 138 * entry.loss / most).toFixed(1)}`).join(" ");
      own.setAttribute("points", points(run));
      second.setAttribute("points", app.other ? points(app.other) : "");
      const x = across(Math.min(run.steps / run.perEpoch, epochs));
      set(cursor, { x1: x, x2: x });
      write(top, number(most, 2));
      write(zero, "0");
      write(start, "epoch 0");
      write(end, String(epochs));
    },
    tell(run) {
      const all = lost(run);
      paper.setAttribute("aria-label", all.length ? `Mean loss per epoch: ${number(all[0].loss)} in epoch ${all[0].epoch}, ${number(all.at(-1).loss)} in epoch ${all.at(-1).epoch}.`
        : "No epoch yet, so there is no loss to draw.");
      tabulate(run);
    },
  };
}

// The sums that decide the four answers.
function ledger(app) {
  const box = scroller("Ledger");
  let cells = [];
  function build(run) {
    const head = (text, k) => {
      const node = el("th", { scope: "col", ...(k === undefined ? {} : { "data-unit": k }) }, text);
      if (k !== undefined) app.link(node, k);
      return node;
    };
    const names = ["point", "label", "bias", ...units(run), "logit", "probability", "loss", ""];
    cells = POINTS.map(() => names.slice(1).map((name) => el("td", typeof name === "number" ? { "data-unit": name } : {})));
    box.replaceChildren(el("table", { class: "pg-ledger" }, el("caption", {}, "What the output bias and each unit add to the logit"),
      el("tr", {}, ...names.map((name) => (typeof name === "number" ? head(`unit ${name + 1}`, name) : name ? head(name) : el("td")))),
      ...POINTS.map((point, i) => el("tr", {}, el("th", { scope: "row" }, pair(point)), ...cells[i]))));
  }
  return {
    element: box,
    draw(run) {
      const H = run.width;
      if (cells.length === 0 || cells[0].length !== H + 6) build(run);
      POINTS.forEach(([x1, x2], i) => {
        const row = cells[i], y = run.y[i], z = run.logit(x1, x2);
        write(row[0], String(y));
        write(row[1], signed(run.p[3 * H]));
        for (const k of units(run)) {
          const off = run.hidden === "relu" && !(run.sum(k, x1, x2) > 0);
          write(row[2 + k], off ? "off" : signed(run.adds(k, x1, x2)));
        }
        write(row[2 + H], signed(z));
        write(row[3 + H], number(sigmoid(z)));
        write(row[4 + H], number(loss(z, y)));
        write(row[5 + H], run.right[i] ? "✓ right" : z ? "✗ wrong" : "✗ no class");
      });
    },
  };
}

export const views = { map, surface, contributions, graph, hiddenSpace, curve, ledger };
