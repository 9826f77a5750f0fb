// One thing at a time: each piece of work waits for those asked for before it, whether they succeed or not.

export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    // The caller hears of a failure; the one behind it in the queue isn't concerned.
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
