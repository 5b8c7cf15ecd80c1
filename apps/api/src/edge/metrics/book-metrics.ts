import { Injectable } from '@nestjs/common';
import { Views } from '#read-models';
import { Clock } from '../../deployment/clock.js';
import { answerInTime, Metrics } from './metrics.js';

/** How the relationships are, for a dashboard. Bands are a closed list, so no label names a customer. */
@Injectable()
export class BookMetrics {
  constructor(metrics: Metrics, views: Views, clock: Clock) {
    metrics.gauges('rapport_relationships', 'Open relationships, by band of their trust.', 'band', async () => {
      const counts = await answerInTime(views.relationshipCounts({}, clock.now()));
      return (counts?.byBand ?? []).map(({ band, count }) => [band, count]);
    });
  }
}
