// The only file that knows the SDK. It is imported at the first request to /mcp, so that a start does not pay for it.
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import type { AssistantAnswer, AssistantRequest } from '../edge/mcp/assistants.js';
import { INSTRUCTIONS } from './instructions.js';
import { TEMPLATES, type Resources } from './resources/resources.js';
import type { Caller, ToolDescription } from './tools/tool.js';
import type { Told } from './tools/told.js';
import type { Tools } from './tools/tools.js';

/** What assistants may use. */
export type Offered = { readonly tools: Tools; readonly resources: Resources };

const WHO = { name: 'rapport', title: 'Rapport', version: '0.1.0' };
/** The protocol says this code for a resource that is not there. */
const RESOURCE_NOT_FOUND = -32_002;
/** One for all requests: the SDK would make one for each. */
const jsonSchemaValidator = new AjvJsonSchemaValidator();

/** Answers one message. Nothing is kept after it: a server and a transport of the SDK live as long as the request. */
export async function answer(request: AssistantRequest, offered: Offered): Promise<AssistantAnswer> {
  const { admission, authorization, gone, headers, body } = request;
  const server = serverFor({ actor: admission.actor, authorization, gone }, offered);
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: undefined,
    enableJsonResponse: true,
  });
  try {
    await server.connect(transport);
    const asked = new Request('http://localhost/mcp', { method: 'POST', headers });
    const response = await transport.handleRequest(asked, { parsedBody: body });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  } finally {
    await server.close();
  }
}

// Not McpServer: it takes schemas of Zod, and ours are JSON Schemas, made from the schema of GraphQL.
function serverFor(caller: Caller, { tools, resources }: Offered): Server {
  const server = new Server(WHO, {
    capabilities: { tools: {}, resources: {} },
    instructions: INSTRUCTIONS,
    jsonSchemaValidator,
  });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.listFor(caller.actor).map(toolTold) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = tools.named(params.name);
    if (tool === null) throw new McpError(ErrorCode.InvalidParams, `There is no tool ${JSON.stringify(params.name)}.`);
    return resultTold(await tool.call(params.arguments ?? {}, caller));
  });
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: [...TEMPLATES] }));
  server.setRequestHandler(ListResourcesRequestSchema, async ({ params }) => {
    const { resources: listed, ...more } = await resources.page(params?.cursor ?? null, caller);
    return { resources: [...listed], ...more };
  });
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params: { uri } }) => {
    const told = await resources.read(uri, caller);
    if (told === null) throw new McpError(RESOURCE_NOT_FOUND, 'There is no such resource.', { uri });
    return { contents: [{ uri, mimeType: 'application/json', text: JSON.stringify(told.structured) }] };
  });
  return server;
}

const toolTold = ({ name, title, description, inputSchema, outputSchema, isReading }: ToolDescription) => ({
  name,
  title,
  description,
  inputSchema,
  outputSchema,
  annotations: {
    title,
    readOnlyHint: isReading,
    destructiveHint: false,
    idempotentHint: isReading,
    openWorldHint: false,
  },
});

/** Assistants that know no structured answers read the text, which is the same as JSON. */
const resultTold = ({ structured, isError }: Told) => ({
  content: [{ type: 'text' as const, text: JSON.stringify(structured) }],
  structuredContent: structured,
  isError,
});
