/** Who wants to know that events have been recorded. For stores: `EventStore.watch` is `watchers.add`. */
export class Watchers {
  readonly #watching = new Set<() => void>();

  add(changed: () => void): () => void {
    const own = (): void => changed(); // the same function may watch twice
    this.#watching.add(own);
    return () => void this.#watching.delete(own);
  }

  tell(): void {
    for (const changed of this.#watching) changed();
  }
}
