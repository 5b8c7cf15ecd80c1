import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { TOKEN, type ApiUnderTest } from '../e2e/api-under-test.js';

/** What a tool answered. The client has checked it against the schema of the tool. */
export type Answered = {
  readonly isError: boolean;
  readonly told: Told;
  /** As assistants read it that know no structured answers. */
  readonly text: string;
};

type Told = {
  readonly notice: string;
  readonly data?: unknown;
  readonly leftOut?: readonly string[];
  readonly errors?: readonly { readonly code: string; readonly message: string }[];
  readonly status?: string;
  readonly dryRun?: unknown;
  readonly recorded?: unknown;
  readonly confirm?: string | null;
};

type Given = Readonly<Record<string, unknown>>;

/** An assistant that speaks to the server by the official client, over HTTP. */
export class Assistant {
  private constructor(readonly client: Client) {}

  static async connect(api: Pick<ApiUnderTest, 'url'>, token: string = TOKEN): Promise<Assistant> {
    const client = new Client({ name: 'test', version: '1.0.0' });
    const url = new URL('/mcp', api.url);
    const requestInit = { headers: { authorization: `Bearer ${token}` } };
    await client.connect(new StreamableHTTPClientTransport(url, { requestInit }));
    // The client checks answers against the schemas of the tools that it knows.
    await client.listTools();
    return new Assistant(client);
  }

  async call(name: string, given: Given = {}): Promise<Answered> {
    const { isError, structuredContent, content } = await this.client.callTool({ name, arguments: { ...given } });
    const [{ text }] = content as [{ readonly text: string }];
    return { isError: isError === true, told: structuredContent as Told, text };
  }

  /** The data of an answer without errors. */
  async ask(name: string, given: Given = {}): Promise<unknown> {
    const { isError, told } = await this.call(name, given);
    if (isError) throw new Error(`${name}: ${JSON.stringify(told.errors)}`);
    return told.data;
  }

  /** The JSON of a resource. */
  async read(uri: string): Promise<unknown> {
    const { contents } = await this.client.readResource({ uri });
    const [content] = contents;
    if (content === undefined || !('text' in content)) throw new Error(`${uri} has no text`);
    return JSON.parse(content.text);
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

/** What stands at a path of an answer, such as `dryRun.effect.after`; undefined if nothing does. */
export const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => (inner as Readonly<Record<string, unknown>> | null)?.[name], value);
