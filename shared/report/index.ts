// The answers: prepare a workspace once, then ask.
export { compare } from './compare.ts';
export { explain, explainWithKeys } from './explain.ts';
export { heard } from './heard.ts';
export { overlay } from './overlay.ts';
export { paths } from './paths.ts';
export { type Answers, prepare } from './prepare.ts';
export { report } from './report.ts';
export { unmatched } from './spend-join.ts';
