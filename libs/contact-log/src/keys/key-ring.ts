import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { StoreUnavailable } from '#event-store';
import type { ErasureRegister } from './erasure-register.js';
import { REWRAPPED, type KeptKey, type KeyTable } from './key-table.js';
import { SqliteKeys } from './sqlite-keys.js';
import { isWrapped, KEY_BYTES, newWrappingKey, openedWrapping, sealedWrapping, unwrap, wrap } from './wrapping.js';

const KEYS_REMEMBERED = 50_000;
/** No customer has these ids: a tab is refused in ids. */
const REGISTER = '\tneeds';
const PSEUDONYMS = '\tpseudonyms';
const INBOX = '\tinbox';

/** All keys of an installation on their way to another one, wrapped by a key of their own that a carrier key seals. */
export type CarriedKeys = {
  /** Of their log; null if none was noted. */
  readonly lineage: string | null;
  readonly wrapping: Buffer;
  readonly keys: readonly KeptKey[];
};

/** The keys that are there are of another log, or differ from those that were carried. Nothing was written. */
export class KeysConflict extends Error {}

/** Whether a carrier key opens them. @throws MasterKeyWrong */
export const assertOpens = ({ wrapping }: CarriedKeys, carrier: KeyObject): void =>
  void openedWrapping(wrapping, carrier);

export type KeyRingOptions = {
  /** Reads existing keys; creates and destroys none. */
  readonly readOnly?: boolean;
  /** Opens the wrapped keys; null where there is none. */
  readonly master?: KeyObject | null;
};

/**
 * One key for each customer, kept apart from the log. Without the key, all personal data of the customer is unreadable, in
 * every copy of the log. A key is on disk before anything is sealed with it.
 */
export class KeyRing {
  private readonly table: KeyTable;
  /** Null: it was destroyed, which nothing takes back. */
  private readonly remembered = new LRUCache<string, { readonly key: KeyObject | null }>({
    // With `max` it sets aside room for all of them at once: 1 MB and some milliseconds for each ring.
    maxSize: KEYS_REMEMBERED,
    sizeCalculation: () => 1,
  });
  private seenVersion: number;
  /** As it was when it was opened last. */
  private sealed: Buffer | null;
  private by: KeyObject | null;
  private register: ErasureRegister | null = null;

  /**
   * @param at where the keys are; a text is a file, or ':memory:'. After an error the caller closes the table
   * @throws MasterKeyWrong; SqliteError the file is damaged
   */
  constructor(at: string | KeyTable, { readOnly = false, master = null }: KeyRingOptions = {}) {
    this.table = typeof at === 'string' ? new SqliteKeys(at, readOnly) : at;
    try {
      this.seenVersion = this.table.version();
      this.sealed = this.table.wrapping();
      this.by = this.sealed === null ? null : openedWrapping(this.sealed, master);
    } catch (error) {
      if (typeof at === 'string') this.table.close();
      throw error;
    }
  }

  /** The lineage of the log whose facts these keys seal; null if an earlier release wrote them, or if they are new. */
  get lineage(): string | null {
    return this.table.lineage();
  }

  /** Notes the log of these keys, once. @throws StorageFull, StoreUnavailable */
  belongTo(lineage: string): void {
    this.table.belongTo(lineage);
  }

  /** Whether the keys are wrapped by a master key. */
  get areWrapped(): boolean {
    return this.by !== null;
  }

  /** Whether no key was ever made. */
  get isEmpty(): boolean {
    return this.table.isEmpty();
  }

  /**
   * Wraps all keys, and those to come, by a master key, where they are not wrapped yet.
   * @throws StoreUnavailable another process made a key meanwhile: nothing was done
   */
  wrapAll(master: KeyObject): void {
    if (this.by !== null) throw new Error('the keys are wrapped already');
    const by = newWrappingKey();
    const keys = this.table
      .all()
      .map((kept) => ({ ...kept, key: kept.key === null ? null : wrap(this.plain(kept.id, kept.key), kept.id, by) }));
    this.changeWrapping(by, master, keys);
  }

  /** From now on this master key opens the wrapped keys, and the one before does not. Processes that have them open go on. */
  changeMaster(master: KeyObject): void {
    if (this.by === null) throw new Error('keys that are not wrapped have no master key');
    this.changeWrapping(this.by, master, []);
  }

  /** All keys, for another installation. @param carrier opens them there */
  carried(carrier: KeyObject): CarriedKeys {
    const by = newWrappingKey();
    const keys = this.table
      .all()
      .map((kept) => ({ ...kept, key: kept.key === null ? null : wrap(this.plain(kept.id, kept.key), kept.id, by) }));
    return { lineage: this.lineage, wrapping: sealedWrapping(by, carrier), keys };
  }

  /**
   * Takes keys of another installation of the same log; a key that was destroyed there is destroyed here. Idempotent.
   * @returns how many were not there yet @throws MasterKeyWrong, KeysConflict, StorageFull, StoreUnavailable
   */
  take({ lineage, wrapping, keys }: CarriedKeys, carrier: KeyObject): number {
    const carrying = openedWrapping(wrapping, carrier);
    if (lineage !== null && this.lineage !== null && lineage !== this.lineage)
      throw new KeysConflict('the keys that are there are of another log');
    const plain = keys.map((kept) => ({ ...kept, key: kept.key && unwrap(kept.key, kept.id, carrying) }));
    const there = new Map(this.table.all().map(({ id, key }) => [id, key && this.plain(id, key)] as const));
    for (const { id, key } of plain) {
      const other = there.get(id) ?? null;
      if (key !== null && other !== null && !key.equals(other))
        throw new KeysConflict(`another key of ${JSON.stringify(id)} is there already`);
    }
    const { by } = this;
    const kept = plain.map((each) => ({ ...each, key: each.key && by ? wrap(each.key, each.id, by) : each.key }));
    const added = this.table.insert(kept, by !== null);
    for (const { id, key } of plain) if (key === null && there.get(id) != null) this.destroy(id);
    if (lineage !== null) this.belongTo(lineage);
    return added.length;
  }

