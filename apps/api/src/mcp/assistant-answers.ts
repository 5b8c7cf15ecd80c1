import { Injectable } from '@nestjs/common';
import { Assistants, type AssistantAnswer, type AssistantRequest } from '../edge/mcp/assistants.js';
import { Resources } from './resources/resources.js';
import { Tools } from './tools/tools.js';

/** Answers assistants by the Model Context Protocol, whose SDK is loaded when the first one asks. */
@Injectable()
export class AssistantAnswers extends Assistants {
  private protocol: Promise<typeof import('./protocol.js')> | null = null;

  constructor(
    private readonly tools: Tools,
    private readonly resources: Resources,
  ) {
    super();
  }

  override async answer(request: AssistantRequest): Promise<AssistantAnswer> {
    const { answer } = await (this.protocol ??= import('./protocol.js'));
    return answer(request, { tools: this.tools, resources: this.resources });
  }
}
