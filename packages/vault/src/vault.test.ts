import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SealedText, Vault } from '@mingbai/application';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ErasedPerson, MemoryVault, SqliteVault, seededRandom } from './index.ts';
import { KeyVault } from './key-vault.ts';
import { memoryKeyRows } from './memory-key-rows.ts';

const masterKey = new Uint8Array(32).fill(5);
const secrets = (seed = 'vault') => ({ masterKey, random: seededRandom(seed), mostKeys: 100 });
const failure = (code: string) => expect.objectContaining({ code });
let directory = '';
let file = '';
let opened: Vault[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vault-'));
  file = join(directory, 'vault.sqlite');
});
afterEach(() => {
  for (const vault of opened) vault.close();
  opened = [];
  rmSync(directory, { recursive: true, force: true });
});
function keep<Kept extends Vault>(vault: Kept): Kept {
  opened.push(vault);
  return vault;
}
const memory = () => keep(new MemoryVault(secrets()));
const onDisk = (seed?: string) => keep(new SqliteVault(file, secrets(seed)));
const NOTHING: SealedText = { sealed: 1, person: '', class: 'identity', nonce: '', text: '' };

/** One bit turned in the base64 of a field. */
function altered(sealed: SealedText, field: 'nonce' | 'text', bit: number): SealedText {
  const bytes = Buffer.from(sealed[field], 'base64');
  const at = (bit >> 3) % bytes.length;
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (bit & 7)), at);
  return { ...sealed, [field]: bytes.toString('base64') };
}

describe.each([
  ['the memory vault', memory],
  ['the SQLite vault', () => onDisk()],
])('%s', (_, make) => {
  it('opens what it sealed, whatever the text', () => {
    const vault = make();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
        expect(vault.open(vault.seal('p1', 'identity', context, text), context)).toBe(text);
      }),
    );
  });
  it('opens what it sealed, however many persons came after, made durable or not', () => {
    const vault = make();
    const sealed = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => vault.seal(`p${from + at}`, 'identity', 'c', `text ${from + at}`));
    const waiting = sealed(0, 110);
    expect(vault.open(waiting[0] ?? NOTHING, 'c')).toBe('text 0');
    vault.flush();
    const all = [...waiting, ...sealed(110, 330)];
    expect(all.filter((each, at) => vault.open(each, 'c') !== `text ${at}`)).toEqual([]);
  });
  it('seals the same text differently each time, in the form of the port', () => {
    const vault = make();
    const [first, second] = [vault.seal('p1', 'health', 'c', 'text'), vault.seal('p1', 'health', 'c', 'text')];
    expect(first).toMatchObject({ sealed: 1, person: 'p1', class: 'health' });
    expect(Buffer.from(first.nonce, 'base64')).toHaveLength(12);
    expect(Buffer.from(first.text, 'base64')).toHaveLength(4 + 16);
    expect(first.nonce).not.toBe(second.nonce);
    expect(first.text).not.toBe(second.text);
  });
  it('refuses another context, person or class', () => {
    const vault = make();
    const sealed = vault.seal('p1', 'identity', 'event 1', 'text');
    vault.seal('p2', 'identity', 'event 1', 'text');
    vault.seal('p1', 'health', 'event 1', 'text');
    expect(() => vault.open(sealed, 'event 2')).toThrow(failure('altered'));
    expect(() => vault.open({ ...sealed, person: 'p2' }, 'event 1')).toThrow(failure('altered'));
    expect(() => vault.open({ ...sealed, class: 'health' }, 'event 1')).toThrow(failure('altered'));
    expect(() => vault.open({ ...sealed, person: 'p3' }, 'event 1')).toThrow(failure('key-missing'));
  });
  it('refuses altered, shortened and respelled bytes', () => {
    const vault = make();
    const sealed = vault.seal('p1', 'identity', 'c', 'text');
    fc.assert(
      fc.property(fc.constantFrom('nonce', 'text'), fc.nat(20 * 8), (field, bit) => {
        expect(() => vault.open(altered(sealed, field, bit), 'c')).toThrow(failure('altered'));
      }),
    );
    expect(() => vault.open({ ...sealed, text: '' }, 'c')).toThrow(failure('altered'));
    expect(() => vault.open({ ...sealed, nonce: '' }, 'c')).toThrow(failure('altered'));
    expect(() => vault.open({ ...sealed, text: ` ${sealed.text}` }, 'c')).toThrow(failure('altered'));
  });
  it('gives nothing for a destroyed key, and the key cannot be made again', () => {
    const vault = make();
    const sealed = vault.seal('p1', 'identity', 'c', 'text');
    vault.flush();
    vault.destroy('p1');
    expect(vault.open(sealed, 'c')).toBeUndefined();
    expect(() => vault.seal('p1', 'identity', 'c', 'text')).toThrow(ErasedPerson);
    expect(() => vault.seal('p1', 'child', 'c', 'text')).toThrow(failure('person-erased'));
    vault.flush();
    vault.destroy('p1');
    vault.destroy('p1', 'child');
    expect(vault.open(sealed, 'c')).toBeUndefined();
  });
  it('destroys one class and leaves the others, and other persons, alone', () => {
    const vault = make();
    const health = vault.seal('p1', 'health', 'c', 'ill');
    const identity = vault.seal('p1', 'identity', 'c', 'name');
    const other = vault.seal('p2', 'health', 'c', 'well');
    vault.flush();
    vault.destroy('p1', 'health');
    expect(vault.open(health, 'c')).toBeUndefined();
    expect(vault.open(identity, 'c')).toBe('name');
    expect(vault.open(other, 'c')).toBe('well');
    expect(() => vault.seal('p1', 'health', 'c', 'ill')).toThrow(ErasedPerson);
    expect(vault.seal('p1', 'voucher', 'c', 'receipt').class).toBe('voucher');
  });
  it('destroys a key that was not yet made durable', () => {
    const vault = make();
    const sealed = vault.seal('p1', 'identity', 'c', 'text');
    vault.destroy('p1');
    vault.flush();
    expect(vault.open(sealed, 'c')).toBeUndefined();
  });
  it('fences a person who never had a key', () => {
    const vault = make();
    vault.destroy('p9');
    expect(() => vault.seal('p9', 'identity', 'c', 'text')).toThrow(ErasedPerson);
  });
  it('refuses everything once closed, and may be closed twice', () => {
    const vault = make();
    vault.close();
    vault.close();
    expect(() => vault.seal('p1', 'identity', 'c', 'text')).toThrow(failure('vault-unreachable'));
    expect(() => vault.flush()).toThrow(failure('vault-unreachable'));
  });
});

