import { readFileSync } from 'node:fs';
import { NotABundle, verifyBundle } from '@mingbai/application';

// A process of its own, since every cut is a verification: `cut-child FILE LANE LANES`, which prints the lengths at
// which the bundle in the file verifies, of those whose turn it is.
const [file = '', lane = '0', lanes = '1'] = process.argv.slice(2);
const bundle = readFileSync(file);

async function verifies(bytes: Uint8Array): Promise<boolean> {
  try {
    return (await verifyBundle(bytes, { depth: 'bytes' })).ok;
  } catch (error) {
    if (error instanceof NotABundle) return false;
    throw error;
  }
}

const accepted: number[] = [];
for (let end = Number(lane); end <= bundle.length; end += Number(lanes))
  if (await verifies(bundle.subarray(0, end))) accepted.push(end);
process.stdout.write(JSON.stringify(accepted));
