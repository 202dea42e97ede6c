// The questions go off before anything else runs: the server answers while the libraries do.
import { firstQuestions } from './start/first-questions.ts';
import 'antd/dist/reset.css';
import './styles/base.css';
import './styles/entry.css';
import './styles/shell.css';
import './styles/register.css';
import './styles/summary.css';
import './styles/replay.css';
import './styles/home.css';
import './styles/narrow.css';
import './styles/first-sight.css';
import './styles/print.css';
import type { Summary } from '@mingbai/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { startTransition, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './query-client.ts';
import { FirstSight } from './start/first-sight.tsx';

/** So long the pages wait for the first summary: a slow computer that runs them could not draw it. */
const PATIENCE_MS = 1000;

const element = document.getElementById('root');
if (!element) throw new Error('the page has no root element');
const root = createRoot(element);

const draw = (page: ReactNode): void =>
  root.render(<QueryClientProvider client={queryClient}>{page}</QueryClientProvider>);
const patience = (): Promise<undefined> => new Promise((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS));
const painted = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

async function drawFirstSight(asked: Promise<Summary | undefined>): Promise<void> {
  const summary = await Promise.race([asked, patience()]);
  if (!summary) return;
  draw(<FirstSight summary={summary} />);
  await painted();
}

/** The paper first, where the address is about one; then the pages, as soon as they can take its place. */
async function start(): Promise<void> {
  if (firstQuestions) await drawFirstSight(firstQuestions.summary);
  const { Pages, routed } = await import('./pages.tsx');
  if (firstQuestions) await Promise.all([routed, firstQuestions.signedIn]);
  startTransition(() => draw(<Pages />));
}

void start();
