// A place for a plot: it draws anew when the data or its width changes, and holds its height until the plots are loaded. What
// it shows stands in the table too, in full.

import { useEffect, useRef, useState } from 'preact/hooks';

export interface ChartProps {
  title: string;
  /** What the colours mean: class of the swatch and word. */
  legend: readonly { readonly swatch: string; readonly word: string }[];
  /** Null: the plots aren't loaded yet. */
  draw: ((widthPx: number) => Element) | null;
}

export function Chart({ title, legend, draw }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [widthPx, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(place.current!);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (draw && widthPx > 0) place.current!.replaceChildren(draw(widthPx));
  }, [draw, widthPx]);
  return (
    <figure class="card chart">
      <h3>{title}</h3>
      <figcaption>
        {legend.map(({ swatch, word }) => (
          <span key={word} class="legend">
            <span class={`swatch ${swatch}`} aria-hidden="true" />
            {word}
          </span>
        ))}
      </figcaption>
      <div class="chart-place" ref={place} />
    </figure>
  );
}
