// How the companion stands, and where to go from here: its link builder, in a tab of its own, and the options. Why the link
// builder can't be opened is said under them.

import { useEffect, useState } from 'preact/hooks';
import { type Trouble as Details, troubleOf } from '../../state/answer.ts';
import type { Board } from '../../state/board.ts';
import { Connection } from '../standing.tsx';
import { Trouble } from '../trouble.tsx';

export interface HeaderActionsProps {
  board: Board;
  canBuildLinks: boolean;
  /** Rejects with why the link builder could not be opened. */
  onLinks(): Promise<unknown>;
}

export function HeaderActions({ board, canBuildLinks, onLinks }: HeaderActionsProps) {
  const [isOpening, setOpening] = useState(false);
  const [trouble, setTrouble] = useState<Details | null>(null);
  useEffect(() => {
    if (board.connection === 'connected') setTrouble(null);
  }, [board.connection]);
  const openLinks = async () => {
    setOpening(true);
    setTrouble(null);
    try {
      await onLinks();
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setOpening(false);
    }
  };
  return (
    <>
      <div class="top-actions">
        <Connection board={board} />
        {canBuildLinks && (
          <button type="button" class="button" aria-disabled={isOpening} onClick={() => !isOpening && void openLinks()}>
            Build links
          </button>
        )}
        <a class="button" href="/options.html">
          Options
        </a>
      </div>
      {trouble && canBuildLinks && (
        <div class="top-trouble">
          <Trouble trouble={trouble} />
        </div>
      )}
    </>
  );
}
