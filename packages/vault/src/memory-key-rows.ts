import type { KeyName, KeyRow, KeyRows } from './key-rows.ts';

/** Key rows that vanish with the process, for tests and dry runs. */
export function memoryKeyRows(): KeyRows {
  const rows = new Map<string, KeyRow>();
  const keyOf = (name: KeyName) => `${name.class} ${name.person}`;
  return {
    find: (name) => rows.get(keyOf(name)),
    add(keys) {
      const taken = keys.filter((key) => rows.has(keyOf(key)));
      for (const key of keys) if (!taken.includes(key)) rows.set(keyOf(key), { state: 'live', wrapped: key.wrapped });
      return taken;
    },
    erase(names) {
      for (const name of names) rows.set(keyOf(name), { state: 'erased' });
    },
    close: () => rows.clear(),
  };
}
