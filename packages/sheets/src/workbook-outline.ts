import { CHOICE_SHEET } from './choice-sheet.ts';
import { readRelationships, type Relationship } from './relationships.ts';
import { SheetProblem } from './sheet-problem.ts';
import { partContent, type WorkbookParts } from './workbook-parts.ts';
import { isTrue, localName, readXml, type XmlAttributes } from './xml-events.ts';

/** What the workbook part says: its sheets in order, and where to find the rest. */
export type WorkbookOutline = {
  sheets: { name: string; part: string }[];
  date1904: boolean;
  sharedStrings: string | undefined;
  styles: string | undefined;
};

type ListedSheet = { name: string; id: string; hidden: boolean };

/** Reads the workbook part. An archive without one is no workbook. */
export function readOutline(parts: WorkbookParts): WorkbookOutline {
  const { name, content } = findWorkbook(parts);
  const listed: ListedSheet[] = [];
  let date1904 = false;
  readXml(content, {
    open(element, attributes) {
      if (element === 'workbookPr') date1904 = isTrue(attributes['date1904']);
      if (element === 'sheet') listed.push(toListedSheet(attributes));
    },
  });
  const links = readRelationships(parts, name);
  return {
    sheets: listed.filter((sheet) => !isChoiceSheet(sheet)).flatMap((sheet) => toSheet(sheet, links)),
    date1904,
    sharedStrings: targetOf(links, 'sharedStrings'),
    styles: targetOf(links, 'styles'),
  };
}

function findWorkbook(parts: WorkbookParts): { name: string; content: Uint8Array } {
  const name = targetOf(readRelationships(parts, ''), 'officeDocument') ?? 'xl/workbook.xml';
  const content = partContent(parts, name);
  if (content === undefined || !name.toLowerCase().endsWith('.xml')) throw new SheetProblem('not-xlsx');
  return { name, content };
}

function targetOf(links: ReadonlyMap<string, Relationship>, type: string): string | undefined {
  return [...links.values()].find((link) => link.type === type)?.target;
}

function toListedSheet(attributes: XmlAttributes): ListedSheet {
  const { name = '', state } = attributes;
  // The relationship id is the one attribute called "id" with a prefix, which writers choose freely.
  const key = Object.keys(attributes).find((attribute) => attribute.includes(':') && localName(attribute) === 'id');
  const id = key === undefined ? undefined : attributes[key];
  return { name, id: id ?? '', hidden: state === 'hidden' || state === 'veryHidden' };
}

function isChoiceSheet({ name, hidden }: ListedSheet): boolean {
  return hidden && name === CHOICE_SHEET;
}

/** Chart sheets hold no cells and are left out. */
function toSheet({ name, id }: ListedSheet, links: ReadonlyMap<string, Relationship>): WorkbookOutline['sheets'] {
  const link = links.get(id);
  if (link === undefined) throw new SheetProblem('damaged', { reason: 'sheet-missing', sheet: name });
  return link.type === 'worksheet' ? [{ name, part: link.target }] : [];
}
