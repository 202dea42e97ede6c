import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWords, readCount, readStatedMoney, readYuan, writeStated } from './quantity-text.ts';
import type { Precision, Stated } from './stated.ts';
import type { Unit } from './unit-text.ts';

const PEOPLE = ['人次', '人', '户'] as const;

describe('a count as people write it', () => {
  it.each<[string, number | null, Precision, Unit]>([
    ['18', 18, 'exact', '人次'],
    ['0', 0, 'exact', '人次'],
    ['18人次', 18, 'exact', '人次'],
    ['18 人次', 18, 'exact', '人次'],
    ['18人', 18, 'exact', '人'],
    ['１８人', 18, 'exact', '人'],
    ['3户', 3, 'exact', '户'],
    ['20余人次', 20, 'over', '人次'],
    ['20余', 20, 'over', '人次'],
    ['160多人', 160, 'over', '人'],
    ['20人余', 20, 'over', '人'],
    ['逾20人', 20, 'over', '人'],
    ['超过20人', 20, 'over', '人'],
    ['近30', 30, 'nearly', '人次'],
    ['将近30人', 30, 'nearly', '人'],
    ['约40', 40, 'about', '人次'],
    ['大约40人', 40, 'about', '人'],
    ['40人左右', 40, 'about', '人'],
    ['15人以上', 15, 'atLeast', '人'],
    ['15以上', 15, 'atLeast', '人次'],
    ['至少15人', 15, 'atLeast', '人'],
    ['不少于15人', 15, 'atLeast', '人'],
    ['一百六十余人', 160, 'over', '人'],
    ['一百六十多人', 160, 'over', '人'],
    ['十五人', 15, 'exact', '人'],
    ['两百人', 200, 'exact', '人'],
    ['一千零五人', 1005, 'exact', '人'],
    ['近5000余人', 5000, 'about', '人'],
    ['1万余人', 10_000, 'over', '人'],
    ['近1万人', 10_000, 'nearly', '人'],
    ['1.2万人', 12_000, 'exact', '人'],
    ['3千多人', 3000, 'over', '人'],
    ['1万多人', 10_000, 'over', '人'],
    ['十余万人', 100_000, 'over', '人'],
    ['约计20人', 20, 'about', '人'],
    ['1.13万人', 11_300, 'exact', '人'],
    ['一百五人次', 150, 'exact', '人次'],
    ['一百零五人次', 105, 'exact', '人次'],
    ['一万二', 12_000, 'exact', '人次'],
    ['两三人次', 2, 'about', '人次'],
    ['三五人', 3, 'about', '人'],
    ['二三十人次', 20, 'about', '人次'],
    ['近两三百人', 200, 'about', '人'],
    ['三四十余人', 30, 'about', '人'],
    ['三四十人以上', 30, 'about', '人'],
    ['不详', null, 'unknown', '人次'],
    ['不详户', null, 'unknown', '户'],
    ['未知', null, 'unknown', '人次'],
    ['?', null, 'unknown', '人次'],
  ])('%s', (text, value, precision, unit) => {
    const read = readCount(text, PEOPLE);
    expect(read).toMatchObject({ ok: true, value: { value, precision, unit } });
  });

  it('keeps the words wherever they say more than the number', () => {
    const words = (text: string) => {
      const read = readCount(text, PEOPLE);
      return read.ok ? read.value.asStated : 'refused';
    };
    const texts = ['18', '18人次', '20余人次', '两三人次', '不详'];
    expect(texts.map(words)).toEqual([undefined, undefined, '20余人次', '两三人次', '不详']);
  });
  it.each([
    ['18件', { code: 'wrong-unit', detail: { text: '18件', unit: '件', units: '人次、人、户' } }],
    ['20余名', { code: 'unknown-unit', detail: { text: '20余名', unit: '名', units: '人次、人、户' } }],
    ['5 kg', { code: 'unknown-unit', detail: { text: '5 kg', unit: 'kg', units: '人次、人、户' } }],
    ['三十几', { code: 'not-a-count', detail: { text: '三十几' } }],
    ['十十人', { code: 'not-a-count', detail: { text: '十十人' } }],
    ['三十二十人', { code: 'not-a-count', detail: { text: '三十二十人' } }],
    ['五三人', { code: 'not-a-count', detail: { text: '五三人' } }],
    ['若干', { code: 'not-a-count', detail: { text: '若干' } }],
    ['-5', { code: 'not-a-count', detail: { text: '-5' } }],
    ['1.5人', { code: 'not-a-count', detail: { text: '1.5人' } }],
    ['人', { code: 'not-a-count', detail: { text: '人' } }],
    ['', { code: 'not-a-count', detail: { text: '' } }],
    ['99999999999999999999', { code: 'not-a-count', detail: { text: '99999999999999999999' } }],
  ])('refuses %s', (text, error) => expect(readCount(text, PEOPLE)).toEqual({ ok: false, error }));
});

