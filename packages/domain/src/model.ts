import type { AnyCapability, EventDefinition, FigureDefinition, RatioDefinition, RegisterView } from '@mingbai/kernel';
import { activities } from './activity/index.ts';
import { congresses } from './congress/index.ts';
import { fundEntries, funds, paymentRequests, receipts } from './fund/index.ts';
import {
  erasures,
  headCountRatios,
  headCounts,
  memberships,
  organisations,
  persons,
  posts,
  roles,
  statedShares,
} from './organisation/index.ts';
import { plans } from './plan/index.ts';
import { visits } from './visit/index.ts';

/** Every register. A new one is its file, its test, its words, and one line here. */
export const REGISTERS: readonly RegisterView[] = [
  organisations,
  persons,
  erasures,
  memberships,
  posts,
  roles,
  headCounts,
  statedShares,
  visits,
  funds,
  fundEntries,
  paymentRequests,
  receipts,
  congresses,
  activities,
  plans,
];

/** Every capability, in the order of the registers. What is not here does not exist. */
export const CAPABILITIES: readonly AnyCapability[] = REGISTERS.flatMap(({ capabilities }) => capabilities);
export const FIGURES: readonly FigureDefinition[] = REGISTERS.flatMap(({ figures }) => figures);
export const RATIOS: readonly RatioDefinition[] = headCountRatios;

const definitions = new Map<string, EventDefinition>(
  REGISTERS.flatMap(({ events }) => events.map((event) => [event.type, event] as const)),
);
const registersByEvent = Map.groupBy(
  REGISTERS.flatMap((register) => register.events.map((event) => ({ register, type: event.type }))),
  ({ type }) => type,
);

export const capabilityNamed = (name: string): AnyCapability | undefined =>
  CAPABILITIES.find((each) => each.name === name);
export const registerNamed = (name: string): RegisterView | undefined => REGISTERS.find((each) => each.name === name);
export const eventDefinition = (type: string): EventDefinition | undefined => definitions.get(type);
/** The registers whose rows an event type changes. */
export const registersOf = (type: string): readonly RegisterView[] =>
  (registersByEvent.get(type) ?? []).map(({ register }) => register);