  private changeWrapping(by: KeyObject, master: KeyObject, keys: readonly KeptKey[]): void {
    const sealed = sealedWrapping(by, master);
    this.table.wrap(this.sealed, sealed, keys);
    [this.by, this.sealed] = [by, sealed];
    this.remembered.clear();
  }

  /** Whether a key of the customer was ever created; true also if it was destroyed. */
  knows(customerId: string): boolean {
    this.forgetIfChanged();
    return this.remembered.has(customerId) || this.table.select(customerId) !== undefined;
  }

  /** Those of whom a key was ever created. */
  known(customerIds: readonly string[]): ReadonlySet<string> {
    return this.table.known(customerIds);
  }

  /** The key of the customer; null if none was created or it was destroyed. @throws StoreUnavailable */
  keyOf(customerId: string): KeyObject | null {
    this.forgetIfChanged();
    const remembered = this.remembered.get(customerId);
    if (remembered !== undefined) return remembered.key;
    const kept = this.table.select(customerId);
    if (kept === undefined) return null;
    // A KeyObject, because Node would convert bytes again for every use.
    const key = kept === null ? null : createSecretKey(this.plain(customerId, kept));
    this.remembered.set(customerId, { key });
    return key;
  }

  private plain(id: string, kept: Buffer): Buffer {
    if (this.by !== null) return unwrap(kept, id, this.by);
    if (isWrapped(kept)) throw new StoreUnavailable(REWRAPPED);
    return kept;
  }

  /** Clears the cache after a change by another process, which may have destroyed a key. */
  private forgetIfChanged(): void {
    const version = this.table.version();
    if (version === this.seenVersion) return;
    this.remembered.clear();
    this.seenVersion = version;
  }

  /** The key of the customer, created now if there is none; null if it was destroyed. @throws StorageFull, StoreUnavailable */
  keyFor(customerId: string): KeyObject | null {
    const key = this.keyOf(customerId);
    if (key !== null) return key;
    this.makeAll([customerId]);
    return this.keyOf(customerId);
  }

  /** The key of the needs register, which belongs to no customer; null if none was created. */
  ofRegister(): KeyObject | null {
    return this.keyOf(REGISTER);
  }

  /** The same, created now if there is none. @throws StorageFull, StoreUnavailable */
  makeOfRegister(): KeyObject {
    const key = this.keyFor(REGISTER);
    if (key === null) throw new Error('the key of the needs register was destroyed');
    return key;
  }

  /** What the pseudonyms of addresses are made with; null if none was created. */
  ofPseudonyms(): KeyObject | null {
    return this.keyOf(PSEUDONYMS);
  }

  /** The same, created now if there is none. @throws StorageFull, StoreUnavailable */
  makeOfPseudonyms(): KeyObject {
    const key = this.keyFor(PSEUDONYMS);
    if (key === null) throw new Error('the key of the pseudonyms was destroyed');
    return key;
  }

  /** What seals the requests of other systems until they are mapped; null if none was created. */
  ofInbox(): KeyObject | null {
    return this.keyOf(INBOX);
  }

  /** The same, created now if there is none. @throws StorageFull, StoreUnavailable */
  makeOfInbox(): KeyObject {
    const key = this.keyFor(INBOX);
    if (key === null) throw new Error('the key of the inbox was destroyed');
    return key;
  }

  /** Creates the keys of many customers in one commit; who has one keeps it. @throws StorageFull, StoreUnavailable */
  makeAll(customerIds: Iterable<string>): void {
    const madeAt = new Date().toISOString();
    const made = new Map([...customerIds].map((id) => [id, randomBytes(KEY_BYTES)] as const));
    const kept = [...made].map(([id, key]) => ({ id, key: this.by === null ? key : wrap(key, id, this.by), madeAt }));
    for (const id of this.table.insert(kept, this.by !== null))
      this.remembered.set(id, { key: createSecretKey(made.get(id) as Buffer) });
  }

  /**
   * Destroys the key permanently. The row stays without a key, so that no other key is created. Idempotent.
   * @throws StorageFull, StoreUnavailable: call it again
   */
  destroy(customerId: string): void {
    this.remembered.delete(customerId);
    // A process that only reads leaves it to one that writes.
    if (!this.table.isReadOnly) this.table.destroy(customerId);
  }

  /** From now on `erase` notes who was erased. */
  noteErasuresIn(register: ErasureRegister): void {
    this.register = register;
  }

  /**
   * Destroys the key of an erased customer if there is one, and notes who was erased. Idempotent.
   * @param isOnRecord it was erased before, so that to read the log does not depend on the register; it is noted at a later read
   * @throws StorageFull, StoreUnavailable: call it again
   */
  erase(customerId: string, { isOnRecord }: { readonly isOnRecord: boolean }): void {
    // Also a customer whose key was lost counts as one whose key was destroyed from now on.
    if (this.keyOf(customerId) !== null || !this.knows(customerId)) this.destroy(customerId);
    if (this.table.isReadOnly) return;
    try {
      this.register?.note(customerId);
    } catch (error) {
      if (!isOnRecord) throw error;
    }
  }

  close(): void {
    this.table.close();
  }
}
