import { text } from '@mingbai/messages';
import { printable } from './paper-text.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (words: string): string => printable(words).replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? '');

const OPENING = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
  '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
  ' xmlns:dc="http://purl.org/dc/elements/1.1/">',
].join('');

/**
 * The core properties of a paper, in place of those that docx writes: title and creator, and no times. The hour at
 * which a computer made the file says nothing about when a union did, decided or signed something.
 */
export function coreProperties(title: string): { readonly path: string; readonly data: string } {
  const said = `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(text('paper.creator'))}</dc:creator>`;
  return { path: 'docProps/core.xml', data: `${OPENING}${said}</cp:coreProperties>` };
}
