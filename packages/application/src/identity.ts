import { idsOfNames } from '@mingbai/proof';
import type { Random } from './ports.ts';

const derived = idsOfNames('6f1d1c52-5f0b-5c6e-9a0e-2a6f3c1b9d44');

/** The event's id: UUIDv5 of its command and its index in it. */
export const eventIdOf = (command: string, index: number): string => derived(`${command}/${index}`);

/** An id that one command gives to something it makes: the same each time the command is decided. */
export const derivedId = (command: string, label: string): string => derived(`${command}#${label}`);

/** A command id from a keyed hash, for rows that carry no id of their own. */
export const commandIdOf = (keyedHash: string): string => derived(keyedHash);

/** A random UUID (version 4) from the one source of chance. */
export function randomId(random: Random): string {
  const bytes = random.bytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
