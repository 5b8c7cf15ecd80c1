import type { Access, Actor, AuditEntry, Tokens } from '#access';

const ANA: Actor = { identity: 'ana', role: 'LEAD', team: 'north', portfolio: 'ben', mayReadText: false };
const ANN: Actor = { identity: 'ann', role: 'ANALYST', team: null, portfolio: null, mayReadText: true };

/** What tokens promise, on any database. @param begin makes an empty one, and answers how it is opened */
export function judgeTokens(begin: () => Promise<() => Promise<Access>>): void {
  describe('tokens', () => {
    let open: () => Promise<Access>;
    let nodes: readonly [Access, Access];
    let tokens: Tokens;
    let another: Tokens;
    beforeEach(async () => {
      open = await begin();
      // Opened at once, as two nodes that start together.
      nodes = await Promise.all([open(), open()]);
      [tokens, another] = [nodes[0].tokens, nodes[1].tokens];
    });
    afterEach(() => Promise.all(nodes.map((node) => node.close())));

    it('are found by their secret, on every node, with all that they say', async () => {
      const secret = await tokens.create({ name: 'lead', actor: ANA, expiresAt: 50 }, 10);
      const text = await tokens.create({ name: 'study', actor: ANN, expiresAt: null }, 20);
      expect(secret).not.toBe(text);
      const made = { name: 'lead', actor: ANA, createdAt: 10, expiresAt: 50, revokedAt: null };
      expect(await another.find(secret, 30)).toEqual(made);
      expect((await another.find(text, 9e15))?.actor).toEqual(ANN);
      expect((await another.list()).map(({ name }) => name)).toEqual(['lead', 'study']);
    });

    it('are found neither once they have expired nor by anything else', async () => {
      const secret = await tokens.create({ name: 'lead', actor: ANA, expiresAt: 50 }, 10);
      expect(await tokens.find(secret, 49)).not.toBeNull();
      expect(await tokens.find(secret, 50)).toBeNull();
      const other = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
      for (const text of ['', 'lead', other, `${secret}A`, `rapport_${'A'.repeat(43)}`])
        expect(await tokens.find(text, 20)).toBeNull();
    });

    it('are refused at once on every node once they are revoked, and stay on record', async () => {
      const secret = await tokens.create({ name: 'lead', actor: ANA, expiresAt: null }, 10);
      expect(await another.find(secret, 20)).not.toBeNull();
      expect(await tokens.revoke('lead', 30)).toBe(true);
      expect(await another.find(secret, 30)).toBeNull();
      expect(await tokens.revoke('lead', 40)).toBe(false);
      expect(await tokens.revoke('nobody', 40)).toBe(false);
      expect(await another.list()).toMatchObject([{ name: 'lead', revokedAt: 30 }]);
    });

    it('have names of their own, which are free again after a revocation', async () => {
      await tokens.create({ name: 'lead', actor: ANA, expiresAt: null }, 10);
      await expect(another.create({ name: 'lead', actor: ANN, expiresAt: null }, 20)).rejects.toThrow('"lead" already');
      await tokens.revoke('lead', 30);
      const secret = await another.create({ name: 'lead', actor: ANN, expiresAt: null }, 40);
      expect((await tokens.find(secret, 50))?.actor).toEqual(ANN);
      expect(await tokens.list()).toHaveLength(2);
    });

    it('stand beside a trail of which all nodes read the latest first, by person, act and place', async () => {
      const entry = (at: number, more: Partial<AuditEntry>): AuditEntry => ({
        ...{ at, act: 'CHANGED', identity: 'ana', role: 'LEAD', what: 'recordCheckIn', customerId: 'acme', code: null },
        ...more,
      });
      const all = [
        entry(1, {}),
        entry(2, { act: 'READ' }),
        entry(3, { identity: null, role: null, act: 'REFUSED', code: 'UNAUTHENTICATED' }),
      ];
      for (const each of all) nodes[0].trail.note(each);
      await nodes[0].trail.flush();
      const listed = await nodes[1].trail.list({ first: 10 });
      expect(listed.map(({ entryId: _, ...rest }) => rest)).toEqual([...all].reverse());
      const ats = async (query: object) => (await nodes[1].trail.list({ first: 10, ...query })).map(({ at }) => at);
      expect(await ats({ identity: 'ana' })).toEqual([2, 1]);
      expect(await ats({ act: 'REFUSED' })).toEqual([3]);
      expect(await ats({ before: listed[0]?.entryId })).toEqual([2, 1]);
      expect(await ats({ first: 1 })).toEqual([3]);
    });

    it('outlive the process', async () => {
      const secret = await tokens.create({ name: 'lead', actor: ANA, expiresAt: null }, 10);
      const later = await open();
      expect(await later.tokens.find(secret, 20)).not.toBeNull();
      await later.close();
    });
  });
}
