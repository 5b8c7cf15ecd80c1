import { isReserved, ROLES, type Actor, type Role } from '#access';
import { isRefused, readForm } from '#contact-log';
import { id, optional, required } from '#relationship';
import { UsageError } from '../terminal/usage-error.js';

export type CreateOptions = {
  readonly role: string;
  readonly identity?: string;
  readonly team?: string;
  readonly portfolio?: string;
  readonly personalText?: true;
  readonly expires?: string;
  readonly json?: true;
};

const FIELDS = {
  name: required(id('How the token is called.')),
  identity: required(id('Whose token it is.')),
  team: optional(id('The team of a lead.')),
  portfolio: optional(id('The colleague whose relationships are seen.')),
};

type Named = { readonly name: string; readonly identity: string; readonly team?: string; readonly portfolio?: string };

/** The name and the holder of a token. Ids have the form that they have in contacts. @throws UsageError */
export function holderOf(name: string, options: CreateOptions): { readonly name: string; readonly actor: Actor } {
  const role = roleOf(options.role);
  const { identity = name, team, portfolio, personalText = false } = options;
  const checked = readForm('Token', FIELDS, { name, identity, team, portfolio });
  if (isRefused(checked)) {
    const [{ field, message } = { field: 'name', message: 'is not an id' }] = checked;
    throw new UsageError(`the ${field} of the token cannot be used: ${message}`);
  }
  if (personalText && role !== 'ANALYST')
    throw new UsageError(
      `--personal-text is for the role ANALYST; whether ${role} reads personal text follows from the role`,
    );
  if (team !== undefined && role !== 'LEAD') throw new UsageError('--team is for the role LEAD');
  const facts = checked.facts as Named;
  if (isReserved(facts.identity))
    throw new UsageError(`the identity ${facts.identity} is the product's own; choose another with --identity`);
  if (portfolio !== undefined && role === 'ADMIN')
    throw new UsageError('--portfolio is not for the role ADMIN, which is for all relationships');
  const actor: Actor = {
    identity: facts.identity,
    role,
    team: facts.team ?? null,
    portfolio: facts.portfolio ?? null,
    mayReadText: personalText,
  };
  return { name: facts.name, actor };
}

function roleOf(text: string): Role {
  const role = ROLES.find((each) => each === text.toUpperCase());
  if (role === undefined) throw new UsageError(`--role must be one of ${ROLES.join(', ')}, not "${text}"`);
  return role;
}
