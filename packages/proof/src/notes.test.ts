import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  digitGroups,
  formatCheckpoint,
  formatTlogProof,
  formatVerifierKey,
  inclusionProof,
  leafHash,
  noteSigner,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  parseVerifierKey,
  rootOfLeaves,
  signCheckpoint,
  signNote,
  verifyTlogProof,
} from './index.ts';

// The key pair and the note that golang.org/x/mod/sumdb/note prints as its example.
const goKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const goSeed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const goText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const goSignature = 'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=';
const goNote = `${goText}\n\u2014 PeterNeumann ${goSignature}\n`;

const origin = 'mingbai/310101';
const signer = noteSigner(origin, new Uint8Array(32).fill(7));
const stranger = noteSigner(origin, new Uint8Array(32).fill(8));
const leaves = Array.from({ length: 11 }, (_, index) => leafHash(Buffer.from(`event ${index}`)));
const checkpoint = { origin, size: 11, root: rootOfLeaves(leaves) };
const refusal = (code: string) => expect.objectContaining({ name: 'ProofError', code });

describe('a signed note', () => {
  it('is byte for byte the one of the Go reference', () => {
    const peter = noteSigner('PeterNeumann', goSeed);
    expect(formatVerifierKey(peter)).toBe(goKey);
    expect(signNote(goText, peter)).toBe(goNote);
    expect(openNote(goNote, [parseVerifierKey(goKey)]).text).toBe(goText);
  });
  it('passes over signatures of unknown keys, but needs a known one', () => {
    const note = signNote(goText, stranger, signer);
    expect(openNote(note, [signer]).signedBy).toEqual([signer]);
    expect(() => openNote(signNote(goText, stranger), [signer])).toThrow(refusal('unknown-signer'));
  });
  it('is refused after any change to its text', () =>
    fc.assert(
      fc.property(fc.nat(goText.length - 2), fc.integer({ min: 0x21, max: 0x7e }), (at, code) => {
        const character = String.fromCharCode(code);
        fc.pre(goNote[at] !== character);
        const changed = goNote.slice(0, at) + character + goNote.slice(at + 1);
        expect(() => openNote(changed, [parseVerifierKey(goKey)])).toThrow(refusal('bad-signature'));
      }),
    ));
  it('is refused when a known key signed wrongly beside one that signed well', () => {
    const good = signNote(goText, signer);
    const bad = signNote('other\n', signer).split('\n').at(-2);
    expect(() => openNote(`${good}${bad}\n`, [signer])).toThrow(refusal('bad-signature'));
  });
  it.each([
    ['nothing', ''],
    ['no signature', 'text\n'],
    ['no final newline', goNote.slice(0, -1)],
    ['a carriage return', goNote.replace('is.\n', 'is.\r\n')],
    ['a lone surrogate', `\ud800${goNote}`],
    ['a hyphen for the dash', goNote.replace('\u2014', '-')],
    ['two spaces', goNote.replace('n x08', 'n  x08')],
    ['base64 without padding', goNote.replace('=', '')],
    ['an empty line at the end', `${goNote}\n`],
    ['loose base64', goNote.replace('AM=', 'AN=')],
  ])('with %s is malformed', (_, note) => {
    expect(() => parseNote(note)).toThrow(refusal('malformed-note'));
  });
  it('cannot be made of a text that a note cannot carry', () => {
    expect(() => signNote('no newline', signer)).toThrow(refusal('malformed-note'));
    expect(() => signNote('tab\t\n', signer)).toThrow(refusal('malformed-note'));
    expect(() => signNote(goText)).toThrow(refusal('malformed-note'));
  });
});

describe('a verifier key', () => {
  it('is read back as it was written', () => {
    expect(formatVerifierKey(parseVerifierKey(formatVerifierKey(signer)))).toBe(formatVerifierKey(signer));
  });
  it.each([
    '',
    'name',
    goKey.replace('c74f20a3', 'c74f20a4'),
    goKey.replace('c74f20a3', 'C74F20A3'),
    goKey.slice(0, -4),
    goKey.replace('+AR', '+AB'),
    `${goKey}\n`,
    goKey.replace('Peter', 'Peter '),
  ])('is refused: %j', (text) => expect(() => parseVerifierKey(text)).toThrow(refusal('malformed-key')));
  it('needs a name without spaces and a seed of 32 bytes', () => {
    expect(() => noteSigner('a b', goSeed)).toThrow(refusal('malformed-key'));
    expect(() => noteSigner('a', goSeed.subarray(1))).toThrow(refusal('malformed-key'));
  });
});