describe('the SQLite vault on its file', () => {
  it('keeps flushed keys and fences over a reopening, and drops keys never flushed', () => {
    const first = onDisk();
    const kept = first.seal('p1', 'identity', 'c', 'kept');
    first.flush();
    first.destroy('p2');
    const dropped = first.seal('p3', 'identity', 'c', 'dropped');
    first.close();
    const second = onDisk('another seed');
    expect(second.open(kept, 'c')).toBe('kept');
    expect(() => second.seal('p2', 'child', 'c', 'text')).toThrow(ErasedPerson);
    expect(() => second.open(dropped, 'c')).toThrow(failure('key-missing'));
  });
  it('holds no byte of a destroyed key, wrapped or not', () => {
    const vault = onDisk();
    const persons = Array.from({ length: 300 }, (_, index) => `person ${index}`);
    for (const person of persons) vault.seal(person, 'identity', 'c', person);
    vault.flush();
    const wrapped = wrappedKeys();
    expect(wrapped).toHaveLength(300);
    expect(wrapped.every((key) => readFileSync(file).includes(key))).toBe(true);
    for (const person of persons.slice(0, 150)) vault.destroy(person);
    const bytes = readdirSync(directory).map((name) => readFileSync(join(directory, name)));
    // Any 12 bytes of the old row would be an accident of 2^-96.
    const remains = wrapped.filter((key) =>
      bytes.some((part) => [0, 12, 24, 36, 48].some((from) => part.includes(key.subarray(from, from + 12)))),
    );
    expect(remains).toHaveLength(150);
    expect(readdirSync(directory)).toEqual(['vault.sqlite']);
  });
  it('lets nobody remove a fence by SQL', () => {
    const vault = onDisk();
    vault.destroy('p1');
    vault.close();
    const database = new DatabaseSync(file);
    expect(() => database.exec('DELETE FROM person_keys')).toThrow(/never removed/);
    expect(() => database.exec(`UPDATE person_keys SET state = 'live'`)).toThrow(/stays erased/);
    database.close();
  });
  it('is readable by its owner only', () => {
    onDisk();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
  it('refuses another master key, and one of another length', () => {
    onDisk().close();
    const other = { ...secrets(), masterKey: new Uint8Array(32).fill(6) };
    expect(() => new SqliteVault(file, other)).toThrow(failure('wrong-master-key'));
    expect(() => new SqliteVault(file, { ...other, masterKey: new Uint8Array(16) })).toThrow(failure('bad-key'));
  });
  it('does not open a wrapped key that was moved to another person', () => {
    const first = onDisk();
    const sealed = first.seal('p1', 'identity', 'c', 'text');
    first.seal('p2', 'identity', 'c', 'text');
    first.flush();
    first.close();
    const database = new DatabaseSync(file);
    database.exec(`UPDATE person_keys SET wrapped = (SELECT wrapped FROM person_keys WHERE person = 'p2')`);
    database.close();
    expect(() => onDisk().open(sealed, 'c')).toThrow(failure('altered'));
  });
  it('refuses a file that is something else, and a directory that is not there', () => {
    writeFileSync(file, 'no database, but long enough to be looked at '.repeat(100));
    expect(() => onDisk()).toThrow(failure('vault-damaged'));
    expect(() => new SqliteVault(join(directory, 'none', 'v'), secrets())).toThrow(failure('vault-unreachable'));
  });
  it('says that it is locked while another connection writes', () => {
    onDisk().close();
    const other = new DatabaseSync(file);
    other.exec('BEGIN EXCLUSIVE');
    expect(() => onDisk()).toThrow(failure('vault-locked'));
    other.close();
  });
});

describe('two processes with one vault', () => {
  it('come to one key, and the later is told to seal again', () => {
    const [one, other] = [onDisk('one'), onDisk('other')];
    const lost = other.seal('p1', 'health', 'c', 'of the other');
    const mine = one.seal('p1', 'health', 'c', 'of one');
    expect(one.flush()).toBe(true);
    expect(other.flush()).toBe(false);
    expect(() => other.open(lost, 'c')).toThrow(failure('altered'));
    const again = other.seal('p1', 'health', 'c', 'of the other');
    expect(other.flush()).toBe(true);
    expect([one.open(again, 'c'), other.open(mine, 'c')]).toEqual(['of the other', 'of one']);
  });
  it('are told it too where a new person’s key has gone to the disk in between', () => {
    const [one, other] = [onDisk('one'), onDisk('other')];
    other.seal('p1', 'health', 'c', 'text');
    one.seal('p1', 'health', 'c', 'text');
    one.flush();
    other.newPerson();
    expect([other.flush(), other.flush()]).toEqual([false, true]);
  });
  it('make no key for whom the other has erased', () => {
    const [one, other] = [onDisk('one'), onDisk('other')];
    other.seal('p1', 'health', 'c', 'text');
    one.destroy('p1');
    expect(other.flush()).toBe(false);
    expect(() => other.seal('p1', 'health', 'c', 'text')).toThrow(ErasedPerson);
  });
});

describe('a vault whose disk fails', () => {
  it('throws, and refuses everything afterwards', () => {
    const rows = memoryKeyRows();
    const broken = {
      ...rows,
      add: () => {
        throw new Error('no space');
      },
    };
    const vault = keep(new KeyVault(broken, secrets()));
    const sealed = vault.seal('p1', 'identity', 'c', 'text');
    expect(() => vault.flush()).toThrow('no space');
    expect(() => vault.flush()).toThrow(failure('vault-broken'));
    expect(() => vault.open(sealed, 'c')).toThrow(failure('vault-broken'));
  });
  it('only waits for whoever holds its file, and goes on afterwards with what it could not write', () => {
    const [vault, other] = [onDisk(), new DatabaseSync(file)];
    const sealed = vault.seal('p1', 'identity', 'c', 'text');
    other.exec('BEGIN IMMEDIATE');
    expect(() => vault.flush()).toThrow(failure('vault-locked'));
    expect(vault.open(sealed, 'c')).toBe('text');
    other.close();
    expect(vault.flush()).toBe(true);
    vault.close();
    expect(onDisk().open(sealed, 'c')).toBe('text');
  });
});

describe('seeded chance', () => {
  it('is fixed by its seed, not by how it is divided', () => {
    const [whole, parts] = [seededRandom('a'), seededRandom('a')];
    expect(whole.bytes(70)).toEqual(Uint8Array.of(...parts.bytes(1), ...parts.bytes(40), ...parts.bytes(29)));
    expect(seededRandom('a').bytes(32)).not.toEqual(seededRandom('b').bytes(32));
  });
});

function wrappedKeys(): Buffer[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare('SELECT wrapped FROM person_keys').all();
  database.close();
  return rows.map(({ wrapped }) => Buffer.from(wrapped instanceof Uint8Array ? wrapped : []));
}
