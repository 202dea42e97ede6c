import { webText } from '@mingbai/messages';
import { useQueryClient } from '@tanstack/react-query';
import { Typography } from 'antd';
import { SESSION_KEY } from '../query-client.ts';
import { EntryPage } from './entry-page.tsx';
import { SignInForm } from './sign-in-form.tsx';

export function SignInPage() {
  const queries = useQueryClient();
  return (
    <EntryPage title={webText('signIn.title')}>
      <SignInForm onDone={() => queries.resetQueries({ queryKey: SESSION_KEY })} />
      <Typography.Paragraph type="secondary" className="entry-help">
        {webText('signIn.help')}
      </Typography.Paragraph>
    </EntryPage>
  );
}
