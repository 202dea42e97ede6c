import { ProblemError } from '@mingbai/client';
import { webText } from '@mingbai/messages';
import { Button, Result, Spin } from 'antd';
import { isSessionEnd } from '../query-client.ts';

export const Loading = () => (
  <div className="state" role="status" aria-label={webText('state.loading')}>
    <Spin size="large" />
  </div>
);

type Failed = { readonly error: Error; readonly retry?: () => void };

/** What went wrong on a page. While somebody signs in again nothing has: afterwards everything is asked again. */
export const Problem = (failed: Failed) => (isSessionEnd(failed.error) ? <Loading /> : <Fault {...failed} />);

/** What went wrong, in the server's own words, with a way to try again. */
export function Fault({ error, retry }: Failed) {
  const forbidden = error instanceof ProblemError && error.problem.status === 403;
  const words = error instanceof ProblemError ? error.message : webText('state.fault');
  return (
    <Result
      status={forbidden ? '403' : 'warning'}
      title={forbidden ? webText('state.forbidden') : webText('state.problem')}
      subTitle={words}
      extra={retry && !forbidden && <Button onClick={retry}>{webText('state.retry')}</Button>}
    />
  );
}
