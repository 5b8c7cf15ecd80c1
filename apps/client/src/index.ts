export { AnswerRefused, NotReached } from './answer-refused.js';
export { ask, type AskOptions } from './ask.js';
export { follow, type Connection, type FollowOptions, type Told } from './follow.js';
export type { Server, TypedDocument } from './server.js';
export * from './operations.js';
