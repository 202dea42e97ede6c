import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withTables } from './document.ts';
import { TABLES } from './report.ts';

const DOCUMENT = fileURLToPath(new URL('../../../docs/scale.md', import.meta.url));

const before = readFileSync(DOCUMENT, 'utf8');
const after = withTables(before, TABLES);
writeFileSync(DOCUMENT, after);
process.stdout.write(
  `${Object.values(TABLES)
    .map((make) => make())
    .join('\n\n')}\n`,
);
