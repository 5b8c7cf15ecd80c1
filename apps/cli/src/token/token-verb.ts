import type { Command } from 'commander';
import { ROLES, type Token, type Tokens } from '#access';
import { openAccess, storageSettings } from '#deployment';
import { normalId, toIso } from '#relationship';
import { moment, textTable } from '../terminal/text-table.js';
import { say, tell } from '../terminal/saying.js';
import { UsageError } from '../terminal/usage-error.js';
import { expiryOf } from './expiry.js';
import { holderOf, type CreateOptions } from './token-options.js';

const HELP = `
A server may be running: it takes a new token at once, and refuses a revoked one at once, on every node.
  RECORDER   an account manager: reads and records the relationships that --identity answers for
  LEAD       the same for a team: that of --team, else the lead's own team; without teams everybody's
  DASHBOARD  a screen: reads and subscribes, without personal text
  ANALYST    reads everything, with personal text only if --personal-text is given
  ADMIN      everything`;

/** Registers `token create NAME`, `token list` and `token revoke NAME`. */
export function tokenVerb(program: Command): void {
  const verb = program.command('token').description('make, list and revoke the tokens with which the API is called');
  verb
    .command('create')
    .description('make a token and show it, once')
    .argument('<name>', 'what it is called, for `list` and `revoke`')
    .requiredOption('--role <role>', ROLES.join(', '))
    .option('--identity <id>', 'who holds it: what `owner` and `recordedBy` say (default: the name)')
    .option('--team <team>', 'the team of a lead')
    .option('--portfolio <id>', 'only relationships that this colleague answers for')
    .option('--personal-text', 'an analyst may read personal text')
    .option('--expires <when>', 'hours or days, such as 12h or 90d, or an instant (default: never)')
    .option('--json', 'print it as one JSON object on stdout')
    .addHelpText('after', HELP)
    .action((name: string, options: CreateOptions) => withTokens((tokens) => create(tokens, name, options)));
  verb
    .command('list')
    .description('list all tokens, without their secrets')
    .option('--json', 'print them as one JSON object on stdout')
    .action(({ json = false }: { readonly json?: boolean }) => withTokens((tokens) => list(tokens, json)));
  verb
    .command('revoke')
    .description('refuse a token from now on, and end its subscriptions')
    .argument('<name>', 'the token')
    .action((name: string) => withTokens((tokens) => revoke(tokens, name)));
}

async function withTokens(act: (tokens: Tokens) => Promise<void>): Promise<void> {
  const access = await openAccess(storageSettings(process.env));
  await act(access.tokens).finally(() => access.close());
}

async function create(tokens: Tokens, name: string, options: CreateOptions): Promise<void> {
  const now = Date.now();
  const expiresAt = options.expires === undefined ? null : expiryOf(options.expires, now);
  const holder = holderOf(name, options);
  const token = await tokens.create({ ...holder, expiresAt }, now);
  const made = jsonOf({ ...holder, createdAt: now, expiresAt, revokedAt: null });
  tell(
    options.json
      ? JSON.stringify({ ...made, token })
      : `${token}\nIt is shown this once. Send it as "Authorization: Bearer TOKEN".`,
  );
}

async function list(tokens: Tokens, json: boolean): Promise<void> {
  const all = await tokens.list();
  const header = ['name', 'role', 'identity', 'team', 'portfolio', 'made', 'expires', 'revoked'];
  const rows = all.map(({ name, actor, createdAt, expiresAt, revokedAt }) => [
    ...[name, actor.role, actor.identity, actor.team ?? '-', actor.portfolio ?? '-', moment(createdAt)],
    ...[expiresAt, revokedAt].map((at) => (at === null ? '-' : moment(at))),
  ]);
  await say(`${json ? JSON.stringify({ tokens: all.map(jsonOf) }) : textTable(header, rows, 'llllllll')}\n`);
}

async function revoke(tokens: Tokens, name: string): Promise<void> {
  if (!(await tokens.revoke(normalId(name), Date.now())))
    throw new UsageError(`there is no token named "${name}" that is not revoked; \`token list\` has them all`);
}

const jsonOf = ({ name, actor, createdAt, expiresAt, revokedAt }: Token) => ({
  name,
  ...actor,
  createdAt: toIso(createdAt),
  expiresAt: expiresAt === null ? null : toIso(expiresAt),
  revokedAt: revokedAt === null ? null : toIso(revokedAt),
});
