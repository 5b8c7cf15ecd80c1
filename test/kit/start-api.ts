export { startApi } from '../../apps/api/src/start.js';
