import { emptyDistrict, fill } from './district.ts';
import { MEASURES } from './measures.ts';

/** A process of its own for one visit to a measure: `measure.ts NAME FOLDER`, or `measure.ts fill FOLDER EVENTS`. */
const [name = '', folder = '', events = '0'] = process.argv.slice(2);

if (name === 'fill') {
  const directory = await emptyDistrict(folder);
  await fill(directory, Number(events));
  await directory.close();
} else {
  const measure = MEASURES[name];
  if (!measure) throw new Error(`no measure is called ${name}`);
  process.stdout.write(JSON.stringify((await measure(folder)) ?? null));
}
