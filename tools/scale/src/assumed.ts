/** What nobody has measured. Each is a choice that a reader may change; `pnpm scale` then writes the tables anew. */
export const ASSUMED = {
  /** Visits, payments, dues, mentoring and the rest: a city of 200,000 members has 20 M events in ten years. */
  eventsPerMemberYear: 10,
  membersPerSchool: 100,
  schoolsPerDistrict: 125,
  districtsPerCity: 16,
  citiesPerProvince: 20,
  /** 20 M members, about as many as there are full-time teachers in the country. */
  citiesInCountry: 100,
  years: 10,
  /** Pages and lists looked at for each command. */
  readsPerCommand: 20,
  /** How much more comes in the busiest minute of an hour than in its mean one: people act on the same message. */
  burst: 10,
  /** HTTP, session and JSON of one request, ms of the event loop. */
  httpMs: 1,
  /** Of the reads: a figure or page, a school's year of its largest register, a summary. They add up to 1. */
  readShares: { figure: 0.7, list: 0.28, summary: 0.02 },
  /** Share of a school's events that its largest register holds. */
  largestRegisterShare: 0.3,
  /** Identity and one class more. */
  keysPerMember: 2,
  /** New keys of persons, then the events: so often one batch waits for the disk. */
  syncsPerCommit: 2,
  /** Way to a database server in the same room and its commit, ms. */
  serverCommitMs: 4,
  /** Disk of a machine, bytes, and the share that may be filled. */
  machine: { cores: 8, memoryBytes: 32e9, diskBytes: 2e12, filled: 0.7 },
  /** Whole copies that are kept: 7 days, 4 weeks, 12 months. */
  backupsKept: 23,
  /** Least and most: hours of work a year, and yuan. No offer was asked for; change them and run `pnpm scale`. */
  cost: {
    /** Updates, watching, replacing: a machine, a year. */
    hoursPerMachine: [20, 60],
    /** Accounts, questions, a restore for practice: a store, a year. */
    hoursPerStore: [10, 40],
    /** What such an hour of an administrator costs whoever pays for it. */
    yuanPerHour: [80, 200],
    /** A machine as above for a year: bought for five years with power and place, or rented. */
    yuanPerMachine: [6000, 20_000],
    /** A terabyte of backup for a year, in another place than the machines. */
    yuanPerBackupTb: [300, 1200],
  },
} as const;

/** Disks by the time of one fsync, ms. */
export const DISKS = [
  { name: 'server SSD with power-loss protection', fsyncMs: 0.1 },
  { name: 'office SSD', fsyncMs: 2 },
  { name: 'hard disk or network volume', fsyncMs: 10 },
] as const;

/**
 * Days of a school year. `weight` is a day's load against an ordinary school day's, `peakHour` the share of a day's
 * load that falls into its busiest hour.
 */
export const DAYS = [
  { name: 'ordinary school day', days: 167, weight: 1, peakHour: 0.15 },
  { name: 'first week of a term', days: 10, weight: 3, peakHour: 0.15 },
  { name: 'half-year reporting week', days: 5, weight: 8, peakHour: 0.2 },
  { name: 'year-end reporting weeks', days: 10, weight: 10, peakHour: 0.2 },
  { name: 'morning of a festival visit', days: 3, weight: 10, peakHour: 0.4 },
  { name: 'weekend or holiday', days: 170, weight: 0.05, peakHour: 0.15 },
] as const;
