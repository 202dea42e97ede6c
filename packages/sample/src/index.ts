/** The sample workbooks as they stand in the repository, in the order in which they are imported. */
export async function sampleWorkbooks(): Promise<readonly { name: string; bytes: Uint8Array }[]> {
  return [];
}
export { SAMPLE } from './tour.ts';
