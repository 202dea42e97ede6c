import { registersOf } from '@mingbai/domain';
import type { Envelope, FigureDefinition, Part, RowForFigure } from '@mingbai/kernel';
import { readText } from './envelope.ts';
import { textsFrom, type EventText } from './evidence.ts';
import type { EventStore } from './ports.ts';
import type { EventChange, EventFacts, PartChange, ReadModels, RowChange } from './read-models.ts';
import { StoreError } from './store-error.ts';
import { Turns } from './turns.ts';

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
 * Throws `log-replaced`, and applies nothing, where the last event that the models hold is not in the store: a log that
 * was put back to an earlier day has other events behind it.
 */
export async function catchUp(store: EventStore, models: ReadModels): Promise<number> {
  const last = models.size() - 1;
  const held = last < 0 ? undefined : models.eventAt(last);
  let isKnown = last < 0;
  for await (const texts of textsFrom(store, Math.max(last, 0), PAGE)) {
    if (!isKnown && !isEvent(held, texts[0])) break;
    models.apply(texts.slice(isKnown ? 0 : 1).map(({ position, text }) => changesOf(readText(text), position)));
    isKnown = true;
  }
  if (!isKnown) throw new StoreError('log-replaced', `event ${last} is not the one that the read models were made of`);
  models.ready();
  return models.size();
}

/** Recorded again under its own id an event has another time. It is not parsed: a damaged one others name. */
const isEvent = (held: Pick<EventFacts, 'id' | 'recordedAt'> | undefined, stored: EventText | undefined): boolean =>
  stored !== undefined &&
  stored.text.includes(`"id":"${held?.id}"`) &&
  stored.text.includes(`"recordedAt":"${held?.recordedAt}"`);

/** Keeps read models at the end of the store, whoever records and however many ask at a time. */
export class Projector {
  readonly #store: EventStore;
  readonly #models: ReadModels;
  readonly #turns = new Turns();
  readonly #replaced = Promise.withResolvers<Error>();
  /** Resolves with the reason once the log is not the one that the read models were made of. */
  readonly replaced: Promise<Error> = this.#replaced.promise;

  constructor(store: EventStore, models: ReadModels) {
    this.#store = store;
    this.#models = models;
  }

  /** Resolves once everything that was recorded before the call can be read. */
  catchUp(): Promise<number> {
    return this.#turns.take(async () => {
      try {
        return await catchUp(this.#store, this.#models);
      } catch (fault) {
        if (isReplaced(fault)) this.#replaced.resolve(fault);
        throw fault;
      }
    });
  }

  /** Follows what other processes record until the returned function is called. A fault ends nothing but that step. */
  follow(failed: (error: unknown) => void): () => void {
    return this.#store.watch(() => void this.catchUp().catch(failed));
  }
}

/** Whether read models are to be made anew, because the log is another than the one that they were made of. */
export const isReplaced = (fault: unknown): fault is StoreError =>
  fault instanceof StoreError && fault.code === 'log-replaced';

/** Throws the read models away and makes them again from the first event. */
export async function rebuild(store: EventStore, models: ReadModels): Promise<number> {
  models.clear();
  return catchUp(store, models);
}
