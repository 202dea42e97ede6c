const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const HEXADECIMAL = /^(?:[0-9a-f]{2})+$/;
const UUID_BYTES = 16;

/** A text as a column holds it: bytes where it is written as a UUID, which takes less than half of the room. */
export const packedId = (text: string): string | Uint8Array =>
  UUID.test(text) ? Buffer.from(text.replaceAll('-', ''), 'hex') : text;

/** The text that was packed; undefined for what `packedId` does not make. */
export function unpackedId(packed: unknown): string | undefined {
  if (typeof packed === 'string') return packed;
  if (!(packed instanceof Uint8Array) || packed.length !== UUID_BYTES) return undefined;
  const hex = Buffer.from(packed.buffer, packed.byteOffset, UUID_BYTES).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A hash as a column holds it: bytes where it is written in hexadecimal. */
export const packedHash = (text: string): string | Uint8Array =>
  HEXADECIMAL.test(text) ? Buffer.from(text, 'hex') : text;

/** The text that was packed; undefined for what `packedHash` does not make. */
export function unpackedHash(packed: unknown): string | undefined {
  if (typeof packed === 'string') return packed;
  return packed instanceof Uint8Array ? Buffer.from(packed).toString('hex') : undefined;
}
