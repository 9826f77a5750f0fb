// How fast a long piece of work goes and how long it still takes, from what is said of it as it goes on. Steps of one piece
// (reading, publishing) are paced apart: what is left is that of the step under way.

export interface Pace {
  /** Bytes per second over the last few seconds; null until that can be told. */
  bytesPerSecond: number | null;
  /** Seconds until the step is done, at that rate; null where it can't be told. */
  secondsLeft: number | null;
}

const windowMs = 5_000;
/** A rate from less than this is a guess. */
const leastMs = 500;

/**
 * A meter for one piece of work: call it with every report, `nowMs` from any clock that only goes forward. Another `step`, or
 * fewer bytes than before, begins anew. Cost O(1) for each report.
 *
 * @example const meter = createPace(); meter('reading', 0, 40e6, 0); meter('reading', 10e6, 40e6, 1_000)
 * // { bytesPerSecond: 10e6, secondsLeft: 3 }
 */
export function createPace(): (step: string, done: number, total: number, nowMs: number) => Pace {
  let step: string | null = null;
  let points: { done: number; at: number }[] = [];
  return (now, done, total, nowMs) => {
    if (now !== step || done < (points.at(-1)?.done ?? 0)) points = [];
    step = now;
    points.push({ done, at: nowMs });
    // The last point before the window stays: the rate is over the whole of it.
    while (points.length > 2 && points[1].at <= nowMs - windowMs) points.shift();
    const [first] = points;
    const passed = nowMs - first.at;
    if (passed < leastMs || done <= first.done) return { bytesPerSecond: null, secondsLeft: null };
    const bytesPerSecond = ((done - first.done) / passed) * 1_000;
    return { bytesPerSecond, secondsLeft: Math.max(0, total - done) / bytesPerSecond };
  };
}

/**
 * A pace in words; '' where nothing can be told.
 *
 * @example paceText({ bytesPerSecond: 52_400_000, secondsLeft: 75 }) // '52 MB/s · 1 min 15 s left'
 */
export function paceText({ bytesPerSecond, secondsLeft }: Pace): string {
  if (bytesPerSecond === null) return '';
  const mega = bytesPerSecond / 1e6;
  const rate =
    mega >= 10
      ? `${Math.round(mega)} MB/s`
      : mega >= 0.1
        ? `${mega.toFixed(1)} MB/s`
        : `${Math.round(mega * 1_000)} kB/s`;
  return secondsLeft === null ? rate : `${rate} · ${durationText(secondsLeft)} left`;
}

/** Seconds as people say them: '8 s', '1 min 15 s', '2 h 5 min'. */
export function durationText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min${whole % 60 > 0 ? ` ${whole % 60} s` : ''}`;
  return `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`;
}
