import { REGISTERS } from '@mingbai/domain';
import { countWords } from '@mingbai/kernel';
import { evaluate, type Figure, type View } from '@mingbai/application';
import { bracketed, sentenceText, text } from '@mingbai/messages';
import { titleOfCongress } from './congress-title.ts';
import type { SummaryParagraph, SummaryPart, SummarySection } from './summary-shape.ts';

/** What a chapter of a paper has to tell. */
type Told = {
  readonly sections: readonly SummarySection[];
  /** What whoever signs the paper must know besides. */
  readonly warnings?: readonly string[];
};

/** Looks at what is recorded, and tells a part of a paper. */
export type Chapter = (telling: Telling) => Told;

/** A paper on its way: where it looks, and the figures that it holds so far. */
export class Telling {
  readonly view: View;
  readonly #seen = new Map<string, Figure>();
  readonly #held = new Map<string, Figure>();

  constructor(view: View) {
    this.view = view;
  }

  /** A figure that the paper need not hold. Throws when there is none: ids come from the program, not from users. */
  look(id: string): Figure {
    const seen = this.#seen.get(id) ?? evaluate(id, this.view);
    if (!seen) throw new Error(`the catalogue names a figure that does not exist: ${id}`);
    this.#seen.set(id, seen);
    return seen;
  }

  /** A figure that the paper holds from now on. */
  figure(id: string): Figure {
    const figure = this.look(id);
    this.#held.set(id, figure);
    return figure;
  }

  /** A figure as it stands in a sentence. */
  part(id: string): SummaryPart {
    return { figure: id, text: figureWords(this.figure(id)) };
  }

  held(): readonly Figure[] {
    return [...this.#held.values()];
  }

  /** A sentence of the catalogue; none where no figure of it has an event, though the paper holds them all the same. */
  sentence(key: string): readonly SummaryParagraph[] {
    const pieces = sentenceText(key)
      .split(/(\{[^}]+\})/)
      .filter(Boolean);
    if (pieces.some((piece) => piece.startsWith('{list:'))) return this.#list(pieces);
    const places = pieces.filter((piece) => piece.startsWith('{'));
    if (places.map((place) => this.figure(place.slice(1, -1))).every(({ count }) => count === 0)) return [];
    return [{ parts: pieces.map((piece) => (piece.startsWith('{') ? this.part(piece.slice(1, -1)) : piece)) }];
  }

  #list(pieces: readonly string[]): readonly SummaryParagraph[] {
    const { models, tree, org: top, known, asOf, period } = this.view;
    const titles = models
      .rows({ register: 'congresses', orgs: tree.below(top), known, asOf, within: period })
      .map(({ org, row }) => `${org === top ? '' : (tree.get(org)?.name ?? '')}${titleOfCongress(row)}`);
    if (titles.length === 0) return [];
    return [{ parts: pieces.map((piece) => (piece.startsWith('{list:') ? titles.join('、') : piece)) }];
  }
}

/** The registers that results are told from: those with sentences, but for what is only planned. */
export const RESULTS = REGISTERS.filter(({ sentences, ahead }) => sentences.length > 0 && !ahead);

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
