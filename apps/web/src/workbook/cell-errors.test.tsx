import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { CellErrors } from './cell-errors.tsx';

const LONG = `“睡觉”不在可选范围内；可选：${'住院、手术、'.repeat(40)}其他`;

it('shows every message whole, and a dash where there is no row or column', () => {
  const html = renderToStaticMarkup(
    <CellErrors
      errors={[
        { sheet: '慰问台账', row: 0, column: '', code: 'a', message: LONG },
        { sheet: '慰问台账', row: 12, column: '事由', code: 'b', message: LONG },
      ]}
    />,
  );
  const cells = [...html.matchAll(/<td([^>]*)>(.*?)<\/td>/gu)].map(([, attributes = '', content = '']) => ({
    attributes,
    content,
  }));
  expect(cells.map(({ content }) => content)).toEqual(['慰问台账', '—', '—', LONG, '慰问台账', '12', '事由', LONG]);
  expect(cells[3]?.attributes).toMatch(/white-space:pre-wrap/u);
  expect(html).not.toMatch(/max-content|ellipsis/u);
});
