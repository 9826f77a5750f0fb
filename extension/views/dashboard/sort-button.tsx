// A column's header that sorts: a real button; its arrow shows which way, the cell's aria-sort says it.

export interface SortButtonProps {
  label: string;
  direction: 'ascending' | 'descending' | null;
  onPress(): void;
}

export function SortButton({ label, direction, onPress }: SortButtonProps) {
  return (
    <button type="button" class="sort" onClick={onPress}>
      {label}
      <svg viewBox="0 0 8 8" aria-hidden="true" data-direction={direction ?? 'none'}>
        <path d={direction === 'ascending' ? 'M1 6l3-4 3 4' : 'M1 2l3 4 3-4'} />
      </svg>
    </button>
  );
}
