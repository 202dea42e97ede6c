import { SheetProblem } from './sheet-problem.ts';
import { partContent, type WorkbookParts } from './workbook-parts.ts';
import { readXml } from './xml-events.ts';

const TYPES_PART = '[Content_Types].xml';
/** The binary workbook (.xlsb) calls itself macro-enabled, too, but is refused for not being XML. */
const ACTIVE_TYPE = /(?<!binary\.)macroEnabled|vbaProject|externalLink|macrosheet/iu;

/** Macros under an innocent part name still have to be declared by their content type. */
export function refuseActiveContent(parts: WorkbookParts): void {
  const content = partContent(parts, TYPES_PART);
  if (content === undefined) return;
  readXml(content, {
    open(_element, { ContentType: type = '', PartName: part, Extension: extension }) {
      if (!ACTIVE_TYPE.test(type)) return;
      // Some writers declare types for extensions that the archive does not contain.
      const present = part !== undefined || (extension !== undefined && hasExtension(parts, extension));
      if (present) throw new SheetProblem('macros', { part: part ?? `*.${extension}` });
    },
  });
}

function hasExtension(parts: WorkbookParts, extension: string): boolean {
  const ending = `.${extension.toLowerCase()}`;
  return parts.keys().some((name) => name.endsWith(ending));
}
