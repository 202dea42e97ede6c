import type { Precision, Role, Span, SummaryKind, Unit } from '@mingbai/kernel';

/** Whether a command was carried out; a refusal is thrown as `ProblemError`. */
export type Answer = {
  readonly ok: true;
  /** The same command had been carried out before. */
  readonly repeated: boolean;
  readonly eventIds: readonly string[];
  /** Codes of rules that want the record looked at again. */
  readonly findings: readonly string[];
  readonly position?: number;
  /** The record that the command has made or changed, as a next command names it. */
  readonly record?: string;
  /** Records that may name a person who is erased under another id, which the erasure does not reach. */
  readonly namesakes?: readonly Namesake[];
};

export type Namesake = Pick<Row, 'record' | 'org' | 'from' | 'to'> & {
  readonly register: string;
  readonly person: string;
};

/** An effective row of a register. */
export type Row = {
  readonly record: string;
  readonly position: number;
  readonly event: string;
  readonly type: string;
  readonly org: string;
  readonly from: string;
  readonly to: string;
  readonly asStated: string | null;
  readonly recordedAt: string;
  readonly revision: number;
  readonly row: Readonly<Record<string, unknown>>;
};

export type ShownEvent = {
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly occurredOn: Span;
  readonly recordedAt: string;
  readonly org: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
};
export type HistoryEvent = ShownEvent & { readonly outcome: string; readonly role: string; readonly revision: number };
export type RecordHistory = {
  readonly register: string;
  readonly record: string;
  readonly events: readonly HistoryEvent[];
};

type Ratio = { readonly numerator: number | null; readonly denominator: number | null; readonly asOf: string };
type FigureValue = {
  readonly id: string;
  readonly label: string;
  readonly value: number | null;
  readonly unit: Unit;
  readonly precision: Precision;
  readonly ratio?: Ratio;
};
export type SummaryFigure = FigureValue & {
  /** How many contributions it has. */
  readonly count: number;
  /** Ids of the counted events, where they were asked for. */
  readonly events?: readonly string[];
  readonly note?: string;
};
export type SummaryPart = string | { readonly figure: string; readonly text: string };
export type SummarySection = {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly { readonly parts: readonly SummaryPart[] }[];
};
export type Summary = {
  readonly title: string;
  /** Whom it speaks to, where it speaks to anybody. */
  readonly address?: string;
  /** The paragraph before the first section, and the one after the last. */
  readonly preamble: string;
  readonly closing?: string;
  readonly org: { readonly code: string; readonly name: string };
  readonly period: { readonly from: string; readonly to: string };
  readonly kind: SummaryKind;
  readonly asOf: string;
  readonly knownAt: string | null;
  readonly checkpoint: { readonly size: number; readonly root: string };
  readonly sections: readonly SummarySection[];
  readonly figures: readonly SummaryFigure[];
  readonly warnings: readonly string[];
};

/** An event behind a figure with what it contributes; null where that is unknown. */
export type TracedEvent = ShownEvent & {
  readonly contribution: number | null;
  readonly precision: Precision;
  readonly supersedes?: readonly string[];
};
export type Trace = {
  readonly figure: FigureValue & { readonly notes: readonly string[] };
  readonly events: readonly TracedEvent[];
};

export type ReplayOrder = 'happened' | 'recorded';
export type ReplayEntry = {
  readonly position: number;
  readonly eventId: string;
  readonly type: string;
  readonly occurredOn: Span;
  readonly recordedAt: string;
  /** Null where a fund was opened with an amount that nobody knows. */
  readonly deltaFen: number | null;
  /** Null as long as nothing of it is known. */
  readonly balanceFen: number | null;
  readonly actor: string;
  readonly ruleOutcome?: string;
  /** For a reversal: the day of the entry that it takes back. */
  readonly originallyOn?: Span;
};
export type Replay = {
  readonly fund: { readonly code: string; readonly name: string; readonly org: string; readonly kind: string };
  readonly order: ReplayOrder;
  readonly entries: readonly ReplayEntry[];
  readonly balanceFen: number | null;
  /** False when the opening amount is unknown: then every balance is only its known part. */
  readonly openingKnown: boolean;
  readonly warnings: readonly string[];
};

export type CellError = {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly message: string;
};
export type ImportResult = {
  readonly importId: string;
  readonly rows: number;
  readonly recorded: number;
  readonly unchanged: number;
  readonly corrected: number;
  readonly errors: readonly CellError[];
  /** Rows that are taken and may yet be meant otherwise. */
  readonly warnings: readonly CellError[];
  readonly needsReview: readonly string[];
};
export type Withdrawal = { readonly importId: string; readonly withdrawn: number; readonly kept: number };

type Details = Readonly<Record<string, string | number>>;
export type AuditException = {
  readonly code: string;
  readonly org: string;
  readonly position: number;
  readonly event: string;
  readonly detail: Details;
  readonly message: string;
};

/** What an audit's first checks have found. A service tells the first of very many; `count` says how many there are. */
export type AuditCheck = { readonly count: number; readonly exceptions: readonly AuditException[] };
export type Verified = {
  readonly ok: boolean;
  readonly size: number;
  readonly root: string;
  readonly problems: readonly { readonly code: string; readonly position?: number; readonly message: string }[];
};
export type Checkpoint = { readonly note: string; readonly size: number; readonly digits: readonly string[] };

export type Organisation = {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parent?: string;
};
export type HeldRole = { readonly org: string; readonly role: Role };
export type Session = {
  readonly login: string;
  readonly person: string;
  readonly mustChange: boolean;
  readonly roles: readonly HeldRole[];
  /** Organisations in which the person holds a role, and those below them. */
  readonly organisations: readonly Organisation[];
  readonly district: string;
  readonly today: string;
};
export type SignedIn = {
  readonly login: string;
  readonly mustChange: boolean;
  /** The session cookie, where the runtime shows it: browsers keep it to themselves. */
  readonly cookie?: string;
};
export type PolicyLine = {
  readonly action: string;
  readonly kind: 'capability' | 'register';
  readonly role: Role;
  readonly scope: 'own' | 'own-and-below';
};
