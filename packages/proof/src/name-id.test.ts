import { describe, expect, it } from 'vitest';
import { idsOfNames } from './index.ts';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const URL_NAMES = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

describe('the id of a name', () => {
  it.each([
    // RFC 9562, appendix A.4
    [DNS, 'www.example.com', '2ed6657d-e927-568b-95e1-2665a8aea6a2'],
    [DNS, 'hello.example.com', 'fdda765f-fc57-5604-a269-52a7df8164ec'],
    [URL_NAMES, 'http://example.com/hello', '3bbcee75-cecc-5b56-8031-b6641c1ed1f1'],
    [DNS, '', '4ebd0208-8328-5d69-8c44-ec50939c0967'],
    [DNS, 'é黄', 'd8ec8eee-b21f-5981-968b-e0a4761742ea'],
  ])('in %s of %j is %s', (namespace, name, id) => expect(idsOfNames(namespace)(name)).toBe(id));
  it('has version 5 and the variant of RFC 9562, whatever the hash', () => {
    for (let index = 0; index < 200; index += 1)
      expect(idsOfNames(DNS)(String(index))).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
  });
});
