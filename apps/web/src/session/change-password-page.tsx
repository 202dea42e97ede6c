import { webText } from '@mingbai/messages';
import { Alert } from 'antd';
import { EntryPage } from './entry-page.tsx';
import { PasswordForm } from './password-form.tsx';

/** Whoever came in with a one-time password chooses one of their own before anything else. */
export function ChangePasswordPage({ login }: { login: string }) {
  return (
    <EntryPage title={webText('password.title')}>
      <Alert type="info" showIcon title={webText('password.forced')} className="entry-alert" />
      <PasswordForm login={login} />
    </EntryPage>
  );
}
