import { registersOf } from '@mingbai/domain';
import type { Envelope, FigureDefinition, Part, RowForFigure } from '@mingbai/kernel';
import { readText } from './envelope.ts';
import { textsFrom } from './evidence.ts';
import type { EventStore } from './ports.ts';
import { Turns } from './turns.ts';
import type { EventChange, PartChange, ReadModels, RowChange } from './read-models.ts';

const PAGE = 2000;

/** What one event changes in the read models. Pure: the same event gives the same change, live or in a rebuild. */
export function changesOf(event: Envelope, position: number): EventChange {
  const { id, type, stream, org, occurredOn, recordedAt, actor, command, correlation } = event;
  const act = correlation === command ? null : correlation;
  const facts = {
    position,
    id,
    type,
    stream,
    org,
    from: occurredOn.from,
    to: occurredOn.to,
    asStated: occurredOn.asStated ?? null,
  };
  return {
    event: { ...facts, recordedAt, actor, act, outcome: event.rule.outcome },
    rows: registersOf(type).flatMap((register) =>
      register.effects(event).map((effect): RowChange => {
        const { register: name, record, row, merge = false, fromItsDay = false } = effect;
        const parts = row ? partsOf(register.figures, { row, occurredOn, event: id }) : [];
        return { register: name, record, org: effect.org ?? org, row, merge, fromItsDay, parts };
      }),
    ),
  };
}

const partsOf = (figures: readonly FigureDefinition[], row: RowForFigure): readonly PartChange[] =>
  figures.flatMap((figure) => figure.parts(row).map((part) => partChange(figure.id, part)));

function partChange(figure: string, { value, precision, by, joint, members, known, since, until }: Part): PartChange {
  const days = { ...(since ? { since: [since] } : {}), ...(until ? { until: [until] } : {}) };
  const dims = Object.entries({ ...by, ...days }).flatMap(([name, given]) => {
    // Whoever names an occasion twice has told of one: the statement is not joint over two.
    const values = [...new Set(given)];
    const mark = joint && values.length > 1 ? '~' : '=';
    return values.map((each) => `${name}${mark}${each}`);
  });
  return {
    figure,
    value,
    precision,
    dims: dims.length > 0 ? `|${dims.join('|')}|` : '',
    members: members ?? null,
    known: known ?? null,
  };
}

/**
 * Brings the read models up to the store's end. Safe to call at any time; what is applied already is not applied again.
 */
export async function catchUp(store: EventStore, models: ReadModels): Promise<number> {
  for await (const texts of textsFrom(store, models.size(), PAGE))
    models.apply(texts.map(({ position, text }) => changesOf(readText(text), position)));
  models.ready();
  return models.size();
}

/** Keeps read models at the end of the store, whoever records and however many ask at a time. */
export class Projector {
  readonly #store: EventStore;
  readonly #models: ReadModels;
  readonly #turns = new Turns();

  constructor(store: EventStore, models: ReadModels) {
    this.#store = store;
    this.#models = models;
  }

  /** Resolves once everything that was recorded before the call can be read. */
  catchUp(): Promise<number> {
    return this.#turns.take(() => catchUp(this.#store, this.#models));
  }

  /** Follows what other processes record until the returned function is called. A fault ends nothing but that step. */
  follow(failed: (error: unknown) => void): () => void {
    return this.#store.watch(() => void this.catchUp().catch(failed));
  }
}

/** Throws the read models away and makes them again from the first event. */
export async function rebuild(store: EventStore, models: ReadModels): Promise<number> {
  models.clear();
  return catchUp(store, models);
}
