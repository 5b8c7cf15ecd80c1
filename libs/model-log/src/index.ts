export { isOfRelease, ModelLog, type ModelAnswer, type ModelRequest } from './model-log.js';
