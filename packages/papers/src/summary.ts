import { REGISTERS } from '@mingbai/domain';
import { countWords, type Precision, type RegisterView, type Unit } from '@mingbai/kernel';
import { evaluate, type Actor, type Asked, type Figure, type Mingbai, type View } from '@mingbai/application';
import { bracketed, figureLabel, noteText, SECTION_ORDER, sectionTitle, sentenceText, text } from '@mingbai/messages';
import { titleOfCongress } from './congress-title.ts';

export type SummaryFigure = {
  readonly id: string;
  readonly label: string;
  readonly value: number | null;
  readonly unit: Unit;
  readonly precision: Precision;
  readonly ratio?: { readonly numerator: number | null; readonly denominator: number | null; readonly asOf: string };
  /** How many contributions are counted. */
  readonly count: number;
  /** Ids of the counted events in the order of recording; left out where it was only asked how many there are. */
  readonly events?: readonly string[];
  /** The first and the last position of those events; left out when there are none. */
  readonly positions?: { readonly from: number; readonly to: number };
  readonly note?: string;
};
export type SummaryPart = string | { readonly figure: string; readonly text: string };
export type SummarySection = {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly { readonly parts: readonly SummaryPart[] }[];
};
export type SummaryKind = 'school' | 'half-year';
export type Summary = {
  readonly title: string;
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
 * A work summary: sentences that hold figures by reference, never a typed number. A figure without events prints "—"
 * and is warned about; a sentence none of whose figures has an event is left out, its figures stay in the list.
 */
export function summarise(mingbai: Mingbai, actor: Actor, asked: SummaryAsked): Summary {
  const view = mingbai.view(asked);
  const registers = REGISTERS.filter(({ sentences }) => sentences.length > 0);
  for (const { name } of registers) mingbai.mayRead(actor, name, view);
  const figures = new Map<string, Figure>();
  const sections = SECTION_ORDER.flatMap((context) => {
    const paragraphs = registers
      .filter((each) => each.context === context)
      .flatMap((register) => paragraphsOf(register, view, figures));
    return paragraphs.length === 0 ? [] : [{ id: context, title: sectionTitle(context), paragraphs }];
  });
  const name = view.tree.get(view.org)?.name ?? view.org;
  return {
    title: text('summary.title', { org: name, period: periodWords(view.period) }),
    org: { code: view.org, name },
    period: view.period,
    kind: asked.kind ?? 'school',
    asOf: view.asOf,
    knownAt: view.knownAt,
    checkpoint: asked.checkpoint,
    sections,
    figures: [...figures.values()].map((figure) => ({
      ...summaryFigure(figure),
      ...(asked.events === 'counted' ? {} : countedEvents(figure, view)),
    })),
    warnings: warningsOf([...figures.values()], sections),
  };
}

/** A period in words: a year, a half-year, or its two days. */
export function periodWords({ from, to }: { readonly from: string; readonly to: string }): string {
  const year = from.slice(0, 4);
  const span = `${from.slice(5)}|${to.slice(5)}`;
  if (to.slice(0, 4) === year && span === '01-01|12-31') return text('summary.period.year', { year });
  if (to.slice(0, 4) === year && span === '01-01|06-30') return text('summary.period.half1', { year });
  if (to.slice(0, 4) === year && span === '07-01|12-31') return text('summary.period.half2', { year });
  return text('summary.period.span', { from, to });
}

type Paragraph = SummarySection['paragraphs'][number];

function paragraphsOf(register: RegisterView, view: View, figures: Map<string, Figure>): readonly Paragraph[] {
  return register.sentences.flatMap((key) => {
    const pieces = sentenceText(key)
      .split(/(\{[^}]+\})/)
      .filter(Boolean);
    const lists = pieces.filter((piece) => piece.startsWith('{list:'));
    if (lists.length > 0) return listParagraph(pieces, view);
    const own = pieces.filter((piece) => piece.startsWith('{')).map((piece) => figureIn(piece, view, figures));
    if (own.every(({ count }) => count === 0)) return [];
    return [
      { parts: pieces.map((piece) => (piece.startsWith('{') ? figurePart(figureIn(piece, view, figures)) : piece)) },
    ];
  });
}