describe('a share or an average as a paper states it', () => {
  it.each<[string, number, Precision]>([
    ['70%', 70, 'exact'],
    ['70％', 70, 'exact'],
    ['７０％', 70, 'exact'],
    ['百分之七十', 70, 'exact'],
    ['百分之70', 70, 'exact'],
    ['近百分之七十', 70, 'nearly'],
    ['百分之七十以上', 70, 'atLeast'],
    ['百分之七十多', 70, 'over'],
    ['百分之百', 100, 'exact'],
    ['100.0%', 100, 'exact'],
    ['33.3%', 33, 'over'],
    ['约33.3%', 33, 'about'],
    ['33.3', 33, 'over'],
  ])('%s is %s, %s', (text, value, precision) => {
    const read = readCount(text, ['%', '岁']);
    expect(read).toMatchObject({ ok: true, value: { value, precision, unit: '%' } });
    const asStated = precision === 'exact' ? undefined : text;
    if (read.ok) expect([read.value.asStated, writeStated(read.value)]).toEqual([asStated, asStated ?? `${value}%`]);
  });
  it.each([
    ['0.665', 66.5],
    ['1', 100],
    ['约0.29', 29],
  ])('is not guessed where %s may be percent or a part of one', (text, percent) => {
    const detail = { text, percent };
    expect(readCount(text, ['%', '岁'])).toEqual({ ok: false, error: { code: 'percent-unclear', detail } });
  });
  it('is taken as it is where it bears its sign, or can mean nothing else', () => {
    expect(readCount('0.5%', ['%', '岁'])).toMatchObject({ value: { value: 0, precision: 'over', asStated: '0.5%' } });
    expect(['0', '1%', '2'].map((text) => readCount(text, ['%', '岁']))).toMatchObject(
      [0, 1, 2].map((value) => ({ value: { value, precision: 'exact', unit: '%' } })),
    );
  });
  it('keeps an average’s decimals in its words, and gives people none', () => {
    expect(readCount('41.5岁', ['%', '岁'])).toMatchObject({
      ok: true,
      value: { value: 41, precision: 'over', unit: '岁', asStated: '41.5岁' },
    });
    expect(readCount('33.3人', ['人'])).toMatchObject({ ok: false, error: { code: 'not-a-count' } });
    expect(readCount('百分之七十', ['人'])).toMatchObject({ ok: false, error: { code: 'wrong-unit' } });
  });
});

describe('exact money', () => {
  it.each([
    ['500', 50_000],
    ['500.00', 50_000],
    ['0.01', 1],
    ['0.1', 10],
    ['-3.50', -350],
    ['１２.５', 1250],
    ['0', 0],
    ['999999999999.99', 99_999_999_999_999],
  ])('%s yuan is %d fen', (text, value) => expect(readYuan(text)).toEqual({ ok: true, value }));
  it('is written and read again without losing a fen', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000_000 }), (value) => {
        expect(readYuan(writeStated({ value, precision: 'exact', unit: '分' }))).toEqual({ ok: true, value });
      }),
    ));
  it.each([
    ['1,234.50', '1234.50'],
    ['￥500', '500'],
    ['500元', '500'],
    ['500 元', '500'],
  ])('%s gets the advice to write %s', (text, meant) =>
    expect(readYuan(text)).toEqual({ ok: false, error: { code: 'money-as-text', detail: { text, meant } } }),
  );
  it.each(['500.001', '五百', '1e3', '', '--5', '1234567890123', '约500'])('refuses %s', (text) =>
    expect(readYuan(text)).toEqual({ ok: false, error: { code: 'not-money', detail: { text, meant: '' } } }),
  );
});

