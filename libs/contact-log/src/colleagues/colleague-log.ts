import { v7 } from 'uuid';
import { refusedWith, type Answer } from '#relationship';
import { Decider, type EventStore, type Folded, type Position } from '#event-store';
import { isRefused, readForm, readFormToJudge } from '../input/read-input.js';
import type { KeyRing } from '../keys/key-ring.js';
import { seal, unseal } from '../stored-form/sealing.js';
import { COLLEAGUE_STREAM, colleagueFactFrom, colleagueToStored } from './colleague-codec.js';
import { COLLEAGUE_FIELDS, type Colleague, type ColleagueFact, type ColleagueFacts } from './colleague-fact.js';

/** Who changes the register. */
export type RegistrarRequest = { readonly recordedBy: string; readonly correlationId: string };
export type ColleagueAnswer = Answer<{ readonly colleague: Colleague; readonly position: Position }>;

/** The registration that holds of each colleague, by identity. */
type Register = ReadonlyMap<string, ColleagueFact>;

/** The key of a registration. No customer has this id: a tab is refused in ids. */
const keyIdOf = ({ id }: ColleagueFact): string => `\tcolleague ${id}`;

/** The register of colleagues on the log: one stream, folded to who is in it. */
export class ColleagueLog {
  private readonly remembered = new Map<string, Folded<Register>>();
  private readonly colleagues: Decider<Register, ColleagueFact>;

  /** @param now the clock, milliseconds since the epoch */
  constructor(
    store: EventStore,
    private readonly keys: KeyRing,
    private readonly now: () => number = Date.now,
  ) {
    const evolve = (register: Register, fact: ColleagueFact): Register => {
      this.destroyKeyOf(register.get(fact.identity));
      const others = [...register].filter(([identity]) => identity !== fact.identity);
      return new Map(fact.type === 'ColleagueRemoved' ? others : [...others, [fact.identity, fact]]);
    };
    const folding = { initial: () => new Map<string, ColleagueFact>(), decode: colleagueFactFrom, evolve };
    this.colleagues = new Decider<Register, ColleagueFact>(store, folding, this.remembered);
  }

  /** Reads the new facts from the log, so that it includes what any node has recorded before the call. */
  async read(): Promise<void> {
    await this.colleagues.read(COLLEAGUE_STREAM);
  }

  /** As of the last `read`. By identity. */
  all(): readonly Colleague[] {
    const facts = [...this.register.values()].map((fact) => this.opened(fact));
    return facts.sort((a, b) => (a.identity < b.identity ? -1 : 1));
  }

  /** As of the last `read`: whether anybody is in a team. */
  get haveTeams(): boolean {
    return [...this.register.values()].some(({ team }) => team !== null);
  }

  /** As of the last `read`; null if the colleague is unknown, or in no team. */
  teamOf(identity: string): string | null {
    return this.register.get(identity)?.team ?? null;
  }

  /** As of the last `read`: the identities of those in the team. */
  inTeam(team: string): readonly string[] {
    return [...this.register.values()].filter((each) => each.team === team).map(({ identity }) => identity);
  }

  /**
   * Registers a colleague; what was registered of the same identity before is replaced, and its personal part destroyed.
   * @param input of the caller, unchecked @throws what `Decider.transact` throws
   */
  async enter(input: object, registrar: RegistrarRequest): Promise<ColleagueAnswer> {
    const checked = readForm('Colleague', COLLEAGUE_FIELDS, input);
    if (isRefused(checked)) return refusedWith(checked);
    const { identity, name, address, zone = null, team = null } = checked.facts as ColleagueFacts;
    const personal = { ...(name === undefined ? {} : { name }), ...(address === undefined ? {} : { address }) };
    const about = { id: v7(), type: 'ColleagueRegistered', identity, zone, team } as const;
    return this.append({ ...about, ...this.stamp(registrar), box: null }, personal, registrar);
  }

  /** Removes a colleague from the register and destroys the personal part. @throws what `Decider.transact` throws */
  async remove(identity: string, registrar: RegistrarRequest): Promise<ColleagueAnswer> {
    const checked = readFormToJudge('RemovedColleague', { identity: COLLEAGUE_FIELDS.identity }, { identity });
    if (isRefused(checked)) return refusedWith(checked);
    if (checked.ofNewIds.length > 0) {
      await this.read();
      if (!this.register.has((checked.facts as ColleagueFacts).identity)) return refusedWith(checked.ofNewIds);
    }
    const about = { id: v7(), type: 'ColleagueRemoved', zone: null, team: null, box: null } as const;
    const named = (checked.facts as ColleagueFacts).identity;
    return this.append({ ...about, identity: named, ...this.stamp(registrar) }, {}, registrar);
  }

  private append(
    fact: ColleagueFact,
    personal: Readonly<Record<string, string>>,
    { correlationId }: RegistrarRequest,
  ): Promise<ColleagueAnswer> {
    return this.colleagues.transact<ColleagueAnswer>(COLLEAGUE_STREAM, () => {
      const key = Object.keys(personal).length === 0 ? null : this.keys.keyFor(keyIdOf(fact));
      const whole = { ...fact, box: key === null ? null : seal(personal, key, fact.id) };
      return {
        events: [colleagueToStored(whole, correlationId)],
        answer: async (position) => {
          await this.read();
          return { recorded: { colleague: this.opened(whole), position }, refusals: [] };
        },
      };
    });
  }

  private stamp({ recordedBy }: RegistrarRequest) {
    return { recordedAt: this.now(), recordedBy };
  }

  private get register(): Register {
    return this.remembered.get(COLLEAGUE_STREAM)?.state ?? new Map<string, ColleagueFact>();
  }

  private opened(fact: ColleagueFact): Colleague {
    const { identity, zone, team, box, id } = fact;
    const key = box === null ? null : this.keys.keyOf(keyIdOf(fact));
    const personal = box === null || key === null ? {} : unseal(box, key, id);
    const { name = null, address = null } = personal as { readonly name?: string; readonly address?: string };
    return { identity, zone, team, name, address };
  }

  /** Also when the later fact is only read: an earlier call may have crashed between the append and the destruction. */
  private destroyKeyOf(fact: ColleagueFact | undefined): void {
    if (fact?.box != null && this.keys.keyOf(keyIdOf(fact)) !== null) this.keys.destroy(keyIdOf(fact));
  }
}
