import { UserOutlined } from '@ant-design/icons';
import { webText, word } from '@mingbai/messages';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Modal } from 'antd';
import { useState } from 'react';
import { gateway } from '../gateway.ts';
import { SESSION_KEY } from '../query-client.ts';
import { PasswordForm } from './password-form.tsx';
import { forgetSignIn } from './known-sign-in.ts';
import { useSession } from './session.ts';

/** Who is signed in, by which roles; password and sign-out. */
export function AccountMenu() {
  const { login, roles, organisations } = useSession();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [changing, setChanging] = useState(false);
  const signOut = async (): Promise<void> => {
    await gateway.signOut().catch(() => undefined); // the session may have ended already
    forgetSignIn();
    queries.setQueryData(SESSION_KEY, null);
    queries.removeQueries({ predicate: ({ queryKey: [name] }) => name !== SESSION_KEY[0] });
  };
  const nameOf = (code: string): string => organisations.find((each) => each.code === code)?.name ?? code;
  const held = roles.map(({ org, role }) => ({
    key: `${org}/${role}`,
    label: `${nameOf(org)} · ${word('role', role)}`,
    disabled: true,
  }));
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...held,
            { type: 'divider' },
            { key: 'password', label: webText('password.title'), onClick: () => setChanging(true) },
            { key: 'out', label: webText('signIn.out'), onClick: () => void signOut() },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />}>
          {login}
        </Button>
      </Dropdown>
      <Modal
        open={changing}
        footer={null}
        title={webText('password.title')}
        destroyOnHidden
        onCancel={() => setChanging(false)}
      >
        <PasswordForm
          login={login}
          onDone={() => {
            setChanging(false);
            void message.success(webText('password.done'));
          }}
        />
      </Modal>
    </>
  );
}
