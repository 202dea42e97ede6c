/** Remembers what was made for one key, until another key is asked for. */
export class Kept<Value> {
  #last: { readonly key: string; readonly value: Value } | undefined;

  get(key: string, make: () => Value): Value {
    if (this.#last?.key !== key) this.#last = { key, value: make() };
    return this.#last.value;
  }
}
