import { partContent, type WorkbookParts } from './workbook-parts.ts';
import { readXml } from './xml-events.ts';

/** Where a part points to: the last word of the relationship's type, and a part name. */
export type Relationship = { type: string; target: string };

/** The relationships of a part by id; the empty name stands for the package itself. */
export function readRelationships(parts: WorkbookParts, partName: string): Map<string, Relationship> {
  const slash = partName.lastIndexOf('/') + 1;
  const folder = partName.slice(0, slash);
  const content = partContent(parts, `${folder}_rels/${partName.slice(slash)}.rels`);
  const relationships = new Map<string, Relationship>();
  if (content === undefined) return relationships;
  readXml(content, {
    open(name, { Id: id, Type: type = '', Target: target, TargetMode: mode }) {
      if (name !== 'Relationship' || id === undefined || target === undefined || mode === 'External') return;
      relationships.set(id, { type: type.slice(type.lastIndexOf('/') + 1), target: resolve(folder, target) });
    },
  });
  return relationships;
}

function resolve(folder: string, target: string): string {
  const path = target.startsWith('/') ? target : `${folder}${target}`;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
