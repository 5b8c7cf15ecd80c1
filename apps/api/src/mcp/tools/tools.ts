import { Injectable } from '@nestjs/common';
import type { Actor } from '#access';
import { Clock } from '../../deployment/clock.js';
import { Answering } from '../../edge/http/answering.js';
import { Fitting } from '../documents/fitting.js';
import { Asking } from './asking.js';
import { QUESTIONS } from './questions.js';
import { Recording } from './recording.js';
import { RECORDINGS } from './recordings.js';
import type { Tool, ToolDescription } from './tool.js';

/** The tools of assistants, by name. */
@Injectable()
export class Tools {
  private readonly byName: ReadonlyMap<string, Tool>;

  constructor(fitting: Fitting, answering: Answering, clock: Clock) {
    const now = () => clock.now();
    const tools: readonly Tool[] = [
      ...QUESTIONS.map((question) => new Asking(question, fitting, answering, now)),
      ...RECORDINGS.map((tool) => new Recording(tool, fitting, answering, now)),
    ];
    this.byName = new Map(tools.map((tool) => [tool.name, tool]));
  }

  /** Those that the role may use. */
  listFor(actor: Actor): readonly ToolDescription[] {
    return [...this.byName.values()].flatMap((tool) => tool.describe(actor) ?? []);
  }

  named(name: string): Tool | null {
    return this.byName.get(name) ?? null;
  }
}
