// The states of the page as places in the browser's history: undo goes back, redo forward.

import { meant } from "./address.js";

const framed = window.parent !== window;

export class Places {
  /**
   * @param {string} opening the state of an address that names none
   * @param {(state: string, words: string) => void} arrive
   */
  constructor(opening, arrive) {
    this.opening = opening;
    this.arrive = arrive;
    this.known = "";
    this.written = "";
    this.place = 0;
    this.places = 0;
    /** @type {string[]} */
    this.states = [];
    addEventListener("popstate", () => this.open());
    addEventListener("hashchange", () => this.open());
  }

  get first() {
    return this.place === 0;
  }

  get last() {
    return this.place >= this.places;
  }

  back() {
    this.go(-1);
  }

  forward() {
    this.go(1);
  }

  /**
   * In a frame the browser's history is that of the page around it, which may hold other frames.
   * @param {number} by
   */
  go(by) {
    const place = this.place + by;
    if (place < 0 || place > this.places) return;
    if (!framed) {
      history.go(by);
      return;
    }
    this.place = place;
    this.enter(this.states[place]);
  }

  /**
   * Writes a state into the address: a change as a new place to come back to.
   * @param {string} state
   * @param {boolean} anew
   * @param {string[]} takes that are left besides
   */
  write(state, anew, takes) {
    if (anew) this.places = ++this.place;
    this.states[this.place] = state;
    const kept = {
      place: this.place,
      places: this.places,
      takes,
      states: framed ? this.states : [],
    };
    const all = JSON.stringify([state, kept]);
    if (all === this.written) return;
    const first = state === this.opening && !location.hash && !anew;
    this.written = all;
    this.known = state;
    const save = anew && !framed ? "pushState" : "replaceState";
    history[save](kept, "", first ? undefined : state);
  }

  /** Goes to the state of the address. */
  open() {
    const { hash } = location;
    if (this.known && hash && !meant(hash)) return; // a link within the page is no state
    const kept = history.state;
    if (typeof kept?.place === "number") {
      this.place = kept.place;
      if (!this.known) ({ places: this.places, states: this.states } = kept);
    } else {
      if (this.known) this.place++; // an address that somebody typed, or followed
      this.places = this.place;
    }
    const state = hash || this.opening;
    if (this.known === state) return;
    this.enter(meant(state) ? state : this.opening);
  }

  /** @param {string} state */
  enter(state) {
    this.known = state;
    try {
      this.arrive(state, "");
    } catch (error) {
      this.arrive(this.opening, /** @type {Error} */ (error).message);
    }
  }
}
