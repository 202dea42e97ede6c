import { REGISTERS } from '@mingbai/domain';
import type { SummaryKind } from '@mingbai/kernel';
import type { Actor, Asked, Figure, Mingbai, View } from '@mingbai/application';
import { figureLabel, noteText, text } from '@mingbai/messages';
import { dayWords, instantWords, periodWords } from './day-words.ts';
import { KINDS } from './kinds.ts';
import type { Summary, SummaryFigure, SummarySection } from './summary-shape.ts';
import { Telling } from './telling.ts';

export type SummaryAsked = Asked & {
  readonly org: string;
  readonly period: string;
  readonly kind?: SummaryKind | undefined;
  /** Whether each figure lists its events or only tells how many they are; it lists them unless told otherwise. */
  readonly events?: 'listed' | 'counted' | undefined;
  /** The tree that the summary was made from. */
  readonly checkpoint: Summary['checkpoint'];
};

/**
 * A paper of a union: sentences that hold figures by reference, never a typed number. A figure without events prints
 * "—" and is warned about; a sentence none of whose figures has an event is left out, its figures stay in the list.
 * Throws `Refused` where the actor may not read what it tells, and where a roll-up is asked of a unit with none below.
 */
export function summarise(mingbai: Mingbai, actor: Actor, asked: SummaryAsked): Summary {
  const view = mingbai.view(asked);
  for (const { name, sentences } of REGISTERS) if (sentences.length > 0) mingbai.mayRead(actor, name, view);
  const telling = new Telling(view);
  const kind = asked.kind ?? 'school';
  const told = KINDS[kind].chapters.map((chapter) => chapter(telling));
  const sections = told.flatMap((chapter) => chapter.sections);
  // Of the time before it was recorded it bears the name that it has now.
  const name = (view.tree.get(view.org) ?? mingbai.tree().get(view.org))?.name ?? view.org;
  return {
    ...framing(kind, name, view),
    org: { code: view.org, name },
    period: view.period,
    kind,
    asOf: view.asOf,
    knownAt: view.knownAt,
    checkpoint: asked.checkpoint,
    sections,
    figures: telling.held().map((figure) => ({
      ...summaryFigure(figure),
      ...(asked.events === 'counted' ? {} : countedEvents(figure, view)),
    })),
    warnings: [...told.flatMap(({ warnings = [] }) => warnings), ...warningsOf(telling.held(), sections)],
  };
}

/** The words around the sections. */
function framing(
  kind: SummaryKind,
  org: string,
  view: View & Pick<Summary, 'knownAt'>,
): Pick<Summary, 'title' | 'address' | 'preamble' | 'closing'> {
  const { title, address, preamble, closing } = KINDS[kind];
  const details = { org, period: periodWords(view.period), asOf: dayWords(view.asOf), known: knownWords(view) };
  return {
    title: text(title, details),
    ...(address === undefined ? {} : { address: text(address, details) }),
    preamble: text(preamble, details),
    ...(closing === undefined ? {} : { closing: text(closing, details) }),
  };
}

/** What had been recorded by the time asked about; nothing is said where all that is recorded counts. */
function knownWords({ knownAt, known }: View & Pick<Summary, 'knownAt'>): string {
  if (knownAt === null) return '';
  return text(known === 0 ? 'summary.known.nothing' : 'summary.known.at', { instant: instantWords(knownAt) });
}

function summaryFigure(figure: Figure): SummaryFigure {
  const { id, orgName, value, unit, precision, ratio, count, notes } = figure;
  const words = notes.map(({ code, detail }) => noteText(code, detail));
  if (count === 0) words.push(noteText('no-events'));
  return {
    id,
    label: figureLabel(id, orgName),
    value,
    unit,
    precision,
    count,
    ...(ratio ? { ratio } : {}),
    ...(words.length > 0 ? { note: words.join('；') } : {}),
  };
}

function countedEvents({ contributions }: Figure, { models }: View): Pick<SummaryFigure, 'events' | 'positions'> {
  const positions = [...new Set(contributions().map(({ position }) => position))].toSorted((a, b) => a - b);
  const [from, to] = [positions[0], positions.at(-1)];
  const ends = from === undefined || to === undefined ? {} : { positions: { from, to } };
  return { events: models.idsAt(positions), ...ends };
}

/** What must be said of the figures. Those of one unit say it in their notes; the total has said it for all units. */
function warningsOf(figures: readonly Figure[], sections: readonly SummarySection[]): readonly string[] {
  const printed = new Set(
    sections.flatMap(({ paragraphs }) =>
      paragraphs.flatMap(({ parts }) => parts.flatMap((part) => (typeof part === 'string' ? [] : [part.figure]))),
    ),
  );
  const ofAll = figures.filter(({ orgName }) => orgName === undefined);
  return ofAll.flatMap((figure) => {
    const label = figureLabel(figure.id);
    const notes = figure.notes.map(({ code, detail }) => `${label}：${noteText(code, detail)}`);
    if (figure.count > 0 || !printed.has(figure.id)) return notes;
    return [`${label}：${noteText('no-events')}`, ...notes];
  });
}
