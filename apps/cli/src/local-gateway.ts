import { auditCheck, basisOf, Refused, registerWithSheet, replay, trace, type Actor } from '@mingbai/application';
import type { Gateway, ImportResult, Row, SummaryAsked } from '@mingbai/client';
import { exceptionText, figureLabel, noteText } from '@mingbai/messages';
import { summarise } from '@mingbai/papers';
import { signedCheckpoint, type StoreDirectory } from '@mingbai/store-directory';

/** What the command line asks, whether the store is open here or behind a running service. */
export type CliGateway = Pick<
  Gateway,
  | 'run'
  | 'list'
  | 'summary'
  | 'summaryDocument'
  | 'trace'
  | 'replay'
  | 'importWorkbook'
  | 'withdrawImport'
  | 'exportRegister'
  | 'check'
  | 'checkpoint'
>;

const blobOf = (bytes: Uint8Array): Blob => new Blob([new Uint8Array(bytes)]);
const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());

/** The gateway over a store that is open in this process, for one actor. */
// A command that needs no workbook and no document does not wait for what reads and writes them.
const workbooks = () => import('@mingbai/workbook');

export function localGateway(directory: StoreDirectory, actor: Actor): CliGateway {
  const { mingbai } = directory;
  const summary = async (asked: SummaryAsked) => summarise(mingbai, actor, { ...asked, ...(await basisOf(mingbai)) });
  return {
    run: async (capability, input, { id, dryRun }) => {
      const answer = await mingbai.run(actor, capability, input, { id, dryRun: dryRun === true });
      if (!answer.ok) throw new Refused(answer.refusal, capability);
      return answer;
    },
    list: async (register, asked): Promise<readonly Row[]> => mingbai.list(actor, register, asked),
    summary,
    summaryDocument: async (asked) => {
      const { summaryDocument } = await import('@mingbai/papers/document');
      return blobOf(await summaryDocument(await summary(asked)));
    },
    trace: async (id, asked) => {
      const { figure, events } = await trace(mingbai, actor, id, asked);
      const { contributions: _contributions, notes, ...shown } = figure;
      const words = notes.map(({ code, detail }) => noteText(code, detail));
      return {
        figure: { ...shown, label: figureLabel(figure.id, figure.orgName), notes: words },
        events: events as Awaited<ReturnType<Gateway['trace']>>['events'],
      }; // data is an object
    },
    replay: (fund, asked) => replay(mingbai, actor, { ...asked, fund }),
    importWorkbook: async (file, options): Promise<ImportResult> =>
      (await workbooks()).importWorkbook(mingbai, actor, await bytesOf(file), options),
    withdrawImport: async (importId, reason, { id }) =>
      (await workbooks()).withdrawImport(mingbai, actor, { id, importId, reason }),
    exportRegister: async (name, asked) => {
      const register = registerWithSheet(name);
      return blobOf(await (await workbooks()).exportWorkbook(mingbai, actor, register, asked));
    },
    check: async (asked) => {
      const exceptions = await auditCheck(mingbai, actor, asked);
      const told = exceptions.map((each) => ({ ...each, message: exceptionText(each.code, each.detail) }));
      return { count: told.length, exceptions: told };
    },
    checkpoint: () => signedCheckpoint(directory),
  };
}
