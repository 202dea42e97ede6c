import { z } from 'zod';
import type { Aggregate, AnyCapability, DecisionContext, Draft, Rejection, Role } from './capability.ts';
import { capability } from './capability.ts';
import { canonicalText } from './canonical.ts';
import { Span } from './span.ts';
import type { Day } from './day.ts';
import { defineEvent, type Envelope, type EventDefinition, type Finding } from './event.ts';
import type { FigureDefinition } from './figure.ts';
import { isPlainLines } from './plain-text.ts';
import { recordAggregate, Revision, STANDING, standingRecord, type Held, type RecordState } from './record-state.ts';
import { err, ok, type Result } from './result.ts';

/** What an event does to the read models: a new effective row of a register, or its end, replacing the row before. */
export type Effect = {
  readonly register: string;
  readonly record: string;
  /** The organisation that the row belongs to; the event's own unless the row says otherwise. */
  readonly org?: string | undefined;
  /** The effective row, or null when the record ends. Personal fields in it stay sealed. */
  readonly row: Readonly<Record<string, unknown>> | null;
  /** The row adds to the one before (a request's new status) instead of standing in its place. */
  readonly merge?: boolean | undefined;
  /** The row before held until the event's day and was not wrong: an organisation moves under another parent. */
  readonly fromItsDay?: boolean | undefined;
};

type Row = Readonly<Record<string, unknown>>;
/** Why a row cannot be true beside others that its organisation states for the same day, the last statement last. */
type Beside<R> = (row: R, others: readonly R[]) => (Rejection & { readonly field: string }) | undefined;

/** A list of facts that people read, query, import and export. */
export type RegisterView = {
  /** Plural noun, as in `list REGISTER`. */
  readonly name: string;
  readonly context: string;
  readonly allow: readonly Role[];
  readonly fields: z.ZodObject;
  readonly events: readonly EventDefinition[];
  readonly effects: (event: Envelope) => readonly Effect[];
  readonly figures: readonly FigureDefinition[];
  /** Keys of summary sentences in the catalogue, in the order in which a summary tells them. */
  readonly sentences: readonly string[];
  readonly capabilities: readonly AnyCapability[];
  readonly beside?: Beside<Row> | undefined;
  /** Rows tell what is planned for their days, not what has happened: `asOf` leaves none of them out. */
  readonly ahead?: boolean;
  /** How rows come in from a workbook and go out to one again; absent for registers that have no sheet. */
  readonly sheet?: {
    readonly record: AnyCapability;
    readonly correct?: AnyCapability;
    /** A row in the fields of the recording capability where they differ; undefined for rows that no sheet shows. */
    readonly shown?: (row: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>> | undefined;
  };
  /** Figures that each row shows beside its own fields, such as a fund's balance. */
  readonly derived?: readonly { readonly name: string; readonly figure: (record: string) => string }[];
  /** How an imported row is taken back, where it can be: a register's row is withdrawn, a posted entry reversed. */
  readonly undo?: {
    readonly capability: AnyCapability;
    readonly input: (row: UndoneRow) => Readonly<Record<string, unknown>>;
  };
};

export type UndoneRow = {
  readonly record: string;
  readonly org: string;
  readonly occurredOn: Span;
  readonly row: Readonly<Record<string, unknown>>;
  readonly reason: string;
  readonly today: Day;
};

/** What names a record: no control characters, which not every engine can keep in a name. */
export const nameOfRecord = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u);
export const Common = { org: nameOfRecord(40).meta({ format: 'ref:organisation' }), occurredOn: Span };
const Evidence = z
  .array(z.string().regex(/^[0-9a-f]{64}$/))
  .max(20)
  .optional()
  .meta({ format: 'evidence' });
export const RecordId = nameOfRecord(60);
export const Reason = z
  .string()
  .trim()
  .min(2)
  .max(300)
  .refine(isPlainLines, { error: 'control-characters' })
  .meta({ format: 'long-text' });

