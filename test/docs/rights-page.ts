import { isInterfaceType, isObjectType, lexicographicSortSchema, type GraphQLSchema } from 'graphql';
import { ROLES, type Actor } from '#access';
import { builtSchema } from '../../apps/api/src/public-schema/public-schema.js';
import { Guard } from '../../apps/api/src/edge/graphql/guard.js';
import { table } from './markdown.js';

const HEAD = `# Who may do what

Each caller has one role, from the token. A role decides two things: which fields and mutations may be used, and which
relationships are seen.

| Role | For | Sees | Records |
| --- | --- | --- | --- |
| \`RECORDER\` | an account manager | the own portfolio | the own portfolio |
| \`LEAD\` | who leads account managers | the portfolios of the team; without teams everybody's | the same, and hands over within it |
| \`DASHBOARD\` | a screen | every relationship, without personal text; customers' names excepted | nothing |
| \`ANALYST\` | who studies the history | every relationship; personal text only where the token grants it | nothing |
| \`ADMIN\` | who runs it | everything | everything |

A **portfolio** is the relationships that one answers for now, holiday cover included: those whose \`owner\`, or cover, is the
identity of the token. It is what counts now also where a query names another time. What a caller does not see is answered
exactly as what does not exist: in lists, totals, nodes, subscriptions and refusals. A handover changes what both colleagues
see at once, in subscriptions too.

Whoever sees only some relationships can open one only with an owner whose relationships they see. The owner or the cover of
an open one changes only by who may hand over, and only where the owner before, the owner after and the cover are such
colleagues; so also by an update, a retraction or a replacement. A lead may pass the cover of another team's relationship on
within the team, but not make it longer. Else: \`OWNER_NOT_IN_PORTFOLIO\`. An id that is taken by a customer whom they do not see is refused with \`CUSTOMER_UNKNOWN\`,
which tells that it is taken; nothing else does.

A field that the role may not use refuses the whole request with \`FORBIDDEN\`, before anything runs. The error names the
field.

## Tokens

The token of the administrator is \`ADMIN_TOKEN\`, or is made at the first start. Others are made on the command line, inside the
project, also while a server runs:

\`\`\`sh
npx rapport token create ana --role RECORDER --expires 90d     # shown once; the identity is the name
npx rapport token create wall --role DASHBOARD
npx rapport token create lea --role LEAD --team north
npx rapport token list
npx rapport token revoke ana
\`\`\`

Only a hash is stored, in \`access.db\` in the data folder or, with \`VIEWS_URL\`, in the schema \`rapport_access\` of that database.
It is no view: no rebuild touches it, and a backup must hold it. A revoked or expired token is refused at once on every node, and
its sockets are closed with 4403 within a second. \`--portfolio ID\` lets a role see only what that colleague answers for; it is not for
\`ADMIN\`. The identities \`admin\`, \`release\`, \`rapport:...\` and \`import:...\` are the product's own.

## Tokens of an identity provider

With \`AUTH_JWKS_URL\`, \`AUTH_ISSUER\` and \`AUTH_AUDIENCE\`, JSON web tokens are taken that the provider has signed with a key of
its set. They must be for this audience, of this issuer, and have an end. \`AUTH_CLAIMS\` names the claims where they differ from
these: \`identity=sub,role=role,team=team,portfolio=portfolio,text=personal_text\`. \`AUTH_ROLES\` maps the values of the role, which
may be a list such as groups: \`crm-users=RECORDER,crm-leads=LEAD\`. A token that maps to no role, or to several, is refused. The
identity must be an id, not an e-mail address, because it is stored in the clear with every contact. While the keys of the
provider cannot be read, such tokens are refused; the token of the administrator and those of the command line still work.

## Colleagues

\`registerColleague\` registers who works with customers: identity, name, time zone, team, and the address for digests. Name and
address are sealed with a key of their own, which the next registration of the same identity, or \`removeColleague\`, destroys. A
lead sees the relationships of the colleagues of the same team. A lead in no team, where there are teams, sees the own portfolio.

A need is seen by whoever sees a customer who asked for it. \`fulfilNeed\` records with every customer who waits for the need, also
where another team answers for them: what we changed holds for all.

## Audit trail

\`auditTrail\` lists, for administrators, who came in with a token, which mutation somebody ran about which customer, and who was
refused. With \`AUDIT_READS=true\` it has queries and subscriptions too. Each root field of a document has an entry, made before it
runs, with the id of the customer that its arguments name, and nothing else that the caller wrote. Tokens that are none have one
entry a minute, with their number. The trail is beside the tokens, in \`access.db\` or
the schema \`rapport_access\`; the database refuses to change or remove an entry. What was recorded, with who and when, is in the
log itself. Entries are written within a second and nobody waits for them: a crash may lose those of the last moment.

## Metrics and probes

\`/metrics\` is for \`DASHBOARD\` and \`ADMIN\`. The probes under \`/health\` need no token.

## What not every role may use

Made from the declarations in the code (\`@Allowed\`). What is not listed may be used by every role.
`;

const actor = (role: Actor['role']): Actor => ({
  ...{ identity: 'x', role, team: null, portfolio: null, mayReadText: false },
});

/** The text of docs/rights.md. */
export async function rightsPage(): Promise<string> {
  const schema = lexicographicSortSchema(await builtSchema());
  const rows = restricted(schema, new Guard(schema));
  return `${HEAD}\n${table(['Field', ...ROLES], rows).join('\n')}\n`;
}

function restricted(schema: GraphQLSchema, guard: Guard): string[][] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) return [];
    return Object.keys(type.getFields()).flatMap((field) => {
      const allowed = ROLES.map((role) => guard.rightOf(type.name, field)?.has(actor(role)) ?? false);
      if (allowed.every((each) => each)) return [];
      return [[`\`${type.name}.${field}\``, ...allowed.map((each) => (each ? 'yes' : '-'))]];
    });
  });
}
