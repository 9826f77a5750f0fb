// How far the models lie apart on one row, on the scale of the whole table: the bar goes from the lowest to the highest, the
// tick stands at the current model. The words beside it say the same.

export interface SpreadBarProps {
  lowest: number;
  highest: number;
  current: number;
  /** The smallest of the table, at most 0: the left end of every bar. */
  least: number;
  /** The largest of the table, at least 0: the right end. */
  most: number;
}

export function SpreadBar({ lowest, highest, current, least, most }: SpreadBarProps) {
  const x = (value: number) => (most > least ? ((value - least) / (most - least)) * 100 : 0);
  return (
    <svg class="spread" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect class="spread-track" x="0" y="5.5" width="100" height="1" />
      <rect class="spread-range" x={x(lowest)} y="3" width={Math.max(0.8, x(highest) - x(lowest))} height="6" />
      <rect class="spread-tick" x={Math.min(98.5, x(current))} y="0" width="1.5" height="12" />
    </svg>
  );
}
