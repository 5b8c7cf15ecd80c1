import { Injectable } from '@nestjs/common';
import type { Actor } from '#access';
import { Clock } from '../../deployment/clock.js';
import { Answering } from '../../edge/http/answering.js';
import { Fitting, kindOf } from '../documents/fitting.js';
import { Asking } from './asking.js';
import { QUESTIONS } from './questions.js';
import { Recording } from './recording.js';
import { RECORDINGS } from './recordings.js';
import type { Tool, ToolDescription } from './tool.js';

/** The tools of assistants, by name. */
@Injectable()
export class Tools {
  private readonly listed = new Map<string, readonly ToolDescription[]>();
  private readonly byName: ReadonlyMap<string, Tool>;

  constructor(fitting: Fitting, answering: Answering, clock: Clock) {
    const now = () => clock.now();
    const tools: readonly Tool[] = [
      ...QUESTIONS.map((question) => new Asking(question, fitting, answering, now)),
      ...RECORDINGS.map((tool) => new Recording(tool, fitting, answering, now)),
    ];
    this.byName = new Map(tools.map((tool) => [tool.name, tool]));
  }

  /** Those that the role may use. They are worked out once for each kind of caller. */
  listFor(actor: Actor): readonly ToolDescription[] {
    const kind = kindOf(actor);
    const listed = this.listed.get(kind) ?? [...this.byName.values()].flatMap((tool) => tool.describe(actor) ?? []);
    this.listed.set(kind, listed);
    return listed;
  }

  named(name: string): Tool | null {
    return this.byName.get(name) ?? null;
  }
}
