import { ASSUMED, DISKS } from './assumed.ts';
import { costsFor, type Costs, type Range } from './costs.ts';
import { provinceOf, yearOfCheckpoints } from './federation.ts';
import { LIMITS, writerAt } from './limits.ts';
import { machinesFor } from './machines.ts';
import { MEASURED, MEASURED_EVENTS, MEASURED_ON } from './measured.ts';
import { busyMinute, loopFor, embedded, onServer, SCENARIOS } from './scenarios.ts';
import { CITY, CITY_IN_ONE, COUNTRY, DISTRICT, PROVINCE, storeSize, type Place } from './sizes.ts';
import { bytes, count, duration, exact, rough, table } from './table.ts';
import { yearOf } from './year.ts';

const constants = (): string => {
  const rows = Object.values(MEASURED).map(({ what, value, unit, by }) => [what, `${exact(value)} ${unit}`.trim(), by]);
  return table(['measured', 'value', 'step'], rows);
};

const perStore = (): string => {
  const sizes = [DISTRICT, CITY_IN_ONE].map((place) => ({ ...storeSize(place), members: place.membersPerStore }));
  const row = (name: string, show: (size: (typeof sizes)[number]) => string) => [name, ...sizes.map(show)];
  return table(
    ['one store after ten years', DISTRICT.name, CITY_IN_ONE.name],
    [
      row('members', ({ members }) => exact(members)),
      row('events', ({ events }) => count(events)),
      row('log', ({ logBytes }) => bytes(logBytes)),
      row('read models, each node', ({ readBytes }) => bytes(readBytes)),
      row('vault', ({ vaultBytes }) => bytes(vaultBytes)),
      row('memory of a node, all keys opened', ({ processBytes }) => bytes(processBytes)),
      row('read models from zero', ({ rebuildSeconds }) => duration(rebuildSeconds)),
      row('verification', ({ verifySeconds }) => duration(verifySeconds)),
      row('the first proof after a start, nothing else answered', ({ proofSeconds }) => duration(proofSeconds)),
      row('backup: copying', ({ backupSeconds }) => duration(backupSeconds)),
      row('restore: copying, verifying, read models', ({ restoreSeconds }) => duration(restoreSeconds)),
    ],
  );
};

const total = (places: readonly Place[]): string => {
  const row = (name: string, show: (place: Place) => string) => [name, ...places.map(show)];
  const sum = (pick: (size: ReturnType<typeof storeSize>) => number) => (place: Place) =>
    place.stores * pick(storeSize(place));
  return table(
    ['in district stores', ...places.map(({ name }) => name)],
    [
      row('stores', ({ stores }) => exact(stores)),
      row('members', ({ stores, membersPerStore }) => count(stores * membersPerStore)),
      row('events', (place) => count(sum(({ events }) => events)(place))),
      row('logs', (place) => bytes(sum(({ logBytes }) => logBytes)(place))),
      row('read models, one node a store', (place) => bytes(sum(({ readBytes }) => readBytes)(place))),
      row('memory', (place) => bytes(sum(({ processBytes }) => processBytes)(place))),
      row(`${ASSUMED.backupsKept} backups kept`, (place) =>
        bytes(ASSUMED.backupsKept * sum(({ backupBytes }) => backupBytes)(place)),
      ),
      row('machines that disks ask for', (place) => rough(machinesFor(place).byDisk)),
      row('machines that memory asks for', (place) => rough(machinesFor(place).byMemory)),
      row('machines that cores ask for', (place) => rough(machinesFor(place).byCores)),
      row('machines, with a second for each', (place) => exact(machinesFor(place).needed)),
    ],
  );
};

const costs = (places: readonly Place[]): string => {
  const all = places.map((place) => costsFor(place));
  const range = ([least, most]: Range): string => `${count(least)} to ${count(most)}`;
  const row = (name: string, show: (cost: Costs) => string) => [name, ...all.map(show)];
  return table(
    ['a year, in district stores', ...places.map(({ name }) => name)],
    [
      row('machines, with a second for each', ({ machines }) => exact(machines)),
      row('space for backups', ({ backupTb }) => bytes(backupTb * 1e12)),
      row('hours of work', ({ hours }) => range(hours)),
      row('machines, yuan', ({ yuan }) => range(yuan.machines)),
      row('backups, yuan', ({ yuan }) => range(yuan.backups)),
      row('work, yuan', ({ yuan }) => range(yuan.work)),
      row('together, yuan', ({ yuan }) => range(yuan.all)),
      row('yuan a member', ({ yuanPerMember }) => range(yuanPerMember)),
    ],
  );
};

const year = (): string =>
  table(
    ['kind of day', 'days', 'commands a day, a district', 'busiest minute, a district', 'busiest minute, a city'],
    yearOf(DISTRICT.membersPerStore).map(({ name, days, commandsPerDay, minutePerSecond }) => [
      name,
      String(days),
      rough(commandsPerDay),
      `${rough(minutePerSecond)}/s`,
      `${rough(minutePerSecond * CITY.stores)}/s`,
    ]),
  );

const writer = (): string => {
  const limits = [
    ...DISKS.map(({ name, fsyncMs }) => writerAt(`${name}, ${fsyncMs} ms`, embedded(fsyncMs))),
    writerAt(`database server, ${onServer.commitMs} ms`),
  ];
  return table(
    ['commands a second, no reads', 'one caller', 'full batches', 'p99 within 150 ms'],
    limits.map(({ disk, alone, most, within }) => [disk, rough(alone), rough(most), rough(within)]),
  );
};

const minutes = (): string =>
  table(
    ['busiest minute of the year', 'commands, reads', 'of one core', 'commands p50 / p99', 'reads p50 / p99'],
    SCENARIOS.map(({ name, settings, rates }) => {
      const { commands, reads } = busyMinute(settings, rates);
      return [
        name,
        `${rough(rates.commands)}/s, ${rough(rates.reads)}/s`,
        `${Math.round(loopFor(settings, rates) * 100)} %`,
        ...[commands, reads].map(({ p50, p99 }) => `${duration(p50 / 1000)} / ${duration(p99 / 1000)}`),
      ];
    }),
  );

const limits = (): string =>
  table(
    ['decision', 'what happens', 'at', 'next step'],
    LIMITS.map(({ decision, hurts, at, unit, next }) => [decision, hurts, `${count(at)} ${unit}`, next]),
  );

const federation = (): string => {
  const rows = [PROVINCE, COUNTRY].map(({ name, stores }) => {
    const { noteBytes, proofBytes, hashes } = provinceOf(stores);
    const [daily, hourly] = [1, 24].map((perDay) => bytes(yearOfCheckpoints(stores, perDay).bytes));
    return [name, exact(stores), `${noteBytes} B`, `${hashes} hashes, ${proofBytes} B`, `${daily} / ${hourly}`];
  });
  return table(['checkpoints', 'districts', 'one note', 'proof after one round', 'a year, daily / hourly'], rows);
};

/** All tables of docs/scale.md by the name of their place in it. Needs about a second. */
export const TABLES: Readonly<Record<string, () => string>> = {
  constants: () => `${constants()}\n\n${exact(MEASURED_EVENTS)} events of 200 schools, on ${MEASURED_ON}.`,
  store: perStore,
  total: () => total([CITY, PROVINCE, COUNTRY]),
  cost: () => costs([CITY, PROVINCE, COUNTRY]),
  year,
  writer,
  minutes,
  limits,
  federation,
};
