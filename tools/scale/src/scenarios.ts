import { ASSUMED } from './assumed.ts';
import { MEASURED as M } from './measured.ts';
import { simulateNode, type Background, type Job, type NodeSettings, type Outcome } from './node.ts';
import { arrivals, seeded } from './random.ts';
import { CITY_IN_ONE, DISTRICT, PROVINCE_IN_ONE, storeSize, type Place } from './sizes.ts';
import { busiestMinute } from './year.ts';

const SEED = 20_250_901;
/** The mean of the hour before and after, the burst between. */
const CALM = 30;
const BURST = 60;
const MIDDLE_MS = (CALM + BURST / 2) * 1000;

const { readShares, httpMs, membersPerSchool, eventsPerMemberYear, largestRegisterShare } = ASSUMED;
const listRows = membersPerSchool * eventsPerMemberYear * largestRegisterShare;

/** Time of the event loop that each kind of read takes, ms, with its share of the reads. */
const READS = [
  { share: readShares.figure, ms: httpMs + M.figureMs.value },
  { share: readShares.list, ms: httpMs + (listRows * M.listUsPerRow.value) / 1000 },
  { share: readShares.summary, ms: httpMs + M.districtSummaryMs.value },
];
const meanReadMs = READS.reduce((sum, { share, ms }) => sum + share * ms, 0);

function readLength(random: () => number): number {
  let rest = random();
  for (const { share, ms } of READS) {
    if (rest < share) return ms;
    rest -= share;
  }
  return httpMs;
}

const phases = (perSecond: number) => [
  { seconds: CALM, perSecond: perSecond / ASSUMED.burst },
  { seconds: BURST, perSecond },
  { seconds: CALM, perSecond: perSecond / ASSUMED.burst },
];

export const embedded = (fsyncMs: number): NodeSettings => ({
  commandMs: M.appendCpuMs.value,
  commitMs: fsyncMs * ASSUMED.syncsPerCommit,
  largestBatch: 64,
  writer: 'thread',
  handOverMs: httpMs,
});
export const onServer: NodeSettings = { ...embedded(0), commitMs: ASSUMED.serverCommitMs, writer: 'server' };

export type Rates = {
  readonly commands: number;
  readonly reads: number;
  readonly background?: Background;
};

/** A node through the busiest minute, with a quiet half minute on either side. */
export function busyMinute(settings: NodeSettings, { commands, reads, background }: Rates): Outcome {
  const random = seeded(SEED);
  const jobs: Job[] = arrivals(phases(reads), random).map((at) => ({ at, ms: readLength(random) }));
  return simulateNode(settings, {
    commands: arrivals(phases(commands), random),
    jobs: jobs.toSorted((a, b) => a.at - b.at),
    background,
  });
}

export const ratesOf = (place: Place): Rates => {
  const commands = busiestMinute(place.membersPerStore);
  return { commands, reads: commands * ASSUMED.readsPerCommand };
};

/** One of several nodes on one log: it carries out every command, applies them to its tables, and shares the reads. */
const shared = (place: Place, nodes: number): Rates => ({ ...ratesOf(place), reads: ratesOf(place).reads / nodes });

export type Scenario = { readonly name: string; readonly settings: NodeSettings; readonly rates: Rates };

const office = embedded(2);
/** Something long that begins with the busiest minute and lets others in between its pieces. */
const meanwhile = (seconds: number, pieceMs: number): Background => ({
  from: MIDDLE_MS - (BURST / 2) * 1000,
  ms: seconds * 1000,
  pieceMs,
});
const proving = meanwhile(storeSize(DISTRICT).proofSeconds, M.proofPieceMs.value);
const verifying = meanwhile(storeSize(DISTRICT).verifySeconds, M.verifyPieceMs.value);

export const SCENARIOS: readonly Scenario[] = [
  { name: 'a district, office SSD', settings: office, rates: ratesOf(DISTRICT) },
  { name: 'a district, hard disk', settings: embedded(10), rates: ratesOf(DISTRICT) },
  {
    name: 'a district, and somebody asks for the first proof',
    settings: office,
    rates: { ...ratesOf(DISTRICT), background: proving },
  },
  {
    name: 'a district, and somebody verifies in the service',
    settings: office,
    rates: { ...ratesOf(DISTRICT), background: verifying },
  },
  { name: 'a city in one store, office SSD', settings: office, rates: ratesOf(CITY_IN_ONE) },
  {
    name: 'a city in one store on a server, 8 nodes, the one that writes',
    settings: onServer,
    rates: shared(CITY_IN_ONE, 8),
  },
  { name: 'the same while one node is rebuilt', settings: onServer, rates: shared(CITY_IN_ONE, 7) },
  {
    name: 'a province in one store, 200 nodes, the one that writes',
    settings: onServer,
    rates: shared(PROVINCE_IN_ONE, 200),
  },
];

/** Share of one core that a node's event loop needs at these rates. */
export const loopFor = ({ commandMs, writer, handOverMs }: NodeSettings, { commands, reads }: Rates): number =>
  (commands * (writer === 'thread' ? handOverMs : commandMs) + reads * meanReadMs) / 1000;

/** Cores that a node needs at these rates, its writer included. */
export const coresFor = (settings: NodeSettings, rates: Rates): number =>
  loopFor(settings, rates) + (settings.writer === 'thread' ? (rates.commands * settings.commandMs) / 1000 : 0);

/** Commands a second, with no reads on the node, at which p99 of the answers passes a bound: found by halving. */
export function mostCommands(settings: NodeSettings, boundMs: number): number {
  const commands = (perSecond: number) => arrivals([{ seconds: 20, perSecond }], seeded(SEED));
  const late = (perSecond: number): boolean =>
    simulateNode(settings, { commands: commands(perSecond), jobs: [] }).commands.p99 > boundMs;
  return halve(
    1,
    (settings.largestBatch * 1000) / (settings.largestBatch * settings.commandMs + settings.commitMs),
    late,
  );
}

/** Reads a second on one node, with one command to each twenty, at which p99 of the reads passes a bound. */
export function mostReads(settings: NodeSettings, boundMs: number): number {
  const late = (reads: number): boolean => {
    const rates = { commands: reads / ASSUMED.readsPerCommand, reads };
    return busyMinute(settings, rates).reads.p99 > boundMs;
  };
  return halve(1, 1000 / meanReadMs, late);
}

function halve(low: number, high: number, late: (value: number) => boolean): number {
  let [good, bad] = [low, high];
  for (let step = 0; step < 9; step += 1) {
    const middle = (good + bad) / 2;
    if (late(middle)) bad = middle;
    else good = middle;
  }
  return good;
}
