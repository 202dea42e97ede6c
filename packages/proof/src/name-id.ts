import { hash } from 'node:crypto';

/**
 * Gives names their UUIDs within a namespace, itself a UUID: version 5 of RFC 9562, section 5.5. Always the same for
 * the same name.
 */
export function idsOfNames(namespace: string): (name: string) => string {
  const prefix = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  return (name) => {
    const hex = hash('sha1', Buffer.concat([prefix, Buffer.from(name)]), 'hex');
    const variant = ((Number.parseInt(hex.charAt(16), 16) & 0b0011) | 0b1000).toString(16);
    const [low, middle] = [hex.slice(0, 8), hex.slice(8, 12)];
    return `${low}-${middle}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
}
