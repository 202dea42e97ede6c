import type { KeyName, KeyRow, KeyRows } from './key-rows.ts';
import { VaultError } from './vault-error.ts';

/** Key rows that vanish with the process, for tests and dry runs. */
export function memoryKeyRows(): KeyRows {
  const rows = new Map<string, KeyRow>();
  const keyOf = (name: KeyName) => `${name.class} ${name.person}`;
  return {
    find: (name) => rows.get(keyOf(name)),
    add(keys) {
      if (keys.some((key) => rows.has(keyOf(key)))) throw new VaultError('vault-damaged', 'a key is there already');
      for (const key of keys) rows.set(keyOf(key), { state: 'live', wrapped: key.wrapped });
    },
    erase(names) {
      for (const name of names) rows.set(keyOf(name), { state: 'erased' });
    },
    close: () => rows.clear(),
  };
}
