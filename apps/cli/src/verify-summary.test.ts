import { rmSync } from 'node:fs';
import { SUMMARY_KINDS } from '@mingbai/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, file, good, makeGood, mingbai, root, visit } from './testing/bad-input.ts';

const verify = (name: string, data = good) => mingbai(['verify-summary', at(name)], { data });

beforeAll(async () => {
  await makeGood();
  mingbai(visit());
  mingbai(['summary', '--org', 'S01', '--period', '2025', '--format', 'docx', '--out', at('summary.docx')]);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('verifying a summary', () => {
  it('says that the paper is what the log says, also when more was recorded', () => {
    expect(verify('summary.docx')).toMatchObject({ status: 0, said: expect.stringMatching(/核对一致：每一行/) });
    expect(mingbai(visit()).status).toBe(0);
    expect(verify('summary.docx').status).toBe(0);
  });
  it.each(SUMMARY_KINDS)('knows the paper of the kind %s again', (kind) => {
    const paper = at(`${kind}.docx`);
    const asked = ['--org', 'D01', '--period', '2025', '--kind', kind];
    expect(mingbai(['summary', ...asked, '--format', 'docx', '--out', paper]).status).toBe(0);
    expect(verify(`${kind}.docx`)).toMatchObject({ status: 0, said: expect.stringMatching(/核对一致：每一行/) });
  });
  it('says that it is of another log', () => {
    const other = at('other');
    expect(mingbai(['init', '--district', '别区', '--code', 'D02'], { data: other }).status).toBe(0);
    const { status, said } = verify('summary.docx', other);
    expect(said).toMatch(/不是这本账的，或账本已被改动/);
    expect(status).toBe(2);
  });
  it('refuses what is no summary', () => {
    file('letter.docx', 'this is a letter');
    expect(verify('letter.docx')).toMatchObject({ status: 2, said: expect.stringMatching(/不是明白账出的工作总结/) });
    expect(mingbai(['template', '--register', 'visits', '--out', at('template.xlsx')]).status).toBe(0);
    expect(verify('template.xlsx')).toMatchObject({ status: 2, said: expect.stringMatching(/不是明白账出的工作总结/) });
    expect(verify('nothing.docx').status).toBe(3);
  });
});
