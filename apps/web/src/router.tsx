import { createBrowserRouter } from 'react-router';
import { HomePage } from './home/home-page.tsx';
import { Shell } from './shell/shell.tsx';
import { NoSuchPage, PageFault } from './shell/page-fault.tsx';
import { Loading } from './shell/states.tsx';

/** Every page but the first is a bundle of its own. */
export const router = createBrowserRouter([
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: PageFault,
    HydrateFallback: Loading,
    children: [
      { index: true, Component: HomePage },
      {
        path: 'registers/:register',
        lazy: async () => ({ Component: (await import('./register/register-page.tsx')).RegisterPage }),
      },
      { path: 'summary', lazy: async () => ({ Component: (await import('./summary/summary-page.tsx')).SummaryPage }) },
      { path: 'replay', lazy: async () => ({ Component: (await import('./replay/replay-page.tsx')).ReplayPage }) },
      { path: 'import', lazy: async () => ({ Component: (await import('./workbook/import-page.tsx')).ImportPage }) },
      { path: 'audit', lazy: async () => ({ Component: (await import('./audit/audit-page.tsx')).AuditPage }) },
      { path: '*', Component: NoSuchPage },
    ],
  },
]);

/** Resolves once the page that the address names has been fetched. */
export const routed = new Promise<void>((resolve) => {
  if (router.state.initialized) resolve();
  router.subscribe(({ initialized }) => initialized && resolve());
});
