export { MODEL_STREAM } from './codec.js';
export { changesActiveModel, isOfRelease, ModelLog, type ModelAnswer, type ModelRequest } from './model-log.js';