describe('a checkpoint', () => {
  it('is three lines, signed by its log', () => {
    const note = signCheckpoint(checkpoint, signer);
    expect(note.split('\n').slice(0, 2)).toEqual([origin, '11']);
    expect(openCheckpoint(note, [stranger, signer])).toEqual(checkpoint);
  });
  it('cannot speak for another log', () => {
    const other = noteSigner('mingbai/other', new Uint8Array(32).fill(9));
    expect(() => signCheckpoint(checkpoint, other)).toThrow(refusal('wrong-origin'));
    const forged = signNote(formatCheckpoint(checkpoint), other);
    expect(() => openCheckpoint(forged, [signer, other])).toThrow(refusal('wrong-origin'));
  });
  const body = formatCheckpoint(checkpoint);
  it.each([
    body.slice(0, -1),
    `${body}extension\n`,
    body.replace('11', '011'),
    body.replace('11', '-1'),
    body.replace('\n11\n', '\n1e3\n'),
    body.replace('\n11\n', '\n9007199254740993\n'),
    body.replace('=', ''),
    `\n${body}`,
    '',
    body.replace(origin, 'two words'),
  ])('is refused: %j', (text) => expect(() => parseCheckpoint(text)).toThrow(refusal('malformed-checkpoint')));
});

describe('a tlog-proof', () => {
  const text = formatTlogProof({
    index: 4,
    path: inclusionProof(leaves, 4, 11),
    checkpoint: signCheckpoint(checkpoint, signer),
  });
  const leaf = leaves[4] ?? new Uint8Array();

  it('verifies its leaf and gives the checkpoint', () => {
    expect(text.startsWith('c2sp.org/tlog-proof@v1\nindex 4\n')).toBe(true);
    expect(verifyTlogProof(text, leaf, [signer])).toEqual(checkpoint);
  });
  it('is read back as it was written, with extra data too', () => {
    expect(formatTlogProof(parseTlogProof(text))).toBe(text);
    const withExtra = { ...parseTlogProof(text), extra: Buffer.from('beside') };
    expect(parseTlogProof(formatTlogProof(withExtra)).extra).toEqual(Uint8Array.from(withExtra.extra));
    expect(formatTlogProof(parseTlogProof(formatTlogProof(withExtra)))).toBe(formatTlogProof(withExtra));
  });
  it('refuses another leaf, index, path, key or checkpoint', () => {
    expect(() => verifyTlogProof(text, leafHash(leaf), [signer])).toThrow(refusal('not-included'));
    expect(() => verifyTlogProof(text.replace('index 4', 'index 5'), leaf, [signer])).toThrow(refusal('not-included'));
    expect(() => verifyTlogProof(text, leaf, [stranger])).toThrow(refusal('unknown-signer'));
    expect(() => verifyTlogProof(text.replace('\n11\n', '\n12\n'), leaf, [signer])).toThrow(refusal('bad-signature'));
    const shorter = text.split('\n').toSpliced(2, 1).join('\n');
    expect(() => verifyTlogProof(shorter, leaf, [signer])).toThrow(refusal('not-included'));
  });
  it.each([
    '',
    'c2sp.org/tlog-proof@v1\n',
    text.replace('@v1', '@v2'),
    text.replace('index 4', 'index 04'),
    text.replace('index 4', 'index'),
    text.replace('index 4', 'extra !\nindex 4'),
    text.replace('index 4\n', 'index 4\nAA==\n'),
    text.replace('index 4\n', `index 4\n${`${'A'.repeat(43)}=\n`.repeat(65)}`),
  ])('is malformed: %#', (malformed) => {
    expect(() => verifyTlogProof(malformed, leaf, [signer])).toThrow(refusal('malformed-proof'));
  });
});

describe('digit groups', () => {
  it('are 8 groups of 5 digits, the same for the same checkpoint', () => {
    const groups = digitGroups(11, checkpoint.root);
    expect(groups).toHaveLength(8);
    expect(groups.every((group) => /^[0-9]{5}$/.test(group))).toBe(true);
    expect(digitGroups(11, checkpoint.root)).toEqual(groups);
  });
  it('stay what is printed on paper already', () => {
    const printed = '97311 98906 72121 03963 99413 69652 28937 90564';
    expect(digitGroups(0, rootOfLeaves([])).join(' ')).toBe(printed);
  });
  it('differ for any other size or root', () =>
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 255 }), (size, bit) => {
        const root = checkpoint.root.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        expect(digitGroups(size, root)).not.toEqual(digitGroups(size, checkpoint.root));
        expect(digitGroups(size, root)).not.toEqual(digitGroups(size + 1, root));
      }),
    ));
});
