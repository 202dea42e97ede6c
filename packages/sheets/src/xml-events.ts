import { SaxParser } from '@cj-tech-master/excelts/xml';

/** Attributes under their names as written, prefix included. */
export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/** What a reader of one part wants to hear; element names come without prefix. */
export type XmlHandler = {
  open(name: string, attributes: XmlAttributes): void;
  text?(text: string): void;
  close?(name: string): void;
};

/** Decoding piece by piece keeps a large part from existing twice in memory. */
const CHUNK_BYTES = 256 * 1024;

/** Parses one part from beginning to end. Malformed XML throws. */
export function readXml(content: Uint8Array, handler: XmlHandler): void {
  const parser = new SaxParser({ position: false });
  parser.on('opentag', (tag) => handler.open(localName(tag.name), tag.attributes));
  parser.on('closetag', (tag) => handler.close?.(localName(tag.name)));
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  const decoder = new TextDecoder(encodingOf(content), { fatal: true });
  for (let at = 0; at < content.length; at += CHUNK_BYTES) {
    parser.write(decoder.decode(content.subarray(at, at + CHUNK_BYTES), { stream: true }));
  }
  parser.write(decoder.decode());
  parser.close();
}

/** The name of an element or attribute without its namespace prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Whether an attribute holds one of the two spellings of true. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

function encodingOf(content: Uint8Array): string {
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le';
  if (content[0] === 0xfe && content[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
