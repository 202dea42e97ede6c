import { crc32, deflateRawSync } from 'node:zlib';

/** What a test may lie about in a part of a zip archive. */
export type FakePart = {
  content: string | Uint8Array;
  declaredSize?: number;
  encrypted?: boolean;
  /** Writes the sizes into the 64-bit extra field, as some Java writers do. */
  bigSizes?: boolean;
};

const CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A zip archive made by hand for tests. */
export function fakeZip(parts: Readonly<Record<string, string | Uint8Array | FakePart>>): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, given] of Object.entries(parts)) {
    const part = typeof given === 'string' || given instanceof Uint8Array ? { content: given } : given;
    const packed = packPart(name, part, offset);
    bodies.push(packed.body);
    directory.push(packed.entry);
    offset += packed.body.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...bodies, entries, end]));
}

/** A workbook of one sheet whose XML parts a test writes itself. */
export function fakeWorkbook(
  sheetData: string,
  parts: Readonly<Record<string, string | Uint8Array | FakePart>> = {},
): Uint8Array {
  return fakeZip({
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': relationships({ officeDocument: 'xl/workbook.xml' }),
    'xl/workbook.xml': workbookXml(''),
    'xl/_rels/workbook.xml.rels': relationships({
      worksheet: 'worksheets/sheet1.xml',
      sharedStrings: 'sharedStrings.xml',
      styles: '/xl/styles.xml',
    }),
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    ...parts,
  });
}

/** The workbook part of a fake workbook, with its properties. */
export function workbookXml(properties: string): string {
  const sheets = `<sheets><sheet name="Sheet1" sheetId="1" r:id="worksheet"/></sheets>`;
  return `<workbook xmlns:r="${RELATIONSHIP}">${properties}${sheets}</workbook>`;
}

function relationships(targets: Readonly<Record<string, string>>): string {
  const items = Object.entries(targets).map(
    ([type, target]) => `<Relationship Id="${type}" Type="${RELATIONSHIP}/${type}" Target="${target}"/>`,
  );
  return `<Relationships>${items.join('')}</Relationships>`;
}

function packPart(name: string, part: FakePart, offset: number): { body: Buffer; entry: Buffer } {
  const content = Buffer.from(part.content);
  const data = deflateRawSync(content);
  const fields = fieldsOf(content, data, part);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  fields.copy(header, 6);
  header.writeUInt16LE(Buffer.byteLength(name), 26);
  const extra = part.bigSizes === true ? bigSizes(content.length, data.length) : Buffer.alloc(0);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  fields.copy(entry, 8);
  if (extra.length > 0) entry.fill(0xff, 20, 28);
  entry.writeUInt16LE(Buffer.byteLength(name), 28);
  entry.writeUInt16LE(extra.length, 30);
  entry.writeUInt32LE(offset, 42);
  const label = Buffer.from(name);
  return { body: Buffer.concat([header, label, data]), entry: Buffer.concat([entry, label, extra]) };
}

/** Flags, method, time, checksum and sizes: the same twenty bytes in both headers. */
function fieldsOf(content: Buffer, data: Buffer, part: FakePart): Buffer {
  const fields = Buffer.alloc(20);
  fields.writeUInt16LE(part.encrypted === true ? 1 : 0, 0);
  fields.writeUInt16LE(8, 2);
  fields.writeUInt32LE(crc32(content), 8);
  fields.writeUInt32LE(data.length, 12);
  fields.writeUInt32LE(part.declaredSize ?? content.length, 16);
  return fields;
}

function bigSizes(size: number, compressedSize: number): Buffer {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  extra.writeBigUInt64LE(BigInt(compressedSize), 12);
  return extra;
}
