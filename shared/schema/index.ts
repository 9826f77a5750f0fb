// The contract between the companion, the command line and the extension.

export * from './answer.ts';
export * from './collect.ts';
export * from './heard.ts';
export * from './identity.ts';
export * from './links.ts';
export * from './query.ts';
