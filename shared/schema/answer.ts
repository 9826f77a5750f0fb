// What is answered, all of it.

export * from './receipt.ts';
export * from './report.ts';
export * from './workspace.ts';
