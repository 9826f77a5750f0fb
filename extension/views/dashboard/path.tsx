// The steps of a path, from the first to the last. Of a very long one the middle is counted, not listed.

const MOST_STEPS = 8;

export function Path({ steps }: { steps: readonly string[] }) {
  const shown =
    steps.length <= MOST_STEPS ? steps : [...steps.slice(0, 3), `${steps.length - 6} more`, ...steps.slice(-3)];
  return (
    <ol class="path">
      {shown.map((step, i) => (
        <li key={i}>{step}</li>
      ))}
    </ol>
  );
}
