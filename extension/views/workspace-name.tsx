// Whose figures these are. The sample company is marked wherever its name stands, so that nobody takes it for their own.

import type { Board } from '../state/board.ts';

export function WorkspaceName({ board }: { board: Board }) {
  if (!board.workspace) return null;
  const { name, isSample } = board.workspace;
  return (
    <span class="workspace">
      <span class="workspace-name">{isSample ? name.replace(/ \(sample\)$/, '') : name}</span>
      {isSample && <span class="badge">Sample</span>}
    </span>
  );
}