function figureIn(piece: string, view: View, figures: Map<string, Figure>): Figure {
  const id = piece.slice(1, -1);
  const known = figures.get(id);
  if (known) return known;
  const figure = evaluate(id, view);
  if (!figure) throw new Error(`the catalogue names a figure that does not exist: ${id}`);
  figures.set(id, figure);
  return figure;
}

const unknownCount = ({ notes }: Figure): number =>
  Number(notes.find(({ code }) => code === 'unknown-parts')?.detail['count'] ?? 0);

/** The figure as it stands in a sentence, with what is unknown beside it. */
export function figureWords(figure: Figure): string {
  const { value, unit, precision } = figure;
  const count = unknownCount(figure);
  if (value === null || count === 0) return countWords(value, unit, precision);
  if (value < 0) return bracketed(countWords(value, unit, 'exact'), text('summary.knownPart', { count }));
  return bracketed(countWords(value, unit, precision), text('summary.unknown', { count }));
}

const figurePart = (figure: Figure): SummaryPart => ({ figure: figure.id, text: figureWords(figure) });

function summaryFigure(figure: Figure): SummaryFigure {
  const { id, value, unit, precision, ratio, count, notes } = figure;
  const words = notes.map(({ code, detail }) => noteText(code, detail));
  if (count === 0) words.push(noteText('no-events'));
  return {
    id,
    label: figureLabel(id),
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

function listParagraph(pieces: readonly string[], view: View): readonly Paragraph[] {
  const titles = view.models
    .rows({
      register: 'congresses',
      orgs: view.tree.below(view.org),
      known: view.known,
      asOf: view.asOf,
      within: view.period,
    })
    .map(({ org, row }) => `${org === view.org ? '' : (view.tree.get(org)?.name ?? '')}${titleOfCongress(row)}`);
  if (titles.length === 0) return [];
  return [{ parts: pieces.map((piece) => (piece.startsWith('{list:') ? titles.join('、') : piece)) }];
}

function warningsOf(figures: readonly Figure[], sections: readonly SummarySection[]): readonly string[] {
  const printed = new Set(
    sections.flatMap(({ paragraphs }) =>
      paragraphs.flatMap(({ parts }) => parts.flatMap((part) => (typeof part === 'string' ? [] : [part.figure]))),
    ),
  );
  return figures.flatMap((figure) => {
    const label = figureLabel(figure.id);
    const notes = figure.notes.map(({ code, detail }) => `${label}：${noteText(code, detail)}`);
    if (figure.count > 0 || !printed.has(figure.id)) return notes;
    return [`${label}：${noteText('no-events')}`, ...notes];
  });
}

/** The summary as plain text for the terminal. */
export function summaryText(summary: Summary): string {
  const { digits, size } = { digits: summary.checkpoint.root, size: summary.checkpoint.size };
  const numerals = [...'一二三四五六七八九十'];
  const lines = [
    summary.title,
    '',
    text('summary.preamble', { period: periodWords(summary.period), asOf: summary.asOf }),
    '',
  ];
  for (const [index, { title, paragraphs }] of summary.sections.entries()) {
    lines.push(`${numerals[index]}、${title}`);
    for (const { parts } of paragraphs)
      lines.push(`  ${parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')}`);
    lines.push('');
  }
  if (summary.sections.length === 0) lines.push(text('summary.nothing'), '');
  if (summary.warnings.length > 0)
    lines.push(text('paper.warnings'), ...summary.warnings.map((warning) => `  · ${warning}`), '');
  lines.push(`${text('paper.checkpoint')}：${text('paper.size')} ${size}，${text('paper.root')} ${digits}`);
  return lines.join('\n');
}
