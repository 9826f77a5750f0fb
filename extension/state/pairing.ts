// Pairing, unpairing and forgetting, as our own pages ask for them. How things stand afterwards is told by the board, not by the reply.

import { ask } from '../messages/ask.ts';

export async function pair(code: string, port: number): Promise<void> {
  await ask('pair', { code, port });
}

export async function forget(): Promise<void> {
  await ask('forget', null);
}

export async function unpair(): Promise<void> {
  await ask('unpair', null);
}