describe('money as a paper states it', () => {
  it.each<[string, number | null, Precision]>([
    ['500', 50_000, 'exact'],
    ['500.50', 50_050, 'exact'],
    ['近10000元', 1_000_000, 'nearly'],
    ['二万余元', 2_000_000, 'over'],
    ['近1万余元', 1_000_000, 'about'],
    ['约3000', 300_000, 'about'],
    ['3000元左右', 300_000, 'about'],
    ['1万元以上', 1_000_000, 'atLeast'],
    ['近二万五元', 2_500_000, 'nearly'],
    ['约两千五元', 250_000, 'about'],
    ['两三千元', 200_000, 'about'],
    ['不详', null, 'unknown'],
  ])('%s', (text, value, precision) => {
    const asStated = precision === 'exact' ? undefined : text;
    expect(readStatedMoney(text)).toEqual({ ok: true, value: { value, precision, unit: '分', asStated } });
  });
  it.each(['1,000', '500元'])('wants the exact amount %s in digits only', (text) =>
    expect(readStatedMoney(text)).toMatchObject({ ok: false, error: { code: 'money-as-text' } }),
  );
  it.each(['-5', '约', '近某元', '一些'])('refuses %s', (text) =>
    expect(readStatedMoney(text)).toMatchObject({ ok: false, error: { code: 'not-money' } }),
  );
});

describe('a figure in the words of the trade', () => {
  it.each<[number | null, Unit, Precision, string]>([
    [18, '人次', 'exact', '18人次'],
    [20, '人次', 'over', '20余人次'],
    [30, '人', 'nearly', '近30人'],
    [15, '人', 'atLeast', '15人以上'],
    [40, '人', 'about', '约40人'],
    [null, '人', 'unknown', '—'],
    [0, '人', 'exact', '0人'],
    [1_000_000, '分', 'nearly', '近10000元'],
    [50_050, '分', 'exact', '500.50元'],
    [-3700, '分', 'exact', '-37元'],
    [-3700, '分', 'over', '-37元（已知部分）'],
    [-3750, '分', 'atLeast', '-37.50元（已知部分）'],
    [-3700, '分', 'nearly', '-37元（已知部分）'],
    [-3700, '分', 'about', '约-37元'],
  ])('%s %s, %s, is %s', (value, unit, precision, words) => expect(countWords(value, unit, precision)).toBe(words));

  const PRECISE: readonly Precision[] = ['exact', 'over', 'nearly', 'atLeast', 'about'];
  it('never says of what is below zero that it is more, at least or nearly so much', () =>
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: -1 }), fc.constantFrom(...PRECISE), (value, precision) => {
        expect(countWords(value, '分', precision)).not.toMatch(/[余近]|以上/);
      }),
    ));
  it('is read back to the same figure, in every unit that has one', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000_000),
        fc.constantFrom(...PRECISE),
        fc.constantFrom(...PEOPLE),
        (value, precision, unit) => {
          const figure: Stated = { value, precision, unit };
          expect(readCount(writeStated(figure), PEOPLE)).toMatchObject({ ok: true, value: figure });
        },
      ),
    );
  });
  it('is read back to the same money', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.constantFrom(...PRECISE), (value, precision) => {
        const figure: Stated = { value, precision, unit: '分' };
        expect(readStatedMoney(writeStated(figure))).toMatchObject({ ok: true, value: figure });
      }),
    );
  });
  it('says the unit of an unknown figure where it is not the usual one', () => {
    const unknown: Stated = { value: null, precision: 'unknown', unit: '户', asStated: '不详' };
    expect([writeStated(unknown, '户'), writeStated(unknown, '人次')]).toEqual(['不详', '不详户']);
    expect(readCount(writeStated(unknown, '人次'), PEOPLE)).toMatchObject({
      ok: true,
      value: { value: null, unit: '户' },
    });
  });
  it('keeps the words as stated where there are some', () => {
    expect(writeStated({ value: 20, precision: 'over', unit: '人次', asStated: '二十余人次' })).toBe('二十余人次');
    expect(writeStated({ value: null, precision: 'unknown', unit: '人次' })).toBe('不详');
  });
});
