import { keepViewsInPostgres } from '../kit/views.js';

await keepViewsInPostgres();
await import('../projection/watcher.spec.js');
