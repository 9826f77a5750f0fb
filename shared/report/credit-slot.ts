// One array that is filled anew for each model, and that knows whose it holds: switching models then makes no garbage of
// megabytes. A reader's usual mistake: the array is only good until the slot is filled for another key.

export class CreditSlot {
  #key = '';
  #room = new Float64Array(0);
  #held = this.#room;

  /** The slot's array, `length` long, filled by `fill` (from whatever it held) unless it is the key's already. */
  get(key: string, length: number, fill: (out: Float64Array) => void): Float64Array {
    if (this.#key === key) return this.#held;
    if (this.#room.length < length) this.#room = new Float64Array(length);
    this.#key = '';
    this.#held = this.#room.subarray(0, length);
    fill(this.#held);
    this.#key = key;
    return this.#held;
  }
}
