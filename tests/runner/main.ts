import { add, closingLine, NOTHING, type Counts } from './counts.ts';
import { PLANS, type Step } from './steps.ts';

type Done = { readonly name: string; readonly counts: Counts; readonly seconds: number };

async function take(step: Step): Promise<Done> {
  console.log(`\n── ${step.name}`);
  const started = performance.now();
  const counts = await step.run();
  return { name: step.name, counts, seconds: (performance.now() - started) / 1000 };
}

// Every step runs even after one has failed: one run then says everything that is wrong.
const plan = PLANS[process.argv[2] ?? ''];
if (!plan) throw new Error(`say which plan to run: ${Object.keys(PLANS).join(' or ')}`);
const done: Done[] = [];
for (const step of plan) done.push(await take(step));

console.log('');
for (const { name, counts, seconds } of done) {
  const verdict = counts.failed > 0 ? 'FAILED' : 'ok';
  console.log(`${name.padEnd(16)}${verdict.padEnd(8)}${seconds.toFixed(1).padStart(6)} s   ${closingLine(counts)}`);
}
const total = done.map(({ counts }) => counts).reduce(add, NOTHING);
console.log(closingLine(total));
process.exitCode = total.failed > 0 ? 1 : 0;
