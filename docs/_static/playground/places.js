// The states of the page as places in the browser's history: undo and redo are its back and forward.

import { meant } from "./address.js";

export class Places {
  /**
   * @param {string} opening the state of an address that names none
   * @param {(state: string, words: string) => void} arrive
   */
  constructor(opening, arrive) {
    this.opening = opening;
    this.arrive = arrive;
    this.known = "";
    this.place = 0;
    this.places = 0;
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
    if (!this.first) history.back();
  }

  forward() {
    if (!this.last) history.forward();
  }

  /**
   * Writes a state into the address: a change as a new place to come back to. Says whether it is
   * another.
   * @param {string} state
   * @param {boolean} anew
   */
  write(state, anew) {
    if (state === this.known && !anew) return false;
    if (state === this.opening && !location.hash && !anew) return true;
    this.known = state;
    if (anew) {
      this.place++;
      this.places = this.place;
      history.pushState({ place: this.place }, "", state);
    } else history.replaceState({ place: this.place }, "", state);
    return true;
  }

  /** Goes to the state of the address. */
  open() {
    const { hash } = location;
    if (this.known && hash && !meant(hash)) return; // a link within the page is no state
    const place = history.state?.place;
    if (typeof place === "number") this.place = place;
    else {
      if (this.known) this.place++; // an address that somebody typed, or followed
      this.places = this.place;
      history.replaceState({ place: this.place }, "");
    }
    this.places = Math.max(this.places, this.place);
    if (this.known && (hash || this.opening) === this.known) return;
    this.known = hash || this.opening;
    try {
      this.arrive(meant(hash) ? hash : this.opening, "");
    } catch (error) {
      this.arrive(this.opening, /** @type {Error} */ (error).message);
    }
  }
}
