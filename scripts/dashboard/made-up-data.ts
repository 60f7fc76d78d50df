import { Series } from './metric-math';

/** The day in the picture; fixed, so that the picture changes only with the dashboard. */
export const NOW = Date.parse('2026-11-18T15:40:00Z') / 1000;

/** What people and agents of a profile use in a busy five minutes. */
interface Habit {
  readonly calls: number;
  readonly outputPerCall: number;
  readonly promptPerCall: number;
}

const HABITS: readonly Habit[] = [
  { calls: 60, outputPerCall: 350, promptPerCall: 38_000 },
  { calls: 14, outputPerCall: 1_000, promptPerCall: 62_000 },
  { calls: 30, outputPerCall: 800, promptPerCall: 48_000 },
];

/** When an agent of the first profile group runs wild, in hours before now. */
const BURST = { from: 1.3, to: 0.5, factor: 5 };

/** The made-up data of one metric of one profile; the profile is known by its number. */
export function madeUp(metric: string, profile: number, timestamps: readonly number[], period: number): Series {
  const habit = HABITS[profile % HABITS.length]!;
  return timestamps.map((at, index) => {
    const noise = 0.75 + 0.5 * random(profile * 7919 + metric.length * 104_729 + index);
    const calls = habit.calls * busyness(at, period) * burst(profile, at, period) * (period / 300);
    return valueOf(metric, habit, calls * noise, noise, profile, index);
  });
}

function valueOf(metric: string, habit: Habit, calls: number, noise: number, profile: number, index: number): number | undefined {
  switch (metric) {
    case 'Invocations': return calls;
    case 'InputTokenCount': return calls * habit.promptPerCall * 0.03;
    case 'OutputTokenCount': return calls * habit.outputPerCall;
    case 'CacheReadInputTokenCount': return calls * habit.promptPerCall * 0.9;
    case 'CacheWriteInputTokenCount': return calls * habit.promptPerCall * 0.07;
    case 'InvocationLatency': return calls < 0.5 ? undefined : (4_000 + habit.outputPerCall * 14) * noise;
    case 'TimeToFirstToken': return calls < 0.5 ? undefined : (900 + habit.promptPerCall / 60) * noise;
    case 'InvocationThrottles': return calls > habit.calls * 3 ? Math.round(calls / 40) : 0;
    case 'InvocationClientErrors': return random(profile + index * 31) > 0.97 ? Math.round(calls / 30) : 0;
    case 'InvocationServerErrors': return random(profile + index * 17) > 0.995 ? 1 : 0;
    default: return undefined; // the other spelling of the cache metrics
  }
}

/** Working hours, and little at night and at weekends. */
function busyness(at: number, period: number): number {
  const date = new Date(at * 1000);
  const weekend = [0, 6].includes(date.getUTCDay());
  if (period >= 86_400) {
    return weekend ? 0.02 : 0.13;
  }
  const hour = date.getUTCHours() + date.getUTCMinutes() / 60;
  return (weekend ? 0.1 : 1) * (0.03 + Math.exp(-((hour - 11) ** 2) / 6) + Math.exp(-((hour - 16) ** 2) / 7));
}

function burst(profile: number, at: number, period: number): number {
  const hoursAgo = (NOW - at) / 3600;
  return period < 86_400 && profile === 1 && hoursAgo < BURST.from && hoursAgo > BURST.to ? BURST.factor : 1;
}

/** A number from 0 to 1 that is the same at every run. */
function random(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43_758.5453;
  return value - Math.floor(value);
}
