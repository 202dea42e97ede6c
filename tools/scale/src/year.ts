import { ASSUMED, DAYS } from './assumed.ts';

export type DayLoad = {
  readonly name: string;
  readonly days: number;
  readonly commandsPerDay: number;
  /** Means of the busiest hour and of the busiest minute in it. */
  readonly hourPerSecond: number;
  readonly minutePerSecond: number;
};

const weights = DAYS.reduce((sum, { days, weight }) => sum + days * weight, 0);

/** Commands of so many members over a school year, kind of day by kind of day; one command is one event. */
export function yearOf(members: number): readonly DayLoad[] {
  const perWeight = (members * ASSUMED.eventsPerMemberYear) / weights;
  return DAYS.map(({ name, days, weight, peakHour }) => {
    const commandsPerDay = perWeight * weight;
    const hourPerSecond = (commandsPerDay * peakHour) / 3600;
    return { name, days, commandsPerDay, hourPerSecond, minutePerSecond: hourPerSecond * ASSUMED.burst };
  });
}

/** Commands a second in the busiest minute of the year. */
export const busiestMinute = (members: number): number =>
  Math.max(...yearOf(members).map(({ minutePerSecond }) => minutePerSecond));

/** Members whose busiest minute brings so many commands a second: the way back from `busiestMinute`. */
export const membersAt = (perSecond: number): number => perSecond / busiestMinute(1);