export type RegisterSpec<F extends z.ZodObject, C extends string> = {
  readonly name: string;
  readonly context: string;
  /** The verb of the recording capability; `record` unless the trade says otherwise. */
  readonly verb?: string;
  /** Put before `correct` and `withdraw` when a context holds several registers. */
  readonly noun?: string;
  /** Event types: recorded, corrected, withdrawn. */
  readonly events: readonly [string, string, string];
  readonly allow: readonly Role[];
  readonly readableBy?: readonly Role[];
  readonly fields: F;
  /** The record's own key where the trade has one (an organisation's code); otherwise an id is made. */
  readonly key?: (fields: z.infer<F>) => string;
  readonly rowOrg?: (fields: z.infer<F>, org: string) => string;
  /** A correction tells of a change from its day on; until then the record was as it stood before. */
  readonly changes?: boolean;
  /**
   * A row tells what is planned, and its days are those that it is planned for: they may lie ahead. Every other
   * register tells what has happened and refuses days that are still to come.
   */
  readonly ahead?: boolean;
  readonly rejections?: readonly C[];
  readonly check?: (fields: z.infer<F>, context: DecisionContext) => Rejection<C> | undefined;
  /** What rules find against a record: by hand the first of them refuses it, in an import it needs review. */
  readonly findings?: (fields: z.infer<F>, context: DecisionContext) => readonly FoundAgainst<C>[];
  readonly beside?: Beside<z.infer<F>>;
  readonly figures?: readonly FigureDefinition[];
  readonly sentences?: readonly string[];
};
export type FoundAgainst<C extends string = string> = Rejection<C> & Pick<Finding, 'rule'>;

/**
 * A register as one file: a list of facts with corrections. Returns its events, the record, correct and withdraw
 * capabilities, its rows and its sheet. Recording a used key is refused; correcting to the same content does nothing.
 */
export function register<F extends z.ZodObject, const C extends string = never>(spec: RegisterSpec<F, C>) {
  const [recordedName, correctedName, withdrawnName] = spec.events;
  const fields = z.strictObject({ record: RecordId, ...spec.fields.shape });
  const recorded = defineEvent(recordedName, fields);
  const corrected = defineEvent(correctedName, fields.extend({ corrects: z.uuid(), reason: Reason }));
  const withdrawn = defineEvent(
    withdrawnName,
    z.strictObject({ record: RecordId, withdraws: z.uuid(), reason: Reason }),
  );
  const prefix = spec.noun ?? spec.context;
  const parts: Parts = {
    spec,
    prefix,
    of: recordAggregate(recordedName, withdrawnName),
    recorded,
    corrected,
    withdrawn,
  };
  const record = recordCapability(parts);
  const correct = correctCapability(parts);
  const withdraw = withdrawCapability(parts);
  const effects = (event: Envelope): readonly Effect[] => rowEffect(parts, event);
  return {
    name: spec.name,
    context: spec.context,
    allow: spec.readableBy ?? [...spec.allow, 'auditor', 'operator'],
    fields: spec.fields,
    events: [recorded, corrected, withdrawn],
    effects,
    figures: spec.figures ?? [],
    sentences: spec.sentences ?? [],
    capabilities: [record, correct, withdraw],
    ahead: spec.ahead ?? false,
    beside: spec.beside as Beside<Row> | undefined, // the schema has passed its rows
    sheet: { record, correct },
    undo: { capability: withdraw, input: ({ record: id, org, reason }: UndoneRow) => ({ record: id, org, reason }) },
    streamOf: (id: string) => `${prefix}-${id}`,
    aggregate: parts.of,
  } satisfies RegisterView & { streamOf: (id: string) => string; aggregate: Aggregate<RecordState> };
}

// oxlint-disable-next-line typescript/no-explicit-any -- inside, a register's fields are only carried
type AnySpec = RegisterSpec<any, string>;
type Parts = {
  readonly spec: AnySpec;
  readonly prefix: string;
  readonly of: Aggregate<RecordState>;
  readonly recorded: EventDefinition;
  readonly corrected: EventDefinition;
  readonly withdrawn: EventDefinition;
};

function rowEffect({ spec, corrected, withdrawn }: Parts, event: Envelope): readonly Effect[] {
  const { record, corrects: _corrects, reason: _reason, ...row } = event.data as Record<string, unknown>; // as above
  const id = String(record);
  if (event.type === withdrawn.type) return [{ register: spec.name, record: id, row: null }];
  const fromItsDay = spec.changes === true && event.type === corrected.type;
  return [{ register: spec.name, record: id, row, org: spec.rowOrg?.(row, event.org), fromItsDay }];
}

