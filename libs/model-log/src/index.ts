export { MODEL_STREAM } from './codec.js';
export { isOfRelease, ModelLog, type ModelAnswer, type ModelRequest } from './model-log.js';
