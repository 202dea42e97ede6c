import type { SummaryKind } from '@mingbai/kernel';
import type {
  Answer,
  AuditCheck,
  Checkpoint,
  ImportResult,
  PolicyLine,
  RecordHistory,
  Replay,
  ReplayOrder,
  Row,
  Session,
  SignedIn,
  Summary,
  Trace,
  Verified,
  Withdrawal,
} from './answers.ts';

type Maybe<T> = T | undefined;

/**
 * Where and when something is asked: both clocks, an organisation by code or name, a period as `parsePeriod`
 * reads it.
 */
export type Asked = {
  readonly org?: Maybe<string>;
  readonly period?: Maybe<string>;
  readonly asOf?: Maybe<string>;
  readonly knownAt?: Maybe<string>;
};
export type ListAsked = Asked & {
  readonly record?: Maybe<string>;
  /** The id of the event that told of the record. */
  readonly event?: Maybe<string>;
  /** Only so many rows: those whose last day is the latest. */
  readonly latest?: Maybe<number>;
};
export type SummaryAsked = Asked & {
  readonly org: string;
  readonly period: string;
  readonly kind?: Maybe<SummaryKind>;
  /** Whether figures list their events or only tell how many there are. */
  readonly events?: Maybe<'listed' | 'counted'>;
};
export type ReplayAsked = Asked & { readonly until?: Maybe<string>; readonly order?: Maybe<ReplayOrder> };
/** `id` is a UUID that the caller makes once per act and keeps for repeating it. */
export type Act = { readonly id: string };
export type RunOptions = Act & { readonly dryRun?: Maybe<boolean> };
export type ImportOptions = RunOptions & { readonly org?: Maybe<string> };
export type Passwords = { readonly present: string; readonly next: string };

/**
 * Everything a door can ask of the product, whether it runs here or behind HTTP. Refusals are thrown as
 * `ProblemError`.
 */
export interface Gateway {
  run(capability: string, input: object, options: RunOptions): Promise<Answer>;

  list(register: string, asked: ListAsked): Promise<readonly Row[]>;
  history(register: string, record: string): Promise<RecordHistory>;
  proof(event: string): Promise<string>;
  summary(asked: SummaryAsked): Promise<Summary>;
  summaryDocument(asked: SummaryAsked): Promise<Blob>;
  trace(figure: string, asked: Asked): Promise<Trace>;
  replay(fund: string, asked: ReplayAsked): Promise<Replay>;

  template(register?: string): Promise<Blob>;
  exportRegister(register: string, asked: Asked): Promise<Blob>;
  importWorkbook(file: Blob, options: ImportOptions): Promise<ImportResult>;
  /** The same workbook with every row's problems in an extra column. Nothing is recorded. */
  annotate(file: Blob, options: Pick<ImportOptions, 'org'>): Promise<Blob>;
  withdrawImport(importId: string, reason: string, options: Act): Promise<Withdrawal>;

  check(asked: Asked): Promise<AuditCheck>;
  verify(): Promise<Verified>;
  checkpoint(): Promise<Checkpoint>;
  bundle(): Promise<Blob>;

  signIn(login: string, password: string): Promise<SignedIn>;
  session(): Promise<Session>;
  signOut(): Promise<void>;
  changePassword(passwords: Passwords): Promise<void>;
  /** A new account for a registered person, or a new one-time password. */
  openAccount(
    login: string,
    person: string,
    options: Act,
  ): Promise<{ readonly login: string; readonly password: string }>;
  policy(): Promise<readonly PolicyLine[]>;
}
