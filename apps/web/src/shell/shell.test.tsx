import { ProblemError, type PolicyLine, type Session } from '@mingbai/client';
import { QueryClient, QueryClientProvider, type QueryKey } from '@tanstack/react-query';
import { App } from 'antd';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, it } from 'vitest';
import { MOST_ROWS } from '../register/rows.ts';
import { HomePage } from '../home/home-page.tsx';
import { ToDo } from '../home/to-do.tsx';
import { SignedInContext } from '../session/session.ts';
import { Shell } from './shell.tsx';

const NOBODY: Session = {
  login: 'zhang',
  person: 'p',
  mustChange: false,
  roles: [],
  organisations: [],
  district: 'D01',
  today: '2025-03-08',
};
const CHAIR: Session = {
  ...NOBODY,
  roles: [{ org: 'S01', role: 'chair' }],
  organisations: [{ code: 'S01', name: '第一小学', kind: 'school' }],
};
const POLICY: readonly PolicyLine[] = [
  { action: 'payment-requests', kind: 'register', role: 'chair', scope: 'own' },
  { action: 'visit.record', kind: 'capability', role: 'chair', scope: 'own' },
  { action: 'visits', kind: 'register', role: 'auditor', scope: 'own' },
];

/** The markup for somebody; the questions named are as they stand when they have failed. */
type Failure = { readonly key: QueryKey; readonly error: Error };

function drawn(page: ReactNode, session: Session, failed: readonly Failure[] = [], address = '/'): string {
  const queries = new QueryClient({ defaultOptions: { queries: { retryOnMount: false } } });
  for (const { key: queryKey, error } of failed) {
    const query = queries.getQueryCache().build(queries, { queryKey });
    query.setState({ status: 'error', error, fetchStatus: 'idle' });
  }
  return renderToStaticMarkup(
    <App>
      <QueryClientProvider client={queries}>
        <SignedInContext value={{ session, policy: POLICY }}>
          <RouterProvider router={createMemoryRouter([{ path: '*', element: page }], { initialEntries: [address] })} />
        </SignedInContext>
      </QueryClientProvider>
    </App>,
  );
}

it('tells somebody without a role why there is nothing, and offers no blank choice', () => {
  const markup = drawn(<Shell />, NOBODY);
  expect(markup).toContain('您的账号还没有角色');
  expect(markup).toContain('请联系区工会管理员');
  expect(markup).not.toContain('scope-org');
  expect(drawn(<Shell />, CHAIR)).not.toContain('您的账号还没有角色');
});

it('offers an import to whoever may record something, in the menu and on the first page', () => {
  const auditor: Session = { ...CHAIR, roles: [{ org: 'S01', role: 'auditor' }] };
  expect([drawn(<Shell />, CHAIR), drawn(<HomePage />, CHAIR)].every((page) => page.includes('数据导入'))).toBe(true);
  expect([drawn(<Shell />, auditor), drawn(<HomePage />, auditor)].join('')).not.toContain('数据导入');
});

it('says so when what waits could not be read, instead of that nothing waits', () => {
  const key = ['register', 'payment-requests', { org: 'S01', latest: MOST_ROWS }];
  const markup = drawn(<ToDo />, CHAIR, [{ key, error: new Error('lost') }]);
  expect(markup).toContain('没有读出来');
  expect(markup).not.toContain('没有等着办的事');
});

it('says nothing of the kind behind the dialog that asks to sign in again', () => {
  const key = ['register', 'payment-requests', { org: 'S01', latest: MOST_ROWS }];
  const code = 'not-signed-in';
  const error = new ProblemError({ type: `urn:mingbai:problem:${code}`, title: code, status: 401, detail: code, code });
  const markup = drawn(<ToDo />, CHAIR, [{ key, error }]);
  expect(markup).not.toContain('没有读出来');
  expect(markup).not.toContain('没有等着办的事');
});

it('shows nothing of its own where the address names an organisation that is not to be seen', () => {
  const strange = drawn(<Shell />, CHAIR, [], '/registers/visits?org=NOPE');
  expect(strange).toContain('没有“NOPE”这个单位，或者它不在您的范围内');
  expect(strange).not.toContain('scope-org');
  for (const address of ['/registers/visits?org=S01', '/registers/visits?org=', '/registers/visits'])
    expect(drawn(<Shell />, CHAIR, [], address)).toContain('scope-org');
});
