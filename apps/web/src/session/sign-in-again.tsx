import type { Session } from '@mingbai/client';
import { webText } from '@mingbai/messages';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Modal } from 'antd';
import { useState } from 'react';
import { gateway } from '../gateway.ts';
import { askAgain, SESSION_KEY } from '../query-client.ts';
import { PasswordForm } from './password-form.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Above every drawer and dialog that may stand open, below the messages. */
const ABOVE_ALL = 2000;

/**
 * Signing in over the page when the session has ended, so that nothing typed is lost. Somebody else who signs in here
 * gets a page of their own, loaded anew: what one person has read is never shown to another.
 */
export function SignInAgain({ session }: { session: Session }) {
  const queries = useQueryClient();
  const [oneTime, setOneTime] = useState(false);
  const [form] = Form.useForm();
  const onSignedIn = async (): Promise<void> => {
    const now = await gateway.session();
    if (now.login !== session.login || now.person !== session.person) return location.reload();
    if (now.mustChange) return setOneTime(true);
    queries.setQueryData(SESSION_KEY, now);
    await askAgain();
  };
  return (
    <Modal
      open
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      zIndex={ABOVE_ALL}
      width={440}
      afterOpenChange={() => form.focusField('password')}
      title={webText(oneTime ? 'password.title' : 'signIn.ended')}
    >
      <Alert
        type="info"
        showIcon
        className="entry-alert"
        title={webText(oneTime ? 'password.forced' : 'signIn.ended.help')}
      />
      {oneTime ? (
        <PasswordForm login={session.login} onDone={() => void askAgain()} />
      ) : (
        <SignInForm login={session.login} form={form} onDone={onSignedIn} />
      )}
    </Modal>
  );
}