function recordCapability({ spec, prefix, of, recorded }: Parts): AnyCapability {
  return capability({
    name: `${spec.context}.${spec.verb ?? 'record'}`,
    allow: spec.allow,
    input: z.strictObject({ ...Common, ...spec.fields.shape, evidence: Evidence }),
    rejections: ['already-recorded', ...untimely(spec), ...(spec.rejections ?? [])],
    of,
    stream: (input, newId) => `${prefix}-${spec.key?.(input) ?? newId('record')}`,
    decide: (input, state, context) => {
      const { org: _org, occurredOn, evidence: _evidence, ...data } = input as Proposal;
      if (state.status !== 'absent') return err({ code: 'already-recorded' });
      const refused = refusal(spec, { data, occurredOn }, context);
      if (refused) return refused;
      const event = recorded({ record: spec.key?.(input) ?? context.newId('record'), ...data });
      return ok([{ ...event, ...judged(spec, data, context) }]);
    },
  });
}

const untimely = ({ ahead }: AnySpec): readonly string[] => (ahead ? [] : ['in-the-future']);
/** What has passed the input schema: a span beside fields that are only carried. */
type Proposal = { readonly occurredOn: Span; readonly revision?: number } & Readonly<Record<string, unknown>>;
type Proposed = { readonly data: unknown; readonly occurredOn: Span };

function refusal(spec: AnySpec, proposed: Proposed, context: DecisionContext): Result<never, Rejection> | undefined {
  const { data, occurredOn } = proposed;
  if (!spec.ahead && occurredOn.to > context.today)
    return err({ code: 'in-the-future', detail: { today: context.today } });
  const found = context.imported ? [] : (spec.findings?.(data, context) ?? []);
  const [rejection] = [spec.check?.(data, context), ...found].filter((each) => each !== undefined);
  return rejection && err({ code: rejection.code, detail: rejection.detail });
}

/** What is found against a record that is not refused for it. */
function judged(spec: AnySpec, data: unknown, context: DecisionContext): Pick<Draft, 'findings'> {
  const findings = (spec.findings?.(data, context) ?? []).map(({ rule, code }) => ({ rule, code }));
  return findings.length === 0 ? {} : { findings };
}

/** A register with a key of the trade's own knows its records by it for life. */
const keyed = ({ key }: AnySpec): readonly string[] => (key ? ['key-changed'] : []);

const rowOrgOf =
  ({ rowOrg }: AnySpec) =>
  ({ data, org }: Held): string =>
    rowOrg?.(data, org) ?? org;

function correctCapability({ spec, prefix, of, corrected }: Parts): AnyCapability {
  return capability({
    name: `${spec.context}.${['correct', spec.noun].filter(Boolean).join('-')}`,
    allow: spec.allow,
    input: z.strictObject({
      record: RecordId,
      revision: Revision,
      reason: Reason,
      ...Common,
      ...spec.fields.shape,
      evidence: Evidence,
    }),
    rejections: [...STANDING, ...keyed(spec), ...untimely(spec), ...(spec.rejections ?? [])],
    of,
    stream: (input) => `${prefix}-${String(input.record)}`,
    decide: (input, state, context) => {
      const { org, occurredOn, evidence: _evidence, reason, record, revision, ...data } = input as Proposal;
      const standing = standingRecord(state, { org, revision }, rowOrgOf(spec));
      if (!standing.ok) return standing;
      const held = standing.value;
      if (![undefined, '', record].includes(spec.key?.(data))) return err({ code: 'key-changed' });
      const refused = refusal(spec, { data, occurredOn }, context);
      if (refused) return refused;
      const { corrects: _c, reason: _r, record: _id, ...before } = held.data;
      if (canonicalText([before, held.occurredOn]) === canonicalText([data, occurredOn])) return ok([]);
      const event = corrected({ record, ...data, corrects: held.first, reason });
      return ok([{ ...event, ...judged(spec, data, context) }]);
    },
  });
}

function withdrawCapability({ spec, prefix, of, withdrawn }: Parts): AnyCapability {
  return capability({
    name: `${spec.context}.${['withdraw', spec.noun].filter(Boolean).join('-')}`,
    allow: spec.allow,
    input: z.strictObject({ record: RecordId, revision: Revision, reason: Reason, org: Common.org }),
    rejections: [...STANDING],
    of,
    stream: (input) => `${prefix}-${String(input.record)}`,
    decide: ({ record, revision, reason, org }, state) => {
      const standing = standingRecord(state, { org, revision }, rowOrgOf(spec));
      if (!standing.ok) return standing;
      const { first, occurredOn } = standing.value;
      return ok([{ ...withdrawn({ record, withdraws: first, reason }), occurredOn }]);
    },
  });
}
