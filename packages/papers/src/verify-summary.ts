import { TreeProofs, type Actor, type EventStore, type Mingbai } from '@mingbai/application';
import { toBase64 } from '@mingbai/proof';
import { differences, linesOf, type Difference } from './document-lines.ts';
import { summaryDocument } from './document.ts';
import { questionIn, type SummaryQuestion } from './summary-question.ts';
import { summarise } from './summary.ts';

/** Gives a part of a .docx by its name, as text. */
export type PaperParts = (name: string) => string | undefined;

export type VerifiedSummary = {
  readonly ok: boolean;
  readonly question: SummaryQuestion;
  /** Whether this log had just that root when it had just so many events; if not, nothing is compared. */
  readonly sameLog: boolean;
  readonly lines: number;
  readonly differences: readonly Difference[];
};

/** What is no summary of this program at all. */
export class NotASummary extends Error {}

const BODY = 'word/document.xml';
const PROPERTIES = 'docProps/custom.xml';

/**
 * Holds a summary's paper against the log: asks the same again, of just the events that the paper was made from, and
 * compares every line. What was recorded since does not matter; a changed figure, word or line of evidence is named.
 * Throws `NotASummary`, and `Refused` where the actor may not read what it tells.
 */
export async function verifySummary(
  mingbai: Mingbai,
  actor: Actor,
  { partOf, reads }: { readonly partOf: PaperParts; readonly reads: (document: Uint8Array) => PaperParts },
): Promise<VerifiedSummary> {
  const [body, question] = [partOf(BODY), questionIn(partOf(PROPERTIES) ?? '')];
  if (body === undefined || !question) throw new NotASummary('a document without the question of a summary');
  const { checkpoint, period, org, kind, asOf, knownAt } = question;
  const sameLog = await hadRoot(mingbai.ports.store, checkpoint);
  if (!sameLog) return { ok: false, question, sameLog, lines: 0, differences: [] };
  const asked = { org, kind, asOf, period: `${period.from}..${period.to}`, upTo: checkpoint.size, checkpoint };
  const again = summarise(mingbai, actor, { ...asked, ...(knownAt === null ? {} : { knownAt }) });
  const expected = linesOf(reads(await summaryDocument(again))(BODY) ?? '');
  const found = differences(linesOf(body), expected);
  return { ok: found.length === 0, question, sameLog, lines: expected.length, differences: found };
}

async function hadRoot(store: EventStore, { size, root }: SummaryQuestion['checkpoint']): Promise<boolean> {
  if (size > (await store.frontier()).size) return false;
  return toBase64(await new TreeProofs(store).rootAt(size)) === root;
}
