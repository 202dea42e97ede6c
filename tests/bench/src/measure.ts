import { DISTRICT_MEASURES } from './district-measures.ts';
import { emptyDistrict, fill } from './district.ts';

/** A process of its own for one visit to a measure: `measure.ts NAME FOLDER`, or `measure.ts fill FOLDER EVENTS`. */
const [name = '', folder = '', events = '0'] = process.argv.slice(2);

if (name === 'fill') {
  const directory = await emptyDistrict(folder);
  await fill(directory, Number(events));
  await directory.close();
} else {
  // The product's own memory is measured: without the peers' programs and the servers' clients beside it.
  const measure = DISTRICT_MEASURES[name] ?? (await import('./measures.ts')).MEASURES[name];
  if (!measure) throw new Error(`no measure is called ${name}`);
  process.stdout.write(JSON.stringify((await measure(folder)) ?? null));
}
