import { Injectable } from '@nestjs/common';
import { Clock } from '../../deployment/clock.js';
import { Metrics } from '../metrics/metrics.js';
import { REASONS, type Reason } from './reasons.js';

/** Whether something is wrong now. It is asked at every probe and every scrape, and must not throw. */
type IsWrong = () => boolean | Promise<boolean>;

/** Something that is wrong now. */
export type Wrong = {
  readonly reason: Reason;
  readonly says: string;
  /** When a probe first found it, in ISO 8601. */
  readonly since: string;
};

/** What is wrong with this process. Each module adds what it can see; probes and metrics ask all of them. */
@Injectable()
export class Health {
  private readonly checks = new Map<Reason, IsWrong>();
  private readonly since = new Map<Reason, string>();

  constructor(
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    metrics.gauges('rapport_wrong', 'Whether something is wrong (1) or not (0), by reason.', 'reason', async () => {
      const wrong = new Set((await this.wrong()).map(({ reason }) => reason));
      return [...this.checks.keys()].map((reason) => [reason, wrong.has(reason) ? 1 : 0]);
    });
  }

  /** Adds a check; at most one for each reason. */
  watch(reason: Reason, isWrong: IsWrong): void {
    this.checks.set(reason, isWrong);
  }

  async wrong(): Promise<readonly Wrong[]> {
    const asked = [...this.checks].map(async ([reason, isWrong]) =>
      (await isWrong()) ? this.found(reason) : this.over(reason),
    );
    return (await Promise.all(asked)).filter((wrong) => wrong !== null);
  }

  private found(reason: Reason): Wrong {
    const since = this.since.get(reason) ?? new Date(this.clock.now()).toISOString();
    this.since.set(reason, since);
    return { reason, says: REASONS[reason].says, since };
  }

  private over(reason: Reason): null {
    this.since.delete(reason);
    return null;
  }
}
